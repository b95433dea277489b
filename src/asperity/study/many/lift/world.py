"""The rooms of the physics loaded a second time, with numbers that may be lanes.

The source is the same; what differs is what the words in it mean. A lifted module has its own
built-ins (`scalars`), its own numpy and scipy.special (`arrays`), and whatever it imports from a
lifted room is lifted too. A few functions have a rule of their own (`rules`), because they look
up, put in order or write texts. Nothing of it touches the modules that `asperity.press` uses.
"""

from __future__ import annotations

import builtins
import functools
import sys
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from types import MappingProxyType, ModuleType
from typing import Any

from asperity.study.many.lift.numbers.arrays import numpy, special
from asperity.study.many.lift.numbers.lanes import Lanes, run_of
from asperity.study.many.lift.numbers.scalars import mathematics, words

ROOMS = (
    "asperity.laws",
    "asperity.topography",
    "asperity.recipe.check",
    "asperity.recipe.order",
    "asperity.stack",
    "asperity.process",
    "asperity.outcome",
    "asperity.study.quantity",
)
PLAIN = ("asperity.topography.read", "asperity.topography.text", "asperity.process.grid")
"""Rooms whose numbers never are lanes."""
PREFIX = "asperity.study.many.lift.world:"
Rules = Mapping[str, Mapping[str, Callable[..., Any]]]


class World:
    """Lifted modules by name, loaded when first asked for.

    `rules` maps a module to functions that take the place of its own, each made by a function that
    is given the module as it was loaded.
    """

    def __init__(self, rules: Rules, own: Mapping[str, ModuleType | Any]) -> None:
        self._rules = rules
        self._modules: dict[str, ModuleType] = {}
        self._known: dict[str, Any] = {
            "numpy": numpy(),
            "math": mathematics(),
            "scipy.special": special(),
            "functools": _Functools(),
            **own,
        }
        self._words = words(self._import)

    def __getitem__(self, name: str) -> ModuleType:
        """A lifted module."""
        return self._load(name)

    def _import(
        self,
        name: str,
        globals_: Any = None,
        locals_: Any = None,
        fromlist: Any = (),
        level: int = 0,
    ) -> Any:
        if name in self._known:
            return self._known[name]
        if not _lifted(name):
            return builtins.__import__(name, globals_, locals_, fromlist, level)
        module = self._load(name)
        for part in fromlist or ():
            if not hasattr(module, part) and _lifted(f"{name}.{part}"):
                self._load(f"{name}.{part}")
        return module

    def _load(self, name: str) -> ModuleType:
        if name in self._modules:
            return self._modules[name]
        parent, _, last = name.rpartition(".")
        if _lifted(parent):
            self._load(parent)
            if name in self._modules:  # its package asked for it
                return self._modules[name]
        spec = find_spec(name)
        if spec is None or spec.loader is None:
            raise ImportError(name)
        code = spec.loader.get_code(name)  # type: ignore[attr-defined]
        module = ModuleType(PREFIX + name)
        module.__dict__["__builtins__"] = self._words
        module.__dict__["__file__"] = spec.origin
        for word in ("float", "int"):  # hints of fields are resolved among the module's own names
            module.__dict__[word] = self._words[word]
        self._modules[name] = sys.modules[module.__name__] = module
        exec(code, module.__dict__)  # the package's own source, a second time
        for rule, make in self._rules.get(name, {}).items():
            if not hasattr(module, rule):
                raise AttributeError(f"{name} has no {rule}, which has a rule")
            setattr(module, rule, make(module))
        if parent in self._modules:
            setattr(self._modules[parent], last, module)
        return module


def _lifted(name: str) -> bool:
    inside = any(name == room or name.startswith(f"{room}.") for room in ROOMS)
    return inside and not any(name == room or name.startswith(f"{room}.") for room in PLAIN)


class _Functools:
    """`functools`, whose caches keep no lanes."""

    partial = staticmethod(functools.partial)
    reduce = staticmethod(functools.reduce)
    wraps = staticmethod(functools.wraps)
    cached_property = functools.cached_property

    @staticmethod
    def cache(function: Callable[..., Any]) -> Callable[..., Any]:
        """A cache of what was asked with plain numbers."""
        return _cached(function, functools.cache(function))

    @staticmethod
    def lru_cache(maxsize: int = 128) -> Callable[..., Any]:
        """The same with a size."""

        def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
            return _cached(function, functools.lru_cache(maxsize)(function))

        return decorate


def _cached(function: Callable[..., Any], kept: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*args: Any, **more: Any) -> Any:
        asked = run_of(*args, *more.values()) is not None or _holds((*args, *more.values()))
        return function(*args, **more) if asked else kept(*args, **more)

    return call


def _holds(args: tuple[Any, ...]) -> bool:
    """Whether a record among the arguments holds lanes, however deep."""
    for arg in args:
        fields = getattr(arg, "__dataclass_fields__", ())
        within = tuple(getattr(arg, name, None) for name in fields)
        if any(isinstance(one, Lanes) for one in within):
            return True
        if _holds((*within, *arg) if isinstance(arg, tuple) else within):
            return True
    return False


NOTHING: Rules = MappingProxyType({})
