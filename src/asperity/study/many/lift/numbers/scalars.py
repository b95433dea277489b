"""The built-in functions and `math` as lifted code sees them."""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Any

import numpy as np
from scipy.special import gamma

from asperity.study.many.lift.numbers.arrays import Library
from asperity.study.many.lift.numbers.lanes import Lanes, applied, gathered, run_of


class _FloatMeta(type):
    def __instancecheck__(cls, value: object) -> bool:
        if isinstance(value, Lanes):
            return value.ndim == 0 and value.data.dtype.kind == "f"
        return isinstance(value, float)

    def __eq__(cls, other: object) -> bool:
        return other is float or other is cls

    __hash__ = type.__hash__


class Float(metaclass=_FloatMeta):
    """`float`: of lanes, the one number in each."""

    dtype = np.dtype(np.float64)

    def __new__(cls, value: Any = 0.0) -> Any:
        """The number."""
        if isinstance(value, Lanes):
            return Lanes(value.data.reshape(-1).astype(np.float64), value.run)
        return float(value)


class _IntMeta(type):
    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, int)

    def __eq__(cls, other: object) -> bool:
        return other is int or other is cls

    __hash__ = type.__hash__


class Int(metaclass=_IntMeta):
    """`int`: of lanes, the whole number in each."""

    dtype = np.dtype(np.int64)

    def __new__(cls, value: Any = 0, *base: Any) -> Any:
        """The number."""
        if isinstance(value, Lanes):
            return Lanes(value.data.reshape(-1).astype(np.int64), value.run)
        return int(value, *base)


def _extreme(real: Callable[..., Any], ufunc: np.ufunc) -> Callable[..., Any]:
    """min and max: in every lane, where nothing but numbers is compared."""

    def call(*values: Any, **more: Any) -> Any:
        items: Iterable[Any] = values if len(values) > 1 else list(values[0])
        items = list(items)
        if more.get("key") is None and any(isinstance(one, Lanes) for one in items):
            found = items[0]
            for one in items[1:]:
                found = applied(ufunc, found, one)
            return found
        return real(items, **more) if items or "default" in more else real(items)

    return call


def _rounded(value: Any, digits: int | None = None) -> Any:
    if isinstance(value, Lanes):
        return Lanes(np.round(value.data, digits or 0), value.run)
    return round(value) if digits is None else round(value, digits)


def _through(real: Callable[..., Any], ufunc: Callable[..., Any]) -> Callable[..., Any]:
    """A function of `math`: itself for plain numbers, the ufunc for lanes."""

    def call(*args: Any) -> Any:
        return real(*args) if run_of(*args) is None else applied(ufunc, *map(gathered, args))

    return call


def _hypot(*args: Any) -> Any:
    if run_of(*args) is None:
        return math.hypot(*args)
    found: Any = 0.0
    for arg in args:
        found = applied(np.hypot, found, arg)
    return found


def _whole(ufunc: np.ufunc, real: Callable[[Any], int]) -> Callable[[Any], Any]:
    def call(value: Any) -> Any:
        if not isinstance(value, Lanes):
            return real(value)
        return Lanes(ufunc(value.data).astype(np.int64), value.run)

    return call


_MATH = MappingProxyType(
    {
        **{
            name: _through(getattr(math, name), getattr(np, name))
            for name in (
                "exp", "expm1", "log", "log1p", "log2", "log10", "sqrt", "sin", "cos", "tan",
                "sinh", "cosh", "tanh", "isnan", "isinf", "isfinite", "radians", "copysign",
                "cbrt",
            )
        },
        "hypot": _hypot,
        "ceil": _whole(np.ceil, math.ceil),
        "floor": _whole(np.floor, math.floor),
        "inf": math.inf,
        "pi": math.pi,
        "nan": math.nan,
        "e": math.e,
    }
)  # fmt: skip


def mathematics() -> Library:
    """`math` for lifted code."""
    return Library(math, {**_MATH, "gamma": _through(math.gamma, gamma)})


def words(importer: Callable[..., Any]) -> dict[str, Any]:
    """The built-ins of lifted code, which imports through `importer`."""
    return {
        **vars(builtins),
        "float": Float,
        "int": Int,
        "min": _extreme(min, np.minimum),
        "max": _extreme(max, np.maximum),
        "round": _rounded,
        "__import__": importer,
    }
