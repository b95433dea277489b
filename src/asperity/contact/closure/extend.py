"""Smooth continuation of a field from some points of a periodic grid to all the others.

Averages over 2 by 2 cells that count only known points are pulled down a pyramid of grids; then
unknown points are filled, coarse to fine, by bilinear interpolation and one relaxation towards the
mean of their neighbours. Constants are kept. The map is linear for a fixed set of known points,
costs a few visits of each point, and its transpose is exact (push-pull; Gortler et al. 1996,
10.1145/237170.237200, with the relaxation and the transpose added).
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Single = NDArray[np.float32]
Mask = NDArray[np.bool_]
RELAXED = 0.8


class Pyramid:
    """Grids over a periodic map of the given shape, each half as fine as the one before."""

    def __init__(self, shape: tuple[int, int]) -> None:
        shapes = [shape]
        while max(shapes[-1]) > 1:
            shapes.append(((shapes[-1][0] + 1) // 2, (shapes[-1][1] + 1) // 2))
        self._known = [np.zeros(level, dtype=np.float32) for level in shapes]
        self._value = [np.zeros(level, dtype=np.float32) for level in shapes]
        self._spare = [np.zeros(level, dtype=np.float32) for level in shapes]
        self._top = 0

    def know(self, known: Mask) -> None:
        """Set where fields are known, (N, M); at least one point is."""
        self._known[0][...] = known
        self._top = 0
        while not self._known[self._top].all():
            _count(self._known[self._top], self._known[self._top + 1])
            self._top += 1

    def extend(self, field: Single) -> Single:
        """The field (N, M) continued from its known points; it is overwritten elsewhere."""
        self._value[0] = field
        for k in range(self._top):
            _pull(self._value[k], self._known[k], self._known[k + 1], self._value[k + 1])
        for k in range(self._top - 1, -1, -1):
            _push(self._value[k], self._known[k], self._value[k + 1])
            _relax(self._value[k], self._known[k], self._spare[k])
        return field

    def gather(self, field: Single) -> Single:
        """The transpose of `extend`, (N, M): zero where unknown. The field is overwritten."""
        self._value[0] = field
        for k in range(self._top):
            _relax_back(self._value[k], self._known[k], self._spare[k])
            _push_back(self._value[k], self._known[k], self._value[k + 1])
        for k in range(self._top - 1, -1, -1):
            _pull_back(self._value[k], self._known[k], self._known[k + 1], self._value[k + 1])
        return field


@njit(cache=True)
def _count(fine: Single, coarse: Single) -> None:
    """Known points in each cell."""
    coarse[:] = 0
    for i in range(fine.shape[0]):
        for j in range(fine.shape[1]):
            coarse[i >> 1, j >> 1] += fine[i, j]


@njit(cache=True, fastmath=True)
def _pull(fine: Single, known: Single, count: Single, coarse: Single) -> None:
    """Averages over the known points of each cell."""
    coarse[:] = 0
    for i in range(fine.shape[0]):
        for j in range(fine.shape[1]):
            if known[i, j] > 0:
                coarse[i >> 1, j >> 1] += fine[i, j] * known[i, j]
    for i in range(coarse.shape[0]):
        for j in range(coarse.shape[1]):
            if count[i, j] > 0:
                coarse[i, j] /= count[i, j]


@njit(cache=True, fastmath=True)
def _pull_back(fine: Single, known: Single, count: Single, coarse: Single) -> None:
    for i in range(fine.shape[0]):
        for j in range(fine.shape[1]):
            if known[i, j] > 0:
                fine[i, j] += coarse[i >> 1, j >> 1] * known[i, j] / count[i >> 1, j >> 1]


@njit(cache=True, fastmath=True)
def _push(fine: Single, known: Single, coarse: Single) -> None:
    """Bilinear interpolation where nothing is known."""
    rows, columns = coarse.shape
    for i in range(fine.shape[0]):
        near = i >> 1
        far = (near - 1 + 2 * (i & 1)) % rows
        for j in range(fine.shape[1]):
            if known[i, j] == 0:
                n = j >> 1
                f = (n - 1 + 2 * (j & 1)) % columns
                fine[i, j] = (
                    np.float32(0.5625) * coarse[near, n]
                    + np.float32(0.1875) * (coarse[far, n] + coarse[near, f])
                    + np.float32(0.0625) * coarse[far, f]
                )


@njit(cache=True, fastmath=True)
def _push_back(fine: Single, known: Single, coarse: Single) -> None:
    coarse[:] = 0
    rows, columns = coarse.shape
    for i in range(fine.shape[0]):
        near = i >> 1
        far = (near - 1 + 2 * (i & 1)) % rows
        for j in range(fine.shape[1]):
            if known[i, j] == 0:
                n = j >> 1
                f = (n - 1 + 2 * (j & 1)) % columns
                x = fine[i, j]
                coarse[near, n] += np.float32(0.5625) * x
                coarse[far, n] += np.float32(0.1875) * x
                coarse[near, f] += np.float32(0.1875) * x
                coarse[far, f] += np.float32(0.0625) * x
                fine[i, j] = 0


@njit(cache=True, fastmath=True)
def _relax(field: Single, known: Single, spare: Single) -> None:
    """One Jacobi relaxation of the unknown points towards the mean of their neighbours."""
    rows, columns = field.shape
    spare[:] = field
    keep, share = np.float32(1 - RELAXED), np.float32(RELAXED / 4)
    for i in range(rows):
        above, below = (i - 1) % rows, (i + 1) % rows
        for j in range(columns):
            if known[i, j] == 0:
                right = j + 1 if j + 1 < columns else 0
                around = spare[above, j] + spare[below, j] + spare[i, j - 1] + spare[i, right]
                field[i, j] = keep * spare[i, j] + share * around


@njit(cache=True, fastmath=True)
def _relax_back(field: Single, known: Single, spare: Single) -> None:
    rows, columns = field.shape
    spare[:] = field
    keep, share = np.float32(1 - RELAXED), np.float32(RELAXED / 4)
    for i in range(rows):
        for j in range(columns):
            if known[i, j] == 0:
                field[i, j] = keep * spare[i, j]
    for i in range(rows):
        above, below = (i - 1) % rows, (i + 1) % rows
        for j in range(columns):
            if known[i, j] == 0:
                y = share * spare[i, j]
                right = j + 1 if j + 1 < columns else 0
                field[above, j] += y
                field[below, j] += y
                field[i, j - 1] += y
                field[i, right] += y
