"""How alike a recipe comes out, pressed again and again: reproducibility as a number to design by.

Every candidate is pressed `samples` times with what differs from one pressing to the next
(`sources.process`), the cards as they are. All candidates meet the same random numbers, so that two
of them differ by what they are and not by luck, and a small change of a recipe changes its
reproducibility but little.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.errors import Refusal
from asperity.laws import Floats
from asperity.recipe import Recipe
from asperity.stack import build
from asperity.study.crew import Crew, press_all
from asperity.study.many import Points, Table
from asperity.study.many.table import Array
from asperity.study.spread.sources.draw import drawn
from asperity.study.spread.sources.draw import points as as_points
from asperity.study.spread.sources.parameter import (
    Source,
    Target,
    dimension_of,
    known,
    middle_of,
    quantity_si,
)
from asperity.study.spread.sources.process import scatter
from asperity.study.spread.sources.sampling import Method, shares

SAMPLES = 32
"""Pressings of each candidate: a standard deviation is then known to an eighth of itself."""
FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """What N candidates give, each pressed again and again.

    Attributes:
        of: the quantity
        mean: of those pressings of a candidate that have it, (N,); NaN where fewer than two have
        relative: their standard deviation over the size of their mean, (N,); NaN likewise
        failed: share of pressings that were refused, not carried out, or lack the quantity, (N,)
        samples: pressings of each
    """

    of: str
    mean: Array
    relative: Array
    failed: Array
    samples: int


def reproducibility(
    recipe: Recipe,
    points: Points,
    *,
    of: str,
    samples: int = SAMPLES,
    seed: int = 0,
    method: Method = "sobol",
    crew: Crew | None = None,
) -> Repeats:
    """Press every candidate again and again, and tell how alike a quantity comes out.

    Args:
        recipe: what is pressed
        points: candidates, a row each
        of: path of a quantity of the outcome (`asperity.study.quantity`)
        samples: pressings of each
        seed: of the scatter, the same for every candidate
        method: how the scatter is sampled
        crew: who presses; the cores of this machine, if None

    Returns:
        Numbers for every candidate, in order: the same for any number of workers.

    Raises:
        Refusal: a path the recipe does not have, a number of samples that cannot be.
    """
    asked = repeated(recipe, points, samples=samples, seed=seed, method=method)
    return repeats(press_all(recipe, asked, crew=crew, seed=seed), of, samples)


def repeats(table: Table, of: str, samples: int = SAMPLES) -> Repeats:
    """What a table says whose rows are `samples` pressings of every candidate, one by one."""
    done = np.array([status == "done" for status in table.status])
    values = np.where(done, table.column(of), np.nan).reshape(-1, samples)
    has = np.isfinite(values)
    count = has.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(count >= FEWEST, np.where(has, values, 0.0).sum(axis=1) / count, np.nan)
        off = np.where(has, values - mean[:, None], 0.0)
        relative = np.sqrt(np.square(off).sum(axis=1) / (count - 1.0)) / np.abs(mean)
    return Repeats(
        of=of, mean=mean, relative=relative, failed=1.0 - count / samples, samples=samples
    )


def repeated(
    recipe: Recipe,
    points: Points,
    *,
    samples: int = SAMPLES,
    seed: int = 0,
    method: Method = "sobol",
) -> Points:
    """The presses that `reproducibility` asks for: `samples` rows for every row of `points`.

    Raises `Refusal` as `reproducibility`.
    """
    if samples < FEWEST:
        raise Refusal("samples", str(samples), f"write {FEWEST} or more")
    values = {known(recipe, path): column for path, column in points.values.items()}
    given = _Given(recipe, Points(values=values, cards=points.cards), samples)
    groups = [_group(given, rows) for rows in _alike(given.points)]
    names = list(dict.fromkeys(one.name for group in groups for one in group.sources))
    draws = shares(samples, len(names), seed=seed, method=method)
    whole: dict[Target, Array] = {}
    for group in groups:
        own = draws[:, [names.index(one.name) for one in group.sources]]
        for target, column in group.numbers(np.tile(own, (len(group.rows), 1))).items():
            if target not in whole:
                whole[target] = given.otherwise(target, column)
            whole[target][group.there(samples)] = column
    moved = as_points(recipe, whole)
    kept = {
        path: [one for one in column for _ in range(samples)] for path, column in values.items()
    }
    cards = {of: np.repeat(column, samples) for of, column in points.cards.items()}
    return Points(values={**kept, **moved.values}, cards={**cards, **moved.cards})


@dataclass(frozen=True, slots=True)
class _Given:
    """What was asked for: a recipe, its candidates, how often each is pressed."""

    recipe: Recipe
    points: Points
    samples: int

    def middles(self, path: str, rows: list[int]) -> Floats | None:
        """What stands at a path (SI), for every pressing of some rows."""
        if path not in self.points.values:
            return middle_of(self.recipe, path)
        dimension, column = dimension_of(self.recipe, path), self.points.values[path]
        numbers = [quantity_si(column[row], dimension, path) for row in rows]
        return np.repeat(numbers, self.samples)

    def otherwise(self, target: Target, column: Array) -> Array:
        """A column for all rows before any is scattered; where nothing stands, any number does."""
        count = len(self.points)
        if isinstance(target, str):
            found = self.middles(target, list(range(count)))
            return np.zeros(count * self.samples) + (np.nan if found is None else found)
        if target in self.points.cards:
            return np.repeat(self.points.cards[target], self.samples)
        return np.full(count * self.samples, column[0])


@dataclass(frozen=True, slots=True)
class _Group:
    """Candidates on one press over one area: what of them scatters, and about what."""

    given: _Given
    rows: list[int]
    sources: tuple[Source, ...]
    cards: dict[tuple[str, str], float]

    def numbers(self, draws: Array) -> dict[Target, Array]:
        """What every pressing of these rows sets."""
        return drawn(self.sources, draws, self._middle)

    def there(self, samples: int) -> NDArray[np.intp]:
        """Where these pressings stand among all."""
        first = np.array(self.rows, dtype=np.intp)[:, None] * samples
        return (first + np.arange(samples)).ravel()

    def _middle(self, target: Target) -> Floats:
        if isinstance(target, str):
            found = self.given.middles(target, self.rows)
            return np.nan if found is None else found
        given = self.given.points.cards
        if target not in given:
            return self.cards[target]
        return np.repeat(given[target][self.rows], self.given.samples)


def _alike(points: Points) -> Iterator[list[int]]:
    """Rows that are pressed on the same press over the same area."""
    shaping = [
        column
        for path, column in points.values.items()
        if path.startswith("press.") or path.endswith(".diameter")
    ]
    groups: dict[tuple[object, ...], list[int]] = {}
    for row in range(len(points)):
        groups.setdefault(tuple(column[row] for column in shaping), []).append(row)
    yield from groups.values()


def _group(given: _Given, rows: list[int]) -> _Group:
    values, _ = given.points.row(rows[0])
    based = given.recipe.replace(values)
    stack = build(based)
    sources = scatter(based, stack, lambda path: given.middles(path, rows))
    cards = {(card, one.name): one.si for card, one in stack.used}
    return _Group(given, rows, tuple(sources), cards)
