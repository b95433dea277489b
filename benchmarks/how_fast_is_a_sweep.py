"""How long does a sweep of 20,000 mean-field runs take?  At most 60 s on two cores.

    python benchmarks/how_fast_is_a_sweep.py [--runs N] [--workers N] [--data FILE]

`asperity sweep` as a process of its own, from its start to the index on the disk: pressure times
temperature for `na-thermal-press`, numbers kept, not whole outcomes. Beside the time stand the
processor seconds of all processes, and how far a few rows are from what `asperity.press` answers.
The table in the docs is made of what goes into `data/sweep.json`.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from math import isqrt
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from tools.machine import describe

from asperity.study import StoredSweep, open_sweep, read

NAME = "na-thermal-press"
LIMIT, LIMITED = 60.0, 20_000
"""Seconds on the clock, on two cores, of this many runs."""
CHECKED = 12
QUANTITIES = ("cell.area_resistance_ohm_m2", "steps.press.layers.metal.thickness_m")
DATA = Path(__file__).parent / "data" / "sweep.json"


def swept(runs: int, workers: int, out: Path) -> tuple[float, float]:
    """Seconds of the clock and of the processor, of the command and its workers."""
    first = 2 * isqrt(runs // 2)
    grid = (
        f"steps.press.pressure=2 MPa..50 MPa:{first}",
        f"steps.press.temperature=25 degC..97 degC:{runs // first}",
    )
    options = [word for axis in grid for word in ("--grid", axis)]
    command = [str(Path(sys.executable).with_name("asperity")), "sweep", NAME, *options]
    before, begun = _worked(), perf_counter()
    more = ["--out", str(out), "--workers", str(workers), "--outcomes", "columns"]
    subprocess.run([*command, *more], check=True)
    return perf_counter() - begun, _worked() - before


def _worked() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def off(found: StoredSweep) -> dict[str, float]:
    """The largest relative difference of some rows from a press by itself."""
    done = np.flatnonzero(np.array(found.status) == "done")
    some = done[np.linspace(0, len(done) - 1, CHECKED).astype(int)]
    worst = dict.fromkeys(QUANTITIES, 0.0)
    for row in some:
        alone = found.outcome(int(found.runs[row]))
        for path in QUANTITIES:
            meant = read(alone, path)
            if meant:
                moved = abs(found.column(path)[row] / meant - 1.0)
                worst[path] = max(worst[path], float(moved))
    return worst


def measured(runs: int, workers: int) -> dict[str, Any]:
    """One sweep timed and looked at."""
    with tempfile.TemporaryDirectory() as room:
        out = Path(room) / "out"
        wall, cpu = swept(runs, workers, out)
        found = open_sweep(out)
        size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
        return {
            "recipe": NAME,
            "runs": len(found),
            "workers": workers,
            "wall": wall,
            "cpu": cpu,
            "columns": found.table.num_columns,
            "bytes": size,
            "status": dict(Counter(found.status)),
            "off": off(found),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=LIMITED)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--data", type=Path, default=DATA, help="where the record is written")
    told = parser.parse_args()
    print(describe())
    row = measured(told.runs, told.workers)
    kept = "ok" if row["wall"] <= LIMIT * max(row["runs"] / LIMITED, 1.0) else "TOO SLOW"
    print(
        f"{row['runs']} runs, {row['workers']} workers: {row['wall']:.1f} s on the clock", end=", "
    )
    print(f"{row['cpu']:.1f} s CPU, {row['bytes'] / 1e6:.0f} MB, {row['status']}", kept)
    print("from a press by itself:", ", ".join(f"{k} {v:.1e}" for k, v in row["off"].items()))
    record = {"machine": describe(), "cases": [row]}
    told.data.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
