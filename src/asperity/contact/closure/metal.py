"""How the metal answers pressure waves: at once, and by flowing.

    elastic   w_q = 2 p_q/(E* q)         viscous   dw_q/dt = p_q k(qh)/(2 η q),  1/η = 3 rate/σe
    k(x) = (sinh 2x - 2x)/(cosh 2x + 1 + 2x²)      a layer of thickness h bonded below

    asperities   σa² ℓ f/3 = Σ |p_q|² k/(2q)       1/ℓ = k̄/c + 1/h      c = 27π/8
    voids        σv = (3/2)(p̄ - p_g) n^(-n/(n-1)) sqrt(k_b)
    σe² = σa² + σv²

    f   contact fraction                           k̄, k_b  mean wavenumber and layer factor
    n   d ln rate/d ln σ at the mean pressure      p_g     mean gas pressure over the area

Means are over |p_q|². The same stress, constants and means as the mean-field twin
(`asperity.laws.closure.stress`; decision 0006), with the pressure of the grid in the place of
Persson's spectrum, so that both mean the same. The grid is one band: a waviness much longer than
its period has its own stress, elsewhere. The elastic half-space holds also on a foil. Sources:
Johnson, Contact Mechanics, 13.2; Orchard 1963 (10.1007/BF00382115) for k; Budiansky, Hutchinson &
Slutsky 1982 for the voids.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, log, pi, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import fft

Array = NDArray[np.float64]
Waves = NDArray[np.complex128]
Creep = Callable[[float, float, float, Array], Array]
"""Equivalent strain rate (1/s) of stress (Pa), temperature (K), pressure (Pa), wavelengths (m)."""
CONSTANT = 27 * pi / 8
_APART = 1e-3


class Metal:
    """The face of the metal on a periodic grid, (N, M).

    Attributes:
        elastic: its elastic compliance, (N, M//2 + 1), m/Pa; 0 at the mean
    """

    def __init__(
        self,
        shape: tuple[int, int],
        *,
        spacing: float,
        modulus: float,
        creep: Creep,
        thickness: float,
    ) -> None:
        rows = 2 * pi * fft.fftfreq(shape[0], spacing)
        columns = 2 * pi * fft.rfftfreq(shape[1], spacing)
        wavenumber = np.hypot(rows[:, None], columns[None, :])
        self._creep, self._thickness = creep, thickness
        rounded = np.round(wavenumber.ravel() / wavenumber.flat[1], 9)
        self._known, place = np.unique(rounded, return_inverse=True)
        self._known = self._known[1:] * wavenumber.flat[1]
        self._place = place.reshape(wavenumber.shape).astype(np.int32)
        self._middle = np.array([2 * pi / sqrt(self._known[0] * self._known[-1])])
        self._layer = layer_factor(self._known, thickness)
        self.elastic = self._spread(2 / (modulus * self._known))
        counts = np.ones(columns.shape)
        counts[1 : (shape[1] + 1) // 2] = 2
        self._weights = np.broadcast_to(counts, wavenumber.shape).ravel() / np.prod(shape) ** 2

    def fluidity(self, stress: float, temperature: float, pressure: float) -> float:
        """3 rate/σ of the middle of the wavelengths, 1/(Pa s)."""
        rate = self._creep(stress, temperature, pressure, self._middle)
        return 3 * float(rate[0]) / stress if stress > 0 else 0.0

    def shape(self, stress: float, temperature: float, pressure: float) -> Array:
        """k/(2 η q) over the fluidity: m/Pa a unit of dose, (N, M//2 + 1); 0 at the mean."""
        rate = np.asarray(self._creep(stress, temperature, pressure, 2 * pi / self._known))
        middle = float(self._creep(stress, temperature, pressure, self._middle)[0])
        return self._spread(rate / middle * self._layer / (2 * self._known))

    def exponent(self, temperature: float, pressure: float) -> float:
        """n at the mean pressure, for the middle of the wavelengths."""
        slow, fast = (
            float(self._creep(pressure * by, temperature, pressure, self._middle)[0])
            for by in (1 - _APART, 1 + _APART)
        )
        if not 0 < slow < fast:
            return 1.0
        return log(fast / slow) / log((1 + _APART) / (1 - _APART))

    def stress(self, waves: Waves, fraction: float, driving: float, exponent: float) -> float:
        """σe, Pa, of the transform of the pressure; `driving` is p̄ - p_g, Pa."""
        power = self._power(waves)
        total = float(power.sum())
        if total <= 0:
            return self.void_stress(driving, exponent)
        depth = 1 / (float(power @ self._known) / total / CONSTANT + 1 / self._thickness)
        worked = float(power @ (self._layer / (2 * self._known)))
        asperities = 3 * worked / (depth * fraction)
        constrained = float(power @ self._layer) / total
        return sqrt(asperities + self.void_stress(driving, exponent) ** 2 * constrained)

    def void_stress(self, driving: float, exponent: float) -> float:
        """σv in a half-space, Pa."""
        n = exponent
        return 1.5 * max(driving, 0.0) * (n ** (-n / (n - 1)) if n > 1.001 else exp(-1.0))

    def mean_wavenumber(self, waves: Waves) -> float:
        """Mean wavenumber of the pressure, 1/m; 0 where it is even."""
        power = self._power(waves)
        total = float(power.sum())
        return float(power @ self._known) / total if total > 0 else 0.0

    def _power(self, waves: Waves) -> Array:
        """|p_q|² summed over the directions of each wavenumber, Pa²."""
        power = (waves.real**2 + waves.imag**2).ravel() * self._weights
        sums = np.bincount(self._place.ravel(), power, minlength=len(self._known) + 1)
        return np.asarray(sums[1:], dtype=np.float64)

    def _spread(self, values: Array) -> Array:
        """Values of each wavenumber laid out on the waves, 0 at the mean."""
        return np.concatenate([[0.0], values])[self._place]


def layer_factor(wavenumber: Array, thickness: float) -> Array:
    """k(qh), dimensionless, 0 to 1; 1 on a half-space."""
    x = np.minimum(wavenumber * thickness, 40.0)
    full = (np.sinh(2 * x) - 2 * x) / (np.cosh(2 * x) + 1 + 2 * x**2)
    return np.where(x < 0.01, 2 * x**3 / 3 * (1 - 1.8 * x**2), full)
