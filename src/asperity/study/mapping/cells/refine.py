"""Press where it matters: near boundaries of risks, and where the quantity curves.

A coarse lattice of cells comes first. Every cell is tried by pressing its middle and the middles of
its edges, which were first foretold from its corners. Where what was foretold holds, its parts are
kept, and points within are interpolated; where it does not, its parts are tried in turn, down to
cells without points inside: its halves where it fails along one axis alone, so that a boundary that
follows an axis costs a few presses a cell, also where what is known of it ends at its limit. It
holds where

- the gravest risk's way past marginal or past its limit lies, as far as the error of what was
  foretold can move it, within half a step of the lattice, and likewise what ends the process;
- either all points of the cell are refused or none is;
- the quantity differs from what was foretold by less than a hundredth of its spread over the map
  (but no less than what a march leaves open, and no more than 2 %), but where a limit is passed.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from asperity.errors import Stopped
from asperity.outcome.risk import MARGINAL
from asperity.study.mapping.cells.lattice import (
    Cells,
    Lattice,
    Places,
    Presser,
    between,
    children,
    corners,
    halves,
    middles,
    squeezed,
)
from asperity.study.mapping.record import Array

COARSE = 8
"""Cells along each side to begin with."""
ENOUGH = 1000
"""Presses that allow to press the coarse lattice and its middles at once: both are needed."""
STEPS = 0.5
"""How many steps of the lattice a boundary may be moved by what is accepted."""
SHARE, LEAST, MOST = 0.01, 4e-3, 2e-2
"""Accepted error of the quantity: of its spread, but at least and at most of the value itself."""
_MIDDLES = 5
_ALONG_ROWS, _ALONG_COLUMNS = slice(1, 3), slice(3, 5)
"""Middles of the left and right edge, which tell of rows; of the upper and lower, of columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refined:
    """What came of it.

    Attributes:
        cells: that cover the lattice, all corners pressed
        checks: points that were foretold before they were pressed
        error: largest accepted error of the quantity; NaN where none was checked
        boundary: steps of the lattice by which a boundary may lie beside its place
        stopped: whether it was ended before it was done
    """

    cells: Cells
    checks: int
    error: float
    boundary: float
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """Cells that were tried: whether what was foretold fails, and by how much, (n,) each.

    Attributes:
        rough: whether it fails
        tall: whether it fails along the rows' axis alone
        wide: whether it fails along the columns' axis alone
        error: of the quantity
        moved: steps of the lattice that a boundary may lie beside its place
    """

    rough: NDArray[np.bool_]
    tall: NDArray[np.bool_]
    wide: NDArray[np.bool_]
    error: Array
    moved: Array


def refine(lattice: Lattice, press: Presser, *, most: int | None = None) -> Refined:
    """Press what is needed of a lattice, `most` points at most, those near boundaries first.

    Ended by `Stopped` or Ctrl-C after the coarse lattice, it tells what it has so far.
    """
    cells = coarse(lattice.shape)
    ends = corners(cells).reshape(-1, 2)
    begun, asked = len(lattice.new(ends)), np.concatenate([ends, middles(cells).reshape(-1, 2)])
    _press(lattice, press, asked if most is None or most >= ENOUGH else ends)
    kept: list[Cells] = []
    errors, moved, stopped = [np.nan], [0.0], False
    while len(cells):
        open_ = (cells[:, 1] - cells[:, 0] > 1) | (cells[:, 3] - cells[:, 2] > 1)
        kept.append(cells[~open_])
        cells, left = _affordable(lattice, cells[open_], most)
        try:
            _press(lattice, press, middles(cells).reshape(-1, 2))
        except (KeyboardInterrupt, Stopped):
            cells, left, stopped = cells[:0], np.concatenate([cells, left]), True
        kept.append(left)
        moved.append(float(np.max(_sides(left)[_crossed(lattice, left)], initial=0.0)))
        if not len(cells):
            break
        found = judge(lattice, cells)
        kept.append(children(cells[~found.rough]))
        errors.append(float(np.fmax.reduce(found.error[~found.rough], initial=np.nan)))
        moved.append(float(np.max(found.moved[~found.rough], initial=0.0)))
        both = found.rough & ~found.tall & ~found.wide
        parts = (children(cells[both]), halves(cells[found.tall]), halves(cells[found.wide], 2))
        cells = np.concatenate(parts)
    return Refined(
        cells=np.concatenate(kept),
        checks=int(lattice.pressed.sum()) - begun,
        error=float(np.fmax.reduce(errors)),
        boundary=max(1.0, *moved),
        stopped=stopped,
    )


def coarse(shape: tuple[int, int]) -> Cells:
    """Cells to begin with, of about equal size."""
    rows, columns = (
        np.unique(np.linspace(0, count - 1, min(COARSE, count - 1) + 1).round().astype(np.intp))
        for count in shape
    )
    pairs = [
        (top, bottom, left, right)
        for top, bottom in pairwise(rows.tolist())
        for left, right in pairwise(columns.tolist())
    ]
    return np.array(pairs, dtype=np.intp)


def _press(lattice: Lattice, press: Presser, places: Places) -> None:
    new = lattice.new(places)
    if len(new):
        lattice.take(new, press(new))


def _affordable(lattice: Lattice, cells: Cells, most: int | None) -> tuple[Cells, Cells]:
    """Cells that can still be tried, and the rest: boundaries and large cells come first."""
    if most is None:
        return cells, cells[:0]
    count = max(most - int(lattice.pressed.sum()), 0) // _MIDDLES
    order = np.lexsort((-_sides(cells), ~_crossed(lattice, cells)))
    return cells[np.sort(order[:count])], cells[np.sort(order[count:])]


def _sides(cells: Cells) -> Array:
    """The longer side of every cell, in steps of the lattice."""
    longer = np.maximum(cells[:, 1] - cells[:, 0], cells[:, 3] - cells[:, 2])
    return np.asarray(longer, dtype=float)


def _crossed(lattice: Lattice, cells: Cells) -> NDArray[np.bool_]:
    """Whether a boundary passes between the corners of a cell."""
    places = corners(cells)
    at = places[..., 0], places[..., 1]
    grave, stop = squeezed(lattice.total())[at], lattice.stop[at]
    mixed = np.isnan(stop).any(axis=1) & ~np.isnan(stop).all(axis=1)
    for values, limit in ((grave, MARGINAL), (grave, 1.0), (stop, 1.0)):
        mixed |= _straddles(values, limit)
    return np.asarray(mixed)


def _straddles(values: Array, limit: float) -> NDArray[np.bool_]:
    """Whether values of a row lie on both sides of a limit."""
    return np.asarray((values >= limit).any(axis=1) & (values < limit).any(axis=1))


def judge(lattice: Lattice, cells: Cells) -> Judged:
    """Compare what was pressed in the middles with what the corners foretell."""
    places, ends = middles(cells), corners(cells)
    at, around = (places[..., 0], places[..., 1]), (ends[..., 0], ends[..., 1])
    total, side = squeezed(lattice.total()), _sides(cells)
    told = [_foretold(squeezed(one), cells, places) for one in lattice.severity.values()]
    none = np.where(np.isnan(total[at]), np.nan, 0.0)
    grave = np.max([none, *told], axis=0)
    stop, stop_told = squeezed(lattice.stop), _foretold(squeezed(lattice.stop), cells, places)
    moved = np.zeros((len(cells), _MIDDLES))
    for field, foretold, limit in (
        (total, grave, MARGINAL),
        (total, grave, 1.0),
        (stop, stop_told, 1.0),
    ):
        moved = np.maximum(moved, _moved(field[at], foretold, field[around], limit, cells))
    refused = np.isnan(np.concatenate([stop[at], stop[around]], axis=1))
    mixed = refused.any(axis=1) & ~refused.all(axis=1)
    moved = np.where(mixed[:, None], side[:, None], moved)
    error, allowed = _errors(lattice, cells, places)
    passed = np.concatenate([total[at], total[around]], axis=1) >= 1
    counts = ~(passed | refused).all(axis=1)[:, None]
    rough = (moved > STEPS) | (counts & (error > allowed))
    up, along = rough[:, _ALONG_ROWS].any(axis=1), rough[:, _ALONG_COLUMNS].any(axis=1)
    return Judged(
        rough=rough.any(axis=1),
        tall=up & ~along,
        wide=along & ~up,
        error=np.where(counts[:, 0], np.fmax.reduce(error, axis=1), np.nan),
        moved=moved.max(axis=1),
    )


def _foretold(values: Array, cells: Cells, places: Places) -> Array:
    """Values in the middles as the corners foretell them, (n, 5)."""
    columns = [
        between(values, cells, places[:, number, 0], places[:, number, 1])
        for number in range(_MIDDLES)
    ]
    return np.stack(columns, axis=1)


def _moved(pressed: Array, foretold: Array, ends: Array, limit: float, cells: Cells) -> Array:
    """Steps by which what was foretold in each middle can move a boundary, (n, 5); 0 without one.

    An error is so many steps as the field changes by it along the axis on which it changes most.
    """
    every = np.concatenate([pressed, foretold, ends], axis=1)
    crossed = _straddles(every, limit)[:, None]
    off = np.abs(pressed - foretold)
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = off / _slope(pressed, ends, cells)[:, None]
    steps = np.where(off > 0, np.fmin(steps, _sides(cells)[:, None]), 0.0)
    return np.asarray(np.where(crossed, steps, 0.0))


def _slope(pressed: Array, ends: Array, cells: Cells) -> Array:
    """Largest change of a field over a cell along either axis, a step, (n,)."""
    centre, left, right, top, bottom = pressed.T
    first, second, third, fourth = ends.T
    rows = ((first, left, third), (top, centre, bottom), (second, right, fourth))
    columns = ((first, top, second), (left, centre, right), (third, bottom, fourth))
    slopes = []
    for lines, begin in ((rows, 0), (columns, 2)):
        spans = [np.fmax.reduce(line) - np.fmin.reduce(line) for line in lines]
        slopes.append(np.fmax.reduce(spans) / (cells[:, begin + 1] - cells[:, begin]))
    return np.asarray(np.fmax(*slopes))


def _errors(lattice: Lattice, cells: Cells, places: Places) -> tuple[Array, float]:
    """Error of the quantity in each middle, (n, 5), as `scaled`; and what is accepted."""
    values, relative = scaled(lattice.quantity)
    known = values[~np.isnan(values)]
    spread = float(np.ptp(known)) if len(known) else 0.0
    pressed = values[places[..., 0], places[..., 1]]
    foretold = _foretold(values, cells, places)
    off = np.where(np.isnan(foretold), np.inf, np.abs(pressed - foretold))
    error = np.where(np.isnan(pressed), np.nan, off)
    if relative:
        return error, float(np.clip(SHARE * spread, LEAST, MOST))
    return error / (spread or 1.0), SHARE


def scaled(quantity: Array) -> tuple[Array, bool]:
    """The quantity as it is interpolated: its logarithm where it is positive everywhere."""
    positive = bool((quantity[~np.isnan(quantity)] > 0).all())
    return (np.log(quantity) if positive else quantity), positive
