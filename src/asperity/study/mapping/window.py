"""The safe window of a map: what lies in it, the best of it, and what bounds it on each side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from asperity.study.mapping.record import REFUSED, Array, Map

Direction = Literal["less x", "more x", "less y", "more y"]
AS_GOOD = 1e-3
"""Relative difference to the best within which the gentlest point is told instead."""
EDGE = "edge"
"""What bounds a window where the map ends."""
_STEPS: tuple[tuple[Direction, int, int], ...] = (
    ("less x", 0, -1),
    ("more x", 0, 1),
    ("less y", -1, 0),
    ("more y", 1, 0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What mostly bounds a window on one side.

    Attributes:
        direction: from the window outwards
        kind: of risk; "edge" where the map ends, "refused" where the recipe is
        where: the layer, interface or tool it concerns, else empty
        share: of this side that it bounds, 0 to 1
        least: SI value on the axis of the direction at which it begins, the lowest
        most: the highest
    """

    direction: Direction
    kind: str
    where: str
    share: float
    least: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Where a recipe may be pressed.

    Attributes:
        clear: whether every risk in it is good; if nowhere is, it is where none is bad
        share: of the map that it covers, 0 to 1
        least: lowest value of the quantity in it, SI; None where it is empty
        most: highest
        best: SI (x, y, quantity) of the point farthest from any limit of those within `AS_GOOD` of
            the best, where the quantity has a best
        sides: what bounds it, a side each
    """

    clear: bool
    share: float
    least: float | None
    most: float | None
    best: tuple[float, float, float] | None
    sides: tuple[Side, ...]


def window(found: Map) -> Window:
    """The window of a map: where all is good, or where nothing is bad if it is good nowhere."""
    inside = found.safe & ~np.isnan(found.values)
    clear = bool(inside.any())
    if not clear:
        inside = found.borne & ~np.isnan(found.values)
    if not inside.any():
        return Window(clear=False, share=0.0, least=None, most=None, best=None, sides=())
    within = found.values[inside]
    return Window(
        clear=clear,
        share=float(inside.mean()),
        least=float(within.min()),
        most=float(within.max()),
        best=_best(found, inside),
        sides=tuple(_side(found, inside, *step) for step in _STEPS),
    )


def _best(found: Map, inside: NDArray[np.bool_]) -> tuple[float, float, float] | None:
    """The best point; of those as good within a thousandth, the one farthest from any limit."""
    if not found.quantity.sense:
        return None
    sign = 1 if found.quantity.sense == "lowest" else -1
    values: Array = np.where(inside, sign * found.values, np.inf)
    best = float(values.min())
    near = values <= best + AS_GOOD * abs(best)
    row, column = np.unravel_index(
        int(np.argmin(np.where(near, found.severity, np.inf))), values.shape
    )
    x, y = float(found.x.values[column]), float(found.y.values[row])
    return x, y, float(found.values[row, column])


def _side(
    found: Map, inside: NDArray[np.bool_], direction: Direction, down: int, along: int
) -> Side:
    """What stands just outside of the window's outermost points in a direction."""
    across = inside if along else inside.T
    lines = np.flatnonzero(across.any(axis=1))
    forward = down + along > 0
    line = found.x if along else found.y
    reach = [np.flatnonzero(across[at])[-1 if forward else 0] for at in lines]
    names: dict[tuple[str, str], list[float]] = {}
    for at, end in zip(lines.tolist(), reach, strict=True):
        beyond = int(end) + (1 if forward else -1)
        place = (at, beyond) if along else (beyond, at)
        value = float(line.values[min(max(beyond, 0), len(line) - 1)])
        names.setdefault(_bound(found, place), []).append(value)
    (kind, where), values = max(names.items(), key=lambda one: len(one[1]))
    return Side(
        direction=direction,
        kind=kind,
        where=where,
        share=len(values) / len(lines),
        least=min(values),
        most=max(values),
    )


def _bound(found: Map, place: tuple[int, int]) -> tuple[str, str]:
    row, column = place
    if not (0 <= row < len(found.y) and 0 <= column < len(found.x)):
        return EDGE, ""
    if found.status[place] == REFUSED:
        return "refused", ""
    index = int(np.argmax([one.severity[place] for one in found.dangers])) if found.dangers else -1
    return (found.dangers[index].kind, found.dangers[index].where) if index >= 0 else (EDGE, "")
