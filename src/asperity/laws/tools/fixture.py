"""Stack pressure that a fixture holds while the cell in it grows and shrinks.

    F = T/(K d)            a bolt                 p = (F0 + k_f u_f)/A      the fixture
    Δp = k Δu/A,           1/k = 1/k_f + 1/k_c    cell and fixture in series
    (p - p0) A/k_f = u + h(p) - h(p0)             the same where the cell is no spring

T     bolt torque, N m; d nominal thread diameter, m; K nut factor (0.2 dry, 0.15 oiled steel)
u     free growth of the cell, m: what it would grow under no load
k_f   stiffness of the fixture, N/m: 0 holds the force, inf holds the gap, a spring is between
k_c   stiffness of the cell, N/m: A over Σ t/E of its layers
h(p)  thickness of the cell under a pressure, m, falling: powders get denser for good beyond the
      largest pressure they have seen
p, A  stack pressure, Pa; area, m2

Linear, no creep of the metal (which lowers p with time in a fixed gap); a fixture pushes only, so
p stops at 0, where the cell comes loose.
"""

from collections.abc import Callable

import numpy as np

from asperity.laws import Floats
from asperity.laws.bisection import bracketed_root

_CLOSE = 1e-2
"""How near a pressure is found, Pa; nearer to the one that was set it is that one."""


def bolt_force(torque: Floats, diameter: Floats, *, nut_factor: Floats = 0.2) -> Floats:
    """Clamping force in N of one bolt at `torque` (N m); thread `diameter` in m."""
    return torque / (nut_factor * diameter)


def bolt_torque(force: Floats, diameter: Floats, *, nut_factor: Floats = 0.2) -> Floats:
    """Torque in N m for a clamping `force` in N on one bolt."""
    return force * nut_factor * diameter


def series_stiffness(first: Floats, second: Floats) -> Floats:
    """Stiffness in N/m of two springs in line; either may be 0 or inf."""
    with np.errstate(divide="ignore"):
        return np.asarray(1.0 / (1.0 / np.asarray(first, float) + 1.0 / np.asarray(second, float)))


def breathing_pressure(
    pressure: Floats, growth: Floats, *, area: Floats, fixture: Floats, cell: Floats
) -> Floats:
    """Stack pressure in Pa after the cell's free growth (m); `fixture`, `cell` stiffness in N/m."""
    return np.maximum(pressure + series_stiffness(fixture, cell) * growth / area, 0.0)


def settled_pressure(
    held: float,
    growth: float,
    height: Callable[[float], float],
    *,
    closed: float,
    area: float,
    fixture: float,
) -> float:
    """Stack pressure in Pa after a free growth (m) of a cell of `height` (m) at a pressure in Pa.

    The fixture of stiffness `fixture` (N/m; 0 holds the force, inf the gap) was set to the pressure
    `held` (Pa) while the cell was `closed` high (m). 0 where the cell comes loose.
    """
    if fixture <= 0:
        return held

    def lacking(pressure: float) -> float:
        return (pressure - held) * area / fixture + closed - height(pressure) - growth

    high = max(held, 1.0)
    while lacking(high) < 0:
        high *= 2.0
    found = bracketed_root(lacking, 0.0, high, tolerance=_CLOSE)
    return held if abs(found - held) <= 2 * _CLOSE else found
