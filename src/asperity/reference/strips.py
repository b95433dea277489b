"""Constriction of the current through straight strips of contact, as they repeat with a period.

    σR = (P/π) ln[1/sin(πf/2)]                            on a half-space, beyond the half-space
    σR = (P/2) K(1 - μ)/K(μ) - L                          on a layer, beyond the layer
    μ = [θ2 θ1(πf/2)/(θ3 θ4(πf/2))]²,  nome exp(-2πL/P)

P period, m; f share in contact; L thickness, m; σ conductivity, S/m; R of the whole area, Ω m²;
K complete elliptic integral of the parameter, θ Jacobi's functions, at 0 where nothing else stands

Derived in docs/theory/constriction.md: half a period is a rectangle that an elliptic sine opens to
a half-plane, and another one closes to a rectangle whose ends are the two electrodes.
"""

import numpy as np
from scipy.special import ellipk, ellipkm1

from asperity.reference import Floats

TERMS = 40
"""Of the series of theta functions."""


def strips(fraction: Floats, period: Floats, conductivity: Floats) -> Floats:
    """Resistance in Ω m² of strips (period in m) on a half-space (S/m), one side."""
    return -period / (np.pi * conductivity) * np.log(np.sin(np.pi * fraction / 2))


def strips_on_layer(fraction: float, period: float, thickness: float, conductivity: float) -> float:
    """The same on a layer, thickness 0.05 to 10 periods, beyond thickness/conductivity, Ω m²."""
    nome, z = np.exp(-2 * np.pi * thickness / period), np.pi * fraction / 2
    n = np.arange(TERMS)
    odd, even = nome ** ((n + 0.5) ** 2), nome ** (n[1:] ** 2)
    sign = (-1.0) ** n
    theta2, theta1 = 2 * odd.sum(), 2 * (sign * odd * np.sin((2 * n + 1) * z)).sum()
    theta3 = 1 + 2 * even.sum()
    theta4 = 1 + 2 * (sign[1:] * even * np.cos(2 * n[1:] * z)).sum()
    mu = (theta2 * theta1 / (theta3 * theta4)) ** 2
    return float((period / 2 * ellipkm1(mu) / ellipk(mu) - thickness) / conductivity)
