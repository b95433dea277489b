"""The least of a function within limits: looks over the whole box, then several starts refined.

A round asks once for the points of all starts. Around each start a box holds what is known nearby;
surfaces through it propose where the goal is least within the limits (`model`), a few scattered
points keep the surfaces honest. A start moves to the best point of its box and grows, or stays and
shrinks. A point counts as found only when it was asked and keeps every limit, so the best one lies
on the allowed side of a limit that binds, as near to it as the last box is wide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from asperity.study.design.least.known import Aim, Ask, Known
from asperity.study.design.least.model import Box, steps
from asperity.study.many.table import Array
from asperity.study.spread.sources.sampling import shares as evenly

FIRST = 0.15
"""Radius of a start's first box, of the range of each variable."""
LAST = 2e-4
"""Radius at which a start is done."""
APART = (0.35, 0.2, 0.1)
"""Starts lie so far from each other: in another part of the box while there is one."""
MET = 5e-3
"""Starts whose boxes come so near to each other go on as one."""
FLAT = 1e-6
"""Differences of worth below this are none."""
ROUNDS = 30
PACES = ((0.7, 1.5), (0.2, 0.6), (0.05, 0.3), (0.0, 0.1))
"""By what a box grows or shrinks whose best point lies so far from its centre, over its radius: the
nearer that is, the better its surfaces told."""
Told = Callable[[str, float, Known], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much is asked.

    Attributes:
        looks: over the whole box at first, a power of 2
        starts: how many of them are refined
        first: radius of their first boxes
        last: radius of their last boxes
        seed: of the looks and of scattered points
    """

    looks: int = 128
    starts: int = 5
    first: float = FIRST
    last: float = LAST
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Refined:
    """Where starts ended.

    Attributes:
        known: all that was asked
        ends: index in `known` of where each start ended
    """

    known: Known
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """What was made least and what is known of it, then the same of which equal is the gentlest."""

    aims: tuple[Aim, Aim]
    refined: tuple[Refined, Refined]

    @property
    def known(self) -> Known:
        """All that is known."""
        return self.refined[1].known

    @property
    def worth(self) -> float:
        """The worth of the best; infinite where nothing is feasible."""
        best = self.aims[0].best(self.known)
        return float("inf") if best is None else float(self.aims[0].worth(self.known)[best])


def look(ask: Ask, width: int, effort: Effort, *, given: Array | None = None) -> Known:
    """Answers spread over the box (scrambled Sobol points), at its middle and `given` (K, D)."""
    shares = evenly(effort.looks, width, seed=effort.seed)
    more = [np.full((1, width), 0.5)] + ([] if given is None else [given])
    return ask(np.concatenate([*more, shares]))


def refine(
    ask: Ask,
    known: Known,
    aim: Aim,
    *,
    effort: Effort,
    ends: tuple[Array, Array] | None = None,
    told: Told | None = None,
) -> Refined:
    """Several starts among what is known, each followed down to its least.

    Args:
        ask: answers at shares
        known: looks to start from
        aim: what is to be made least, and the limits
        effort: how many starts, how wide their boxes
        ends: lowest and highest share of each variable; 0 and 1 if None
        told: called after every round with what is known
    """
    width = known.shares.shape[1]
    low, high = ends or (np.zeros(width), np.ones(width))
    boxes = [
        Box(centre=known.shares[at], radius=effort.first, low=low, high=high)
        for at in _starts(known, aim, effort.starts)
    ]
    rng = np.random.default_rng([effort.seed, 1])
    for turn in range(ROUNDS):
        live = [box for box in boxes if box.radius > effort.last]
        if not live:
            break
        asked = np.concatenate([_proposed(known, aim, box, rng) for box in live])
        known = known.joined(ask(asked))
        boxes = [_moved(known, aim, box) if box.radius > effort.last else box for box in boxes]
        boxes = _merged(boxes)
        if told is not None:
            told("refining", (turn + 1) / ROUNDS, known)
    return Refined(known=known, ends=tuple(_end(known, aim, _wide(box)) for box in boxes))


def _wide(box: Box) -> Box:
    """The box in which a start that is done ended: it holds the start it went on with, if any."""
    return replace(box, radius=max(box.radius, MET))


def _starts(known: Known, aim: Aim, count: int) -> Sequence[int]:
    """The best points that lie apart, far apart first; at most `count`."""
    order = [int(index) for index in aim.order(known)]
    chosen: list[int] = []
    for apart in APART:
        for index in order:
            gaps = np.abs(known.shares[chosen] - known.shares[index]).max(axis=1)
            if len(chosen) < count and (gaps >= apart).all():
                chosen.append(index)
    return chosen


def _proposed(known: Known, aim: Aim, box: Box, rng: np.random.Generator) -> Array:
    """What to ask around a start: where surfaces say, and a few points scattered in its box."""
    width = len(box.centre)
    scattered = box.centre + box.radius * rng.uniform(-1, 1, (width + 2, width))
    return np.concatenate([steps(known, aim, box), box.clipped(scattered)])


def _moved(known: Known, aim: Aim, box: Box) -> Box:
    """The box around its best point: grown where that lies far out, else shrunk."""
    best = known.shares[_end(known, aim, box)]
    far = float(np.abs(best - box.centre).max()) / box.radius
    factor = next(factor for least, factor in PACES if far >= least)
    radius = box.radius * factor
    if far < 0.2 and _flat(known, aim, box):
        radius = 0.0
    return replace(box, centre=best, radius=min(radius, FIRST))


def _flat(known: Known, aim: Aim, box: Box) -> bool:
    """Whether all that is known in a box is feasible and of the same worth."""
    inside = box.within(known.shares) > 0
    worth = aim.worth(known)[inside]
    return bool((aim.broken(known)[inside] <= 0).all() and np.ptp(worth) < FLAT)


def _merged(boxes: Sequence[Box]) -> list[Box]:
    """The boxes; those that came to the centre of another go no further: they agree with it."""
    found: list[Box] = []
    for box in boxes:
        close = any(np.abs(box.centre - one.centre).max() < MET for one in found if one.radius > 0)
        found.append(replace(box, radius=0.0) if close else box)
    return found


def _end(known: Known, aim: Aim, box: Box) -> int:
    """The best point in a box."""
    inside = np.flatnonzero(box.within(known.shares))
    ranks = np.empty(len(known))
    ranks[aim.order(known).astype(int)] = np.arange(len(known))
    return int(inside[np.argmin(ranks[inside])])
