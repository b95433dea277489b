"""Fields over the whole lattice from the corners of the cells that cover it."""

from __future__ import annotations

import numpy as np

from asperity.study.mapping.cells.lattice import Cells, Lattice, between, squeezed, stretched
from asperity.study.mapping.cells.refine import scaled
from asperity.study.mapping.record import DONE, NOT_CARRIED_OUT, REFUSED, Array, Codes


def filled(values: Array, cells: Cells) -> Array:
    """Bilinear within each cell, large ones first; pressed values stand as they are."""
    field = np.full(values.shape, np.nan)
    heights, widths = cells[:, 1] - cells[:, 0], cells[:, 3] - cells[:, 2]
    shapes = np.unique(np.stack([heights, widths], axis=1), axis=0)
    for height, width in sorted(shapes.tolist(), key=lambda one: -one[0] * one[1]):
        alike = cells[(heights == height) & (widths == width)]
        for up in range(height + 1):
            for along in range(width + 1):
                rows, columns = alike[:, 0] + up, alike[:, 2] + along
                field[rows, columns] = between(values, alike, rows, columns)
    return np.where(np.isnan(values), field, values)


def status(lattice: Lattice, cells: Cells) -> Codes:
    """What becomes of every point: of its own press, or as its cell foretells."""
    refused = np.where(lattice.pressed, lattice.status == REFUSED, np.nan)
    ended = filled(squeezed(lattice.stop), cells) >= 1
    codes = np.where(ended, NOT_CARRIED_OUT, DONE)
    codes = np.where(filled(refused, cells) >= 0.5, REFUSED, codes)
    return np.where(lattice.pressed, lattice.status, codes).astype(np.int8)


def quantity(lattice: Lattice, cells: Cells, states: Codes) -> Array:
    """The quantity where the process is carried out, else NaN."""
    values, positive = scaled(lattice.quantity)
    field = filled(values, cells)
    return np.where(states == DONE, np.exp(field) if positive else field, np.nan)


def severity(values: Array, cells: Cells, states: Codes) -> Array:
    """A risk, NaN where the recipe is refused."""
    return np.where(states == REFUSED, np.nan, stretched(filled(squeezed(values), cells)))
