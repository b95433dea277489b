"""How far a face moves under pressure, in units of the grid.

    u/h0 = K (p a / (E* h0))        a  spacing        h0  a height        E*  contact modulus

periodic   K(q) = 2/(q a), K(0) = 0: the mean displacement is left at zero (Johnson, Contact
           Mechanics, 13.2)
free       an island on a half-space that is still far away: Love's displacement around a uniformly
           loaded square (Johnson 3.4.1, eq. 3.25), on a grid twice as large so that nothing wraps
           around (Stanley & Kato 1997, 10.1115/1.2833523)
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

import numpy as np
from numpy.typing import NDArray
from scipy import fft

Array = NDArray[np.float64]
Single = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """The face of a half-space on a grid of `shape` (N, M).

    Attributes:
        shape: of the fields
        grid: of the transforms of the compliance; larger than `shape` where the face is free
        compliance: K(q), half spectrum of `grid`, dimensionless
        stiffness: about 1/K(q), half spectrum of `shape`; it only steers, so single precision does
    """

    shape: tuple[int, int]
    grid: tuple[int, int]
    compliance: Array
    stiffness: Single

    @property
    def inverse(self) -> Array:
        """1/K(q) where K is not 0, and 0 there, half spectrum of `grid`."""
        inverse = np.zeros_like(self.compliance)
        np.divide(1.0, self.compliance, out=inverse, where=self.compliance > 0)
        return inverse


def periodic(shape: tuple[int, int], step: float = 1.0) -> Response:
    """A periodic face; `step` is the distance of its points in the unit of length."""
    q = _wavenumbers(shape) / step
    compliance = np.divide(2.0, q, out=np.zeros_like(q), where=q > 0)
    return Response(shape, shape, compliance, _steering(q))


def free(shape: tuple[int, int], step: float = 1.0) -> Response:
    """A face with nothing around it."""
    rows, columns = 2 * shape[0], 2 * shape[1]
    y = np.minimum(np.arange(rows), rows - np.arange(rows))[:, None] * 1.0
    x = np.minimum(np.arange(columns), columns - np.arange(columns))[None, :] * 1.0
    compliance = np.ascontiguousarray(fft.rfft2(step * _love(x, y) / pi).real)
    return Response(shape, (rows, columns), compliance, _steering(_wavenumbers(shape) / step))


def _steering(q: Array) -> Single:
    """1/K of a periodic face; its mean, which K leaves open, as stiff as the longest wave."""
    stiffness = (q / 2).astype(np.float32)
    stiffness[0, 0] = min(stiffness[1, 0], stiffness[0, 1])
    return stiffness


def _love(x: Array, y: Array) -> Array:
    """∫∫ dx' dy'/r over the unit square around the origin, at (x, y)."""
    a, b, c, d = x + 0.5, x - 0.5, y + 0.5, y - 0.5
    whole: Array = (
        a * (np.arcsinh(c / abs(a)) - np.arcsinh(d / abs(a)))
        - b * (np.arcsinh(c / abs(b)) - np.arcsinh(d / abs(b)))
        + c * (np.arcsinh(a / abs(c)) - np.arcsinh(b / abs(c)))
        - d * (np.arcsinh(a / abs(d)) - np.arcsinh(b / abs(d)))
    )
    return whole


def _wavenumbers(shape: tuple[int, int]) -> Array:
    """|q| times the spacing, (N, M//2 + 1)."""
    rows = 2 * pi * fft.fftfreq(shape[0])
    columns = 2 * pi * fft.rfftfreq(shape[1])
    return np.hypot(rows[:, None], columns[None, :])
