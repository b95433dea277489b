"""One cause of spread, and what it moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from asperity.errors import Refusal, quoted
from asperity.recipe import Recipe
from asperity.recipe.quantities import Part
from asperity.study.spread.sources.law import Law
from asperity.units import DIMENSIONS, to_si

Family = Literal["scatter", "doubt"]
Target = str | tuple[str, str]
"""A path of the recipe, or (card, quantity)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One independent cause of spread.

    Attributes:
        name: a path of the recipe, "cards.CARD.QUANTITY", or "press.gauge"
        family: "scatter" from one pressing to the next, or "doubt", the same in every pressing
        effects: the numbers it moves, all by the same standard normal number, each by its law
        words: what it is
        basis: where its distribution is from
        assumed: whether that is an assumption
        given: whether somebody asked for it
    """

    name: str
    family: Family
    effects: tuple[tuple[Target, Law], ...]
    words: str
    basis: str
    assumed: bool
    given: bool = False

    @property
    def rests(self) -> bool:
        """Whether it moves nothing: somebody asked for no spread."""
        return all(law.none for _, law in self.effects)


def known(recipe: Recipe, path: str) -> str:
    """The path as the recipe has it, the layers of an interface in its order.

    Raises `Refusal` for a path the recipe does not have.
    """
    path, paths = path.strip(), recipe.paths()
    if path in paths:
        return path
    root, dot, rest = path.partition(".")
    pair, end, field = rest.partition(".")
    first, _, second = pair.partition(":")
    turned = f"{root}{dot}{second}:{first}{end}{field}"
    if turned not in paths:
        recipe.replace({path: None})  # refuses it, and names the nearest
    return turned


def site(recipe: Recipe, path: str) -> tuple[Part, str]:
    """The part of the recipe that a path of it leads into, and the field there."""
    head, _, field = path.rpartition(".")
    root, _, name = head.partition(".")
    if root == "press":
        return recipe.press, field
    if root == "interfaces":
        key, _, index = name.partition(".bands.")
        face = next(face for face in recipe.interfaces if face.key == key)
        return (face.bands[int(index)] if index else face), field
    parts: tuple[Part, ...] = recipe.stack if root == "stack" else recipe.steps
    return next(part for part in parts if getattr(part, "name", "") == name), field


def dimension_of(recipe: Recipe, path: str) -> str:
    """The dimension of the quantity at a path. Raises `Refusal` where none stands there."""
    written = recipe.written_at(path)
    if written is None:
        raise Refusal(path, "no quantity", "name a pressure, a time, a thickness, a height")
    return written.dimension


def middle_of(recipe: Recipe, path: str) -> float | None:
    """The value at a path in SI, None where the recipe leaves it out."""
    part, field = site(recipe, path)
    value = getattr(part, field)
    return None if value is None else to_si(str(value), dimension_of(recipe, path), path)


def text_of(value: float, dimension: str) -> str:
    """A number in SI as a recipe has it."""
    return f"{value:.10g} {DIMENSIONS[dimension].si}".strip()


def quantity_si(value: object, dimension: str, path: str) -> float:
    """A written value in SI, or a number as it is where it has no dimension."""
    if dimension == "dimensionless" and isinstance(value, (int, float)):
        return float(value)
    if not isinstance(value, str):
        raise Refusal(path, quoted(value), "write a quantity with its unit")
    return to_si(value, dimension, path)
