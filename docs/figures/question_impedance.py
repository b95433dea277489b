"""Question 12: what stack pressure, temperature and thickness do to a spectrum, arc by arc."""

import numpy as np
from _kit import COLOURS, canvas, fill, run, save, show, step, table

from asperity.outcome.spectrum.reading import seen
from asperity.report.spectrum.lines import prefixed
from asperity.report.words import pretty

CELL = "symmetric-cell"
STACK = (1, 5, 25)
OWN = ("bulk", "grain-boundary")


def operated(**changes: str):
    """The cell while it is operated, with fields of `operate` or the pellet changed."""
    paths = {f"steps.operate.{name}": value for name, value in changes.items() if name != "pellet"}
    if "pellet" in changes:
        paths["stack.electrolyte.thickness"] = changes["pellet"]
    return step(run(CELL, paths), "operate")


def arcs(one, kinds) -> float:
    """Ω of arcs of these kinds."""
    parts = one.spectrum.parts
    return sum(arc.resistance_ohm for part in parts for arc in part.arcs if arc.kind in kinds)


def peak(one, kind: str) -> str:
    found = (each.arc for each in seen(one.spectrum) if each.arc.kind == kind)
    top = max(found, key=lambda arc: arc.resistance_ohm, default=None)
    return "–" if top is None else pretty(prefixed(top.peak_frequency_hz, "Hz"))


def row(name: str, one) -> tuple[str, ...]:
    bulk, between = (arcs(one, (kind,)) for kind in OWN)
    faces = arcs(one, ("charge-transfer",))
    crowded = arcs(one, ("constriction",))
    total = one.cell_resistance_ohm
    return (
        name,
        show(total, "ohm").replace("ohm", "Ω"),
        *(f"{ohms:.2g} Ω" for ohms in (bulk, between, faces, crowded)),
        f"{100 * faces / total:.0f} %",
        peak(one, "bulk"),
        peak(one, "charge-transfer"),
    )


HEADS = (
    "cell",
    "grains",
    "grain boundaries",
    "charge transfer",
    "constriction",
    "interfaces' share",
    "top of the pellet's arc",
    "top of the interfaces' arc",
)


def draw() -> None:
    figure, axes = canvas(6.6, 2.7)
    for pressure, colour in zip(STACK, COLOURS, strict=False):
        whole = operated(pressure=f"{pressure} MPa").spectrum
        axes.plot(whole.real_ohm, -whole.imaginary_ohm, color=colour, label=f"{pressure} MPa")
        for power in (3, 4, 5, 7, 8, 9):
            at = np.interp(power, np.log10(whole.frequency_hz), np.arange(len(whole.frequency_hz)))
            index = round(float(at))
            axes.plot(whole.real_ohm[index], -whole.imaginary_ohm[index], ".", color=colour)
    axes.set_aspect("equal")
    axes.set(xlabel="Z' (Ω)", ylabel="−Z'' (Ω)", title="Lithium cell joined at 25 MPa, operated at")
    axes.set_xlim(left=0)
    axes.set_ylim(bottom=0)
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
    save(figure)


def main() -> None:
    rows = [row(f"{one} MPa", operated(pressure=f"{one} MPa")) for one in STACK]
    table("pressure", ("stack pressure", *HEADS), rows)
    rows = [row(f"{one} °C", operated(temperature=f"{one} degC")) for one in (0, 25, 60)]
    table("temperature", ("at 5 MPa", *HEADS), rows)
    rows = [row(f"{one} mm", operated(pellet=f"{one} mm")) for one in (0.1, 0.5, 1.0)]
    table("thickness", ("pellet", *HEADS), rows)
    draw()
    low, high = (operated(pressure=f"{one} MPa") for one in (STACK[0], STACK[-1]))
    ratio = {
        "total": low.cell_resistance_ohm / high.cell_resistance_ohm,
        "faces": arcs(low, ("charge-transfer",)) / arcs(high, ("charge-transfer",)),
        "pellet": arcs(low, OWN) / arcs(high, OWN),
    }
    fill(
        "short",
        **{name: f"{value:.2g}" for name, value in ratio.items()},
        interface=peak(low, "charge-transfer"),
        bulk=peak(low, "bulk"),
    )


if __name__ == "__main__":
    main()
