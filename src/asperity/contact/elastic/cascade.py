"""Where to begin: full contact cut down to the load, or the answer on a grid half as fine.

Coarse heights are means over 2 × 2 points. What is found on a coarse grid costs a quarter of a step
on the next, and spares one or two of them.
"""

from __future__ import annotations

from dataclasses import replace
from math import pi

import numpy as np
from numpy.typing import NDArray

from asperity.contact.elastic import loops
from asperity.contact.elastic.crew import Crew
from asperity.contact.elastic.engine import ROUNDING, March, Solved, Task
from asperity.contact.elastic.response import free, periodic
from asperity.contact.elastic.waves import filtered

Array = NDArray[np.float64]
COARSEST = 256
"""Points on the shorter side of the coarsest grid, at least."""
NEARLY = 0.1
"""Share of the face that pulls in full contact, up to which that is the best first guess."""
SLIGHT = 1e-3
"""Share of the highest pressure that may pull in single precision, where contact may be full."""
LOOSE = 0.1
"""Tolerance of a coarse answer."""


def pressed(
    heights: Array, task: Task, crew: Crew, *, island: bool = False, step: float = 1.0
) -> Solved:
    """Press `heights` (N, M), `step` apart, from the best first guess that is cheap."""
    rows, columns = heights.shape
    response = (free if island else periodic)((rows, columns), step)
    march, count = March(response, heights, task, crew), 0.0
    start = None if island else march.full()
    if start is not None and start.min() > -SLIGHT * start.max():
        exact, count = filtered(response.inverse, heights, crew.threads), 2.0
        exact += task.load / exact.size
        if exact.min() >= 0 and exact.max() <= task.cap:
            return Solved(exact, np.zeros_like(exact), 0, march.transforms + count, 0.0)
    halves = rows % 2 == 0 and columns % 2 == 0 and min(rows, columns) >= 2 * COARSEST
    if halves and (start is None or np.count_nonzero(start < 0) > NEARLY * start.size):
        start = None  # its memory is wanted
        start, before = _from_coarse(heights, task, crew, island=island, step=step)
        count += before
    elif start is None:
        start = loaded(heights * (pi / (min(rows, columns) * step)), task.load, task.cap)
    else:
        start = loaded(start, task.load, task.cap)
    found = march.solve(start)
    return replace(found, transforms=found.transforms + count)


def _from_coarse(
    heights: Array, task: Task, crew: Crew, *, island: bool, step: float
) -> tuple[Array, float]:
    """The pressures of a grid half as fine, on this one, and the transforms it took in its size."""
    loose = replace(task, load=task.load / 4, tolerance=LOOSE, gap_tolerance=np.inf)
    found = pressed(_halved(heights), loose, crew, island=island, step=2 * step)
    return found.pressure.repeat(2, axis=0).repeat(2, axis=1), found.transforms / 4


def _halved(heights: Array) -> Array:
    """Means over 2 × 2 points."""
    pairs = heights[0::2] + heights[1::2]
    return np.asarray((pairs[:, 0::2] + pairs[:, 1::2]) / 4)


def loaded(wanted: Array, load: float, cap: float) -> Array:
    """The field nearest to `wanted` between 0 and `cap` whose sum is `load`; `wanted` is spent."""
    shift, sums = float(wanted.mean()) - load / wanted.size, np.zeros((len(wanted), 2))
    for _ in range(100):
        loops.within(0, len(wanted), wanted, shift, cap, sums)
        total, between = (float(value) for value in sums.sum(axis=0))
        if not between or abs(total - load) <= ROUNDING * load:
            break
        shift += (total - load) / between
    wanted -= shift
    np.clip(wanted, 0.0, cap, out=wanted)
    wanted *= load / wanted.sum()  # what rounding has left
    np.minimum(wanted, cap, out=wanted)
    return wanted
