"""What a powder is made of for the cap model: tables over its relative density.

    shear failure   F_s = q - p tan β - d
    cap             F_c = √((p - p_a)² + (R q)²) - R (d + p_a tan β)
    where they meet p_a = (p_b - R d)/(1 + R tan β)

p is the mean Cauchy stress, positive in compression, q the equivalent (Mises) stress. d is the
cohesion, β the angle of friction in the p-q plane, R the aspect of the elliptic cap, p_b the
pressure at which the powder yields when pressed from all sides. All depend on the relative density
that the powder has without its elastic strain, D = D0 exp(compaction that stays). No transition
between the surfaces (α = 0), no third invariant (K = 1).

Source: "Modified Drucker-Prager/Cap model", Abaqus Analysis User's Guide 23.3.2 and Theory Guide
4.4.4 (there α widens the corner: R q/(1 + α - α/cos β)); Han, Elliott, Bentham, Mills, Amidon,
Hancock, Int. J. Solids Struct. 45 (2008) 3088, which makes the parameters functions of the density.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite, log

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.interpolate import PchipInterpolator
from scipy.optimize import brentq

from asperity.errors import Refusal

Array = NDArray[np.float64]
Columns = Sequence[ArrayLike]
SAMPLES = 4001
"""Of the tables, even in ln D, that the loops read; between rows a monotone cubic is drawn."""
BELOW, ABOVE = 0.5, 1.2
"""How far beyond the rows the samples go, as a factor of the relative density."""
_TOO_STRONG = "a compact too strong for its compaction pressure"
_STIFF = 1e9
"""Strength over modulus of a body that never yields."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class CapSet:
    """A powder for the cap model, sampled evenly in ln D. Arrays are read-only.

    Attributes:
        begin: ln D of the first sample; step: between samples
        table: (6, SAMPLES): bulk modulus, shear modulus (Pa), tan β, d (Pa), R, p_b (Pa)
        lowest, highest: relative densities between which every table has rows; beyond its own
            rows a value stays, but p_b goes on upwards as a power of the density
        viscosity: with which deviatoric stress relaxes, Pa s; inf where it does not
    """

    begin: float
    step: float
    table: Array
    lowest: float
    highest: float
    viscosity: float = inf

    def at(self, density: ArrayLike) -> Array:
        """The six values at relative densities (…): (6, …), in the order of `table`."""
        x = np.log(np.asarray(density, dtype=np.float64))
        grid = self.begin + self.step * np.arange(self.table.shape[1])
        return np.stack([np.interp(x, grid, row) for row in self.table])


def cap_set(
    *, elasticity: Columns, cap: Columns, hardening: Columns, viscosity: float = inf
) -> CapSet:
    """A powder of measured tables, each with the relative density (rising) as its first column.

    The powder is known where all tables have rows. A table of one row holds at every density, but
    hardening needs two.

    Args:
        elasticity: relative density, Young's modulus (Pa), Poisson's ratio
        cap: relative density, cohesion d (Pa), angle β (rad), cap eccentricity R
        hardening: relative density, hydrostatic yield pressure (Pa), rising
        viscosity: Pa s; inf for a powder whose stress does not relax

    Returns:
        The set. Moduli, cohesion and yield pressure are interpolated by their logarithms.

    Raises:
        Refusal: a column is empty, does not rise where it must, or leaves no cap; tables that have
            no range of densities in common.
    """
    rows = [
        _table(name, columns, n)
        for name, columns, n in (("elasticity", elasticity, 3), ("cap", cap, 4))
    ]
    (D_E, E, nu), (D_c, d, beta, R) = rows
    D_b, p_b = _table("hardening", hardening, 2)
    _hold("hardening", bool(np.all(np.diff(p_b) > 0)), "a yield pressure that does not rise")
    _hold("elasticity", bool(np.all((nu > -1) & (nu < 0.5))), "a Poisson's ratio beyond -1 to 0.5")
    _hold("cap", bool(np.all((beta >= 0) & (beta < np.pi / 2))), "an angle beyond 0 to π/2")
    _hold("viscosity", viscosity > 0, f"{viscosity}")
    _hold("hardening", D_b.size > 1, "one row of a yield pressure that has to rise")
    lowest, highest = _shared(elasticity=D_E, cap=D_c, hardening=D_b)
    x = np.linspace(log(BELOW * lowest), log(ABOVE * highest), SAMPLES)
    young, poisson = np.exp(_drawn(D_E, np.log(E), x)), _drawn(D_E, nu, x)
    end = np.diff(np.log(p_b))[-1] / np.diff(np.log(D_b))[-1]
    inside = _drawn(D_b, np.log(p_b), x)
    after = np.maximum(x - log(D_b[-1]), 0)
    table = np.stack(
        [
            young / (3 * (1 - 2 * poisson)),
            young / (2 * (1 + poisson)),
            np.tan(_drawn(D_c, beta, x)),
            np.exp(_drawn(D_c, np.log(d), x)),
            _drawn(D_c, R, x),
            np.exp(inside + end * after),
        ]
    )
    return _made(x, table, lowest, highest, viscosity)


def elastic_set(young: float, poisson: float, *, viscosity: float = inf) -> CapSet:
    """A body of one modulus (Pa) and Poisson's ratio that never yields, to compare with."""
    _hold("young", isfinite(young) and young > 0, f"{young}")
    _hold("poisson", -1 < poisson < 0.5, f"{poisson}")
    x = np.linspace(log(1e-2), log(1e2), 11)
    K, G = young / (3 * (1 - 2 * poisson)), young / (2 * (1 + poisson))
    row = np.array([K, G, 1.0, _STIFF * young, 1.0, 10 * _STIFF * young])
    return _made(x, np.repeat(row[:, None], x.size, axis=1), 1e-2, 1e2, viscosity)


def assumed_set(
    density: ArrayLike,
    pressure: ArrayLike,
    *,
    wall_ratio: float,
    young: ArrayLike,
    poisson: ArrayLike,
    strength: ArrayLike,
    angle: float = 1.13,
    viscosity: float = inf,
) -> CapSet:
    """A cap set GUESSED from a compaction curve: no electrolyte powder has a measured one.

    What is known is the axial pressure in a die against the density; what is assumed is that the
    wall bears `wall_ratio` of it, that flow is normal to the cap, that elastic strains are small
    beside it, and an angle β. Then at each density p = P (1 + 2K)/3 and q = P (1 - K) lie on the
    cap where its normal is that of a strain along the axis alone, p - p_a = (3/2) R² q, which with
    F_c = 0 gives R and p_a. It shows where density and stress gather, not how large they are.

    Args:
        density: relative densities, rising, (n,)
        pressure: axial pressure in the die at each, Pa, (n,), rising
        wall_ratio: K, radial over axial pressure, below 1
        young: modulus on release at each density, Pa, (n,) or one
        poisson: Poisson's ratio of the compact at each density, (n,) or one
        strength: uniaxial tensile strength of the compact at each density, Pa, (n,) or one
        angle: β, rad; 65° where nothing is known
        viscosity: Pa s

    Raises:
        Refusal: columns that do not fit together, rise or stay above 0; a wall ratio that is not
            that of a powder with this angle; a compact stronger than what pressed it.
    """
    D, P = _table("pressure", (density, pressure), 2)
    _hold("pressure", bool(np.all(np.diff(P) > 0)), "a pressure that does not rise")
    _hold("wall_ratio", 0 < wall_ratio < 1, f"{wall_ratio}")
    _hold("angle", 0 <= angle < np.pi / 2, f"{angle} rad")
    t, p, q = np.tan(angle), P * (1 + 2 * wall_ratio) / 3, P * (1 - wall_ratio)
    E, nu = _beside("young", young, D), _beside("poisson", poisson, D)
    strong = _beside("strength", strength, D)
    _hold("strength", bool(np.all(strong > 0)), "a strength of 0 or less")
    d = strong * (1 + t / 3)
    # where p_a would be 0, R² = p/(1.5 q), the yield function has to be above it
    _hold("strength", bool(np.all(d < np.sqrt(q * (q + 1.5 * p)))), _TOO_STRONG)
    _hold("wall_ratio", bool(np.all(q < d + p * t)), f"{wall_ratio}, beyond shear failure")

    def off(x: float, i: int) -> float:  # x = R²; rises from below 0
        return float(q[i] * np.sqrt(1 + 2.25 * x) - d[i] - (p[i] - 1.5 * x * q[i]) * t)

    R = np.sqrt([brentq(off, 0.0, float(p[i] / q[i]), args=(i,)) for i in range(D.size)])
    p_a = p - 1.5 * R**2 * q
    return cap_set(
        elasticity=(D, E, nu),
        cap=(D, d, np.full(D.shape, angle), R),
        hardening=(D, p_a + R * (d + p_a * t)),
        viscosity=viscosity,
    )


def _made(x: Array, table: Array, lowest: float, highest: float, viscosity: float) -> CapSet:
    d, R, p_b = table[3:]
    _hold("cap", bool(np.all(p_b > R * d)), "a cohesion that leaves no room for the cap, p_b < R d")
    table.setflags(write=False)
    return CapSet(
        begin=float(x[0]),
        step=float(x[1] - x[0]),
        table=table,
        lowest=lowest,
        highest=highest,
        viscosity=viscosity,
    )


def _shared(**tables: Array) -> tuple[float, float]:
    """The first and the last relative density of which every table of two or more rows speaks."""
    long = {name: rows for name, rows in tables.items() if rows.size > 1}
    below = max(long, key=lambda name: float(long[name][0]))
    above = min(long, key=lambda name: float(long[name][-1]))
    lowest, highest = float(long[below][0]), float(long[above][-1])
    if lowest >= highest:
        cure = f"write rows that have densities in common: {above} ends at {highest:g}"
        raise Refusal(below, f"rows from {lowest:g} on", cure)
    return lowest, highest


def _drawn(density: Array, values: Array, x: Array) -> Array:
    """Values on samples of ln D: a monotone cubic through the rows, level beyond them."""
    if density.size == 1:
        return np.full(x.shape, values[0])
    knots = np.log(density)
    inside = np.clip(x, knots[0], knots[-1])
    return np.asarray(PchipInterpolator(knots, values)(inside), dtype=np.float64)


def _table(where: str, columns: Columns, count: int) -> list[Array]:
    found = [np.array(column, dtype=np.float64) for column in columns]
    _hold(where, len(found) == count, f"{len(found)} columns")
    D = found[0]
    same = D.ndim == 1 and D.size > 0 and all(column.shape == D.shape for column in found)
    _hold(where, same, "columns of different length")
    _hold(where, bool(np.all(np.isfinite(found))), "a value that is no number")
    _hold(where, bool(D[0] > 0 and np.all(np.diff(D) > 0)), "densities that do not rise from 0")
    positive = [found[1], found[-1]]
    if where == "elasticity":
        positive = [found[1]]
    _hold(where, all(bool(np.all(column > 0)) for column in positive), "a value of 0 or less")
    return found


def _beside(where: str, values: ArrayLike, density: Array) -> Array:
    """One value or one for each density, as the latter."""
    found = np.asarray(values, dtype=np.float64)
    _hold(where, found.shape in {(), (1,), density.shape}, f"{found.size} for {density.size} rows")
    _hold(where, bool(np.all(np.isfinite(found))), "a value that is no number")
    return np.broadcast_to(found, density.shape)


def _hold(where: str, kept: bool, found: str) -> None:
    if not kept:
        raise Refusal(where, found, "see asperity.solid.cap for what the table has to hold")
