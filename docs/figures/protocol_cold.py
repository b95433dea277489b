"""Page of what the field knows: sodium on a ceramic without a heater."""

import numpy as np
from _kit import MPA, canvas, load, plain_log, save, show, table
from _protocols import CASES, PRESS, answer, axis, checked, contours, pressed, shaded, star

import asperity
from asperity.study.crew import press_all
from asperity.study.many import Points
from asperity.units import from_si

FLATNESS = "stack.electrolyte.flatness"
ROUGH = "interfaces.metal:electrolyte.rms_height"
NEAR = 1.01
"""A resistance so near to the least counts as the least."""


def draw(axes) -> None:
    grid = pressed(CASES["cold"], 16, 10)
    x, y = axis(grid, PRESS, "pressure", "MPa"), axis(grid, FLATNESS, "length", "um")
    contours(axes, from_si(1.0, "ohm cm^2") * grid.number, x, y, [2.02, 3, 5, 10, 20])
    shaded(axes, grid, x, y, ("fracture", "mechanical-short"))
    star(axes, "cold", FLATNESS, "length", "um")
    axes.set(
        yscale="log",
        xlabel="pressure (MPa)",
        ylabel="bow of the pellet (µm)",
        title="Interface in Ω cm²; pellet of 1 mm at 25 °C, in a die",
    )
    plain_log(axes.yaxis)


def needed(changes: dict[str, str], size: float | None) -> float:
    """Pressure (Pa) from which sodium at 25 °C is within 1 % of its least resistance."""
    recipe = load("na-cold-press").replace(dict(CASES["cold"].settings) | changes)
    pressures = np.geomspace(5, 400, 24)
    values = {PRESS: [f"{one:.6g} MPa" for one in pressures]}
    cards = {} if size is None else {("sodium", "size_length"): np.full(len(pressures), size)}
    found = press_all(recipe, Points(values=values, cards=cards))
    number = found.column(CASES["cold"].quantity[0])
    over = np.log(number / number[-1]) - np.log(NEAR)
    at = int(np.argmax(over <= 0))
    share = over[at - 1] / (over[at - 1] - over[at])
    return float(pressures[at - 1] * (pressures[at] / pressures[at - 1]) ** share * MPA)


def harder() -> None:
    strong = asperity.material("sodium").quantities["size_length"].si_high
    words = f"small sodium as strong as its card allows (size length {show(strong, 'um')})"
    cases = (
        ("as shipped: rms height 0.5 µm, 10 min", {}, None),
        ("rms height 2 µm", {ROUGH: "2 um"}, None),
        (words, {}, strong),
        ("both", {ROUGH: "2 um"}, strong),
        ("both, and 10 s", {ROUGH: "2 um", "steps.press.dwell": "10 s"}, strong),
    )
    rows = [(told, show(needed(changes, size), "MPa")) for told, changes, size in cases]
    table("harder", ("at 25 °C", "pressure for the least resistance"), rows)


def without_die() -> None:
    """What becomes of the answer without the die."""
    case = CASES["cold"]
    pressures = ("5 MPa", "10 MPa", "20 MPa", "40 MPa")
    rows = []
    for die in ("hardened-steel-10mm", None):
        grid = press_all(
            case.written().replace({"press.die": die}), Points(values={PRESS: list(pressures)})
        )
        leaks = grid.column("steps.press.risks.extrusion.probability")
        rows.append((die or "no die", *(f"{100 * one:.2g} %" for one in leaks)))
    table("die", ("the sodium leaves under", *pressures), rows)


def main() -> None:
    answer("cold", "interface resistance")
    figure, axes = canvas(5.2, 3.4)
    draw(axes)
    save(figure)
    checked("cold")
    harder()
    without_die()


if __name__ == "__main__":
    main()
