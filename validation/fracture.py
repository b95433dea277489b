"""Closed forms of a stressed ceramic disc against finite elements, and against published scatter.

python validation/fracture.py
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import brentq
from scipy.special import gamma

from asperity.laws.strength import bending
from asperity.laws.strength.ceramic import edge, field, flat, membrane
from asperity.layered import Face, Mesh, Plate, Seam, Slab, Solution, Stack, press, solve

STEEL = 0.29
"""Poisson ratio of rods."""
E, NU, R, M = 75e9, 0.26, 5e-3, 8.0
"""NaSICON, 10 mm wide; Weibull modulus of the hazards compared."""
THICK = (0.06, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1.0, 2.0)
"""Thickness over radius."""
LEVELS = (0.1, 0.3, 0.6, 0.8, 0.9, 1.0, 1.1, 1.3, 1.7, 2.5, 5.0, 20.0)
"""Pressures over the one that presses a bow flat."""
BOW = 5e-6
Q = 1e6
"""Pressure (Pa) of the linear cases."""


def tension(found: Solution, slab: int = 0) -> float:
    """Largest tension in a slab and its faces, Pa."""
    return float(found.peak(slab).stress)


def law_integral(pair, bend, weight, thickness: float) -> float:
    """Sum of stress to the power M over the volume by the laws, Pa^M m³."""
    return float(field.through_thickness(pair, bend, weight, m=M) * np.pi * R * R * thickness)


def bow(
    ratio: float, *, between: str = "dish", nu: float = NU, levels: tuple[float, ...] = LEVELS
) -> tuple[float, float]:
    """Tension over the law's, and hazard over the law's, of a bow pressed flat: largest on the way.

    The law's is that of the highest of the `levels`, pressures over the one that presses it flat.
    `between` is "dish" (rim down on a rigid plate under even pressure), "dome" (the other way up)
    or "plates" (two rigid plates).
    """
    t = ratio * R

    def dish(r):
        return BOW * (1 - (r / R) ** 2)

    def dome(r):
        return BOW * (r / R) ** 2

    lower = Plate("free", dome if between == "dome" else dish)
    upper = Plate("free", dome, pressure=1.0) if between == "plates" else Face(pressure=1.0)
    depth = float(bending.bent_depth(R, t))
    flat = float(bending.flattening_pressure(BOW, R, depth, E=E, nu=nu))
    steps = press(
        Stack((Slab(t, R, E, nu),), bottom=lower, top=upper),
        [flat * level for level in levels],
        Mesh(across=48, along=max(6, min(14, int(8 * ratio)))),
    ).steps
    law = bending.pressed_disc_stress(flat * max(levels), BOW, R, t, E=E, nu=nu)
    nodes = field.radial_nodes()
    shapes = tuple(float(law) * one for one in field.bending_shape(nodes.rho, nu))
    hazard = law_integral((0 * nodes.rho,) * 2, shapes, nodes.weight, depth)
    return (
        max(map(tension, steps)) / float(law),
        max(one.field(0).rupture(M) for one in steps) / hazard,
    )


def half(thickness: float, top: Face | Plate, *, lines=()) -> Solution:
    """Half a disc on its plane of symmetry, pressed alike from both sides."""
    slab = Slab(thickness / 2, R, E, NU)
    mesh = Mesh(across=80, along=14, grading=0.9, lines=lines)
    return solve(Stack((slab,), bottom=Plate("sliding"), top=top), mesh)


def punch(ratio: float, a: float) -> tuple[float, float]:
    """Radial tension 2 % outside the edge of both punches over the law's, and the hazards."""
    t = ratio * R
    found = half(t, Face(pressure=Q, radius=a * R), lines=(a * R,))
    face = found.field(0, "top")
    out = face.r > a * R
    there = np.interp(1.02 * a * R, face.r[out], face.stress[out, 0])
    image = NU * Q * a * a / 2
    law = edge.edge_tension(a * R, t / 2, q=Q, nu=NU, r=1.02) + image
    nodes = field.radial_nodes(a)
    plane = membrane.of_step(nodes.rho, a, q=Q, nu=NU)
    ring = (edge.edge_tension(a * R, t / 2, q=Q, nu=NU) + image) ** M
    rings = 2 * edge.ring_volume(a * R, t / 2, M, nu=NU) * ring
    hazard = law_integral(plane, (0 * nodes.rho,) * 2, nodes.weight, t) + float(rings)
    return float(there / law), 2 * found.field(0).rupture(M) / hazard


def hill(ratio: float, a: float) -> tuple[float, float]:
    """Hoop stress at the rim over the law's, and hazards, under a friction hill."""
    t = ratio * R
    top = Face(pressure=lambda r: 3 * Q * np.maximum(1 - r / (a * R), 0), radius=a * R)
    found = half(t, top, lines=() if a >= 1 else (a * R,))
    nodes = field.radial_nodes(a)
    plane = membrane.of_hill(nodes.rho, a, q=Q, nu=NU)
    rim = found.field(0, "rim")
    hoop = float(rim.weight @ rim.stress[:, 2] / rim.weight.sum())
    hazard = law_integral(plane, (0 * nodes.rho,) * 2, nodes.weight, t)
    return hoop / (NU * Q * a * a), 2 * found.field(0).rupture(M) / hazard


def drag(ratio: float, a: float = 1.0) -> tuple[float, float]:
    """Tension at the centre of the middle plane over the law's, and hazards, under traction."""
    t = ratio * R
    found = half(t, Face(shear=Q, radius=a * R), lines=() if a >= 1 else (a * R,))
    nodes = field.radial_nodes(a)
    plane = membrane.of_traction(nodes.rho, a, ratio, tau=2 * Q, nu=NU)
    centre = membrane.of_traction(1e-6, a, ratio, tau=2 * Q, nu=NU)[0]
    hazard = law_integral(plane, (0 * nodes.rho,) * 2, nodes.weight, t)
    mean = found.field(0)
    inner = mean.r < 0.05 * R
    level = mean.weight[inner] @ mean.stress[inner, 0] / mean.weight[inner].sum()
    return float(level / centre), 2 * mean.rupture(M) / hazard


def bulge(ratio: float, thicker: float, pressure: float = 100e6) -> tuple[float, float]:
    """Largest tension over the law's, and hazards, of a disc thicker in the middle."""
    t = ratio * R
    found = half(t, Plate("free", lambda r: thicker / 2 * (r / R) ** 2, pressure=pressure))
    lacks = membrane.bulge_pressure(thicker, t, E=E, nu=NU)
    nodes = field.radial_nodes(0.5)
    plane = membrane.of_bulge(nodes.rho, lacks, q=pressure, nu=NU)
    hazard = law_integral(plane, (0 * nodes.rho,) * 2, nodes.weight, t)
    law = membrane.bulge_tension(lacks, q=pressure, nu=NU)
    return tension(found) / float(law), 2 * found.field(0).rupture(M) / hazard


def bulge_between_rods(ratio: float, thicker: float, modulus: float = 200e9) -> tuple[float, float]:
    """The same between rods as wide as the disc, 100 MPa; `modulus` of the rods, Pa."""
    t, q = ratio * R, 100e6
    disc, rod = Slab(t / 2, R, E, NU), Slab(R, R, modulus, STEEL)
    seam = Seam("free", lambda r: thicker / 2 * (r / R) ** 2)
    ends = Plate("sliding"), Plate("sliding", pressure=q)
    stack = Stack((disc, rod), (seam,), *ends)
    found = press(stack, [0.1, 0.3, 0.6, 1.0], Mesh(across=60, along=(8, 16))).steps[-1]
    backing = 2 * membrane.give(R, E=modulus, nu=STEEL)
    lacks = membrane.bulge_pressure(thicker, t, E=E, nu=NU, backing=backing)
    nodes = field.radial_nodes(0.5)
    plane = membrane.of_bulge(nodes.rho, lacks, q=q, nu=NU)
    hazard = law_integral(plane, (0 * nodes.rho,) * 2, nodes.weight, t)
    law = membrane.bulge_tension(lacks, q=q, nu=NU)
    return tension(found) / float(law), 2 * found.field(0).rupture(M) / hazard


def rod_on_a_bow(thickness: float, bow: float, a: float, lies: str) -> tuple[float, float]:
    """Largest tension and hazard over the law's: bowed, under a steel rod that ends at `a`.

    It `lies` on a rigid plate as a "dish" (rim down) or a "dome", or "between" two such rods;
    100 MPa over the disc, largest on the way.
    """
    q = 100e6
    disc, rod = Slab(thickness, R, E, NU), Slab(R, a * R, 200e9, STEEL)

    def dish(r):
        return bow * (1 - (r / R) ** 2)

    def dome(r):
        return bow * (r / R) ** 2

    low, high = (dome, dish) if lies == "dome" else (dish, dome)
    top = Plate("sliding", pressure=q / a**2)
    if lies == "between":
        seams = Seam("free", low), Seam("free", high)
        stack, own = Stack((rod, disc, rod), seams, Plate("sliding"), top), 1
    else:
        stack, own = Stack((disc, rod), (Seam("free", high),), Plate("free", low), top), 0
    along = (12, 8, 12) if own else (8, 12)
    mesh = Mesh(across=60, along=along, lines=(a * R,))
    steps = press(stack, [0.03, 0.1, 0.3, 0.6, 1.0], mesh).steps
    most, hazard = _punched_law(thickness, bow, a, q=q, both=bool(own))
    return (
        max(tension(one, own) for one in steps) / most,
        max(one.field(own).rupture(M) for one in steps) / hazard,
    )


def _punched_law(t: float, bow: float, a: float, *, q: float, both: bool) -> tuple[float, float]:
    """Largest tension (Pa), and hazard, of a bow under a punch, as a survival adds them."""
    nodes = field.radial_nodes(a)
    bent = float(bending.pressed_disc_stress(q, bow, R, t, E=E, nu=NU))
    under = flat.punched_shape(nodes.rho, a, nu=NU)
    free = field.bending_shape(nodes.rho, NU)
    shapes = tuple(bent * np.maximum(*one) for one in zip(free, under, strict=True))
    plane = membrane.of_step(nodes.rho, a, q=q / a**2, nu=NU)
    depth = t / 2 if both else t
    local = edge.edge_tension(a * R, depth, q=q / a**2, nu=NU)
    ring = float(local + NU * q / 2 + bent * (1 - a * a))
    rings = (1 + both) * float(edge.ring_volume(a * R, depth, M, nu=NU)) * ring**M
    most = max(float(np.max(p + s)) for p, s in zip(plane, shapes, strict=True))
    return max(most, ring), law_integral(plane, shapes, nodes.weight, t) + rings


def lever(ratio: float, a: float) -> tuple[float, float]:
    """Bending at the centre over the law's, and hazards, on a bed that gives way evenly."""
    t = ratio * R
    bed, disc = Slab(R, R, 1e-5 * E, 0.0), Slab(t, R, E, NU)
    stack = Stack(
        (bed, disc),
        seams=(Seam("sliding"),),
        bottom=Plate("sliding"),
        top=Face(pressure=Q, radius=a * R),
    )
    found = solve(stack, Mesh(across=60, along=(6, 6), lines=(a * R,)))
    low = found.field(1, "bottom")
    law = float(edge.offset_bending(a * R, R, t, q=Q, nu=NU))
    nodes = field.radial_nodes()
    shapes = tuple(law * one for one in field.bending_shape(nodes.rho, NU))
    hazard = law_integral((0 * nodes.rho,) * 2, shapes, nodes.weight, t)
    return float(low.stress[np.argmin(low.r), 0]) / law, found.field(1).rupture(M) / hazard


def modulus_of_scatter(mean: float, deviation: float) -> float:
    """Weibull modulus of strengths of this mean and standard deviation: about 1.2 mean/deviation.

    To 3 % from m = 5 to 30 (ratio of the two moments of the distribution).
    """

    def lacking(m: float) -> float:
        first, second = gamma(1 + 1 / m), gamma(1 + 2 / m)
        return np.sqrt(second - first**2) / first - deviation / mean

    return float(brentq(lacking, 1.0, 60.0))


CASES = {
    "bow, dish on a plate": [(f"t/R {r}", lambda r=r: bow(r)) for r in THICK],
    "bow, dome on a plate": [(f"t/R {r}", lambda r=r: bow(r, between="dome")) for r in THICK],
    "bow, two plates": [(f"t/R {r}", lambda r=r: bow(r, between="plates")) for r in THICK],
    "punches over a": [
        (f"t/R {r}, a/R {a}", lambda r=r, a=a: punch(r, a))
        for r in (0.1, 0.2, 0.4)
        for a in (0.5, 0.7, 0.85)
    ],
    "hill of a foil": [
        (f"t/R {r}, a/R {a}", lambda r=r, a=a: hill(r, a))
        for r in (0.06, 0.2, 0.4)
        for a in (0.7, 1)
    ],
    "metal squeezed out": [(f"t/R {r}", lambda r=r: drag(r)) for r in (0.06, 0.2, 0.4)],
    "uneven thickness": [
        (f"t/R {r}, {v * 1e6:g} um", lambda r=r, v=v: bulge(r, v))
        for r in (0.06, 0.2, 0.4)
        for v in (1e-6, 5e-6)
    ],
    "uneven thickness, rods": [
        (
            f"t/R {r}, {v * 1e6:g} um, {e / 1e9:g} GPa",
            lambda r=r, v=v, e=e: bulge_between_rods(r, v, e),
        )
        for r in (0.06, 0.2, 0.4)
        for v in (5e-6, 20e-6)
        for e in (200e9, 600e9)
    ],
    "rod on a bow": [
        (
            f"{t * 1e3:g} mm, {b * 1e6:g} um, a/R {a}, {lies}",
            lambda t=t, b=b, a=a, lies=lies: rod_on_a_bow(t, b, a, lies),
        )
        for t, b in ((4e-4, 30e-6), (1e-3, 20e-6), (2e-3, 10e-6))
        for a in (0.6, 0.8)
        for lies in ("dish", "dome", "between")
    ],
    "unlike areas": [
        (f"t/R {r}, a/R {a}", lambda r=r, a=a: lever(r, a))
        for r in (0.06, 0.2, 0.4)
        for a in (0.5, 0.8)
    ],
}


def main() -> None:
    for name, cases in CASES.items():
        print(name)
        for where, ask in cases:
            stress, hazard = ask()
            print(
                f"  {where:20s} finite elements over law: tension {stress:.3f}, hazard {hazard:.2f}"
            )
    for what, mean, deviation in (("LATP, coarse", 26.0, 2.0), ("LATP, fine", 123.0, 17.0)):
        print(
            f"{what}: {mean:g} ± {deviation:g} MPa, m = {modulus_of_scatter(mean, deviation):.1f}"
        )


if __name__ == "__main__":
    main()
