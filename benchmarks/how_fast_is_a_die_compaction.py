"""How long does a die compaction of 2,000 elements take?  Loading: at most 30 s on two cores.

    python benchmarks/how_fast_is_a_die_compaction.py [--data FILE]

The tabletting powder of `validation/tabletting.py` from a relative density of 0.34 to 0.68 in a die
with wall friction that depends on the density, to the end of each stage: loading, release, and
ejection ring by ring, which takes several times as long as the loading and has no limit. The table
in the docs is made of what goes into `data/die_compaction.json`.
"""

import argparse
import json
import sys
from itertools import product
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
from tools.machine import describe

from asperity.solid import CapSet, Compaction, compact

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "validation"))
import tabletting  # noqa: E402 (the powder lies beside its comparison)

SIZES = ((20, 25), (40, 50))
ENDS = ("load", "release", "eject")
LIMIT, LIMITED = 30.0, 2000
"""Seconds on the clock, on two cores, at this many elements, of the loading."""
DATA = HERE / "data" / "die_compaction.json"


def pressed(powder: CapSet, elements: tuple[int, int], until: str) -> Compaction:
    """The die case on a mesh."""
    return compact(
        powder,
        radius=tabletting.RADIUS,
        fill=tabletting.FILLS[1],
        density=tabletting.DENSITY,
        stroke=tabletting.STROKE,
        friction=tabletting.lubricated_die,
        elements=elements,
        until=until,
    )


def measured(powder: CapSet, elements: tuple[int, int], until: str) -> dict[str, Any]:
    """One compaction timed."""
    began, started = process_time(), perf_counter()
    done = pressed(powder, elements, until)
    wall, cpu = perf_counter() - started, process_time() - began
    return {
        "across": elements[0],
        "along": elements[1],
        "elements": elements[0] * elements[1],
        "until": until,
        "wall": wall,
        "cpu": cpu,
        "steps": done.steps,
        "iterations": done.iterations,
        "top_force": float(done.top_force.max()),
        "balance": float(np.abs(done.balance).max()),
        "mass_error": done.mass_error,
        "converged": done.converged,
        "reason": done.reason,
    }


def show(row: dict[str, Any]) -> None:
    """Print one mesh, and whether it keeps the limit."""
    slow = row["elements"] >= LIMITED and row["until"] == "load" and row["wall"] > LIMIT
    kept = row["converged"] and not slow
    words = [
        f"{row['across']} x {row['along']} to the end of '{row['until']}'",
        f"{row['wall']:6.1f} s on the clock, {row['cpu']:6.1f} s CPU",
        f"{row['steps']} steps, {row['iterations']} iterations",
        f"balance {row['balance']:.1e}, mass {row['mass_error']:.1e}",
    ]
    print("; ".join(words), "ok" if kept else f"NOT KEPT ({row['reason']})", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="where the record is written")
    told = parser.parse_args()
    print(describe())
    powder = tabletting.powder()
    pressed(powder, (2, 2), "eject")  # compiles
    rows = []
    for elements, until in product(SIZES, ENDS):
        rows.append(measured(powder, elements, until))
        show(rows[-1])
    record = {"machine": describe(), "cases": rows}
    told.data.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
