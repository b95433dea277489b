"""Fields filtered wave by wave, in single precision and in place, or in double precision.

    u = F⁻¹ k F p        k(q) real and even        F  discrete Fourier transform

Rows are transformed in blocks small enough for the cache, columns in place: at a thousand points
a side, fresh memory for every transform costs as much as the transform.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from asperity.contact.elastic.crew import Crew

Array = NDArray[np.float64]
Single = NDArray[np.float32]
Waving = NDArray[np.complex64]
_BLOCK = 1 << 17
"""Numbers transformed at a time: half a megabyte."""


class Waves:
    """Transforms of single-precision fields (N, M) on a grid (N, M), or padded with zeros to it."""

    def __init__(self, shape: tuple[int, int], grid: tuple[int, int], crew: Crew) -> None:
        self._rows, self._columns = shape
        self._grid, self._crew = grid, crew
        self._block = max(_BLOCK // grid[1], 1)
        self._waves = np.zeros((grid[0], grid[1] // 2 + 1), dtype=np.complex64)
        self.count = 0

    def forward(self, field: Single) -> Waving:
        """The waves of a field, valid until the next call; one transform."""
        self.count += 1
        self._crew.each(self._rows_forward, self._rows, field)
        self._waves[self._rows :] = 0
        self._crew.each(self._columns_forward, self._waves.shape[1])
        return self._waves

    def backward(self, field: Single) -> None:
        """The field of the waves at hand, written to `field`; one transform."""
        self.count += 1
        self._crew.each(self._columns_backward, self._waves.shape[1])
        self._crew.each(self._rows_backward, self._rows, field)

    def scale(self, factor: Single) -> None:
        """Multiply the waves at hand by `factor` (N, M//2 + 1)."""
        self._crew.each(self._scaled, self._grid[0], factor)

    def _scaled(self, begin: int, end: int, factor: Single) -> None:
        self._waves[begin:end] *= factor[begin:end]

    def _rows_forward(self, begin: int, end: int, field: Single) -> None:
        for at in range(begin, end, self._block):
            rows = slice(at, min(at + self._block, end))
            self._waves[rows] = fft.rfft(field[rows], n=self._grid[1], axis=1)

    def _rows_backward(self, begin: int, end: int, field: Single) -> None:
        for at in range(begin, end, self._block):
            rows = slice(at, min(at + self._block, end))
            if self._columns == self._grid[1]:
                np.fft.irfft(self._waves[rows], self._columns, out=field[rows])  # type: ignore[arg-type]
            else:
                back = fft.irfft(self._waves[rows], n=self._grid[1], axis=1)
                field[rows] = back[:, : self._columns]

    def _columns_forward(self, begin: int, end: int) -> None:
        self._in_place(slice(begin, end), fft.fft)

    def _columns_backward(self, begin: int, end: int) -> None:
        self._in_place(slice(begin, end), fft.ifft)

    def _in_place(self, columns: slice, transform: object) -> None:
        part = self._waves[:, columns]
        done = transform(part, axis=0, overwrite_x=True)  # type: ignore[operator]
        if not np.may_share_memory(done, part):
            part[...] = done


def filtered(factor: Array, field: Array, workers: int) -> Array:
    """A field (N, M) filtered in double precision; the factor's grid may be larger than (N, M)."""
    rows = factor.shape[0]
    columns = field.shape[1] if rows == field.shape[0] else 2 * field.shape[1]
    waves = fft.rfft2(field, s=(rows, columns), workers=workers)
    waves *= factor
    whole = fft.irfft2(waves, s=(rows, columns), overwrite_x=True, workers=workers)
    return np.asarray(whole[: field.shape[0], : field.shape[1]])
