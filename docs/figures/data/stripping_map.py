"""How much of a lithium face with dead spots goes on conducting, over current and pressure.

    python docs/figures/data/stripping_map.py [FILE.csv]

Five per cent of a ceramic's face is dead. Lithium was pressed on it until it touches everywhere,
and is stripped in steps of current, each half as much again as the one before, that each take 50 nm
of metal. What conducts at the end of each step is written down, with and without diffusion. Takes
some minutes, so the table is kept beside this script.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from asperity.contact import ClosureState, Schedule, Segment, close_interface, strip_interface
from asperity.laws.flow.flow import Flow
from asperity.materials.library import material
from asperity.study.face import pair_of
from asperity.topography import Band, self_affine

POINTS, PERIOD, DEAD = 128, 20e-6, 0.05
SPACING = PERIOD / POINTS
TEMPERATURE, TRANSFER, CONDUCTIVITY = 298.15, 1e-3, 0.1
CHARGE, STEP, LOST = 360.0, 1.5, 0.86
"""C/m² a step, from step to step, share of what can conduct at which it ends."""
SPREAD = (0.5e6, 1e6, 2e6, 5e6, 10e6, 20e6)
ALONE = (1e6, 2e6, 5e6)
"""Pressures with diffusion, and without."""
PAIR = pair_of(material="lithium", against="Li6PS5Cl")
assert PAIR.soft is not None
assert PAIR.soft.metal is not None
CREEP = Flow(PAIR.soft.metal.creep, PAIR.soft.metal.size)
LITHIUM = material("lithium")
FILE = Path(__file__).with_name("stripping-map.csv")


def face(rms: float, shortest: float, seed: int) -> np.ndarray:
    band = Band(rms_height=rms, hurst=0.8, longest=PERIOD / 2, shortest=shortest)
    return self_affine((POINTS, POINTS), spacing=SPACING, band=band, seed=seed).heights


def dead() -> np.ndarray:
    spots = face(1e-6, 2e-6, 7)
    return spots > np.quantile(spots, 1 - DEAD)


def pressed(heights: np.ndarray) -> ClosureState:
    schedule = Schedule([0.0, 600.0], [25e6] * 2, [TEMPERATURE] * 2)
    return close_interface(
        heights,
        spacing=SPACING,
        modulus=PAIR.modulus,
        creep=CREEP,
        schedule=schedule,
        threads=2,
    ).state


def steps(pressure: float, diffusivity: float) -> Iterator[list[float]]:
    """Rows of one pressure: current, share that conducts, resistance."""
    heights, spots = face(0.3e-6, 0.6e-6, 1), dead()
    state, share = pressed(heights), 1.0
    current = 2.0 * pressure / 1e6 if diffusivity > 0 else 0.2 * (pressure / 1e6) ** 6.56
    while share > LOST:
        found = strip_interface(
            heights,
            spacing=SPACING,
            modulus=PAIR.modulus,
            creep=CREEP,
            segments=[Segment(duration=CHARGE / current, current=current, pressure=pressure)],
            temperature=TEMPERATURE,
            molar_volume=LITHIUM.value("molar_volume"),
            conductivity=CONDUCTIVITY,
            charge_transfer=np.where(spots, np.inf, TRANSFER),
            diffusivity=diffusivity,
            state=state,
            tolerance=1e-2,
            threads=2,
        )
        if not found.finished:
            break
        state, share = found.state, found.conducting_fraction[-1] / (1 - DEAD)
        yield [current, share, found.resistance[-1], found.steps]
        current *= STEP


def main() -> None:
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["pressure_MPa", "diffusion", "current_A_m2", "conducts", "ohm_m2"])
        for diffusivity, pressures in ((LITHIUM.value("diffusivity"), SPREAD), (0.0, ALONE)):
            for pressure in pressures:
                for current, share, ohms, count in steps(pressure, diffusivity):
                    row = [pressure / 1e6, int(diffusivity > 0), current, share, ohms]
                    table.writerow([f"{value:.6g}" for value in row])
                    out.flush()
                    print(*(f"{value:.4g}" for value in [*row, count]), flush=True)


if __name__ == "__main__":
    main()
