"""Constriction of the current through round contacts, one or many.

    R = 1/(4σa)                                  spot on a half-space (Holm)
    R = ψ(a/b)/(4σa),   ψ = (1 - ε)^1.5          spot in the end of a tube of radius b
    ψ = 1 - 1.40978ε + 0.34406ε³ + 0.0435ε⁵ + 0.02271ε⁷     the same, more exactly

    σR = 1/(4a) - 0.62075/L + 0.47925 a²/L³      each of many on a square lattice L apart
    V = I_i/(4σa_i) + Σ_j I_j/(2πσ s_ij)         some spots s apart, at one potential (Greenwood)

σ conductivity, S/m; a, b radii of spot and tube, m; R one-sided resistance, Ω; ε = a/b

(1-ε)^1.5: Cooper, Mikic & Yovanovich 1969; series: Negus & Yovanovich 1984, for a spot at one
potential. Lattice: derived in docs/theory/constriction.md; the next terms are of order a⁴/L⁵.
Greenwood 1966, 10.1088/0508-3443/17/12/310, who takes the currents as equal; here they are such
that the spots are at one potential. ‡ ψ checked against each other: within 0.0065 below ε = 0.35,
0.015 at 0.5.
"""

import numpy as np
from numpy.typing import NDArray

from asperity.reference import Floats


def holm(radius: Floats, conductivity: Floats) -> Floats:
    """Resistance in Ω of a spot (radius in m) on a half-space (S/m), one side."""
    return 1.0 / (4.0 * conductivity * radius)


def tube(radius: Floats, tube_radius: Floats, conductivity: Floats) -> Floats:
    """Resistance in Ω beyond the tube's own, one side, after Cooper, Mikic & Yovanovich."""
    gap = np.asarray(1.0 - radius / tube_radius, dtype=float)
    return np.asarray(np.power(gap, 1.5) * holm(radius, conductivity))


def tube_series(radius: Floats, tube_radius: Floats, conductivity: Floats) -> Floats:
    """The same by Negus and Yovanovich's series, good to 0.1 % up to a/b = 0.5."""
    e = radius / tube_radius
    psi = 1.0 - 1.40978 * e + 0.34406 * e**3 + 0.0435 * e**5 + 0.02271 * e**7
    return psi * holm(radius, conductivity)


def lattice(radius: Floats, period: Floats, conductivity: Floats) -> Floats:
    """Resistance in Ω of each of many spots on a square lattice, beyond what lies behind them."""
    images = -0.620746 / period + 0.479249 * radius**2 / period**3
    return holm(radius, conductivity) + images / conductivity


def cluster(radius: Floats, places: NDArray[np.float64], conductivity: float) -> float:
    """Resistance in Ω of spots (radii in m, a number or (n,)) at `places`, (n, 2), m, as one."""
    apart = np.linalg.norm(places[:, None] - places[None, :], axis=2)
    np.fill_diagonal(apart, np.inf)
    matrix = 1 / (2 * np.pi * conductivity * apart)
    matrix += np.diag(np.broadcast_to(holm(radius, conductivity), len(places)))
    return float(1 / np.linalg.solve(matrix, np.ones(len(places))).sum())
