"""What is known on a lattice: pressed points, and how fields lie between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from asperity.study.mapping.cells.fields import Batch, Key
from asperity.study.mapping.record import REFUSED, Array, Codes

Rows = NDArray[np.intp]
Places = NDArray[np.intp]
"""Rows and columns of points, (n, 2)."""
Cells = NDArray[np.intp]
"""First and last row, first and last column of cells, (n, 4)."""
Presser = Callable[[Places], Batch]


@dataclass(slots=True)
class Lattice:
    """Everything pressed so far, over the whole lattice; NaN where nothing is known.

    It is filled in place while a map is made, by nobody but its maker.
    """

    shape: tuple[int, int]
    status: Codes = field(init=False)
    quantity: Array = field(init=False)
    stop: Array = field(init=False)
    used: dict[Key, Array] = field(default_factory=dict)
    severity: dict[Key, Array] = field(default_factory=dict)
    reasons: dict[tuple[int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.status = np.full(self.shape, -1, dtype=np.int8)
        self.quantity = np.full(self.shape, np.nan)
        self.stop = np.full(self.shape, np.nan)

    @property
    def pressed(self) -> NDArray[np.bool_]:
        """Where points were pressed."""
        return np.asarray(self.status >= 0)

    def new(self, places: Places) -> Places:
        """Those of the places that are not yet pressed, each once, row by row."""
        flat = np.unique(places[:, 0] * self.shape[1] + places[:, 1])
        flat = flat[~self.pressed.ravel()[flat]]
        return np.stack(np.divmod(flat, self.shape[1]), axis=1)

    def take(self, places: Places, batch: Batch) -> None:
        """Note what was pressed."""
        at = places[:, 0], places[:, 1]
        known = np.where(self.pressed & (self.status != REFUSED), 0.0, np.nan)
        self.status[at] = batch.status
        self.quantity[at] = batch.quantity
        self.stop[at] = batch.stop
        none = np.where(batch.status == REFUSED, np.nan, 0.0)
        for name in ("used", "severity"):
            ours, theirs = getattr(self, name), getattr(batch, name)
            for key in (*ours, *(key for key in theirs if key not in ours)):
                ours.setdefault(key, known.copy())[at] = theirs.get(key, none)
        for (row, column), reason in zip(places.tolist(), batch.reason, strict=True):
            if reason:
                self.reasons[row, column] = reason

    def total(self) -> Array:
        """The gravest severity, NaN where nothing is known."""
        known = np.where(self.pressed & (self.status != REFUSED), 0.0, np.nan)
        return np.asarray(np.max([known, *self.severity.values()], axis=0))


def squeezed(severity: Array) -> Array:
    """Severities on a scale that does not run away beyond the limit: 1 + ln of it there."""
    return np.where(severity > 1, 1 + np.log(np.maximum(severity, 1)), severity)


def stretched(scaled: Array) -> Array:
    """The inverse of `squeezed`."""
    return np.where(scaled > 1, np.exp(np.maximum(scaled, 1) - 1), scaled)


def between(values: Array, cells: Cells, rows: Rows, columns: Rows) -> Array:
    """Bilinear in each cell from its corners, at a point a cell.

    A corner of which nothing is known lies in the plane of the other three; without two or more of
    them, those that are known count by their shares.

    Args:
        values: over the lattice
        cells: (n, 4)
        rows: of the points, (n,)
        columns: of the points, (n,)

    Returns:
        Values, (n,); NaN where no corner that counts is known.
    """
    top, bottom, left, right = cells.T
    up = (rows - top) / np.maximum(bottom - top, 1)
    along = (columns - left) / np.maximum(right - left, 1)
    shares = np.stack([(1 - up) * (1 - along), (1 - up) * along, up * along, up * (1 - along)])
    around = np.stack([values[top, left], values[top, right], values[bottom, right]])
    around = _completed(np.concatenate([around, values[bottom, left][None]]))
    weights = np.where(np.isnan(around), 0.0, shares)
    total = weights.sum(axis=0)
    found = (weights * np.nan_to_num(around)).sum(axis=0)
    return np.asarray(np.where(total > 0, found / np.where(total > 0, total, 1.0), np.nan))


def _completed(around: Array) -> Array:
    """Corners in their order round the cell, (4, n), with one that is missing set by the others."""
    sides = np.roll(around, 1, axis=0) + np.roll(around, -1, axis=0)
    return np.where(np.isnan(around), sides - np.roll(around, 2, axis=0), around)


def corners(cells: Cells) -> Places:
    """The corners of every cell, (n, 4, 2)."""
    top, bottom, left, right = cells.T
    pairs = ((top, left), (top, right), (bottom, left), (bottom, right))
    return np.stack([np.stack(pair, axis=1) for pair in pairs], axis=1)


def middles(cells: Cells) -> Places:
    """Middle of every cell, then of its edges, (n, 5, 2); corners where a side has no middle."""
    top, bottom, left, right = cells.T
    row, column = (top + bottom) // 2, (left + right) // 2
    pairs = ((row, column), (row, left), (row, right), (top, column), (bottom, column))
    return np.stack([np.stack(pair, axis=1) for pair in pairs], axis=1)


def children(cells: Cells) -> Cells:
    """Every cell parted at its middles, in four or, where a side is one step, in two."""
    top, bottom, left, right = cells.T
    row, column = (top + bottom) // 2, (left + right) // 2
    parts = [
        np.stack([first, last, begin, end], axis=1)
        for first, last in ((top, row), (row, bottom))
        for begin, end in ((left, column), (column, right))
    ]
    every = np.concatenate(parts)
    return every[(every[:, 1] > every[:, 0]) & (every[:, 3] > every[:, 2])]


def halves(cells: Cells, first: int = 0) -> Cells:
    """Every cell parted in two between its rows, or, with `first` = 2, between its columns."""
    middle = (cells[:, first] + cells[:, first + 1]) // 2
    upper, lower = cells.copy(), cells.copy()
    upper[:, first + 1] = lower[:, first] = middle
    return np.concatenate([upper, lower])


def slices(cells: Cells) -> Iterator[tuple[slice, slice]]:
    """The part of the lattice that every cell covers, with its borders."""
    for top, bottom, left, right in cells.tolist():
        yield slice(top, bottom + 1), slice(left, right + 1)
