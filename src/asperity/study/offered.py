"""What a recipe offers to be varied, each over a range worth a look, and what it can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from asperity.errors import Refusal
from asperity.recipe import Recipe
from asperity.study.design.goals import GOALS, spreading
from asperity.study.design.variables import PRESSES, usual
from asperity.study.many import Points, press_many
from asperity.study.mapping.quantity import CONTACT, quantity_of
from asperity.units import to_si

_NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*?)\s*")
TIMES = 3.0
"""What nothing else is known of is varied from this part of what is written to as many times it."""
KELVIN = 20.0
"""A temperature is then varied by so much either way."""
APART = ("hurst", "shortest", "longest", "diameter")
"""Fields that are offered last: few people can set them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A quantity that can be varied.

    Attributes:
        paths: of the recipe; those after the first have the same value and are moved with it
        given: what the recipe says
        low: from where on it is worth a look, as a recipe writes it
        high: up to where
        dimension: as `asperity.units` calls it
        press: whether it is among what a design varies where nobody says what to vary
        why: what sets the two ends, in words
    """

    paths: tuple[str, ...]
    given: str
    low: str
    high: str
    dimension: str
    press: bool = False
    why: tuple[str, str] = ("", "")

    @property
    def path(self) -> str:
        """All paths, as a command takes them."""
        return ",".join(self.paths)

    @property
    def axis(self) -> str:
        """Paths and range, as a command takes them."""
        return f"{self.path}={self.low}..{self.high}"


def offered(recipe: Recipe) -> tuple[Offer, ...]:
    """Every quantity that a recipe writes: what presses first, then the stack and its faces."""
    found = {one.paths[0]: one for one in _pressing(recipe)}
    others = [path for path in recipe.paths() if path not in found]
    last = [path for path in others if path.rpartition(".")[2] in APART]
    for path in [*(path for path in others if path not in last), *last]:
        offer = _other(recipe, path)
        if offer is not None:
            found[path] = offer
    return tuple(found.values())


def pair(recipe: Recipe) -> tuple[Offer, Offer] | None:
    """Two quantities whose map says most: pressure and temperature of a step, where it has both.

    Else the pressures of two steps, pressure and roughness, pressure and dwell; None where the
    recipe has not two that differ.
    """
    offers = offered(recipe)
    if len(offers) < 2:
        return None
    first = next((one for one in offers if one.press and one.dimension == "pressure"), offers[0])
    step = first.paths[0].rpartition(".")[0]
    ranks = (
        lambda one: one.press and one.paths[0] == f"{step}.temperature",
        lambda one: one.press and one.dimension == "pressure",
        lambda one: one.paths[0].endswith(".rms_height"),
        lambda one: one.press,
        lambda _: True,
    )
    rest = [one for one in offers if one is not first]
    return first, next(one for rank in ranks for one in rest if rank(one))


def told_by(recipe: Recipe) -> dict[str, str]:
    """Goals that the recipe as written has a number of, with titles; all where it tells none.

    `contact-fraction`, which a map tells besides, is among them.
    """
    table = press_many(recipe, Points(values={"title": [recipe.title]}))
    titles = {name: one.title for name, one in GOALS.items()}
    titles[CONTACT] = quantity_of(recipe, CONTACT).title
    numbers = {
        name: (spreading if goal.spread else goal.number)(recipe, table)
        for name, goal in GOALS.items()
    }
    numbers[CONTACT] = quantity_of(recipe, CONTACT).number(recipe, table)
    there = {name for name, column in numbers.items() if not np.isnan(column).all()}
    return {name: title for name, title in titles.items() if name in there} or titles


def _pressing(recipe: Recipe) -> Iterator[Offer]:
    """What a design varies by itself, as far as the recipe has it."""
    try:
        found = usual(recipe)
    except Refusal:
        return
    for one in found:
        yield Offer(
            paths=_together(recipe, one.path),
            given=str(recipe.value_at(one.path)),
            low=one.span.written(0.0),
            high=one.span.written(1.0),
            dimension=one.dimension,
            press=True,
            why=one.what,
        )


def _together(recipe: Recipe, path: str) -> tuple[str, ...]:
    """A temperature of a step that presses, with that of the step before it which heats to it."""
    step, _, field = path.rpartition(".")
    if field != "temperature":
        return (path,)
    names = [one.name for one in recipe.steps]
    at = names.index(step.removeprefix("steps."))
    before = recipe.steps[at - 1] if at else None
    if before is None or before.kind in PRESSES:
        return (path,)
    other = f"steps.{before.name}.temperature"
    alike = other in recipe.paths() and recipe.value_at(other) == recipe.value_at(path)
    return (path, other) if alike else (path,)


def _other(recipe: Recipe, path: str) -> Offer | None:
    """A quantity of which only its value is known; None for what is none, or left out."""
    written, value = recipe.written_at(path), recipe.value_at(path)
    parts = None if value is None else _NUMBER.fullmatch(str(value))
    if written is None or parts is None or not to_si(str(value), written.dimension):
        return None
    number, unit = float(parts[1]), parts[2]
    low, high, why = number / TIMES, number * TIMES, ("a third of it", "three times it")
    if written.dimension == "temperature":
        low, high, why = number - KELVIN, number + KELVIN, ("20 K less", "20 K more")
    elif written.dimension == "dimensionless" and 0 < number < 1:
        low, high, why = number / 2, (1 + number) / 2, ("half of it", "halfway to 1")
    texts = [f"{end:.3g} {unit}".strip() for end in (low, high)]
    offer = Offer(
        paths=(path,),
        given=str(value),
        low=texts[0],
        high=texts[1],
        dimension=written.dimension,
        why=why,
    )
    return _within(recipe, offer)


def _within(recipe: Recipe, offer: Offer) -> Offer | None:
    """The offer, with the value as written for an end that the recipe cannot hold."""
    kept = []
    for end in (offer.low, offer.high):
        try:
            recipe.replace(dict.fromkeys(offer.paths, end))
            kept.append(end)
        except Refusal:
            kept.append(offer.given)
    return None if kept[0] == kept[1] else replace(offer, low=kept[0], high=kept[1])
