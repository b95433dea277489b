"""Stress in the wall of a die under inner pressure, and the pressure it bears.

    σθ(r) = q a²/(b²-a²) (1 + b²/r²),    σr(r) = q a²/(b²-a²) (1 - b²/r²)
    yield at the bore (σz = 0):  q = σy (k²-1)/√(3k⁴+1),    k = b/a
    all of the wall plastic:     q = (2/√3) σy ln k

a, b  bore and outer radius, m; r radius, m
q     pressure on the wall, Pa: K times the axial pressure, K = wall_pressure_ratio of what is in
      the die, 1 for metal that flows
σy    yield stress of the die, Pa

Lamé 1852 with von Mises; σz = 0 since the punches carry the axial load. Long die loaded over its
whole height: a short pellet in a tall die is carried by its neighbours too, so this is on the
safe side. No shrink ring, no fatigue: shops rate a die for repeated use at half of first yield.
"""

import numpy as np

from asperity.laws import Floats


def hoop_stress(pressure: Floats, bore: Floats, outer: Floats, r: Floats) -> Floats:
    """Tension around the die at radius `r` (m), Pa; `bore` and `outer` are radii in m."""
    return pressure * bore**2 / (outer**2 - bore**2) * (1.0 + (outer / r) ** 2)


def radial_stress(pressure: Floats, bore: Floats, outer: Floats, r: Floats) -> Floats:
    """Radial stress at radius `r` (m), tension positive, Pa."""
    return np.asarray(pressure * bore**2 / (outer**2 - bore**2) * (1.0 - np.square(outer / r)))


def bore_von_mises(pressure: Floats, bore: Floats, outer: Floats) -> Floats:
    """Von Mises stress at the bore, the largest in the wall, Pa."""
    around = hoop_stress(pressure, bore, outer, bore)
    return np.asarray(np.sqrt(around**2 + around * pressure + np.square(pressure)))


def yield_pressure(yield_stress: Floats, bore: Floats, outer: Floats) -> Floats:
    """Wall pressure in Pa at which the bore begins to yield."""
    k2 = np.square(outer / np.asarray(bore, dtype=float))
    return np.asarray(yield_stress * (k2 - 1.0) / np.sqrt(3.0 * k2 * k2 + 1.0))


def yield_doubt(bore: Floats, outer: Floats, *, strength: Floats, width: Floats) -> Floats:
    """Standard deviation of ln q at first yield, from those of ln σy and of ln b.

    Exact to first order: ∂ln q/∂ln b = 2 k² (3k² + 1)/((k² - 1)(3k⁴ + 1)), which tends to 2/k² in
    a thick wall: there the outer diameter hardly matters.
    """
    k2 = np.square(outer / np.asarray(bore, dtype=float))
    slope = 2.0 * k2 * (3.0 * k2 + 1.0) / ((k2 - 1.0) * (3.0 * k2 * k2 + 1.0))
    return np.asarray(np.hypot(strength, slope * np.asarray(width)))


def burst_pressure(yield_stress: Floats, bore: Floats, outer: Floats) -> Floats:
    """Wall pressure in Pa at which the whole wall is plastic."""
    return np.asarray(2.0 / np.sqrt(3.0) * yield_stress * np.log(outer / np.asarray(bore)))
