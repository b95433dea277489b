"""How long does the command take, cold?  `--help`: 0.4 s. `press EXAMPLE`: 1.5 s.

    python benchmarks/how_fast_does_the_command_start.py [RUNS]

Each run is a new process; the figure is the median of 5 after one that is not counted (it fills the
system's file cache and writes the bytecode, as any first use does).
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from tools.machine import describe, table

from asperity.recipe import list_examples

COMMAND = str(Path(sys.executable).parent / "asperity")
HELP, PRESS = 0.4, 1.5
RUNS = 5


def timed(words: list[str], runs: int) -> list[float]:
    """Seconds of each of some processes, after one that is not counted."""
    found = []
    for _ in range(runs + 1):
        begun = perf_counter()
        subprocess.run([COMMAND, *words], check=True, stdout=subprocess.DEVNULL)
        found.append(perf_counter() - begun)
    return found[1:]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    print(describe())
    questions = [(["--help"], HELP), *((["press", name], PRESS) for name in list_examples())]
    rows = []
    for words, limit in questions:
        found = timed(words, runs)
        rows.append((" ".join(["asperity", *words]), median(found), min(found), max(found), limit))
    table(("cold", "median", "fastest", "slowest", "limit"), rows)


if __name__ == "__main__":
    main()
