"""Recipes none of which is better than another in every goal, by NSGA-II.

Deb, Pratap, Agarwal and Meyarivan, IEEE Trans. Evol. Comput. 6 (2002) 182, as pymoo has it: every
generation is one batch of presses; a recipe that breaks a limit ranks behind all that break less.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from pymoo.algorithms.moo.nsga2 import NSGA2  # type: ignore[import-untyped]
from pymoo.core.evaluator import Evaluator  # type: ignore[import-untyped]
from pymoo.core.problem import Problem as Boxed  # type: ignore[import-untyped]
from pymoo.problems.static import StaticProblem  # type: ignore[import-untyped]

from asperity.study.design.least.known import Aim, Ask, Known
from asperity.study.many.table import Array

CROWD = 40
"""Recipes of a generation."""
GENERATIONS = 25
SHOWN = 9
"""Recipes of the front that are told: enough to draw it, few enough to choose from."""
UNTOLD = 1e3
"""Worth of a recipe without a number: behind all others."""
Told = Callable[[str, float, Known], None]


def spread_out(
    ask: Ask, known: Known, aim: Aim, *, columns: NDArray[np.intp], seed: int, told: Told
) -> Known:
    """All that is known once generations have come to the front of the goals in `columns`."""
    order = aim.order(known).astype(int)[:CROWD]
    crowd = known.shares[order]
    algorithm = NSGA2(pop_size=len(crowd), sampling=crowd)
    width = known.shares.shape[1]
    box = Boxed(n_var=width, n_obj=len(columns), n_ieq_constr=1, xl=0.0, xu=1.0)
    algorithm.setup(box, termination=("n_gen", GENERATIONS), seed=seed + 1, verbose=False)
    turn = 0
    while algorithm.has_next():
        born = algorithm.ask()
        found = ask(np.asarray(born.get("X"), dtype=float))
        known = known.joined(found)
        worths = np.nan_to_num(found.numbers[:, columns], nan=UNTOLD)
        answers = StaticProblem(box, F=worths, G=aim.broken(found)[:, None])
        Evaluator().eval(answers, born)
        algorithm.tell(infills=born)
        turn += 1
        told("refining", turn / GENERATIONS, known)
    return known


def front(known: Known, aim: Aim, columns: NDArray[np.intp]) -> NDArray[np.intp]:
    """Feasible points that no other one beats in every goal, at most `SHOWN`, far apart."""
    kept = np.flatnonzero(aim.broken(known) <= 0)
    worths = known.numbers[np.ix_(kept, columns)]
    alone = kept[_unbeaten(worths)]
    if len(alone) == 0:
        return alone
    chosen = _apart(_scaled(known.numbers[np.ix_(alone, columns)]), SHOWN)
    return np.asarray(sorted(alone[chosen], key=lambda at: known.numbers[at, columns[0]]))


def knee(worths: Array) -> int:
    """Which row of worths (N, G) is nearest to the best of every goal, each over its span."""
    scaled = _scaled(worths)
    return int(np.argmin(np.sum(scaled**2, axis=1)))


def _unbeaten(worths: Array) -> NDArray[np.intp]:
    """Rows for which no other row is at least as good in all columns and better in one."""
    found: list[int] = []
    for index in np.lexsort(worths.T[::-1]):
        row = worths[index]
        if not any((worths[other] <= row).all() for other in found):
            found.append(int(index))
    return np.asarray(found, dtype=np.intp)


def _scaled(worths: Array) -> Array:
    """Each goal from 0, its best, to 1, its worst."""
    low, high = worths.min(axis=0), worths.max(axis=0)
    return np.asarray((worths - low) / np.where(high > low, high - low, 1.0))


def _apart(scaled: Array, count: int) -> list[int]:
    """The best of every goal, then whatever lies farthest from all that is chosen."""
    chosen = list(dict.fromkeys(int(one) for one in np.argmin(scaled, axis=0)))
    while len(chosen) < min(count, len(scaled)):
        gaps = np.min(np.abs(scaled[:, None] - scaled[None, chosen]).max(axis=2), axis=1)
        if gaps.max() <= 0.0:
            break
        chosen.append(int(np.argmax(gaps)))
    return chosen
