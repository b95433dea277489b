"""How fast is the current through a contact map?  512 x 512 in 1 s, 40 frequencies in 20 s.

    python benchmarks/how_fast_is_a_constriction.py [--sizes 128 … 2048] [--data FILE]

A self-affine face (Hurst 0.8, waves from a quarter of the period down to four points, one seed) is
cut at the level above which 2, 30 or 92 % of it lies, which touch; the rest has gaps. Without
charge transfer the current through the contact is solved to 1e-6; with 10 Ω cm² of it, a double
layer and the capacity of the gaps, a spectrum of 40 frequencies from 0.1 Hz to 1 GHz to 1e-5. Times
are the fastest of some, on the clock of two threads and of one; beside them stands what a pair of
double-precision transforms of that size takes in the same run. The table in the docs is made of
what goes into `data/constriction.json`.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import fft
from tools.machine import describe

from asperity.contact import constriction, impedance
from asperity.topography import Band, self_affine

SIZES, SPECTRA = (128, 256, 512, 1024, 2048), (64, 128, 256)
FRACTIONS, MAIN = (0.02, 0.3, 0.92), 0.3
SPACING, CONDUCTIVITY, PERMITTIVITY = 5e-8, 0.1, 1.8e-10
TRANSFER, LAYER = 1e-3, 0.1
FREQUENCIES = np.geomspace(1e-1, 1e9, 40)
SECONDS, RUNS = 1.5, 5
"""Each is run again for so long, s, at most so often."""
LIMITS = {"constriction": (512, 1.0), "spectrum": (256, 20.0)}
"""Points a side, and seconds on the clock of two threads."""
DATA = Path(__file__).parent / "data" / "constriction.json"

Array = NDArray[np.float64]


def face(points: int, fraction: float) -> tuple[NDArray[np.bool_], Array]:
    """The contact map and the gaps, m."""
    band = Band(rms_height=1e-7, hurst=0.8, longest=points / 4 * SPACING, shortest=4 * SPACING)
    heights = self_affine((points, points), spacing=SPACING, band=band, seed=1).heights
    level = np.quantile(heights, 1 - fraction)
    return heights > level, np.maximum(level - heights, 1e-10)


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """What came out, and the fastest on the clock and of the processor, s."""
    found, walls, cpus = None, [], []
    while not walls or (sum(walls) < SECONDS and len(walls) < RUNS):
        began, started = process_time(), perf_counter()
        found = work()
        walls.append(perf_counter() - started)
        cpus.append(process_time() - began)
    return found, min(walls), min(cpus)


def transforms(points: int) -> float:
    """CPU seconds of a real transform and back."""
    field = np.random.default_rng(0).random((points, points))
    return timed(lambda: fft.irfft2(fft.rfft2(field), s=field.shape))[2]


def steady(points: int, fraction: float) -> dict[str, Any]:
    contact, _ = face(points, fraction)

    def work(threads: int) -> Any:
        return constriction(contact, spacing=SPACING, conductivity=CONDUCTIVITY, threads=threads)

    found, alone, cpu = timed(lambda: work(1))
    return {
        "points": points,
        "fraction": fraction,
        "iterations": found.iterations,
        "residual": found.residual,
        "resistance": found.resistance,
        "edges": 1 - found.resistance / found.upper_bound,
        "wall": {"1": alone, "2": timed(lambda: work(2))[1]},
        "cpu": cpu,
        "pair": transforms(points),
    }


def spectrum(points: int) -> dict[str, Any]:
    contact, gap = face(points, MAIN)

    def work(threads: int) -> Any:
        return impedance(
            gap,
            contact,
            FREQUENCIES,
            spacing=SPACING,
            conductivity=CONDUCTIVITY,
            permittivity=PERMITTIVITY,
            charge_transfer=TRANSFER,
            double_layer=LAYER,
            threads=threads,
        )

    found, alone, cpu = timed(lambda: work(1))
    return {
        "points": points,
        "frequencies": FREQUENCIES.size,
        "slowest": [found[0].real, found[0].imag],
        "wall": {"1": alone, "2": timed(lambda: work(2))[1]},
        "cpu": cpu,
    }


def growth(rows: list[dict[str, Any]]) -> float:
    """The power of the points a side with which CPU time grows."""
    sides = np.log([row["points"] for row in rows])
    return float(np.polyfit(sides, np.log([row["cpu"] for row in rows]), 1)[0])


def show(kind: str, row: dict[str, Any]) -> None:
    size = f"{kind} {row['points']} x {row['points']}"
    share = f", {row['fraction']:g} in contact" if "fraction" in row else ""
    steps = f", {row['iterations']} steps" if "iterations" in row else ""
    times = f"{row['wall']['1']:.3f} s, on two threads {row['wall']['2']:.3f} s"
    at, limit = LIMITS[kind]
    judged = row["points"] == at and row.get("fraction", MAIN) == MAIN
    word = ("ok" if row["wall"]["2"] <= limit else f"TOO SLOW, {limit:g} s") if judged else ""
    print(f"{size}{share}: {times}{steps} {word}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="points a side")
    parser.add_argument("--spectra", type=int, nargs="*", default=SPECTRA, help="the same")
    parser.add_argument("--data", type=Path, default=DATA, help="where the record is written")
    told = parser.parse_args()
    print(describe())
    steady(64, MAIN)  # compiles
    record: dict[str, Any] = {"machine": describe(), "constriction": [], "spectrum": []}
    for points in sorted(told.sizes):
        for fraction in FRACTIONS:
            record["constriction"].append(steady(points, fraction))
            show("constriction", record["constriction"][-1])
    for points in sorted(told.spectra):
        record["spectrum"].append(spectrum(points))
        show("spectrum", record["spectrum"][-1])
    for kind in ("constriction", "spectrum"):
        rows = [row for row in record[kind] if row.get("fraction", MAIN) == MAIN]
        if len(rows) > 1:
            print(f"{kind}: CPU time grows with the power {growth(rows):.2f} of the points a side")
    told.data.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
