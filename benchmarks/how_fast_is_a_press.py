"""How long does a warm `press()` of each shipped recipe take?  Limit: 30 ms.

    python benchmarks/how_fast_is_a_press.py [RUNS]

Cards and schemas are read by a first press that is not counted; each figure is the median of 20.
"""

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

from tools.machine import describe, table

import asperity
from asperity.recipe import list_examples

LIMIT = 30e-3
RUNS = 20


def timed(work: Callable[[], object], runs: int) -> list[float]:
    """Seconds of each of some runs, after one that is not counted."""
    work()
    found = []
    for _ in range(runs):
        begun = perf_counter()
        work()
        found.append(perf_counter() - begun)
    return found


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    print(describe())
    rows = []
    for name in list_examples():
        recipe = asperity.load_recipe(name)
        found = timed(lambda recipe=recipe: asperity.press(recipe), runs)
        rows.append((name, median(found), min(found), max(found), LIMIT))
    table(("warm press of", "median", "fastest", "slowest", "limit"), rows)


if __name__ == "__main__":
    main()
