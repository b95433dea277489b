"""The tabletting powder, and a body that never yields."""

from functools import cache
from math import inf
from pathlib import Path

import numpy as np

from asperity.solid import CapSet, cap_set

DATA = Path(__file__).parents[2] / "validation" / "data"
RADIUS, FILL, DENSITY, STROKE = 5.64e-3, 11e-3, 0.3411, 5.5e-3
CASE = {"radius": RADIUS, "fill": FILL, "density": DENSITY}


def table(name: str) -> np.ndarray:
    return np.genfromtxt(DATA / f"tabletting-{name}.csv", delimiter=",", skip_header=header(name)).T


def header(name: str) -> int:
    lines = (DATA / f"tabletting-{name}.csv").read_text("utf-8").splitlines()
    return 1 + sum(line.startswith("#") for line in lines)


@cache
def cellulose(viscosity: float = inf) -> CapSet:
    D, d, angle, R = table("cap")
    E, nu, D_E = table("elasticity")
    p_b, _, D_b = table("hardening")
    return cap_set(
        elasticity=(D_E, E * 1e6, nu),
        cap=(D, d * 1e6, np.radians(angle), R),
        hardening=(D_b, p_b * 1e6),
        viscosity=viscosity,
    )


def lubricated(density: np.ndarray) -> np.ndarray:
    """The wall friction of the table, by the formula in its header."""
    return 0.161 + 0.757 * np.exp(-16.8 * (density - 0.30))


def simple(viscosity: float = inf) -> CapSet:
    """A powder of two rows."""
    return cap_set(
        elasticity=([0.3, 0.95], [1e8, 5e9], [0.1, 0.3]),
        cap=([0.3, 0.95], [2e4, 2e7], np.radians([60.0, 66.0]), [0.4, 0.9]),
        hardening=([0.3, 0.95], [1e6, 2e8]),
        viscosity=viscosity,
    )


def invariants(stress: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """p and q of stresses rr, rz, zz, θθ."""
    rr, rz, zz, tt = np.asarray(stress).T
    p = -(rr + zz + tt) / 3
    return p, np.sqrt(1.5 * ((rr + p) ** 2 + (zz + p) ** 2 + (tt + p) ** 2 + 2 * rz**2))


def outside(cap: CapSet, stress: np.ndarray, density: np.ndarray) -> np.ndarray:
    """Yield function over its reach: 0 on the surface, negative inside."""
    p, q = invariants(stress)
    _, _, t, d, R, p_b = cap.at(density)
    p_a = (p_b - R * d) / (1 + R * t)
    shear, cone = q - p * t - d, np.hypot((p - p_a) / R, q) - (d + p_a * t)
    return np.where(p < p_a, shear, cone) / (d + p_a * t)
