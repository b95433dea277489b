"""Where recipes differ: paths whose values do not mean the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from asperity.recipe import Recipe
from asperity.report.words import pretty
from asperity.units import to_si
from asperity.web.bench.labels import label
from asperity.web.compare.record import Part, Row, texts

ROOTS = MappingProxyType(
    {"steps": "step", "stack": "layer", "interfaces": "face", "press": "press"}
)
"""What the tables of a recipe are called."""


def differences(recipes: Sequence[Recipe]) -> Part:
    """A row a path at which not all recipes mean the same; "0.36 GPa" and "360 MPa" do."""
    return Part(title="Recipe", rows=tuple(_rows(recipes)))


def _rows(recipes: Sequence[Recipe]) -> Iterator[Row]:
    known = [set(recipe.paths()) for recipe in recipes]
    paths = dict.fromkeys(path for recipe in recipes for path in recipe.paths())
    yield from _kinds(recipes)
    for path in paths:
        has = [path in mine for mine in known]
        meant = [_meant(one, path) if got else None for one, got in zip(recipes, has, strict=True)]
        if any(one != meant[0] for one in meant):
            told = [_told(one, path) if got else "" for one, got in zip(recipes, has, strict=True)]
            yield texts(spoken(path), told)


def _kinds(recipes: Sequence[Recipe]) -> Iterator[Row]:
    """Layers and steps that not all recipes have, or that are of other kinds."""
    for root, word in (("stack", "layer"), ("steps", "step")):
        kinds = [{part.name: part.kind for part in getattr(one, root)} for one in recipes]
        for name in dict.fromkeys(name for mine in kinds for name in mine):
            told = [mine.get(name, "") for mine in kinds]
            if any(one != told[0] for one in told):
                yield texts(f"{word} {name}", told)


def _meant(recipe: Recipe, path: str) -> object:
    """The value in SI where it is a quantity, else as it is written."""
    value, written = recipe.value_at(path), recipe.written_at(path)
    if value is None or written is None:
        return value
    return f"{to_si(str(value), written.dimension):.12g}"


def _told(recipe: Recipe, path: str) -> str:
    value = recipe.value_at(path)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else pretty(str(value))


def spoken(path: str) -> str:
    """A path in words: "step press: pressure"."""
    root, dot, rest = path.partition(".")
    if not dot:
        return label(path).lower()
    place, _, field = rest.rpartition(".")
    where = " ".join(filter(None, (ROOTS.get(root, root), place.replace(".bands.", " band "))))
    return f"{where}: {label(field).lower()}"
