"""A rigid sphere on an elastic half-space (Hertz 1882; Johnson, Contact Mechanics, ch. 4).

    a³ = 3FR/(4E*),    d = a²/R,    p(r) = p0 √(1 - r²/a²),    p0 = 3F/(2πa²)

F  load, N; R sphere radius, m; E* plane-strain modulus E/(1-ν²), Pa
a  contact radius, m; d approach, m; p pressure, Pa
Range: a well below R, no friction, no adhesion.
"""

import numpy as np

from asperity.reference import Floats


def contact_radius(load: Floats, radius: Floats, modulus: Floats) -> Floats:
    """Contact radius a in m; `load` N, `radius` m, `modulus` E* in Pa."""
    return np.asarray(np.cbrt(0.75 * load * radius / modulus))


def approach(load: Floats, radius: Floats, modulus: Floats) -> Floats:
    """Approach d in m of sphere and half-space."""
    return contact_radius(load, radius, modulus) ** 2 / radius


def pressure(r: Floats, load: Floats, radius: Floats, modulus: Floats) -> Floats:
    """Contact pressure in Pa at distance `r` (m) from the axis; 0 outside the contact."""
    a = contact_radius(load, radius, modulus)
    inside = np.maximum(1.0 - np.square(r / a), 0.0)
    return np.asarray(1.5 * load / (np.pi * a**2) * np.sqrt(inside))
