"""How far a face moves under a pressure wave: half-space or thin layer, elastic or viscous.

    elastic   w_q = 2 p_q k(qh) / (E* q)          viscous   dw_q/dt = p_q k(qh) / (2 η q)
    k(x) = (sinh 2x - 2x) / (cosh 2x + 1 + 2x²)   for an incompressible layer bonded below

    w_q, p_q  amplitude of displacement (m) and pressure (Pa) at the wavenumber q (1/m)
    h         thickness of the layer, m           E*, η  contact modulus (Pa), viscosity (Pa s)

k tends to 1 for short waves and to 2x³/3 for long ones, so that 1/(2ηq) becomes the lubrication
result q²h³/(3η). ‡ Checked: it is the levelling rate of a viscous film under a normal load
(Orchard 1963, 10.1007/BF00382115) without gravity, and both limits are asserted in the tests. A
compressible layer keeps besides the one-dimensional compliance h(1+ν)(1-2ν)/((1-ν)E), added here
and capped by the half-space, whose error is at most some ten per cent around qh = 1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats

Array = NDArray[np.float64]


def layer_factor(wavenumber: Array, thickness: Floats) -> Array:
    """k(qh), dimensionless, in (0, 1]; 1 for infinite thickness."""
    x = np.minimum(wavenumber * thickness, 40.0)
    full = (np.sinh(2 * x) - 2 * x) / (np.cosh(2 * x) + 1 + 2 * x**2)
    series = 2 * x**3 / 3 * (1 - 1.8 * x**2)  # Taylor, where the difference of sinh cancels
    return np.where(x < 0.01, series, full)


def elastic_compliance(
    wavenumber: Array, *, modulus: float, poisson: float, thickness: float, other: float
) -> Array:
    """1/E* felt by each wave, 1/Pa: the metal layer on its backing, in series with the other body.

    `modulus` and `poisson` are the metal's, `other` is (1 - ν²)/E of the opposite half-space.
    """
    half_space = (1 - poisson**2) / modulus
    layer = half_space * layer_factor(wavenumber, thickness)
    if np.isfinite(thickness):
        column = thickness * (1 + poisson) * (1 - 2 * poisson) / ((1 - poisson) * modulus)
        layer = np.minimum(half_space, layer + column * wavenumber / 2)
    return other + layer
