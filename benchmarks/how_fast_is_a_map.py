"""How long does a map of 200 x 200 points take?  At most 20 s on two cores.

    python benchmarks/how_fast_is_a_map.py [--points N] [--workers N] [--every-point] [--data FILE]

`asperity map` as a process of its own, from its start to the picture on the disk: pressure and
temperature for `na-thermal-press`, resistance, over the plane of the README and over one that
reaches beyond melting. As it is by default limits are found to the last of the points, and what
lies between and changes little is not pressed; with --every-point each is. The record goes into
`data/map.json`.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path
from time import perf_counter
from typing import Any

from tools.machine import describe

NAME = "na-thermal-press"
PLANES = (("1 MPa..400 MPa", "25 degC..97 degC"), ("1 MPa..100 MPa", "25 degC..110 degC"))
"""Pressures and temperatures."""
LIMIT, LIMITED = 20.0, 200
"""Seconds on the clock, on two cores, of so many points a side."""
DATA = Path(__file__).parent / "data" / "map.json"


def measured(points: int, workers: int, plane: tuple[str, str], *more: str) -> dict[str, Any]:
    """One map timed."""
    command = [str(Path(sys.executable).with_name("asperity")), "map", NAME, *more]
    command += ["--x", f"steps.press.pressure={plane[0]}"]
    command += ["--y", f"steps.press.temperature={plane[1]}", "--of", "cell.resistance_ohm"]
    with tempfile.TemporaryDirectory() as room:
        out = [str(Path(room) / "map.png"), str(Path(room) / "map.json")]
        options = ["--points", str(points), "--workers", str(workers), "--quiet"]
        before, begun = _worked(), perf_counter()
        subprocess.run([*command, *options, "--out", out[0], "--out", out[1]], check=True)
        wall, cpu = perf_counter() - begun, _worked() - before
        told = json.loads(Path(out[1]).read_text(encoding="utf-8"))
    return {
        "recipe": NAME,
        "plane": plane,
        "points": points,
        "every": bool(more),
        "workers": workers,
        "wall": wall,
        "cpu": cpu,
        "presses": told["presses"],
    }


def _worked() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=LIMITED)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--data", type=Path, default=DATA, help="where the record is written")
    parser.add_argument("--every-point", action="store_true", help="press them all, too")
    told = parser.parse_args()
    print(describe())
    rows = []
    every = [("--every-point",)] if told.every_point else []
    for plane, more in product(PLANES, [(), *every]):
        row = measured(told.points, told.workers, plane, *more)
        kept = "ok" if row["wall"] <= LIMIT or row["points"] < LIMITED else "TOO SLOW"
        how = "every point pressed" if row["every"] else f"{row['presses']} points pressed"
        side = f"{' and '.join(plane)}, {row['points']} x {row['points']}, {how}"
        print(f"{side}: {row['wall']:.1f} s on the clock, {row['cpu']:.1f} s CPU", kept, flush=True)
        rows.append(row)
    record = {"machine": describe(), "cases": rows}
    told.data.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
