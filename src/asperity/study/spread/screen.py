"""Which sources matter at all: every one by itself at its quantiles 5 and 95 %, the others resting.

Two presses a source, and a few more with the others anywhere (`radial`). What changes no watched
number, or less than `LEAST` of what the strongest does, is left out of the Sobol indices, not out
of the bands; all that is left out is then looked at together, as one group, so that a source that
acts only along with others does not go unseen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from asperity.study.many import Table
from asperity.study.many.table import Array
from asperity.study.spread.indices import scale_of, scaled

LOW, HIGH = 0.05, 0.95
LEAST = 0.03
"""Of the strongest source's effect: of the variance, a thousandth."""
SPOKES = 8
"""Rows in which every source is moved, the others being anywhere."""
NONE = 1e-6
"""Of it, less than rounding."""


def plan(columns: int) -> Array:
    """Shares (1 + 2 columns, columns): all in the middle, then each low, then each high."""
    rows = np.full((1 + 2 * columns, columns), 0.5)
    each = np.arange(columns)
    rows[1 + each, each] = LOW
    rows[1 + columns + each, each] = HIGH
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What came of it.

    Attributes:
        importance: of each source, its largest effect on any watched number over the largest that
            any source has on that number, (D,), 0 to 1; 1 where it makes the process fail
        kept: indices of those to look at closely, the most important first
        low, high: by watched number, its values with each source low and high, (D,)
    """

    importance: Array
    kept: tuple[int, ...]
    low: dict[str, Array]
    high: dict[str, Array]

    def bars(self, path: str, source: int) -> tuple[float | None, float | None]:
        """A watched number with one source low, and high; None where it has none then."""
        low, high = float(self.low[path][source]), float(self.high[path][source])
        return low if np.isfinite(low) else None, high if np.isfinite(high) else None


def radial(first: Array, second: Array) -> Array:
    """Shares of the first `SPOKES` rows of A, then of those rows with each column of B in turn.

    ((1 + columns) rows, columns): the beginning of every source's blocks, wherever its like begins
    to act, not only about the middle (Campolongo, Saltelli & Cariboni 2011).
    """
    hubs, others = first[:SPOKES], second[:SPOKES]
    spokes = []
    for column in range(first.shape[1]):
        moved = hubs.copy()
        moved[:, column] = others[:, column]
        spokes.append(moved)
    return np.concatenate([hubs, *spokes])


def screened(table: Table, columns: int, watched: Sequence[str], *, most: int) -> Screen:
    """What the presses of `plan` and `radial` tell; at most so many sources are kept."""
    done = np.array([status == "done" for status in table.status])
    low, high = {}, {}
    importance = np.zeros(columns)
    for path in watched:
        values = np.where(done, table.column(path), np.nan)
        low[path], high[path] = values[1 : 1 + columns], values[1 + columns : 1 + 2 * columns]
        scale = scale_of(path, values)
        alone, among = np.split(scaled(values, scale), [1 + 2 * columns])
        rest = NONE * (1.0 if scale == "logarithm" else _size(values))
        importance = np.maximum(importance, _alone(alone, rest))
        importance = np.maximum(importance, _among(among.reshape(1 + columns, -1), rest))
    order = np.argsort(-importance, kind="stable")
    kept = tuple(int(one) for one in order[:most] if importance[one] >= LEAST)
    return Screen(importance=importance, kept=kept, low=low, high=high)


def _size(values: Array) -> float:
    """How large numbers are, at most; 0 where there are none."""
    return float(np.nanmax(np.abs(values), initial=0.0))


def _alone(values: Array, rest: float) -> Array:
    """Effect of every source on one number, all others in the middle, over the largest."""
    if not np.isfinite(values[0]):
        return np.zeros((len(values) - 1) // 2)
    off = np.abs(values[1:] - values[0]).reshape(2, -1)
    fails = ~np.isfinite(off).all(axis=0)
    return np.where(
        fails, 1.0, _over_largest(np.where(np.isfinite(off), off, 0.0).max(axis=0), rest)
    )


def _among(values: Array, rest: float) -> Array:
    """The same, the others anywhere: root mean square, over the largest; (sources,)."""
    off = np.square(values[1:] - values[0])
    has = np.isfinite(off)
    mean = np.where(has, off, 0.0).sum(axis=1) / np.maximum(has.sum(axis=1), 1)
    return _over_largest(np.sqrt(mean), rest)


def _over_largest(size: Array, rest: float) -> Array:
    largest = float(size.max(initial=0.0))
    return size / largest if largest > rest else np.zeros_like(size)
