"""Stripping on a map: a partly dead lithium face, what conducts, and what current it bears."""

import json
from pathlib import Path

import numpy as np
from _kit import COLOURS, ROOT, canvas, column, percent, plain_log, save, snippet, table
from matplotlib.figure import Figure

import asperity
from asperity.contact import Schedule, Segment, close_interface, strip_interface
from asperity.laws.flow.flow import Flow
from asperity.stack import build
from asperity.topography import Band, self_affine

POINTS, SPACING, MODULUS = 96, 20e-6 / 96, 9e9
CM2, MA = 1e4, 10.0
DEAD, BORNE = 0.05, 0.9
"""Share that is dead; of the rest, the share that a critical current leaves in contact."""


def surface(rms: float, shortest: float, seed: int):
    band = Band(rms_height=rms, hurst=0.8, longest=10e-6, shortest=shortest)
    return self_affine((POINTS, POINTS), spacing=SPACING, band=band, seed=seed).heights


def stripped():
    """A face that was pressed, under the same pressure at two currents."""
    metal = build(asperity.load_recipe("symmetric-cell")).layer("metal").metal
    creep, heights = Flow(metal.creep, metal.size), surface(0.3e-6, 0.6e-6, 1)
    spots = surface(1e-6, 2e-6, 7)
    dead = spots > np.quantile(spots, 1 - DEAD)
    same = {"spacing": SPACING, "modulus": MODULUS, "creep": creep}
    schedule = Schedule([0.0, 600.0], [25e6] * 2, [298.15] * 2)
    pressed = close_interface(heights, schedule=schedule, threads=1, **same)
    for current in (1.0, 5.0):
        found = strip_interface(
            heights,
            segments=[Segment(duration=90 / current, current=MA * current, pressure=2e6)],
            temperature=298.15,
            molar_volume=1.3e-5,
            conductivity=0.1,
            charge_transfer=np.where(dead, np.inf, 1e-3),
            diffusivity=5e-15,
            state=pressed.state,
            tolerance=1e-2,
            **same,
        )
        assert found.finished, found.reason
        yield current, dead, found


def maps() -> None:
    """Local current and pressure of the face at both currents."""
    figure = Figure(figsize=(7.4, 5.6), layout="constrained")
    grid = figure.subplots(2, 2)
    side = POINTS * SPACING * 1e6
    for row, (current, dead, found) in zip(grid, stripped(), strict=True):
        density = np.where(dead, np.nan, found.last.density)
        for axes, field, label, top, colours in (
            (row[0], density, "local current over the mean", 1.6, "inferno"),
            (row[1], found.last.pressure / 1e6, "pressure (MPa)", 12, "viridis"),
        ):
            picture = axes.imshow(
                field, cmap=colours, vmin=0, vmax=top, extent=(0, side, 0, side), origin="lower"
            )
            axes.set_facecolor("#dddddd")
            axes.set(xticks=(0, 10, 20), yticks=())
            figure.colorbar(picture, ax=axes, shrink=0.85, label=label)
        row[0].set_title(
            f"{current:g} mA/cm²: {percent(found.conducting_fraction[-1] / (1 - DEAD))} conducts"
        )
        row[1].set_title("grey, left: dead; dark, right: no pressure")
    grid[1, 0].set_xlabel("µm")
    save(figure, "maps")


def measured(pressure: float, diffusion: int):
    """Currents (mA/cm²) and what they leave in contact of what can conduct."""
    rows = (column("stripping-map", "pressure_MPa") == pressure) & (
        column("stripping-map", "diffusion") == diffusion
    )
    currents = column("stripping-map", "current_A_m2")[rows] / MA
    return currents, column("stripping-map", "conducts")[rows]


def critical(pressure: float, diffusion: int) -> float:
    currents, share = measured(pressure, diffusion)
    if share.min() > BORNE or share.max() < BORNE:
        return np.nan
    return float(np.exp(np.interp(-BORNE, -share, np.log(currents))))


def exponent(pressures, currents) -> float:
    return float(np.polyfit(np.log(pressures), np.log(currents), 1)[0])


def pressures(diffusion: int):
    here = column("stripping-map", "diffusion") == diffusion
    return np.unique(column("stripping-map", "pressure_MPa")[here])


def curves() -> None:
    figure, (left, right) = canvas(7.4, 3.3, ncols=2)
    both = pressures(1)
    for number, pressure in enumerate(both):
        colour = COLOURS[number % len(COLOURS)]
        left.plot(*measured(pressure, 1), "o-", ms=3, color=colour, label=f"{pressure:g} MPa")
    left.axhline(BORNE, color=COLOURS[6], lw=0.8, ls=":")
    left.set(xscale="log", xlabel="current (mA/cm²)", ylabel="of what can conduct, does")
    left.set_ylim(0.6, 1.02)
    left.legend(fontsize=7)
    plain_log(left.xaxis)
    found = {kind: [critical(p, kind) for p in pressures(kind)] for kind in (1, 0)}
    right.plot(both, found[1], "o-", color=COLOURS[0], label="creep and diffusion")
    right.plot(pressures(0), found[0], "s--", color=COLOURS[1], label="creep alone")
    right.set(xscale="log", yscale="log", xlabel="pressure (MPa)", ylabel="critical current")
    right.set_title("Current that leaves 90 % (mA/cm²)")
    for axis in (right.xaxis, right.yaxis):
        plain_log(axis)
    right.legend()
    save(figure, "critical")
    rows = [(f"{p:g}", *(f"{critical(p, 1):.2g}",)) for p in both]
    table("critical", ("pressure (MPa)", "critical current (mA/cm²)"), rows)
    low, high = both[:3], both[-2:]
    snippet(
        "exponents",
        f"The current that leaves 90 % of it goes as pressure to the power "
        f"**{exponent(low, found[1][:3]):.2f}** from {low[0]:g} to {low[-1]:g} MPa and "
        f"**{exponent(high, found[1][-2:]):.2f}** from {high[0]:g} to {high[-1]:g} MPa; by creep "
        f"alone it goes with **{exponent(pressures(0), found[0]):.2f}**.",
    )


def speed() -> None:
    record = json.loads(Path(ROOT / "benchmarks/data/stripping.json").read_text(encoding="utf-8"))
    rows = [
        (
            f"{row['points']} × {row['points']}",
            f"{row['wall']:.1f}",
            row["steps"],
            row["iterations"],
            row["current_iterations"],
            percent(row["conducts"]),
            f"{row['volume']:.0e}",
        )
        for row in record["cases"]
    ]
    heads = ("grid", "s", "steps", "of the contact", "of the current", "conducts", "volume lost")
    table("speed", heads, rows)


if __name__ == "__main__":
    maps()
    curves()
    speed()
