"""Pressure lost to the die wall down the height of a powder, and the density profile it leaves.

    one punch moves:  p(z) = p0 exp(-z/ℓ)              ℓ = d/(4 μ K)
    both move:        p(z) = p0 exp(-min(z, H-z)/ℓ)

z     distance from the moving (upper) punch, m; H height of the compact, m; d bore of the die, m
p0    pressure at the moving punch, Pa; μ wall friction coefficient; K wall over axial pressure
D(p)  compaction law, any callable of pressure in Pa

Janssen 1895 without weight, as Walker and Ballhausen use it in pressing; friction fully mobilised
and μK constant. Mass is kept: the height is the root of ∫ρD dz = mass per area.
A pellet 0.6 mm high in a 10 mm die loses a few per cent, a tall or loose fill far more.
"""

from collections.abc import Callable

import numpy as np

from asperity.laws import Floats
from asperity.laws.bisection import rising_root
from asperity.laws.quadrature import gauss_legendre

_NODES = 48


def decay_length(diameter: Floats, *, mu: Floats, K: Floats) -> Floats:
    """Height in m over which the pressure falls to 1/e; inf without friction."""
    with np.errstate(divide="ignore"):
        return np.asarray(diameter, dtype=float) / (4.0 * np.asarray(mu * K, dtype=float))


def wall_profile(
    z: Floats, p0: Floats, height: Floats, *, length: Floats, both: bool = False
) -> Floats:
    """Axial pressure in Pa at depth `z` (m) under a punch pressure `p0` (Pa)."""
    depth = np.minimum(z, height - z) if both else z
    return p0 * np.exp(-depth / length)


def transmitted(path: Floats, whole: Floats, *, both: bool = False) -> Floats:
    """Share of the punch pressure that arrives behind a friction path from the upper punch.

    `path` is ∫ dz/ℓ down to a place, through layers of any friction, and `whole` that of the whole
    filling. With `both` punches moving, or a die that floats (its wall carries no net force, so
    both punches press alike), the nearer punch counts.
    """
    near = np.minimum(path, whole - path) if both else path
    return np.asarray(np.exp(-np.asarray(near, dtype=float)))


def mean_density(
    density: Callable[[Floats], Floats],
    p0: float,
    height: float,
    *,
    length: float,
    both: bool = False,
) -> float:
    """Relative density averaged over the height (m), for the law `density(p in Pa)`."""
    span = height / 2.0 if both else height  # either half of a doubly pressed compact is the same
    x, w = gauss_legendre(_NODES)
    return float(np.sum(w * density(np.asarray(p0 * np.exp(-span * x / length)))))


def compact_height(
    density: Callable[[Floats], Floats],
    p0: float,
    solid_height: float,
    *,
    length: float,
    both: bool = False,
) -> float:
    """Height in m of a compact whose fully dense height (mass/area/crystal density) is given."""

    def lacking(height: float) -> float:
        mean = mean_density(density, p0, height, length=length, both=both)
        return height * mean - solid_height

    high = solid_height
    while lacking(high) < 0.0:
        high *= 2.0
        if high > 1e3 * solid_height:
            msg = f"the compact has no density to speak of at {p0:g} Pa at the punch"
            raise ValueError(msg)
    return rising_root(lacking, solid_height * 0.5, high)
