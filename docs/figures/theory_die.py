"""Theory of the die: density maps, forces and the stress that is left, of a tabletting powder."""

import numpy as np
from _kit import COLOURS, canvas, save, table, validation
from matplotlib.collections import PolyCollection
from scipy.interpolate import PchipInterpolator

import asperity
from asperity.recipe import parse_recipe
from asperity.study import press_pellet

validation()
import tabletting  # noqa: E402

CONSTANT, BY_DENSITY = "constant 0.161", "lubricated die"
MESH = (14, 28)
SHEET = """
schema = "asperity-recipe-1"
[press]
machine = "hydraulic-30t-heated"
die = "hardened-steel-10mm"
[[stack]]
name = "powder"
kind = "powder"
material = "Li6PS5Cl"
mass = "100 mg"
diameter = "10 mm"
[[steps]]
name = "press"
kind = "compact"
pressure = "{pressure:g} MPa"
[[steps]]
name = "release"
kind = "release"
pressure = "0.1 MPa"
"""


def draw_field(axis, field, values, **style):
    """The half section in mm, coloured element by element."""
    drawn = PolyCollection(1e3 * field.nodes[field.quads], **style)
    drawn.set_array(values)
    drawn.set_edgecolor("face")
    axis.add_collection(drawn)
    axis.set(aspect="equal", xlabel="radius (mm)", xlim=(0, 6), ylim=(0, 6.3))
    axis.autoscale_view(scalex=False, scaley=False)
    return drawn


def maps() -> None:
    """Density of both frictions when loaded, and what the second changes."""
    figure, axes = canvas(9.0, 3.2, ncols=3, sharey=True)
    plain, other = (tabletting.pressed(name).after("load") for name in (CONSTANT, BY_DENSITY))
    scale = {"cmap": "viridis", "clim": (0.64, 0.72)}
    for axis, field, title in zip(
        axes, (plain, other), ("friction 0.161", "friction by the density"), strict=False
    ):
        drawn = draw_field(axis, field, field.density, **scale)
        axis.set_title(title)
    figure.colorbar(drawn, ax=list(axes[:2]), label="relative density", shrink=0.8)
    change = draw_field(
        axes[2], other, 1e3 * (other.density - plain.density), cmap="RdBu_r", clim=(-3, 3)
    )
    axes[2].set_title("second less first")
    figure.colorbar(change, ax=axes[2], label="difference (0.001)", shrink=0.8)
    axes[0].set_ylabel("height (mm)")
    save(figure, "maps")


def forces() -> None:
    """Force against stroke, and how much more friction by the density takes."""
    figure, axes = canvas(7.6, 3.0, ncols=2)
    for name, colour in zip(tabletting.FRICTIONS, COLOURS, strict=False):
        done = tabletting.pressed(name)
        axes[0].plot(1e3 * done.stroke, 1e-3 * done.top_force, color=colour, label=name)
        axes[0].plot(1e3 * done.stroke, 1e-3 * done.bottom_force, ":", color=colour, lw=1.2)
    axes[0].set(xlabel="stroke (mm)", ylabel="force (kN)", title="upper punch; dotted the lower")
    axes[0].legend(fontsize=7)
    strokes = np.linspace(0.1e-3, tabletting.STROKE, 200)
    plain = tabletting.pressed(CONSTANT)
    base = PchipInterpolator(plain.stroke, plain.top_force)(strokes)
    for name, colour in list(zip(tabletting.FRICTIONS, COLOURS, strict=False))[2:]:
        done = tabletting.pressed(name)
        more = PchipInterpolator(done.stroke, done.top_force)(strokes) / base - 1
        axes[1].plot(1e3 * strokes, 100 * more, color=colour, label=name)
    axes[1].axhline(0, color="#999999", lw=0.8)
    axes[1].set(xlabel="stroke (mm)", ylabel="%", title="force against that of constant friction")
    axes[1].legend(fontsize=7)
    save(figure, "forces")


def left() -> None:
    """Tension over strength, released in the die and out of it."""
    figure, axes = canvas(7.0, 3.2, ncols=2, sharey=True)
    done = tabletting.pressed(BY_DENSITY, until="eject")
    titles = {"release": "released, in the die", "eject": "out of the die"}
    for axis, (stage, title) in zip(axes, titles.items(), strict=True):
        field = done.after(stage)
        low = field.nodes[:, 1].min()
        moved = field.nodes - np.array([0.0, low])
        used = np.clip(field.tension / field.strength, -1, 1)
        drawn = PolyCollection(1e3 * moved[field.quads], cmap="RdBu_r", clim=(-1, 1))
        drawn.set_array(used)
        drawn.set_edgecolor("face")
        axis.add_collection(drawn)
        axis.set(aspect="equal", xlabel="radius (mm)", xlim=(0, 6), ylim=(0, 6.3), title=title)
        r, z = 1e3 * moved[field.quads].mean(axis=1)[field.worst]
        axis.plot(r, z, "k+", ms=8)
    figure.colorbar(drawn, ax=list(axes), label="largest principal stress over strength")
    axes[0].set_ylabel("height (mm)")
    save(figure, "left")


def sulfide() -> None:
    """A sulfide with an assumed set, from one side and from both."""
    rows = []
    for pressure in (100e6, 400e6):
        for action in ("one-sided", "two-sided"):
            pellet = press_pellet(
                "Li6PS5Cl", mass=100e-6, diameter=10e-3, pressure=pressure, action=action
            ).compaction
            loaded, released = pellet.after("load"), pellet.after("release")
            rows.append((
                f"{pressure / 1e6:.0f} MPa, {action}",
                f"{1e3 * pellet.height[-1]:.3f}",
                f"{loaded.mean_density:.3f}",
                f"{loaded.density.min():.3f} to {loaded.density.max():.3f}",
                f"{released.mean_density:.3f}",
                f"{released.tension.max() / 1e6:.1f}",
                f"{(released.tension / released.strength).max():.2f}",
            ))  # fmt: skip
    table("sulfide", ("pressed", "height, mm", "density loaded", "from to", "released",
                      "tension left, MPa", "over the assumed strength"), rows)  # fmt: skip


def grip() -> None:
    """What the released pellet presses on the wall: elements and the law of a recipe."""
    rows = []
    for pressure in (50, 100, 200, 300, 400):
        pellet = press_pellet("Li6PS5Cl", mass=100e-6, diameter=10e-3, pressure=1e6 * pressure)
        wall = np.pi * 10e-3 * np.ptp(pellet.compaction.after("release").nodes[:, 1])
        found = pellet.compaction.wall_force[-1] / wall
        outcome = asperity.press(parse_recipe(SHEET.format(pressure=pressure)))
        law = 2 * outcome.steps[-1].layers[0].ejection_tension_pa
        rows.append((pressure, f"{found / 1e6:.1f}", f"{law / 1e6:.1f}", f"{found / law:.2f}"))
    table("grip", ("pressed, MPa", "elements, MPa", "law of the wall, MPa", "first over second"),
          rows)  # fmt: skip


def tables() -> None:
    """Hardening recovered; forces and densities of the case and of the source's own."""
    D, given, found = tabletting.recovered()
    table(
        "hardening",
        ("relative density", "table, MPa", "driven point, MPa", "off, %"),
        [
            (f"{a:.3f}", f"{b / 1e6:.3f}", f"{c / 1e6:.3f}", f"{100 * (c / b - 1):+.2f}")
            for a, b, c in zip(D, given, found, strict=True)
        ],
    )
    heads = ("case", "wall friction", "upper, kN", "lower, kN", "mean density", "its spread",
             "from to")  # fmt: skip
    rows = []
    for case, settings in tabletting.CASES.items():
        rows += [(case, n, *tabletting.described(tabletting.pressed(n, **settings)))
                 for n in tabletting.FRICTIONS]  # fmt: skip
    table("cases", heads, rows)
    done = tabletting.pressed(BY_DENSITY, until="eject")
    rows = []
    for stage in ("release", "eject"):
        field = done.after(stage)
        r, z = 1e3 * (field.centres[field.worst] - [0.0, field.nodes[:, 1].min()])
        used = field.tension[field.worst] / field.strength[field.worst]
        where = f"{r:.1f}, {z:.1f}" if used > 0 else "–"
        rows.append((stage, f"{field.mean_density:.4f}", f"{field.tension.max() / 1e6:.2f}",
                     f"{max(used, 0):.2f}", where))  # fmt: skip
    table("left", ("after", "mean density", "largest principal stress, MPa",
                   "over the strength", "where, r and z in mm"), rows)  # fmt: skip
    sulfide()
    grip()
    meshes = [(n, tabletting.pressed(BY_DENSITY, elements=(n, 2 * n))) for n in (4, 8, 16, 32)]
    table(
        "meshes",
        ("elements", "upper, kN", "lower, kN", "spread of the density"),
        [(f"{n} × {2 * n}", f"{run.top_force[-1] / 1e3:.4f}", f"{run.bottom_force[-1] / 1e3:.4f}",
          f"{run.after('load').density_spread:.5f}") for n, run in meshes],
    )  # fmt: skip


if __name__ == "__main__":
    maps()
    forces()
    left()
    tables()
