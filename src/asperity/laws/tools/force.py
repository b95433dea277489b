"""What a press shows, what it pushes with, and what the sample feels.

    p = F/(π d²/4),    F = p_gauge π D²/4,    1 t = 1000 kg · 9.80665 m/s2

p        pressure on a sample or die of diameter d, Pa;  F force, N
p_gauge  oil pressure on a ram of diameter D, Pa

Friction of the ram's seal and of the punches is left out: both lower p by some per cent.
"""

import numpy as np

from asperity.laws import Floats

TON_FORCE = 9806.65
"""Newtons in a metric ton-force (standard gravity)."""


def disc_area(diameter: Floats) -> Floats:
    """Area in m2 of a disc of `diameter` in m."""
    return np.pi / 4.0 * diameter**2


def pressure_of(force: Floats, diameter: Floats) -> Floats:
    """Pressure in Pa of `force` (N) on a diameter in m."""
    return force / disc_area(diameter)


def force_of(pressure: Floats, diameter: Floats) -> Floats:
    """Force in N of `pressure` (Pa) on a diameter in m."""
    return pressure * disc_area(diameter)


def tons_of(force: Floats) -> Floats:
    """Metric tons-force of `force` in N."""
    return force / TON_FORCE


def gauge_of(force: Floats, ram_diameter: Floats) -> Floats:
    """Oil pressure in Pa that a ram of this diameter (m) needs for `force` (N)."""
    return pressure_of(force, ram_diameter)


def sample_pressure(gauge: Floats, *, ram_diameter: Floats, diameter: Floats) -> Floats:
    """Pressure in Pa on a sample of `diameter` when the gauge of the ram shows `gauge` (Pa)."""
    return gauge * (ram_diameter / diameter) ** 2
