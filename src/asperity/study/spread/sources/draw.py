"""Shares of distributions become presses: what each row sets in the recipe and in its cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from asperity.laws import Floats
from asperity.recipe import Recipe
from asperity.study.many import Points
from asperity.study.many.table import Array
from asperity.study.spread.sources.law import normal
from asperity.study.spread.sources.parameter import Source, Target, dimension_of, text_of

Middle = Callable[[Target], Floats]
"""The middle (SI) of a target: a number, or one for each row."""


def drawn(sources: Sequence[Source], shares: Array, middle: Middle) -> dict[Target, Array]:
    """Numbers (SI, (N,)) of every target that sources move, at shares (N, sources) of 0 to 1.

    A target that several move is moved by one after the other.
    """
    found: dict[Target, Array] = {}
    for column, source in enumerate(sources):
        z = normal(shares[:, column])
        for target, law in source.effects:
            before = found[target] if target in found else middle(target)
            found[target] = np.asarray(law.at(before, z))
    return found


def in_order(recipe: Recipe, numbers: Mapping[Target, Array]) -> dict[Target, Array]:
    """The numbers, a release never to more than the pressure before it: it would press instead."""
    kept, before = dict(numbers), None
    for step in recipe.steps:
        path = f"steps.{step.name}.pressure"
        drawn_there = kept.get(path)
        if step.kind == "release" and drawn_there is not None and before is not None:
            kept[path] = drawn_there = np.minimum(drawn_there, before)
        before = before if drawn_there is None else drawn_there
    return kept


def points(recipe: Recipe, numbers: Mapping[Target, Array]) -> Points:
    """Those numbers as many presses of a recipe."""
    values: dict[str, list[object]] = {}
    cards: dict[tuple[str, str], Array] = {}
    for target, column in in_order(recipe, numbers).items():
        if isinstance(target, str):
            dimension = dimension_of(recipe, target)
            values[target] = [text_of(float(one), dimension) for one in column]
        else:
            cards[target] = column
    return Points(values=values, cards=cards)
