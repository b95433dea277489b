"""How long does a warm `check()` of each shipped recipe take, and `asperity check` as a whole?

    python benchmarks/how_fast_is_a_check.py [RUNS]

Limit of the function: 0.3 s, cards read by a first check that is not counted; of the command no
limit is set: most of it is starting Python and loading what a check needs. Medians of 20, in
seconds of the clock and of the processor: where others use the machine the second counts.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from tools.machine import describe, table

import asperity
from asperity.recipe import list_examples
from asperity.run import check

LIMIT = 0.3
RUNS = 20
COMMANDS = 3


def timed(recipe: asperity.Recipe, runs: int) -> tuple[float, float]:
    """Median seconds of a check, of the clock and of the processor, after one not counted."""
    check(recipe)
    walls, works = [], []
    for _ in range(runs):
        begun, worked = perf_counter(), process_time()
        check(recipe)
        walls.append(perf_counter() - begun)
        works.append(process_time() - worked)
    return median(walls), median(works)


def command(name: str) -> float:
    """Seconds of the clock of `asperity check` as a process of its own, the fastest of a few."""
    asperity_command = Path(sys.executable).with_name("asperity")
    found = []
    for _ in range(COMMANDS):
        begun = perf_counter()
        subprocess.run([asperity_command, "check", name], check=True, stdout=subprocess.DEVNULL)
        found.append(perf_counter() - begun)
    return min(found)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    print(describe())
    rows = []
    for name in list_examples():
        wall, work = timed(asperity.load_recipe(name), runs)
        rows.append((name, wall, work, LIMIT, command(name)))
    table(("check of", "clock", "processor", "limit", "command, clock"), rows)


if __name__ == "__main__":
    main()
