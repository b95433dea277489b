"""Fields over the whole lattice from the corners of the cells that cover it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.study.mapping.cells.lattice import Cells, Lattice, between, squeezed, stretched
from asperity.study.mapping.cells.refine import scaled
from asperity.study.mapping.record import DONE, NOT_CARRIED_OUT, REFUSED, Array, Codes


@dataclass(frozen=True, slots=True)
class Cover:
    """Which cell tells of every point of a lattice.

    Attributes:
        cells: of every point, row by row, (Ny Nx, 4)
        rows: the points themselves, (Ny Nx,)
        columns: likewise, (Ny Nx,)
    """

    cells: Cells
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]


def cover(cells: Cells, shape: tuple[int, int]) -> Cover:
    """The smallest cell at every point; of equal ones the first by row and column."""
    heights, widths = cells[:, 1] - cells[:, 0], cells[:, 3] - cells[:, 2]
    order = np.lexsort((-cells[:, 2], -cells[:, 0], heights, -heights * widths))
    whose = np.zeros(shape, dtype=np.intp)
    for cell in order.tolist():
        top, bottom, left, right = cells[cell].tolist()
        whose[top : bottom + 1, left : right + 1] = cell
    rows, columns = np.divmod(np.arange(whose.size), shape[1])
    return Cover(cells[whose.ravel()], rows, columns)


def filled(values: Array, over: Cover) -> Array:
    """Bilinear within each cell; pressed values stand as they are."""
    field = between(values, over.cells, over.rows, over.columns)
    return np.where(np.isnan(values), field.reshape(values.shape), values)


def status(lattice: Lattice, over: Cover) -> Codes:
    """What becomes of every point: of its own press, or as its cell foretells."""
    refused = np.where(lattice.pressed, lattice.status == REFUSED, np.nan)
    ended = filled(squeezed(lattice.stop), over) >= 1
    codes = np.where(ended, NOT_CARRIED_OUT, DONE)
    codes = np.where(filled(refused, over) >= 0.5, REFUSED, codes)
    return np.where(lattice.pressed, lattice.status, codes).astype(np.int8)


def quantity(lattice: Lattice, over: Cover, states: Codes) -> Array:
    """The quantity where the process is carried out, else NaN."""
    values, positive = scaled(lattice.quantity)
    field = filled(values, over)
    return np.where(states == DONE, np.exp(field) if positive else field, np.nan)


def severity(values: Array, over: Cover, states: Codes) -> Array:
    """A risk, NaN where the recipe is refused."""
    return np.where(states == REFUSED, np.nan, stretched(filled(squeezed(values), over)))
