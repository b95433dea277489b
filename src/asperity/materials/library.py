"""The shipped cards and a user's own: the only file here that reads files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from asperity.errors import CardRefusal, one_of, quoted
from asperity.materials import parse
from asperity.materials.card import Card

__all__ = ["Shelf", "die", "material", "names", "press"]

Shelf = Literal["materials", "presses", "dies"]

_FOLDER = MappingProxyType({"materials": "cards", "presses": "presses", "dies": "dies"})
_KINDS = MappingProxyType(
    {"materials": parse.MATERIAL_KINDS, "presses": ("press",), "dies": ("die",)}
)
_SINGULAR = MappingProxyType({"materials": "material", "presses": "press", "dies": "die"})
_LARGEST = 1_000_000
_DEEPEST = 8


def material(name: str) -> Card:
    """The card of a material: a shipped one by its name, or a file where `name` ends in ".toml".

    Raises `CardRefusal` for an unknown name (with the nearest known one) or a file that is no card.
    """
    return _card("materials", name)


def press(name: str) -> Card:
    """The card of a press or fixture, by name or file, as `material`."""
    return _card("presses", name)


def die(name: str) -> Card:
    """The card of a die, by name or file, as `material`."""
    return _card("dies", name)


@lru_cache(maxsize=8)
def names(shelf: Shelf) -> tuple[str, ...]:
    """The names of the shipped "materials", "presses" or "dies", sorted."""
    folder = files("asperity.materials") / _FOLDER[shelf]
    found = (entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted((name.removesuffix(".toml") for name in found), key=str.lower))


def _card(shelf: Shelf, name: str, depth: int = 0) -> Card:
    if not name.endswith(".toml"):
        return _shipped(shelf, name)
    path = Path(name)
    try:
        stat = path.stat()
    except (OSError, ValueError):
        raise CardRefusal(name, "no such file", "write the path of a card file") from None
    if not path.is_file() or stat.st_size > _LARGEST:
        raise CardRefusal(name, "no card", "a card is a TOML file of at most 1 MB")
    return _own(shelf, path.resolve(), stat.st_mtime_ns, depth)


@lru_cache(maxsize=256)
def _shipped(shelf: Shelf, name: str) -> Card:
    if name not in names(shelf):
        raise CardRefusal(_SINGULAR[shelf], quoted(name), one_of(name, names(shelf), limit=24))
    entry = files("asperity.materials") / _FOLDER[shelf] / f"{name}.toml"
    data = _tables(entry.read_bytes(), name)
    base = data.get("based_on")
    nearest = _shipped(shelf, base) if isinstance(base, str) else None
    return parse.card(data, name, kinds=_KINDS[shelf], base=nearest)


@lru_cache(maxsize=256)
def _own(shelf: Shelf, path: Path, changed: int, depth: int) -> Card:  # noqa: ARG001
    """A user's card. `changed` is when the file last was, so that an edited file is read again."""
    where = path.name
    data = _tables(path.read_bytes(), where)
    base = _base(shelf, data, path, depth)
    made = parse.card(data, where, kinds=_KINDS[shelf], base=base)
    return made if base else replace(made, alone=where)


def _base(shelf: Shelf, data: Mapping[str, object], path: Path, depth: int) -> Card | None:
    """The card that a user's card is based on; a path counts from the user's card."""
    name = data.get("based_on")
    if name is None:
        return None
    if not isinstance(name, str) or not name or depth >= _DEEPEST:
        cure = "name a shipped card, or a card file that is not based on this one"
        raise CardRefusal(f"{path.name}: based_on", quoted(name), cure)
    return _card(shelf, str(path.parent / name) if name.endswith(".toml") else name, depth + 1)


def _tables(raw: bytes, where: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        found = "no TOML" if isinstance(error, tomllib.TOMLDecodeError) else "no text"
        raise CardRefusal(where, f"{found} ({error})", "write a card as the manual shows") from None
