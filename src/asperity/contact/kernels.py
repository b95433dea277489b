"""How far the face of a periodic half-space moves under pressure, one wavenumber at a time.

    w_q = J(q) p_q        elastic: J = 2/(E* q), J(0) = 0

    w_q, p_q  amplitude of displacement (m) and pressure (Pa) at the wavenumber q (1/m)
    E*        contact modulus, Pa

The half-space without shear traction or adhesion (Johnson, Contact Mechanics, section 13.2). The
mean displacement of a half-space is unbounded; here it is left at zero and told by the gap instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

import numpy as np
from numpy.typing import NDArray
from scipy import fft

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Kernel:
    """The response of a periodic face of the given shape.

    Attributes:
        shape: (N, M) of the fields
        compliance: J(q), (N, M//2 + 1), m/Pa, in the order of a real Fourier transform; J(0) = 0
        stiffness: 1/J(q), Pa/m, and 0 where J is
    """

    shape: tuple[int, int]
    compliance: Array
    stiffness: Array

    def displacement(self, pressure: Array) -> Array:
        """Displacement, (N, M), m, of mean zero, under a pressure, (N, M), Pa."""
        return self._filtered(self.compliance, pressure)

    def pressure(self, displacement: Array) -> Array:
        """Pressure, (N, M), Pa, of mean zero, that makes a displacement, (N, M), m."""
        return self._filtered(self.stiffness, displacement)

    def _filtered(self, factor: Array, field: Array) -> Array:
        waves = factor * fft.rfft2(field)
        return np.asarray(fft.irfft2(waves, s=self.shape), dtype=np.float64)


def wavenumbers(shape: tuple[int, int], spacing: float) -> Array:
    """|q| of each wave on a periodic grid, (N, M//2 + 1), 1/m; `spacing` in m."""
    rows = 2 * pi * fft.fftfreq(shape[0], spacing)
    columns = 2 * pi * fft.rfftfreq(shape[1], spacing)
    return np.hypot(rows[:, None], columns[None, :])


def elastic_kernel(shape: tuple[int, int], spacing: float, modulus: float) -> Kernel:
    """The elastic half-space; `spacing` in m, `modulus` E* in Pa."""
    q = wavenumbers(shape, spacing)
    stiffness = modulus * q / 2
    compliance = np.divide(1.0, stiffness, out=np.zeros_like(q), where=q > 0)
    return Kernel(shape, compliance, stiffness)
