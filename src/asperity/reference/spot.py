"""Constriction of the current through one round contact.

    R = 1/(4σa)                                  spot on a half-space (Holm)
    R = ψ(a/b)/(4σa),   ψ = (1 - ε)^1.5          spot in the end of a tube of radius b
    ψ = 1 - 1.40978ε + 0.34406ε³ + 0.0435ε⁵ + 0.02271ε⁷     the same, more exactly

σ conductivity, S/m; a, b radii of spot and tube, m; R one-sided resistance, Ω; ε = a/b

(1-ε)^1.5: Cooper, Mikic & Yovanovich 1969; series: Negus & Yovanovich 1984, for a spot at one
potential. ‡ checked against each other: within 0.0065 in ψ below ε = 0.35, 0.015 at 0.5.
"""

import numpy as np

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
