"""Question 2: tons or bar on the gauge, megapascals on the die."""

import subprocess
import sys
from pathlib import Path

import numpy as np
from _kit import COLOURS, MPA, canvas, fill, plain_log, save, show, snippet, table

from asperity.laws.tools.force import force_of, gauge_of, pressure_of, tons_of
from asperity.materials import names, press

DIAMETERS = (8e-3, 10e-3, 12e-3, 13e-3, 15e-3, 16e-3, 20e-3)
WANTED = 375 * MPA
TON = 9806.65


def transcript(*arguments: str) -> str:
    """What the command prints, as a block of a page."""
    program = Path(sys.executable).with_name("asperity")
    done = subprocess.run(
        [program, *arguments], capture_output=True, text=True, check=True, env={"COLUMNS": "90"}
    )
    asked = " ".join(f'"{word}"' if " " in word else word for word in arguments)
    return f"```text\n$ asperity {asked}\n{done.stdout.strip()}\n```"


def rams() -> dict[float, list[str]]:
    """Ram diameters (m) of the shipped presses, with the presses that have them."""
    found: dict[float, list[str]] = {}
    for name in names("presses"):
        card = press(name)
        if card.has("ram_diameter"):
            found.setdefault(card.value("ram_diameter"), []).append(name)
    return dict(sorted(found.items()))


def settings() -> None:
    known = rams()
    rows = []
    for d in DIAMETERS:
        force = force_of(WANTED, d)
        gauges = (f"{gauge_of(force, ram) / 1e5:.0f} bar" for ram in known)
        rows.append(
            (
                f"{1e3 * d:g} mm",
                show(pressure_of(TON, d), "MPa"),
                f"{tons_of(force):.2f} t",
                *gauges,
            )
        )
    headings = (
        "die",
        "1 t is",
        "375 MPa asks",
        *(f"gauge, {1e3 * ram:.0f} mm ram" for ram in known),
    )
    table("settings", headings, rows)
    table(
        "rams",
        ("ram", "presses with it", "1 bar of oil is"),
        [
            (
                f"{1e3 * ram:.0f} mm",
                ", ".join(f"`{name}`" for name in found),
                f"{tons_of(force_of(1e5, ram)):.3f} t",
            )
            for ram, found in known.items()
        ],
    )


def draw() -> None:
    tons = np.geomspace(0.2, 20, 50)
    figure, axes = canvas(6.6, 3.7)
    for d, colour in zip((8e-3, 10e-3, 13e-3, 16e-3, 20e-3), COLOURS, strict=False):
        pressure = pressure_of(tons * TON, d) / MPA
        axes.plot(tons, pressure, color=colour, label=f"{1e3 * d:g} mm")
        axes.plot(tons_of(force_of(WANTED, d)), WANTED / MPA, "o", color=colour)
    axes.axhline(WANTED / MPA, color="0.6", lw=0.8, ls=":")
    axes.text(0.21, 395, "375 MPa", color="0.4")
    axes.set(
        xscale="log",
        yscale="log",
        xlabel="force (metric tons)",
        ylabel="pressure on the die (MPa)",
        ylim=(10, 1000),
        xlim=(0.2, 20),
    )
    plain_log(axes.xaxis)
    plain_log(axes.yaxis)
    axes.legend(title="die", loc="lower right")
    save(figure)


def short() -> None:
    tons = {d: f"{tons_of(force_of(WANTED, d)):.1f} t" for d in DIAMETERS}
    fill(
        "short",
        one10=show(pressure_of(TON, 10e-3), "MPa"),
        one13=show(pressure_of(TON, 13e-3), "MPa", 2),
        set10=tons[10e-3],
        set13=tons[13e-3],
    )


def main() -> None:
    draw()
    short()
    settings()
    calls = (
        ("convert", "3 t", "--die", "10 mm"),
        ("convert", "375 MPa", "--die", "10 mm", "--ram", "50 mm"),
        ("convert", "150 bar", "--die", "13 mm", "--ram", "50 mm", "--gauge"),
    )
    snippet("calls", "\n\n".join(transcript(*call) for call in calls))


if __name__ == "__main__":
    main()
