"""Theory of elastic layers: errors by the mesh, a bowed pellet pressed flat, what an edge does."""

from functools import cache

import numpy as np
from _kit import COLOURS, canvas, plain_log, save, table
from matplotlib.collections import PolyCollection

from asperity.laws.strength import bending
from asperity.layered import Face, Mesh, Plate, Seam, Slab, Stack, model, press, solve, tilt
from asperity.reference.layers import bilayer, cylinder, line, plates

R, E, NU = 5e-3, 1e11, 0.25
MPA = 1e6


# ------------------------------------------------------------------ errors


def relative(field, wanted) -> float:
    """Of the stress over the whole volume, root mean square."""
    off = field.weight @ ((field.stress - wanted) ** 2).sum(axis=1)
    return float(np.sqrt(off / (field.weight @ (wanted**2).sum(axis=1))))


def plate(across: int, along: int, thickness: float, nu: float) -> tuple[float, float]:
    """Stress and deflection of the exact plate."""
    exact = plates.UniformPlate(R, thickness, E, nu, MPA)
    half = thickness / 2
    rim = Face(
        pressure=lambda z: -exact.stress(R, z - half)[0],
        shear=lambda z: exact.stress(R, z - half)[3],
    )
    stack = Stack((Slab(thickness, R, E, nu),), bottom=Face(), top=Face(MPA), rim=rim)
    found = solve(stack, Mesh(across, along, grading=0))
    field = found.field(0)
    body, U = found.moved(0)
    middle = np.flatnonzero(np.isclose(body.grid.nodes[:, 1], half))
    r = body.grid.nodes[middle, 0]
    sag = U[middle[np.argmax(r)], 1] - U[middle[np.argmin(r)], 1]
    wanted = np.stack(exact.stress(field.r, field.z - half), axis=1)
    return relative(field, wanted), abs(sag / exact.sag() - 1)


def tube(across: int) -> tuple[float, float]:
    """Stress and displacement of a tube under pressure from both sides."""
    load = {"inside": 20 * MPA, "outside": 5 * MPA}
    stack = Stack((Slab(3e-3, 6e-3, E, NU),), bottom=Plate("sliding"), bore=2e-3,
                  bore_pressure=load["inside"], rim=Face(load["outside"]))  # fmt: skip
    field = solve(stack, Mesh(across, 2, grading=0)).field(0)
    sr, around = cylinder.tube(field.r, 2e-3, 6e-3, **load)
    none = np.zeros_like(sr)
    u = cylinder.widening(field.r, 2e-3, 6e-3, **load, modulus=E, poisson=NU)
    aside = np.sqrt(field.weight @ (field.moved[:, 0] - u) ** 2 / (field.weight @ u**2))
    return relative(field, np.stack([sr, none, around, none], axis=1)), float(aside)


def hertz(fine: int) -> tuple[float, float, float]:
    """Half width, peak and pressure under a cylinder, elements of a/fine, plane strain."""
    load, curve, stiff = 1e5, 0.05, E / (1 - NU**2)
    a, peak = line.half_width(load, curve, stiff), line.peak_pressure(load, curve, stiff)
    slabs = (Slab(158 * a, 160 * a, E, NU), Slab(2 * a, 160 * a, E, NU))
    near = tuple(np.linspace(0, 1.5 * a, 3 * fine // 2 + 1)[2::2])
    top = Plate("free", gap=lambda x: x * x / (2 * curve), pressure=load / (320 * a))
    mesh = Mesh(8, (16, fine), lines=(*near, *(2.0**n * a for n in range(1, 8))), grading=0.8)
    touch = solve(Stack(slabs, geometry="plane", bottom=Plate(), top=top), mesh).touch(2)
    r, p = touch.r, touch.pressure
    x, q, h = (r[1:] + r[:-1]) / 2, (p[1:] + p[:-1]) / 2, np.diff(r)
    second = h / 6 @ (r[:-1] ** 2 * p[:-1] + 4 * x**2 * q + r[1:] ** 2 * p[1:])
    wanted = peak * np.sqrt(np.maximum(1 - (r / a) ** 2, 0))
    off = np.sqrt(touch.weight @ (p - wanted) ** 2 / (touch.weight @ wanted**2))
    width = 2 * np.sqrt(second / (h @ q))
    return float(abs(width / a - 1)), float(abs(p[0] / peak - 1)), float(off)


def orders() -> None:
    """Errors on three meshes, each twice as fine as the one before, and the order they show."""
    cases = [
        ("plate of R/5 under even pressure, ν = 0.25", ("stress", "deflection"),
         [plate(n, n // 2, R / 5, 0.25) for n in (8, 16, 32)]),
        ("plate of 0.4 R, ν = 0.49", ("stress", "deflection"),
         [plate(n, n // 4, 0.4 * R, 0.49) for n in (8, 16, 32)]),
        ("tube under two pressures", ("stress", "displacement"), [tube(n) for n in (4, 8, 16)]),
        ("cylinder on a plane (Hertz)", ("half width", "peak pressure", "pressure"),
         [hertz(n) for n in (4, 8, 16)]),
    ]  # fmt: skip
    rows = []
    for name, what, errors in cases:
        for i, one in enumerate(what):
            found = [error[i] for error in errors]
            order = np.log2(found[0] / found[-1]) / 2
            rows.append((name, one, *(f"{x:.1e}" for x in found), f"{order:.1f}"))
    table("orders", ("what", "error of", "coarse", "twice", "four times as fine", "order"), rows)


def exact() -> None:
    """What is met to the digits, and thin limits."""
    mixed = (Slab(1e-3, R, E, 0.48), Slab(0.5e-3, 0.8 * R, E, 0.48))
    squeezed = solve(Stack(mixed, bottom=Face(), isostatic=MPA), Mesh(16, 3))
    off = max(
        np.abs(f.stress / MPA + [1, 1, 1, 0]).max() for k in (0, 1) for f in squeezed.fields(k)
    )
    flat = (Slab(1e-3, R, E, NU),) * 2
    top = Plate("free", pressure=MPA)
    even = solve(Stack(flat, (Seam("free"),), bottom=Plate("free"), top=top), Mesh(16, 3))
    press_off = max(np.abs(even.touch(j).pressure / MPA - 1).max() for j in range(3))
    lean = Face(pressure=lambda r: MPA * r / R)
    beam = tilt(Stack((Slab(8e-3, R, E, NU),), bottom=lean, top=lean), Mesh(8, 4)).field(0)
    beam_off = np.abs(beam.stress[:, 1] + MPA * beam.r / R).max() / MPA
    bends = []
    for radius in (2 * R, 4 * R):
        pair = Slab(0.4e-3, radius, E, NU), Slab(0.1e-3, radius, 5e9, 0.41, strain=1e-3)
        face = solve(Stack(pair, bottom=Face()), Mesh(40, 4)).field(0, "bottom")
        near = face.r < radius / 4
        bent = -2 * np.polyfit(face.r[near] ** 2, face.moved[near, 1], 1)[0]
        layers = [(s.thickness, s.modulus / (1 - s.poisson)) for s in pair]
        bends.append(bent / bilayer.curvature(1e-3, *layers) - 1)
    table("exact", ("what", "off by"), [
        ("pressure from all sides on two slabs of two radii", f"{off:.0e}"),
        ("flat free faces press evenly", f"{press_off:.0e}"),
        ("rod bent by an eccentric load, first harmonic", f"{beam_off:.0e}"),
        ("bilayer's curvature (Timoshenko), radius 20 thicknesses", f"{bends[0]:.1e}"),
        ("the same, 40 thicknesses", f"{bends[1]:.1e}"),
        ("both drawn to a disc without end", f"{2 * bends[1] - bends[0]:.0e}"),
    ])  # fmt: skip


# ------------------------------------------------------------------ a bowed pellet


BOW, THICK = 10e-6, 0.5e-3
FLAT = float(bending.flattening_pressure(BOW, R, THICK, E=E, nu=NU))
LEVELS = np.geomspace(0.003, 30, 60)


def hollow(r):
    return BOW * (1 - (r / R) ** 2)


@cache
def paths():
    """A bowed disc between two plates, and on one plate under even pressure."""
    disc = (Slab(THICK, R, E, NU),)
    low = Plate("free", gap=hollow)
    high = Plate("free", gap=lambda r: BOW * (r / R) ** 2, pressure=FLAT)
    return {
        "between two plates": press(Stack(disc, bottom=low, top=high), LEVELS, Mesh(48, 6)),
        "even pressure on one plate": press(
            Stack(disc, bottom=low, top=Face(FLAT)), LEVELS, Mesh(48, 6)
        ),
    }


def bowed() -> None:
    """Largest tension and contact while a bowed disc is pressed flat."""
    figure, axes = canvas(7.6, 3.1, ncols=2)
    p = LEVELS * FLAT / MPA
    for (name, path), colour in zip(paths().items(), COLOURS, strict=False):
        bent = [step.field(0, "bottom").tension().max() for step in path.steps]
        axes[0].plot(p, np.array(bent) / MPA, color=colour, label=name)
        axes[1].plot(p, path.share(0), color=colour, label=name)
    law = bending.pressed_bending_stress(LEVELS * FLAT, BOW, R, THICK, E=E, nu=NU)
    axes[0].plot(p, law / MPA, "--", color=COLOURS[6], label="closed form, even pressure")
    axes[0].axhline(E * THICK * BOW / R**2 / (1 - NU) / MPA, color="#999999", lw=0.8)
    axes[0].set(xlabel="pressure (MPa)", ylabel="largest tension below (MPa)", xscale="log")
    axes[1].set(xlabel="pressure (MPa)", ylabel="share touching below", xscale="log", ylim=(0, 1))
    axes[0].legend(fontsize=7, loc="lower right")
    for axis in axes:
        plain_log(axis.xaxis)
    save(figure, "bowed")
    between, under = paths().values()
    at = [int(np.argmin(np.abs(LEVELS - x))) for x in (0.03, 0.1, 0.3, 1, 3, 10)]
    rows = []
    for i in at:
        two, one = (path.steps[i].peak(0).stress / MPA for path in (between, under))
        rows.append((f"{p[i]:.3g}", f"{p[i] * MPA / FLAT:.2g}", f"{two:.1f}", f"{one:.1f}",
                     f"{law[i] / MPA:.1f}"))  # fmt: skip
    table("bowed", ("pressure, MPa", "of the flattening pressure", "between plates, MPa",
                    "under even pressure, MPa", "closed form, MPa"), rows)  # fmt: skip


# ------------------------------------------------------------------ edges


def edges() -> None:
    """Largest principal stress in a pellet under a narrower rod, bare and with metal between."""
    rod, metal = Slab(3e-3, 4e-3, 2e11, 0.3), Slab(0.1e-3, 4e-3, 5e9, 0.41)
    pellet = Slab(0.5e-3, R, E, NU)
    stacks = {
        "rods on the pellet": ((rod, pellet, rod), 1),
        "metal between": ((rod, metal, pellet, metal, rod), 2),
    }
    figure, axes = canvas(7.4, 3.2, nrows=2, sharex=True)
    rows = []
    for axis, (name, (slabs, k)) in zip(axes, stacks.items(), strict=True):
        found = model(Stack(slabs, top=Plate(pressure=100 * MPA)), Mesh(60, 10)).at()
        field = found.field(k)
        body, _ = found.moved(k)
        chosen = body.grid.inside(k)
        corners = body.grid.nodes[body.grid.elements[chosen][:, :4]] - [0, found.stack.heights[k]]
        mean = field.tension().reshape(len(chosen), -1).mean(axis=1)
        drawn = PolyCollection(1e3 * corners, cmap="RdBu_r", clim=(-60, 60), array=mean / MPA)
        drawn.set_edgecolor("face")
        axis.add_collection(drawn)
        axis.set(xlim=(0, 5), ylim=(0, 0.5), title=name, ylabel="height (mm)")
        peak = found.peak(k)
        rows.append(
            (
                name,
                f"{peak.stress / MPA:.0f}",
                f"{1e3 * peak.r:.2f}",
                peak.where,
                *(f"{x:.2g}" for x in np.array(found.effective(k, 10)) * (1e9, 1e6)),
            )
        )
    axes[1].set(xlabel="radius (mm)")
    figure.colorbar(drawn, ax=list(axes), label="largest principal stress (MPa)")
    save(figure, "edges")
    table("edges", ("stack", "largest tension, MPa", "at radius, mm", "where",
                    "effective volume, mm³", "effective area, mm²"), rows)  # fmt: skip
    fine = []
    for across in (30, 60, 120):
        rods = stacks["rods on the pellet"][0]
        done = solve(Stack(rods, top=Plate(pressure=100 * MPA)), Mesh(across, across // 6))
        volume, area = done.effective(1, 10)
        top = done.peak(1).stress
        hazard = [(top / MPA) ** 10 * x for x in (volume * 1e9, area * 1e6)]
        fine.append((across, f"{top / MPA:.0f}", *(f"{x**0.1:.1f}" for x in hazard)))
    table("singular", ("elements across", "largest tension, MPa",
                       "stress that 1 mm³ breaks as often at, MPa",
                       "the same of 1 mm² of face, MPa"), fine)  # fmt: skip


if __name__ == "__main__":
    orders()
    exact()
    bowed()
    edges()
