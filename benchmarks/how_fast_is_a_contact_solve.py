"""How fast is an elastic contact solve beside tamaas and ContactMechanics?  Goals: 45x, 17x, 3x.

    python benchmarks/how_fast_is_a_contact_solve.py [--sizes 256 512 …] [--peers FOLDER] [--fresh]

Every code presses the same self-affine faces to the same true error of the pressure, 1e-6, each
with the tolerance of its own that just reaches it, on one thread, taking turns. The time is the CPU
time of the solve alone. Peers are installed from the package index, each into an environment of its
own in FOLDER (`.peers`). What is measured goes into `data/contact_solve.json` case by case, so that
a run that was broken off goes on where it was, and one that is complete is only printed (unless
`--fresh`); the table in the docs is made of it.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from contact import cases
from contact.cases import Case
from contact.summary import expected, show_case, show_goals
from contact.workers import OURS, OURS_TWICE, RUNNERS, TroubleError, Worker
from tools.machine import describe

SIZES = (256, 512, 1024)
SECONDS, ROUNDS = 1.0, 3
"""Each code solves again for so long, s, in each of so many turns; the fastest counts."""
LONG, TOO_LONG = 10.0, 600.0
"""A solve longer than the first, s, gets one turn; one that takes longer than the second, none."""
TEACHER = "tamaas+mkl"
"""Whose tolerance plain tamaas takes too: the same steps, to rounding."""
HERE = Path(__file__).parent
DATA = HERE / "data" / "contact_solve.json"

Record = dict[str, Any]


@contextmanager
def started(codes: Mapping[str, Any], folder: Path) -> Iterator[dict[str, Worker]]:
    """A fresh process for each code."""
    workers = {code: Worker.start(code, folder) for code in codes}
    try:
        yield workers
    finally:
        for worker in workers.values():
            worker.stop()


def tolerances(case: Case, workers: dict[str, Worker], folder: Path) -> dict[str, Record]:
    """The tolerance each code needs, or why it has none; both processors are used for this."""

    def one(code: str) -> Record:
        try:
            return cases.own_tolerance(workers[code], case, folder / f"trial-{code}.npy")
        except TroubleError as trouble:
            return {"left_out": str(trouble)}

    asked = [code for code in workers if code not in ("tamaas", OURS_TWICE)]
    with ThreadPoolExecutor(2) as pool:
        found = dict(zip(asked, pool.map(one, asked), strict=True))
    pairs = (("tamaas", TEACHER), (OURS_TWICE, OURS))
    return found | {code: found[like] for code, like in pairs if code in workers}


def turns(case: Case, worker: Worker, row: Record, saved: Path) -> Record:
    """A code's turn; of the fastest so far and this one, the faster."""
    if "left_out" in row or row.get("cpu", 0.0) > LONG:
        return row
    got = worker.ask(
        "solve",
        pressure=case.pressure,
        tolerance=row["tolerance"],
        runs=1,
        seconds=SECONDS,
        save=str(saved),
    )
    got["cpu"] = min(got["cpu"], row.get("cpu", np.inf))
    got["wall"] = min(got["wall"], row.get("wall", np.inf))
    got["runs"] += row.get("runs", 0)
    return row | got | {"error": cases.error(saved, case.reference)}


def measured(case: Case, workers: dict[str, Worker], folder: Path) -> dict[str, Record]:
    """What each code took for a case, side by side."""
    rows = tolerances(case, workers, folder)
    saved = {code: folder / f"found-{code}.npy" for code in workers}
    for _ in range(ROUNDS):
        for code, worker in workers.items():
            rows[code] = turns(case, worker, rows[code], saved[code])
    same = np.array_equal(np.load(saved[OURS]), np.load(saved[OURS_TWICE]))
    rows[OURS_TWICE]["same_digits"] = bool(same)
    return rows


def size(points: int, record: Record, folder: Path) -> Iterator[None]:
    """Measure all fractions at one size that are not in the record yet."""
    known = {(case["points"], case["fraction"]) for case in record["cases"]}
    missing = [f for f in cases.FRACTIONS if (points, f) not in known]
    if not missing:
        return
    face = cases.heights(points, folder)
    with started(RUNNERS, folder) as workers:
        for code, worker in workers.items():
            record["codes"][code] = worker.ask("about")
            worker.ask("load", heights=str(face), spacing=1 / points)
        alone = {code: worker.ask("transforms", seconds=0.5) for code, worker in workers.items()}
        record["transform"][str(points)] = {code: found["cpu"] for code, found in alone.items()}
        for fraction in missing:
            times = {code: expected(record["cases"], code, points, fraction) for code in workers}
            able = {code: w for code, w in workers.items() if times[code] <= TOO_LONG}
            case = cases.make(points, fraction, workers[OURS], folder)
            rows = measured(case, able, folder) | {
                code: {"left_out": f"about {time:.0f} s", "expected": time}
                for code, time in times.items()
                if code not in able
            }
            record["cases"].append(
                {"points": points, "fraction": fraction, "pressure": case.pressure, "rows": rows}
            )
            yield


def empty() -> Record:
    return {"machine": describe(), "codes": {}, "transform": {}, "cases": []}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="points a side")
    parser.add_argument("--peers", type=Path, default=HERE.parent / ".peers", help="environments")
    parser.add_argument("--data", type=Path, default=DATA, help="the record, read and written")
    parser.add_argument("--fresh", action="store_true", help="forget what was measured before")
    return parser.parse_args()


def main() -> None:
    told = arguments()
    told.peers.mkdir(exist_ok=True)
    known = told.data.exists() and not told.fresh
    record = json.loads(told.data.read_text(encoding="utf-8")) if known else empty()
    print(describe())
    for points in sorted(told.sizes):
        for _ in size(points, record, told.peers):
            show_case(record, record["cases"][-1])
            told.data.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    show_goals(record)


if __name__ == "__main__":
    main()
