"""A recipe, what is varied in it, what is aimed at and allowed, as a question about shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from asperity.recipe import Recipe
from asperity.study.crew import Crew, press_all
from asperity.study.design.goals import Goal
from asperity.study.design.least.known import Known
from asperity.study.design.limits import Limits, columns
from asperity.study.design.scatter import Scatter, spread_of
from asperity.study.design.variables import Variable
from asperity.study.many import Points, Table
from asperity.study.many.table import Array

REFUSED, UNDONE = 100.0, 0.01
"""By how far a recipe that is refused, or cannot be carried out, counts as beyond every limit;
of what cannot be carried out the limits tell how far."""
Cards = Mapping[tuple[str, str], float]
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is asked of a recipe.

    Attributes:
        recipe: as given
        variables: what is varied
        goals: what is aimed at
        limits: what is allowed
        scatter: what scatters from pressing to pressing, where a goal asks for its spread
        crew: who presses
        cards: numbers (SI) that stand for the cards' own
        seed: as `asperity.press`
    """

    recipe: Recipe
    variables: tuple[Variable, ...]
    goals: tuple[Goal, ...]
    limits: Limits
    scatter: tuple[Scatter, ...] = ()
    crew: Crew | None = None
    cards: Cards = field(default_factory=lambda: MappingProxyType({}))
    seed: int = 0

    def ask(self, shares: Array) -> Known:
        """Press the recipe at shares (N, D) of the ranges."""
        points = self.points(shares)
        if any(goal.spread for goal in self.goals):
            table, spread = spread_of(self.recipe, points, self.scatter, self.pressed)
        else:
            table, spread = self.pressed(points), None
        return self.told(shares, table, spread)

    def points(self, shares: Array) -> Points:
        """The values at shares (N, D)."""
        values: dict[str, list[object]] = {}
        for one, column in zip(self.variables, shares.T, strict=True):
            texts: list[object] = [one.span.written(float(share)) for share in column]
            values |= {path: list(texts) for path in one.paths}
        return Points(values=values, cards=self._cards(len(shares)))

    def written(self, shares: Array) -> dict[str, object]:
        """The values at the shares of one point, (D,), by path."""
        values, _ = self.points(shares[None, :]).row(0)
        return values

    def told(self, shares: Array, table: Table, spread: Array | None = None) -> Known:
        """What a table says of goals and limits, goals as what is to be made least."""
        status = np.array(table.status)
        lost = np.where(status == "refused", REFUSED, np.where(status == "done", 0.0, UNDONE))
        numbers = [
            worth(goal, spread if goal.spread and spread is not None else raw)
            for goal in self.goals
            for raw in [goal.number(self.recipe, table)]
        ]
        return Known(
            shares=np.asarray(shares, dtype=float),
            numbers=np.array(numbers).T,
            limits=columns(table, self.limits),
            lost=lost + _unjudged(table),
        )

    def only(self) -> Points:
        """The recipe as it is."""
        return Points(values={"title": [self.recipe.title]}, cards=self._cards(1))

    def _cards(self, count: int) -> dict[tuple[str, str], Array]:
        return {key: np.full(count, number) for key, number in self.cards.items()}

    def pressed(self, points: Points) -> Table:
        """Press the recipe at points, by the crew."""
        return press_all(self.recipe, points, crew=self.crew, seed=self.seed)


def worth(goal: Goal, number: Array) -> Array:
    """A goal's number as what is to be made least: its logarithm, turned where most is wanted."""
    safe = np.log(np.maximum(number, 1e-30))
    return safe if goal.lowest else -safe


def number(goal: Goal, worths: Array) -> Array:
    """The number again, SI."""
    return np.asarray(np.exp(worths if goal.lowest else -worths))


def gained(before: float, after: float, *, lowest: bool) -> float:
    """By how much better a worth is than another, over the number before; above 0 is better."""
    return float(-np.expm1(after - before) if lowest else np.expm1(before - after))


def _unjudged(table: Table) -> Array:
    """1 for every risk that is bad without a value that says how far."""
    found = np.zeros(len(table))
    for path, column in table.columns.items():
        if ".risks." in path and path.endswith(".level"):
            used = table.column(f"{path.removesuffix('.level')}.used")
            found += np.where((column == 2) & np.isnan(used), 1.0, 0.0)
    return found
