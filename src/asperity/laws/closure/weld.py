"""What a weld of metal and ceramic bears on a grid: more the finer the grid, as a crack has it.

    w = γ (1 + cos θ) s        K = √(2 E* w)        σ = K √(2/(π a))

    w   work of adhesion, J/m²                  γ   surface energy of the metal, J/m²
    θ   contact angle of the melt, 120°         s   strength of the weld over that of a clean one
    K   stress intensity that parts it, Pa √m   E*  contact modulus, Pa
    a   spacing of the points, m                σ   mean tension on the point at the edge, Pa

The pull-off stress of a joint of millimetres says nothing of the edge of a void of a micrometre: a
weld parts there when the energy set free is that of the surfaces made (Griffith). w is Dupré's; K
is that of an interface between an elastic and a rigid half-space, and σ the mean of K/√(2πx) over
the first point (Johnson, Contact Mechanics, 5.5; Maugis 2000). θ is assumed: alkali metals do not
wet oxides that have seen air; 100° to 140° are usual, a factor of 0.5 to 1.7 in w. Range: a well
above E* w over the square of the ideal strength, some nanometres.
"""

from __future__ import annotations

from math import cos, pi, radians, sqrt

ANGLE = 120.0
"""θ, degrees."""


def weld_energy(surface_energy: float, share: float = 1.0) -> float:
    """w, J/m²; `share` is s."""
    return surface_energy * (1 + cos(radians(ANGLE))) * share


def weld_strength(energy: float, *, modulus: float, spacing: float) -> float:
    """σ, Pa, of w (J/m²) on points so far apart (m)."""
    return sqrt(2 * modulus * energy) * sqrt(2 / (pi * spacing))
