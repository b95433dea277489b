"""How far a number differs from pressing to pressing, by a few presses around each point.

Each thing that scatters is moved by a little, one at a time, and the number's slopes (logarithm
against logarithm) times the scatters add as squares: the law of small errors. It tells no tail and
no curvature; `asperity spread` does, with hundreds of presses, of more that scatters. What is
assumed of the same things is the same (`study.spread.sources.process.USUAL`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from asperity.errors import Refusal
from asperity.materials import material
from asperity.recipe import Recipe
from asperity.study.design.goals import spreading
from asperity.study.design.variables import part_at
from asperity.study.many import Points, Table
from asperity.study.many.table import Array
from asperity.study.spread.sources.process import USUAL
from asperity.units import show, to_si

STEP = 0.05
"""Relative change by which slopes are taken: above the noise of a march, below most curvature."""
NONE = 1e-4
"""Spread below which nothing is told apart."""
PRESSED = frozenset({"compact", "bond", "press"})
_UNITS = MappingProxyType(
    {"pressure": ("pressure", "MPa"), "dwell": ("time", "s"), "rms_height": ("length", "um")}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scatter:
    """What differs from pressing to pressing.

    Attributes:
        name: in words
        path: of the recipe; empty for a card's number
        card: (card, quantity) and its number, SI, where it is a card's
        share: relative standard deviation; None for a pressure, whose press tells it
    """

    name: str
    path: str = ""
    card: tuple[str, str, float] | None = None
    share: float | None = None


def scatters(recipe: Recipe) -> tuple[Scatter, ...]:
    """Pressures and dwells of the steps that press, roughness of faces, elastic recovery."""
    return tuple(_scatters(recipe))


def _scatters(recipe: Recipe) -> Iterator[Scatter]:
    for step in recipe.steps:
        if step.kind in PRESSED:
            path = f"steps.{step.name}"
            yield Scatter(name=f"pressure of {step.name}", path=f"{path}.pressure")
            if step.si("dwell") > 0:
                yield Scatter(
                    name=f"dwell of {step.name}", path=f"{path}.dwell", share=USUAL["dwell"].share
                )
    for face in recipe.interfaces:
        if face.rms_height is not None:
            pair = ":".join(face.between)
            path = f"interfaces.{pair}.rms_height"
            yield Scatter(name=f"roughness of {pair}", path=path, share=USUAL["rms_height"].share)
    for layer in recipe.stack:
        if layer.kind == "powder":
            card = material(layer.material)
            if card.has("unloading_modulus"):
                usual = USUAL["unloading_modulus"]
                where = (layer.material, "unloading_modulus", card.value("unloading_modulus"))
                yield Scatter(name=f"recovery of {layer.name}", card=where, share=usual.share)


def spread_of(
    recipe: Recipe,
    points: Points,
    scatter: tuple[Scatter, ...],
    pressed: Callable[[Points], Table],
) -> tuple[Table, Array]:
    """Tables of the points as they are, and the relative spread of the number at each, (N,).

    Raises:
        Refusal: nothing in the recipe scatters.
    """
    if not scatter:
        cure = "aim at something else, or give a step that presses"
        raise Refusal("--goal reproducibility", "a recipe in which nothing scatters", cure)
    count = len(points)
    table = pressed(_star(recipe, points, scatter))
    base = part(table, 0, count)
    middle = np.log(spreading(recipe, base))
    total = np.zeros(count)
    for index, one in enumerate(scatter, start=1):
        moved = np.log(spreading(recipe, part(table, index * count, (index + 1) * count)))
        total += ((moved - middle) / np.log1p(STEP) * _share(base, one)) ** 2
    return base, np.maximum(np.sqrt(total), NONE)


def part(table: Table, begin: int, end: int) -> Table:
    """Rows of a table."""
    return Table(
        status=table.status[begin:end],
        reason=table.reason[begin:end],
        columns={path: column[begin:end] for path, column in table.columns.items()},
    )


def _star(recipe: Recipe, points: Points, scatter: tuple[Scatter, ...]) -> Points:
    """The points, then the points with one thing moved after the other."""
    count, times = len(points), len(scatter) + 1
    values = {path: list(column) * times for path, column in points.values.items()}
    cards = {key: np.tile(column, times) for key, column in points.cards.items()}
    for index, one in enumerate(scatter, start=1):
        at = slice(index * count, (index + 1) * count)
        if one.card is not None:
            key = one.card[:2]
            column = cards.setdefault(key, np.full(count * times, one.card[2]))
            column[at] *= 1 + STEP
        else:
            texts = values.setdefault(one.path, [_written(recipe, one.path)] * (count * times))
            texts[at] = [_moved(one.path, str(text)) for text in texts[at]]
    return Points(values=values, cards=cards)


def _written(recipe: Recipe, path: str) -> object:
    found, field = part_at(recipe, path)
    return getattr(found, field)


def _moved(path: str, text: str) -> str:
    """A value a little larger."""
    dimension, unit = _UNITS[path.rpartition(".")[2]]
    return show(to_si(text, dimension) * (1 + STEP), unit, 12)


def _share(table: Table, one: Scatter) -> Array:
    """Relative standard deviation of what scatters, (N,)."""
    if one.share is not None:
        return np.full(len(table), one.share)
    where = one.path.rpartition(".")[0]
    force = table.column(f"{where}.force_n")
    return np.asarray(table.column(f"{where}.force_scatter_n") / np.where(force > 0, force, np.nan))
