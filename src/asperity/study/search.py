"""Where a function of one written value reaches a target.

Looks spread over the range come first: they tell whether the function rises, falls or turns, where
it has no value, and between which of them it crosses the target. Brent's method then closes in on
the first crossing from the low end, on equal shares of the range (its logarithm where it is
positive) and on the logarithm of the function where that is positive. Two crossings between
neighbouring looks remain unseen, and the answer says on how many looks it rests.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import log

from scipy.optimize import brentq

from asperity.study.ranges import Range
from asperity.study.solution import Look, Solution

Answer = tuple[float | None, str]
"""A number, or None with the reason why there is none."""

FINEST = 1e-6
"""Share of the range to which a crossing is narrowed: below the digits of a written value."""
MET = 1e-4
"""Error of what is reached, over the target, at which the search is content."""
NEAR = 1e-3
"""Error of what is reached, over the target, beyond which the function has jumped across it."""


class _LostError(Exception):
    """The function has no value within the crossing."""


class _Probe:
    """The function at shares of the range, each written value asked only once."""

    def __init__(self, answer: Callable[[str], Answer], between: Range) -> None:
        self._answer = answer
        self._between = between
        self.known: dict[str, Answer] = {}
        self.asked: dict[float, float] = {}

    def __call__(self, share: float) -> Look:
        text = self._between.written(share)
        if text not in self.known:
            self.known[text] = self._answer(text)
        value, _ = self.known[text]
        if value is not None:
            self.asked[share] = value
        return text, value


def search(
    answer: Callable[[str], Answer], between: Range, *, target: float, looks: int = 9
) -> Solution:
    """Find the first value of a range, from its low end, at which `answer` is the target.

    `answer` takes a value as text and gives a number or, with None, the reason why there is none.
    """
    probe = _Probe(answer, between)
    shares = [index / (looks - 1) for index in range(looks)]
    seen = tuple(probe(share) for share in shares)
    crossings = _crossings(seen, target)
    look, told = None, _out_of_reach(seen, probe.known)
    if crossings:
        first = crossings[0]
        look, told = _closed_in(probe, (shares[first], shares[first + 1]), target)
    values = [value for _, value in seen if value is not None]
    if look is not None:
        told = _how_sure(values, len(crossings), looks)
    return Solution(
        value=look and look[0],
        reached=look and look[1],
        target=target,
        iterations=len(probe.known),
        monotone=_sense(values) != _TURNS,
        reason=told + _gaps(seen, probe.known),
        looks=seen,
    )


def _crossings(seen: tuple[Look, ...], target: float) -> list[int]:
    """Looks after which the function crosses the target or lies on it."""
    return [
        index
        for index, ((_, one), (_, other)) in enumerate(pairwise(seen))
        if one is not None and other is not None and _between(one, other, target)
        if not (index and one == target)  # counted with the look before
    ]


def _between(one: float, other: float, target: float) -> bool:
    return min(one, other) <= target <= max(one, other)


def _closed_in(probe: _Probe, ends: tuple[float, float], target: float) -> tuple[Look | None, str]:
    """The crossing between two looks, or None with the reason why it is none."""
    before, after = (probe(share)[1] or 0.0 for share in ends)
    ratios, scale = min(before, after, target) > 0, abs(target) or abs(after - before)

    def distance(share: float) -> float:
        text, value = probe(share)
        if value is None:
            raise _LostError(text)
        off = log(max(value, 1e-300) / target) if ratios else (value - target) / scale
        return 0.0 if abs(off) <= MET else off

    try:
        found = probe(brentq(distance, *ends, xtol=FINEST))
    except _LostError as lost:
        return None, f"lost at {lost}, where {probe.known[str(lost)][1]}"
    if found[1] is not None and abs(found[1] - target) <= NEAR * scale:
        return found, ""
    return None, _jump(probe, ends, target)


def _jump(probe: _Probe, ends: tuple[float, float], target: float) -> str:
    """The narrowest step across the target that was seen."""
    inside = sorted(share for share in probe.asked if ends[0] <= share <= ends[1])
    steps = [
        (right - left, left, right)
        for left, right in pairwise(inside)
        if _between(probe.asked[left], probe.asked[right], target)
    ]
    _, left, right = min(steps)
    (text, one), (_, other) = probe(left), probe(right)
    return f"no value: it jumps across the target at {text}, from {one:.4g} to {other:.4g}"


_RISES, _FALLS, _TURNS, _RESTS = "rises", "falls", "turns", "does not change"


def _sense(values: list[float]) -> str:
    """Whether values rise, fall or turn; changes of a millionth of their span do not count."""
    span = max(values) - min(values) if values else 0.0
    up = any(b - a > 1e-6 * span for a, b in pairwise(values))
    down = any(a - b > 1e-6 * span for a, b in pairwise(values))
    if up and down:
        return _TURNS
    return _RISES if up else _FALLS if down else _RESTS


def _how_sure(values: list[float], crossings: int, looks: int) -> str:
    if crossings > 1:
        return f"the first from the low end of {crossings} crossings that {looks} looks show"
    return f"the only crossing that {looks} looks show; over them the quantity {_sense(values)}"


def _out_of_reach(seen: tuple[Look, ...], known: dict[str, Answer]) -> str:
    """Why no crossing was found."""
    values = [value for _, value in seen if value is not None]
    if not values:
        return f"none of {len(seen)} looks has this quantity: {known[seen[0][0]][1]}"
    low, high = min(values), max(values)
    lies = f"is {low:.4g} throughout" if low == high else f"lies within {low:.4g} and {high:.4g}"
    return f"out of reach: from {seen[0][0]} to {seen[-1][0]} the quantity {lies}"


def _gaps(seen: tuple[Look, ...], known: dict[str, Answer]) -> str:
    """Where some looks have no number, how many and why."""
    lost = [text for text, value in seen if value is None]
    if not lost or len(lost) == len(seen):
        return ""
    have = "has" if len(lost) == 1 else "have"
    return f"; {len(lost)} of {len(seen)} looks {have} none, at {lost[0]}: {known[lost[0]][1]}"
