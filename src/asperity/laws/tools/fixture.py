"""Stack pressure that a fixture holds while the cell in it grows and shrinks.

    F = T/(K d)            a bolt                 p = (F0 + k_f u_f)/A      the fixture
    (p - p0) A/k_f = u + h(p) - h(p0)             cell and fixture in line
    g = h(p0) - p0 A/k_f - u - h(0)               the gap that opens where p would be below 0

T     bolt torque, N m; d nominal thread diameter, m; K nut factor (0.2 dry, 0.15 oiled steel)
u     free growth of the cell, m: what it would grow under no load
k_f   stiffness of the fixture, N/m: 0 holds the force, inf holds the gap, a spring is between
h(p)  thickness of the cell under a pressure, m, falling: powders get denser for good beyond the
      largest pressure they have seen
p, A  stack pressure, Pa; area, m2

Linear, no creep of the metal (which lowers p with time in a fixed gap); a fixture pushes only, so
p stops at 0, where the cell comes loose.
"""

from collections.abc import Callable

from asperity.laws import Floats
from asperity.laws.bisection import bracketed_root

UNBEARABLE = 1e10
"""Pressure (Pa) that no fixture holds: where a search for one ends."""
_CLOSE = 1e-2
"""How near a pressure is found, Pa; nearer to the one that was set it is that one."""


def bolt_force(torque: Floats, diameter: Floats, *, nut_factor: Floats = 0.2) -> Floats:
    """Clamping force in N of one bolt at `torque` (N m); thread `diameter` in m."""
    return torque / (nut_factor * diameter)


def bolt_torque(force: Floats, diameter: Floats, *, nut_factor: Floats = 0.2) -> Floats:
    """Torque in N m for a clamping `force` in N on one bolt."""
    return force * nut_factor * diameter


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
    `held` (Pa) while the cell was `closed` high (m). 0 where the cell comes loose, and `UNBEARABLE`
    where nothing in the cell gives way enough.
    """
    if fixture <= 0:
        return held

    def lacking(pressure: float) -> float:
        return (pressure - held) * area / fixture + closed - height(pressure) - growth

    high = max(held, 1.0)
    while lacking(high) < 0:
        high *= 2.0
        if high > UNBEARABLE:
            return UNBEARABLE
    found = bracketed_root(lacking, 0.0, high, tolerance=_CLOSE)
    return held if abs(found - held) <= 2 * _CLOSE else found


def left_gap(
    held: float, growth: float, *, loose: float, closed: float, area: float, fixture: float
) -> float:
    """Gap (m) between a fixture and a cell that has come loose; 0 where it has not.

    As `settled_pressure`; `loose` is the height (m) of the cell without any pressure.
    """
    if fixture <= 0:
        return 0.0
    return max(closed - held * area / fixture - growth - loose, 0.0)
