"""A rigid cylinder on an elastic half-space in plane strain (Hertz 1882; Johnson, ch. 4).

    a² = 4 P R/(π E*),    p0 = 2P/(π a) = √(P E*/(π R)),    p(x) = p0 √(1 - x²/a²)

P load a metre, N/m; R radius, m; E* = E/(1-ν²), Pa; a half width, m; p0 peak pressure, Pa
"""

import numpy as np


def half_width(load: float, radius: float, modulus: float) -> float:
    """Half width of the contact in m; `modulus` is E*."""
    return float(np.sqrt(4 * load * radius / (np.pi * modulus)))


def peak_pressure(load: float, radius: float, modulus: float) -> float:
    """Pressure in the middle, Pa."""
    return float(np.sqrt(load * modulus / (np.pi * radius)))
