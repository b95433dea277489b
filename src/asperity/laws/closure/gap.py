"""Mean gap of a rough contact (Yang & Persson 2008, 10.1088/0953-8984/20/31/312001).

    u = (π/2) ∫ q² C(q)/J(q) · K(x(q)) / sqrt(π G(q)) dq
    K(x) = ∫_x^∞ [γ + 3(1 - γ) erf²(y)] exp(-y²) dy/y             γ = 0.45

    u  mean gap, m      x, G, C, J as in `fraction`

It is p = -dU/du integrated, with U the elastic energy stored in the contact at each wavelength and
1/J in the place of E*. γ corrects the energy of partial contact (γ = 1: every wave stores what it
would in full contact); 0.45 is the authors' value against molecular dynamics. K is tabulated once,
accurate to 1e-6 between x = 1e-6 and 6.
"""

from __future__ import annotations

from math import pi

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from asperity.laws import Floats
from asperity.laws.closure.fraction import CLOSED

Array = NDArray[np.float64]
GAMMA = 0.45


def _table() -> tuple[Array, Array, Array]:
    """Nodes ln x, K(x) and g = -dK/d(ln x); K = ∫ g d(ln y) from the right, Simpson, fine grid."""
    log_x = np.linspace(np.log(1e-6), np.log(CLOSED), 1201)
    fine = np.linspace(log_x[0], log_x[-1], 2401)
    y = np.exp(fine)
    g = _steepness(y)
    step = fine[1] - fine[0]
    cells = step / 3 * (g[0:-1:2] + 4 * g[1::2] + g[2::2])
    return log_x, np.append(np.cumsum(cells[::-1])[::-1], 0.0), g[::2]


def _steepness(x: Array) -> Array:
    """-dK/d(ln x) = [γ + 3(1 - γ) erf²(x)] exp(-x²)."""
    return np.asarray((GAMMA + 3 * (1 - GAMMA) * erf(x) ** 2) * np.exp(-(x**2)))


_LOG_X, _K, _G = _table()
_LOG_X.setflags(write=False)
_K.setflags(write=False)
_G.setflags(write=False)


def closing_integral(x: Array) -> Array:
    """K(x), dimensionless; below x = 1e-6 it grows as -γ ln x."""
    return closing_at(np.log(np.maximum(x, 1e-300)))


def closing_at(log_x: Array) -> Array:
    """K at ln x."""
    below = np.maximum(_LOG_X[0] - log_x, 0.0)
    return np.asarray(np.interp(log_x, _LOG_X, _K) + GAMMA * below)


def steepness_at(log_x: Array) -> Array:
    """-dK/d(ln x) at ln x, from the table, accurate to 1e-4."""
    return np.interp(log_x, _LOG_X, _G)


def closing_slope(x: Array) -> Array:
    """dK/dx = -[γ + 3(1 - γ) erf²(x)] exp(-x²)/x."""
    return -_steepness(x) / np.maximum(x, 1e-300)


def gap_weights(
    wavenumber: Array, density: Array, weight: Array, *, compliance: Array, variance: Array
) -> Array:
    """The factor of K for each wavenumber, m: u = sum(gap_weights * K(x))."""
    return 0.5 * pi * wavenumber**2 * density * weight / (compliance * np.sqrt(pi * variance))


def mean_gap(weights: Array, x: Array) -> Floats:
    """u, m, of each face whose (bands, points) lie on the last two axes."""
    return np.asarray((weights * closing_integral(x)).sum(axis=(-2, -1)))
