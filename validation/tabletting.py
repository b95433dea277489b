"""Die compaction of a tabletting powder by finite elements: a published cap set and its die case.

    python validation/tabletting.py [PLOT.png]

Microcrystalline cellulose, the only complete published set of a modified Drucker-Prager cap model
with a wall friction that depends on the density. No electrolyte powder has one, and nothing is
fitted. Pressed from all sides the hardening table comes back: that verifies the program, for it is
what was put in, and says nothing about the powder, nor about a sulfide.

The set, the filling (relative density 0.3411), stroke (5.5 mm) and die (radius 5.64 mm) are those
of the source's input files. Their filling is 10 mm high in a die 11 mm long, with the same friction
on both punches; a filling of 11 mm, which is what the table's header says, is given beside it. They
also count the hardening from zero compaction at the filling's density, though the table counts it
from 0.30: "shifted" is their reading. No force and no density map of the case was found published,
with the files or elsewhere: forces and densities below are our own, compared with none.
"""

import sys
from functools import cache
from math import inf
from types import MappingProxyType

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from tables import column, show

from asperity.solid import CapSet, Compaction, cap_set, compact, drive

Array = NDArray[np.float64]
RADIUS, DENSITY, STROKE = 5.64e-3, 0.3411, 5.5e-3
FILLS = (10e-3, 11e-3)
CONSTANT = 0.161
ROWS = 0.30
"""Relative density from which the table counts compaction."""


def table(name: str, *columns: str) -> list[Array]:
    """Columns of one of the published tables."""
    return [column(f"tabletting-{name}", one) for one in columns]


def powder(viscosity: float = inf, *, shifted: bool = False) -> CapSet:
    """The published set; `shifted` counts the hardening from the filling, as the source's files."""
    D, d, angle, R = table(
        "cap", "relative_density", "cohesion_MPa", "friction_angle_deg", "cap_eccentricity"
    )
    D_E, E, nu = table("elasticity", "relative_density", "young_modulus_MPa", "poisson_ratio")
    D_b, p_b = table("hardening", "relative_density", "hydrostatic_yield_MPa")
    if shifted:
        D_b = D_b * (DENSITY / ROWS)
        D_b, p_b = D_b[D_b < 1], p_b[D_b < 1]
        D, d, angle, R = (values[D_b[-1] > D] for values in (D, d, angle, R))
    return cap_set(
        elasticity=(D_E, E * 1e6, nu),
        cap=(D, d * 1e6, np.radians(angle), R),
        hardening=(D_b, p_b * 1e6),
        viscosity=viscosity,
    )


def lubricated_die(density: Array) -> Array:
    """Wall friction of a lubricated die: the formula in the header of the table."""
    return np.asarray(0.161 + 0.757 * np.exp(-16.8 * (density - 0.30)))


def lubricated_powder(density: Array) -> Array:
    """The same with the lubricant mixed into the powder."""
    return np.asarray(0.060 + 0.159 * density)


FRICTIONS = {
    "none": 0.0,
    "constant 0.161": CONSTANT,
    "lubricated die": lubricated_die,
    "lubricated powder": lubricated_powder,
}


CASES = MappingProxyType(
    {
        "11 mm": {"fill": FILLS[1]},
        "10 mm": {"fill": FILLS[0]},
        "10 mm, punches too": {"fill": FILLS[0], "punches": True},
        "10 mm, punches too, shifted": {"fill": FILLS[0], "punches": True, "shifted": True},
    }
)


def hydrostatic(cap: CapSet, steps: int = 4000) -> tuple[Array, Array]:
    """Lasting relative density and pressure (Pa) of a point pressed from all sides."""
    D, _ = table("hardening", "relative_density", "hydrostatic_yield_MPa")
    lengths = np.cbrt(np.linspace(1.0, 0.93 * ROWS / D[-1], steps))
    path = np.zeros((steps, 5))
    path[:, [0, 3, 4]] = lengths[:, None]
    stress, density = drive(cap, ROWS, path)
    return density, -stress[:, [0, 2, 3]].mean(axis=1)


def recovered() -> tuple[Array, Array, Array]:
    """Rows of the hardening table: density, pressure there, and that of the driven point, Pa."""
    D, p_b = table("hardening", "relative_density", "hydrostatic_yield_MPa")
    density, pressure = hydrostatic(powder())
    inside = slice(*np.searchsorted(D, [density[1], density[-1]]))
    found = np.exp(np.interp(np.log(D[inside]), np.log(density[1:]), np.log(pressure[1:])))
    return D[inside], p_b[inside] * 1e6, found


@cache
def pressed(
    friction: str,
    *,
    fill: float = FILLS[1],
    shifted: bool = False,
    punches: bool = False,
    elements: tuple[int, int] = (14, 28),
    until: str = "load",
) -> Compaction:
    """The die case with one of `FRICTIONS` on the wall, on the punches too if asked for."""
    mu = FRICTIONS[friction]
    return compact(
        powder(shifted=shifted),
        radius=RADIUS,
        fill=fill,
        density=DENSITY,
        stroke=STROKE,
        friction=mu,
        punch_friction=mu if punches else 0.0,
        elements=elements,
        until=until,
        solid_density=1.0,
    )


def described(done: Compaction) -> list[str]:
    """Upper and lower force (kN), mean density, its spread and extremes."""
    field = done.after("load")
    return [
        f"{done.top_force[-1] / 1e3:.3f}",
        f"{done.bottom_force[-1] / 1e3:.3f}",
        f"{field.mean_density:.4f}",
        f"{field.density_spread:.4f}",
        f"{field.density.min():.3f} to {field.density.max():.3f}",
    ]


def plot(path: str) -> None:
    """Write force against stroke as a figure to `path`."""
    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    for name in FRICTIONS:
        done = pressed(name)
        axes.plot(done.stroke * 1e3, done.top_force / 1e3, label=name)
    axes.set(xlabel="stroke (mm)", ylabel="force on the upper punch (kN)")
    axes.legend()
    figure.savefig(path, dpi=150)


def main() -> None:
    print("Microcrystalline cellulose; no electrolyte powder has a set like this")
    print("Pressed from all sides: verifies the program, the table comes back")
    D, given, found = recovered()
    show(
        ["relative density", "hydrostatic yield (MPa)", "driven point (MPa)", "difference (%)"],
        [
            [f"{a:.3f}", f"{b / 1e6:.3f}", f"{c / 1e6:.3f}", f"{100 * (c / b - 1):+.3f}"]
            for a, b, c in zip(D, given, found, strict=True)
        ],
    )
    print("The die case: our own forces and densities, no published ones to compare were found")
    rows = []
    for case, settings in CASES.items():
        rows += [[case, name, *described(pressed(name, **settings))] for name in FRICTIONS]
    heads = [
        "case",
        "wall friction",
        "upper (kN)",
        "lower (kN)",
        "mean density",
        "spread",
        "from to",
    ]
    show(heads, rows)


if __name__ == "__main__":
    main()
    if len(sys.argv) > 1:
        plot(sys.argv[1])
