"""A recipe while it is being written: its text, its tables, and all that is still wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from asperity.errors import Refusal
from asperity.recipe import Recipe
from asperity.recipe.explain import KINDS
from asperity.recipe.read import LARGEST, parse_recipe
from asperity.web.bench.retouch import retouched

Table = dict[str, Any]
Key = tuple[str | int, ...]
"""Where something stands in the tables: ("steps", 1, "pressure")."""
WHOLE = "text"
"""Where a refusal belongs that is of the text as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A recipe while it is being written.

    Attributes:
        text: as it is kept and taken along
        tables: what the text says, each value as it was typed; None where it is no TOML, or has not
            the shape of a recipe
        recipe: the recipe, once nothing is wrong with it
        refusals: all that is wrong with it
    """

    text: str
    tables: Mapping[str, Any] | None
    recipe: Recipe | None
    refusals: tuple[Refusal, ...] = ()

    def copy(self) -> Table:
        """The tables, to be changed."""
        return deepcopy(dict(self.tables or {}))


def read(text: str) -> Draft:
    """The draft that a text is. A text that is no recipe is a draft too."""
    if len(text) > LARGEST:
        refusal = Refusal(WHOLE, "more than 1 MB", "a recipe is a TOML file of a few kB")
        return Draft(text="", tables=None, recipe=None, refusals=(refusal,))
    recipe, refusals = _judged(text)
    torn = any(refusal.where.partition(":")[0] == WHOLE for refusal in refusals)
    tables = None if torn else tomllib.loads(text)
    return Draft(
        text=text,
        tables=tables if tables is not None and _shaped(tables) else None,
        recipe=recipe,
        refusals=refusals,
    )


def changed(draft: Draft, tables: Mapping[str, Any]) -> Draft:
    """The draft with other tables; what did not change keeps its lines and comments."""
    return read(retouched(draft.text, tables))


def _judged(text: str) -> tuple[Recipe | None, tuple[Refusal, ...]]:
    try:
        return parse_recipe(text, where=WHOLE), ()
    except Refusal as refusal:
        return None, tuple(_every(refusal))


def _every(refusal: Refusal) -> Iterator[Refusal]:
    yield refusal
    for other in refusal.also:
        yield from _every(other)


def _shaped(tables: Mapping[str, Any]) -> bool:
    """Whether there are layers, faces and steps one can show, right or wrong."""
    faces = tables.get("interfaces", [])
    return (
        isinstance(tables.get("title", ""), str)
        and isinstance(tables.get("press"), dict)
        and all(_listed(tables.get(root), KINDS[root]) for root in KINDS)
        and isinstance(faces, list)
        and all(map(_face, faces))
    )


def _listed(entries: object, kinds: Mapping[str, object]) -> bool:
    return isinstance(entries, list) and all(
        isinstance(entry, dict)
        and isinstance(entry.get("name"), str)
        and entry.get("kind") in kinds
        and all(_names(entry.get(field, [])) for field in ("adds", "removes"))
        for entry in entries
    )


def _face(entry: object) -> bool:
    if not isinstance(entry, dict):
        return False
    pair, bands = entry.get("between"), entry.get("bands", [])
    return _names(pair) and len(pair or ()) == 2 and _tables(bands)


def _tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def entries_of(tables: Mapping[str, Any], root: str) -> Sequence[Mapping[str, Any]]:
    """Layers ("stack"), faces ("interfaces") or steps, as the tables have them."""
    found: Sequence[Mapping[str, Any]] = tables.get(root, [])
    return found
