"""A field known on the contact set, continued smoothly over the whole grid, and the transpose.

The inverse of a kernel K cut down to a set P, (P K P)⁻¹, is Eᵀ K⁻¹ E, where E continues a
displacement from P to where it costs least energy. Any continuation that stays bounded gives a good
preconditioner Eᵀ K⁻¹ E; to leave zero outside (E = P) does not, for it makes a step all around P.
Here E is a pyramid of averages, linear for a given set:

    down    the values on P are averaged over cells of 2 × 2, 4 × 4, ... points
    up      an empty point takes the value interpolated between the cells of the next size

and what a cell hands on is damped by min(1, κ √(share of its points in P)): the displacement around
a spot of radius a falls as a/r (Johnson, Contact Mechanics, 3.3), and a cell of width r around it
is filled to a²/r². κ = 1.5 to 2 gained a decimal digit a step at every contact fraction and grid
size tried, against three steps a digit for E = P (docs/decisions).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from asperity.contact.elastic import cells
from asperity.contact.elastic.crew import Crew

Single = NDArray[np.float32]
Mask = NDArray[np.uint8]
COARSEST = 4
"""Cells on the longer side of the coarsest level, at most."""


class Pyramid:
    """The continuation for fields of one shape.

    Level 1, of cells of 2 × 2, is kept in two dimensions and shared among threads; the higher ones
    lie one behind the other in `_stores`, with their shapes and places in `_plan`.
    """

    def __init__(self, shape: tuple[int, int], crew: Crew) -> None:
        self._crew = crew
        plan: list[tuple[int, int, int]] = []
        at, size = 0, _halves(shape)
        while not plan or max(plan[-1][:2]) > COARSEST:
            plan.append((*size, at))
            at += size[0] * size[1]
            size = _halves(size)
        self._plan = np.array(plan)
        self._points = shape[0] * shape[1]
        self._stores = tuple(np.zeros(at, dtype=np.float32) for _ in range(4))
        first = plan[0][:2]
        views = [store[: first[0] * first[1]].reshape(first) for store in self._stores]
        self._totals, self._weights, self._shares, self._field = views

    def extend(self, field: Single, mask: Mask, out: Single) -> None:
        """Write to `out` the `field`, known where `mask` is 1 and 0 elsewhere, continued."""
        rows = len(self._totals)
        self._crew.each(cells.gather, rows, field, mask, self._totals, self._weights)
        cells.up(self._plan, self._points, *self._stores)
        self._crew.each(cells.fill, rows, self._field, field, mask, out)

    def gather(self, field: Single, mask: Mask) -> Single:
        """The transpose up to its last step: what the cells of level 1 hand to their points.

        A point in the set adds its own `field` to it.
        """
        self._crew.each(cells.collect, len(self._totals), field, mask, self._field)
        cells.down(self._plan, *self._stores[2:])
        return self._field


def _halves(shape: tuple[int, int]) -> tuple[int, int]:
    return (shape[0] + 1) // 2, (shape[1] + 1) // 2
