"""What the axial stress in a punch comes to, a little off its axis, and when a slender one buckles.

    σ_E = π² E (d/4L)²                                  Euler, a round rod hinged at both ends
    σ_max = p [1 + (8 e/d) sec(π/2 √(p/σ_E))]           secant formula

p     mean pressure on its end, Pa; σ_max largest compression, at one side of its middle, Pa
d, L  diameter and free length, m
E     Young's modulus of the punch, Pa
e     how far off the axis the load acts, m
σ_E   pressure at which it buckles however well it is centred, Pa

Euler 1757; secant formula of an eccentrically loaded column as in Timoshenko & Gere, Theory of
Elastic Stability, 1961, 1.13. Hinged ends and the whole length free are on the safe side: the die
guides most of a punch, and flat ends hold it. The rim of the punch, where a chip starts, is not in
it; neither is a hard grain below it.
"""

import numpy as np

from asperity.laws import Floats


def buckling_pressure(modulus: Floats, diameter: Floats, length: Floats) -> Floats:
    """Pressure on the end (Pa) at which a round punch, hinged at both ends, buckles."""
    return np.asarray(modulus * np.square(np.pi * diameter / (4.0 * np.asarray(length))))


def punch_stress(pressure: Floats, *, buckling: Floats, offset: Floats, diameter: Floats) -> Floats:
    """Largest compression (Pa) in a punch under `pressure`, `offset` (m) off its axis.

    `buckling` is its `buckling_pressure`; from there on the stress is infinite.
    """
    share = np.asarray(pressure, dtype=float) / buckling
    bent = 1.0 / np.cos(np.pi / 2.0 * np.sqrt(np.clip(share, 0.0, 1.0 - 1e-12)))
    stress = pressure * (1.0 + 8.0 * np.asarray(offset) / diameter * bent)
    return np.where(share >= 1.0, np.inf, stress)


def bearable_pressure(
    strength: Floats, *, buckling: Floats, offset: Floats, diameter: Floats
) -> Floats:
    """Pressure on the end (Pa) at which the largest compression reaches the `strength` (Pa).

    By bisection, to 1e-12 of the smaller of strength and buckling pressure.
    """
    low = np.zeros_like(np.asarray(strength + buckling + offset + diameter, dtype=float))
    high = np.minimum(strength, buckling) + low
    for _ in range(40):
        middle = (low + high) / 2.0
        less = punch_stress(middle, buckling=buckling, offset=offset, diameter=diameter) < strength
        low, high = np.where(less, middle, low), np.where(less, high, middle)
    return np.asarray(high)
