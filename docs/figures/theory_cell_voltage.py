"""Theory of a cell's voltage: its rate capability before and after pressing, with PyBaMM."""

import numpy as np
from _kit import COLOURS, canvas, face, percent, plain_log, run, save, show, table

from asperity.study.voltage import RateCapability, hand_over, rate_capability
from asperity.units import from_si

FACE = "metal:electrolyte"
CELL = {
    "model": "SPMe",
    "parameter_values": "Xu2019",
    "options": {"working electrode": "positive"},
    "rates": (0.1, 0.3, 1.0, 2.0, 3.0),
}
"""Lithium metal on a porous cathode of NMC, the published set of PyBaMM that is nearest."""
PRESSURES = (2, 5, 25)
DRAWN = 2
"""Which of the rates is drawn as voltage."""


def pressed(pressure: int):
    """The lithium of the symmetric cell, pressed on its pellet at a pressure (MPa)."""
    steps = {f"steps.{name}.pressure": f"{pressure} MPa" for name in ("pre-press", "press")}
    return run("symmetric-cell", steps | {"steps.operate.pressure": f"{min(pressure, 5)} MPa"})


def states() -> list[tuple[str, float, float, RateCapability]]:
    """Name, contact fraction, area resistance and rate capability of each state of the face."""
    asked = [(f"pressed at {p} MPa", p, "press") for p in PRESSURES]
    found = []
    for name, pressure, step in [*asked, ("25 MPa, operated at 5 MPa", 25, "operate")]:
        outcome = pressed(pressure)
        handed = hand_over(outcome, step=step, parts=[FACE])
        touch = face(outcome, step, FACE).contact_fraction
        found.append((name, touch, handed.resistance_ohm_m2, rate_capability(handed, **CELL)))
    return found


def per_area(cell: RateCapability) -> list[float]:
    """Current density at each rate, A/m2."""
    return [one.current_a / cell.area_m2 for one in cell.discharges]


def draw(found, bare: RateCapability) -> None:
    """Voltage at one rate, and the share of the capacity at all."""
    figure, (left, right) = canvas(7.0, 3.3, ncols=2)
    named = [(name, cell) for name, _, _, cell in found] + [("no resistance", bare)]
    for (name, cell), colour in zip(named, [*COLOURS[:4], COLOURS[6]], strict=True):
        style = "--" if cell is bare else "-"
        one = cell.discharges[DRAWN]
        charge = from_si(one.current_a * one.time_s / cell.area_m2, "mAh/cm^2")
        left.plot(charge, one.voltage_v, style, color=colour)
        right.plot(
            np.array(per_area(cell)) / 10, 100 * np.array(cell.shares), style, marker="o", ms=3,
            color=colour, label=name,
        )  # fmt: skip
    current = per_area(bare)[DRAWN]
    left.set(xlabel="discharged (mAh/cm²)", ylabel="voltage (V)", ylim=(3.4, 4.25))
    left.set_title(f"at {show(current, 'mA/cm^2')}")
    right.set(
        xlabel="current density (mA/cm²)", ylabel="of the capacity delivered (%)", xscale="log"
    )
    right.legend(loc="lower left")
    plain_log(right.xaxis)
    save(figure)


def main() -> None:
    found, bare = states(), rate_capability(0.0, **CELL)
    draw(found, bare)
    currents = [show(current, "mA/cm^2") for current in per_area(bare)]
    rows = [
        (
            name,
            percent(touch),
            show(ohms, "ohm cm^2"),
            *(percent(share) for share in cell.shares[1:]),
        )
        for name, touch, ohms, cell in found
    ]
    rows.append(("no resistance", "–", "0", *(percent(share) for share in bare.shares[1:])))
    table("shares", ("lithium on Li6PS5Cl", "contact", "face", *currents[1:]), rows)


if __name__ == "__main__":
    main()
