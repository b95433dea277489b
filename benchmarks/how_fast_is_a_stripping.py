"""How long does a half cycle of lithium on a partly dead face take on its grid?

    python benchmarks/how_fast_is_a_stripping.py [--sizes 64 128 256] [--data FILE]

Lithium that was pressed for ten minutes at 25 MPa on a face of rms height 0.3 µm, of which five per
cent is dead, is stripped by 0.1 mAh/cm² at 1 mA/cm² under 2 MPa. Beside the time stand the steps of
time and the iterations of both solvers, the share that conducts at the end, what a third of the
tolerance moves it by, and how well volume is kept. The table in the docs is made of what
goes into `data/stripping.json`.
"""

import argparse
import json
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
from tools.machine import describe

from asperity.contact import (
    ClosureState,
    Schedule,
    Segment,
    Stripping,
    close_interface,
    strip_interface,
)
from asperity.laws.flow.flow import Flow
from asperity.materials.library import material
from asperity.study.face import pair_of
from asperity.topography import Band, self_affine

SIZES = (64, 128, 256)
PERIOD, RMS, DEAD, SEEDS = 20e-6, 0.3e-6, 0.05, (1, 7)
PRESSED, PRESSURE, TEMPERATURE = 25e6, 2e6, 298.15
CURRENT, CHARGE = 10.0, 3600.0
TOLERANCE = 1e-2
DATA = Path(__file__).parent / "data" / "stripping.json"


class Cell:
    """A face of `points` a side, pressed."""

    def __init__(self, points: int) -> None:
        pair = pair_of(material="lithium", against="Li6PS5Cl")
        assert pair.soft is not None
        assert pair.soft.metal is not None
        self.spacing, self.modulus = PERIOD / points, pair.modulus
        self.creep = Flow(pair.soft.metal.creep, pair.soft.metal.size)
        self.heights = self._face(points, RMS, 0.6e-6, SEEDS[0])
        spots = self._face(points, 1e-6, 2e-6, SEEDS[1])
        self.transfer = np.where(spots > np.quantile(spots, 1 - DEAD), np.inf, 1e-3)
        self.state: ClosureState = close_interface(
            self.heights,
            spacing=self.spacing,
            modulus=self.modulus,
            creep=self.creep,
            schedule=Schedule([0.0, 600.0], [PRESSED] * 2, [TEMPERATURE] * 2),
            threads=2,
        ).state

    def _face(self, points: int, rms: float, shortest: float, seed: int) -> Any:
        band = Band(
            rms_height=rms,
            hurst=0.8,
            longest=PERIOD / 2,
            shortest=max(shortest, 2 * PERIOD / points),
        )
        shape = (points, points)
        return self_affine(shape, spacing=self.spacing, band=band, seed=seed).heights

    def stripped(self, tolerance: float, charge: float = CHARGE) -> Stripping:
        """The half cycle."""
        lithium = material("lithium")
        return strip_interface(
            self.heights,
            spacing=self.spacing,
            modulus=self.modulus,
            creep=self.creep,
            segments=[Segment(duration=charge / CURRENT, current=CURRENT, pressure=PRESSURE)],
            temperature=TEMPERATURE,
            molar_volume=lithium.value("molar_volume"),
            conductivity=0.1,
            charge_transfer=self.transfer,
            diffusivity=lithium.value("diffusivity"),
            state=self.state,
            tolerance=tolerance,
            threads=2,
        )


def measured(points: int) -> dict[str, Any]:
    """One half cycle timed, and a finer one beside it."""
    cell = Cell(points)
    began, started = process_time(), perf_counter()
    found = cell.stripped(TOLERANCE)
    wall, cpu = perf_counter() - started, process_time() - began
    finer = cell.stripped(TOLERANCE / 3)
    moved = abs(float(finer.conducting_fraction[-1] - found.conducting_fraction[-1]))
    return {
        "points": points,
        "wall": wall,
        "cpu": cpu,
        "steps": found.steps,
        "iterations": found.iterations,
        "current_iterations": found.current_iterations,
        "conducts": float(found.conducting_fraction[-1]) / (1 - DEAD),
        "moved": moved,
        "volume": float(np.abs(found.volume_error).max() / found.stripped[-1]),
        "finished": found.finished,
        "reason": found.reason,
    }


def show(row: dict[str, Any]) -> None:
    words = [
        f"{row['points']} squared: {row['wall']:.1f} s on the clock, {row['cpu']:.1f} s CPU",
        f"{row['steps']} steps, {row['iterations']} and {row['current_iterations']} iterations",
        f"{row['conducts']:.4f} conducts, a third of the tolerance moves it by {row['moved']:.1g}",
        f"volume kept to {row['volume']:.0e}",
    ]
    print("; ".join(words), "" if row["finished"] else f"NOT FINISHED: {row['reason']}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="points a side")
    parser.add_argument("--data", type=Path, default=DATA, help="where the record is written")
    told = parser.parse_args()
    print(describe())
    Cell(32).stripped(TOLERANCE, charge=10.0)  # compiles
    rows = []
    for points in sorted(told.sizes):
        rows.append(measured(points))
        show(rows[-1])
    record: dict[str, Any] = {"machine": describe(), "cases": rows}
    if len(rows) > 1:
        sides, cpus = (np.log([row[name] for row in rows]) for name in ("points", "cpu"))
        record["growth"] = float(np.polyfit(sides, cpus, 1)[0])
        print(f"CPU time grows with the power {record['growth']:.2f} of the points a side")
    told.data.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
