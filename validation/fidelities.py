"""The mean field against the grid: contact fraction and mean gap of the same faces.

    python validation/fidelities.py [--write] [--grid 128]

Neither is fitted on the other. The face has the waves that the grid resolves and no others: Hurst
exponent 0.8, 10 µm down to four points of a period of 20 µm, drawn three times. Sodium at 25 and
97 °C, lithium at 25 °C, as on their cards, 200 µm thick on the sintered ceramic of
`na-thermal-press`, in vacuum; pressed within ten seconds, held up to an hour. `--write` renews
`data/fidelities.csv`, which the documentation and a test read; by hand it takes some minutes.
"""

import argparse
import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tables import show

import asperity
from asperity.contact import Schedule, close_interface
from asperity.laws.flow.flow import Flow
from asperity.process.faces.close import march
from asperity.process.faces.engine import Where
from asperity.process.faces.face import Face, untouched
from asperity.process.faces.touch import face_of
from asperity.stack import build
from asperity.topography import Band, self_affine, spectrum

Array = NDArray[np.float64]
TABLE = Path(__file__).parent / "data" / "fidelities.csv"
PERIOD, LONGEST, THICKNESS, RAMP = 20e-6, 10e-6, 200e-6, 10.0
HOLDS = np.array([10.0, 60.0, 600.0, 3600.0])
HEIGHTS = (0.2e-6, 0.5e-6, 1e-6)
SEEDS = (0, 1, 2)
METALS = (
    ("sodium", 25.0, (0.3e6, 1e6, 3e6, 10e6)),
    ("sodium", 97.0, (0.1e6, 0.3e6, 1e6, 3e6)),
    ("lithium", 25.0, (1e6, 3e6, 10e6, 30e6)),
)
HEADINGS = (
    "metal",
    "celsius",
    "rms_um",
    "pressure_MPa",
    "hold_s",
    "seed",
    "fraction_mean_field",
    "fraction_grid",
    "gap_mean_field_um",
    "gap_grid_um",
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One face under one press."""

    metal: str
    celsius: float
    rms_height: float
    pressure: float

    def face(self, shortest: float) -> Face:
        """What the mean field presses: the waves that the grid resolves."""
        recipe = asperity.load_recipe("na-thermal-press").replace(
            {"stack.metal.material": self.metal}
        )
        found = face_of(build(recipe), ("metal", "electrolyte"))
        assert found is not None
        band = Band(rms_height=self.rms_height, hurst=0.8, longest=LONGEST, shortest=shortest)
        return replace(found, spectrum=spectrum([band]), atmosphere=0.0, adhesion=0.0)

    def where(self, t: float) -> Where:
        """Pressure and temperature at a time."""
        share = min(t / RAMP, 1.0)
        return Where(
            pressure=(self.pressure * share,),
            temperature=self.celsius + 273.15,
            thickness=(THICKNESS,),
            rising=1 / t if 0 < t < RAMP else 0.0,
        )


def mean_field(case: Case, face: Face) -> tuple[Array, Array]:
    """Contact fraction and mean gap (m) after each hold: first the rise, then the rest."""
    state = (untouched(face, THICKNESS),)
    _, state = march([face], state, case.where, np.linspace(0.0, RAMP, 5))
    times = np.concatenate([[0.0], HOLDS])
    touched, _ = march([face], state, lambda t: case.where(RAMP + t), times)
    return touched[0].fraction[1:, -1], touched[0].gap[1:]


def on_grid(case: Case, face: Face, grid: int, seed: int) -> tuple[Array, Array]:
    """The same on a grid."""
    spacing = PERIOD / grid
    band = Band(rms_height=case.rms_height, hurst=0.8, longest=LONGEST, shortest=4 * spacing)
    heights = self_affine((grid, grid), spacing=spacing, band=band, seed=seed).heights
    times = np.concatenate([[0.0, RAMP], RAMP + HOLDS])
    loads = case.pressure * np.minimum(times / RAMP, 1.0)
    found = close_interface(
        heights,
        spacing=spacing,
        modulus=1 / ((1 - face.poisson**2) / face.modulus + face.other),
        creep=Flow(face.creep, face.size),
        schedule=Schedule(times, loads, np.full_like(times, case.celsius + 273.15)),
        thickness=THICKNESS,
        tolerance=3e-3,
    )
    assert found.converged, found.reason
    at = np.searchsorted(found.time, RAMP + HOLDS - 1e-6)
    return found.contact_fraction[at], found.mean_gap[at]


def compared(grid: int) -> Iterator[tuple[object, ...]]:
    """A row for every case, seed and hold."""
    for metal, celsius, pressures in METALS:
        for height in HEIGHTS:
            for pressure in pressures:
                case = Case(metal=metal, celsius=celsius, rms_height=height, pressure=pressure)
                face = case.face(4 * PERIOD / grid)
                f, g = mean_field(case, face)
                for seed in SEEDS:
                    found = on_grid(case, face, grid, seed)
                    for row in zip(HOLDS, f, found[0], g, found[1], strict=True):
                        hold, f_mean, f_grid, g_mean, g_grid = map(float, row)
                        told = metal, celsius, height * 1e6, pressure / 1e6, hold, seed
                        yield (*told, f_mean, f_grid, g_mean * 1e6, g_grid * 1e6)


def errors(rows: list[dict[str, float]]) -> list[tuple[object, ...]]:
    """By contact fraction on the grid: how far the mean field is off, on average and at worst."""
    table = []
    for low, high in ((0.0, 0.03), (0.03, 0.1), (0.1, 0.3), (0.3, 0.6), (0.6, 0.9), (0.9, 1.0)):
        of = [row for row in rows if low < row["fraction_grid"] <= high]
        if not of:
            continue
        ratio = np.array([row["fraction_mean_field"] / row["fraction_grid"] for row in of])
        gaps = np.array(
            [row["gap_mean_field_um"] / row["gap_grid_um"] for row in of if row["gap_grid_um"] > 0]
        )
        table.append(
            (
                f"{low:g} to {high:g}",
                len(of),
                float(np.exp(np.log(ratio).mean())),
                float(ratio.min()),
                float(ratio.max()),
                float(np.exp(np.log(gaps[gaps > 0]).mean())),
            )
        )
    return table


def read() -> list[dict[str, float]]:
    """The committed table, its numbers."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [{k: float(v) for k, v in row.items() if k != "metal"} for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="renew the committed table")
    parser.add_argument("--grid", type=int, default=128)
    asked = parser.parse_args()
    rows = []
    for row in compared(asked.grid):
        rows.append(dict(zip(HEADINGS, row, strict=True)))
        print(*(f"{cell:.4g}" if isinstance(cell, float) else cell for cell in row), flush=True)
    if asked.write:
        with TABLE.open("w", encoding="utf-8", newline="") as out:
            out.write(f"# source: validation/fidelities.py, {asked.grid} points a side\n")
            lines = csv.DictWriter(out, HEADINGS, lineterminator="\n")
            lines.writeheader()
            for row in rows:
                lines.writerow(
                    {k: f"{v:.5g}" if isinstance(v, float) else v for k, v in row.items()}
                )
    numbers = [{k: float(v) for k, v in row.items() if k != "metal"} for row in rows]
    print()
    show(
        ("contact fraction", "cases", "mean field / grid", "least", "most", "gap ratio"),
        errors(numbers),
    )


if __name__ == "__main__":
    main()
