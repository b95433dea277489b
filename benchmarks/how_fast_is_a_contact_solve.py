"""How fast is an elastic contact solve beside tamaas and ContactMechanics?  Goals: 45x, 17x, 3x.

    python benchmarks/how_fast_is_a_contact_solve.py [--sizes 256 512 …] [--fresh] [--trial]

Every code presses the same self-affine faces to the same true error of the pressure, 1e-6, each
with the tolerance of its own that just reaches it, on one thread, taking turns. The time is the CPU
time of the solve alone. Peers are installed from the package index, each into an environment of its
own in `.peers`. What is measured goes into `data/contact_solve.json` case by case, so that
a run that was broken off goes on where it was, and one that is complete is only printed (unless
`--fresh`); the table in the docs is made of it.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from contact import cases
from contact.cases import Case
from contact.summary import expected, show_case, show_goals, show_trial
from contact.workers import OURS, OURS_TWICE, RUNNERS, TroubleError, Worker
from tools.machine import describe

SIZES = (256, 512, 1024)
SECONDS, ROUNDS = 1.0, 3
"""Each code solves again for so long, s, in each of so many turns; the fastest counts."""
LONG, TOO_LONG = 10.0, 600.0
"""A solve longer than the first, s, gets one turn; one that takes longer than the second, none."""
LIKE = {"tamaas": "tamaas+mkl", OURS_TWICE: OURS}
"""Codes that take the tolerance of another: the same steps, to rounding."""
METHODS = (
    ("tamaas+mkl", "pressures"),
    ("tamaas+mkl", "gaps"),
    ("tamaas+mkl", "kato"),
    ("ContactMechanics", "restarts"),
    ("ContactMechanics", "none"),
    ("ContactMechanics", "own"),
)
"""What the peers offer for this problem."""
TRIED = 512
"""Points a side at which all methods are tried."""
HERE = Path(__file__).parent
DATA = HERE / "data" / "contact_solve.json"

Record = dict[str, Any]


@contextmanager
def started(codes: Iterable[str], folder: Path) -> Iterator[dict[str, Worker]]:
    """A fresh process for each code."""
    workers = {code: Worker.start(code, folder) for code in codes}
    try:
        yield workers
    finally:
        for worker in workers.values():
            worker.stop()


def tolerances(case: Case, scouts: dict[str, Worker], folder: Path) -> dict[str, Record]:
    """The tolerance each code needs, or why it has none; both processors are used for this."""

    def one(code: str) -> Record:
        try:
            return cases.own_tolerance(scouts[code], case, folder / f"trial-{code}.npy")
        except TroubleError as trouble:
            return {"left_out": str(trouble)}

    with ThreadPoolExecutor(2) as pool:
        found = dict(zip(scouts, pool.map(one, scouts), strict=True))
    return {code: found[LIKE.get(code, code)] for code in RUNNERS if LIKE.get(code, code) in found}


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


def measured(
    case: Case, rows: dict[str, Record], workers: dict[str, Worker], folder: Path
) -> dict[str, Record]:
    """What each code took for a case, side by side, beside the tolerances in `rows`."""
    saved = {code: folder / f"found-{code}.npy" for code in workers}
    for _ in range(ROUNDS):
        for code, worker in workers.items():
            rows[code] = turns(case, worker, rows[code], saved[code])
    for code, worker in workers.items():
        rows[code] |= {"transform": worker.ask("transforms", seconds=0.3)["cpu"]}
    same = np.array_equal(np.load(saved[OURS]), np.load(saved[OURS_TWICE]))
    rows[OURS_TWICE] |= {"same_digits": bool(same)}
    return rows


def late(record: Record, points: int, fraction: float) -> dict[str, Record]:
    """The codes that would take too long, and how long."""
    times = {code: expected(record["cases"], code, points, fraction) for code in RUNNERS}
    return {
        code: {"left_out": f"about {time:.0f} s"} for code, time in times.items() if time > TOO_LONG
    }


def size(points: int, record: Record, folder: Path) -> Iterator[None]:
    """Measure all fractions at one size that are not in the record yet.

    Tolerances are found by other processes (scouts) than those whose time and memory is taken.
    """
    known = {(case["points"], case["fraction"]) for case in record["cases"]}
    missing = [f for f in cases.FRACTIONS if (points, f) not in known]
    if not missing:
        return
    ready = {"heights": str(cases.heights(points, folder)), "spacing": 1 / points}
    scouting = [code for code in RUNNERS if code not in LIKE]
    with started(RUNNERS, folder) as workers, started(scouting, folder) as scouts:
        for worker in (*workers.values(), *scouts.values()):
            worker.ask("load", **ready)
        record["codes"] = {code: worker.ask("about") for code, worker in workers.items()}
        for fraction in missing:
            out = late(record, points, fraction)
            case = cases.make(points, fraction, scouts[OURS], folder)
            rows = tolerances(case, {c: w for c, w in scouts.items() if c not in out}, folder)
            able = {code: w for code, w in workers.items() if code not in out}
            rows = measured(case, {c: rows[c] for c in able}, able, folder) | out
            record["cases"].append(
                {"points": points, "fraction": fraction, "pressure": case.pressure, "rows": rows}
            )
            yield


def trial(record: Record, folder: Path) -> None:
    """Steps and CPU time, s, to the wanted error by each method of each peer, on a small face."""
    points, told = TRIED, record.setdefault("trial", {})
    with started((OURS,), folder) as workers:
        face = cases.heights(points, folder)
        workers[OURS].ask("load", heights=str(face), spacing=1 / points)
        faces = [cases.make(points, f, workers[OURS], folder) for f in cases.FRACTIONS]
    for code, method in METHODS:
        worker = Worker.start(code, folder, method)
        worker.ask("load", heights=str(face), spacing=1 / points)
        told[f"{code}: {method}"] = [approached(worker, case) for case in faces]
        worker.stop()
        show_trial(f"{code}: {method}", told[f"{code}: {method}"])


def approached(worker: Worker, case: Case) -> Record:
    """How a code comes to the wanted error; looking at each step is in its time."""
    found = cases.history(worker, case, cases.WANTED)
    least = min(found["errors"])
    steps = len(found["errors"])
    return {"fraction": case.fraction, "steps": steps, "cpu": found["cpu"], "error": least}


def empty() -> Record:
    return {"machine": describe(), "codes": {}, "cases": []}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="points a side")
    parser.add_argument("--peers", type=Path, default=HERE.parent / ".peers", help="environments")
    parser.add_argument("--data", type=Path, default=DATA, help="the record, read and written")
    parser.add_argument("--fresh", action="store_true", help="forget what was measured before")
    parser.add_argument("--trial", action="store_true", help="all methods of the peers, at 512")
    return parser.parse_args()


def main() -> None:
    told = arguments()
    told.peers.mkdir(exist_ok=True)
    known = told.data.exists() and not told.fresh
    record = json.loads(told.data.read_text(encoding="utf-8")) if known else empty()
    print(describe())
    for points in sorted(told.sizes):
        for _ in size(points, record, told.peers):
            show_case(record["cases"][-1])
            told.data.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    if told.trial:
        trial(record, told.peers)
        told.data.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    show_goals(record)


if __name__ == "__main__":
    main()
