"""Limits at which an answer lies, and what the goal gains when one of them gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from asperity.study.design.goals import Goal
from asperity.study.design.least.known import Aim, Ask, Known
from asperity.study.design.least.search import Effort, refine
from asperity.study.design.limits import Limits, deviations, name_of
from asperity.study.design.problem import gained
from asperity.study.design.record import Binding, Change
from asperity.study.design.variables import Variable
from asperity.study.design.why.words import named
from asperity.study.many.table import Array
from asperity.units import DIMENSIONS

TOUCHED = 0.05
"""A limit nearer to 0 than this may bind: standard deviations, or a share of the way."""
END = 2e-3
"""Share of a range from its end within which an answer lies at that end."""
NEXT = 5e-3
"""A better point so near to the answer that breaks a limit shows which one holds it back."""
MOVED = 0.1
"""By how much a limit is moved to see what it costs."""
FELT = 1e-3
"""Gain of the goal, over its number, from which on a limit binds."""
NEARBY = Effort(starts=1, first=0.05, last=1e-3)
"""How hard is searched around an answer once a limit has been moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer, and how it was found.

    Attributes:
        ask: answers at shares
        known: all that was asked
        aim: what was made least
        at: the answer's place in `known`
        variables: what was varied
        limits: what was allowed
        goals: what was aimed at
        lowest: whether the worth is the logarithm of what is wanted low, or of the inverse
    """

    ask: Ask
    known: Known
    aim: Aim
    at: int
    variables: tuple[Variable, ...]
    limits: Limits
    goals: tuple[Goal, ...] = ()
    lowest: bool = True

    @property
    def shares(self) -> Array:
        """Where it lies, (D,)."""
        return np.asarray(self.known.shares[self.at])

    @property
    def worth(self) -> float:
        """Its worth: a logarithm, less is better."""
        return float(self.aim.worth(self.known)[self.at])


def bindings(
    answer: Answer, changes: Callable[[Binding], tuple[Change, ...]]
) -> tuple[Binding, ...]:
    """Limits that hold the answer back, the one that costs most first.

    A limit that is touched, or the end of a range, is moved by a tenth, and the answer sought again
    around where it was; it binds where the goal gains.
    """
    jumping = _jumping(answer)
    found = [*_risks(answer, jumping), *_ends(answer)]
    found = [one for one in found if _counts(one, jumping)]
    found = [replace(one, changes=changes(one)) for one in found]
    return tuple(sorted(found, key=lambda one: one.gain or 0.0, reverse=True))


def _counts(one: Binding, jumping: frozenset[str]) -> bool:
    """Whether a limit holds the answer back, or is a target."""
    return one.kind == "target" or (one.gain or 0.0) > FELT or one.name in jumping


def groups(limits: Mapping[str, Array]) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Names of limits by kind, where, and by what: the same risk of several steps is one."""
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for written in limits:
        name = name_of(written)
        key = (name.kind, name.where, name.by)
        found[key] = (*found.get(key, ()), written)
    return found


def _jumping(answer: Answer) -> frozenset[str]:
    """Limits that the nearest better point breaks, in words: they may jump where they bind."""
    known = answer.known
    apart = np.abs(known.shares - answer.shares).max(axis=1)
    better = answer.aim.worth(known) < answer.worth - FELT * NEXT
    near = np.flatnonzero(better & (apart < NEXT) & (known.lost < 1))
    if not len(near):
        return frozenset()
    at = near[np.argmin(apart[near])]
    limits = answer.aim.limits(known)
    return frozenset(name_of(name).told for name, column in limits.items() if column[at] > 0)


def _risks(answer: Answer, jumping: frozenset[str]) -> list[Binding]:
    """Limits that are touched, or jump close by, each with what it costs."""
    limits = answer.aim.limits(answer.known)
    found = []
    for (kind, where, by), names in groups(limits).items():
        here = {name: float(limits[name][answer.at]) for name in names}
        jumps = any(name_of(name).told in jumping for name in names)
        touched = {name: value for name, value in here.items() if value > -TOUCHED or jumps}
        if not touched and kind != "target":
            continue
        touched = touched or here
        first = name_of(max(touched, key=lambda name: np.nan_to_num(touched[name], nan=-9.0)))
        slack = dict.fromkeys(names, _slack(answer.limits, kind, by))
        aim = replace(answer.aim, slack={**answer.aim.slack, **slack})
        over = np.nan_to_num(max(touched.values(), key=lambda one: np.nan_to_num(one, nan=-9.0)))
        told = _told(answer, (kind, where, by), float(over))
        found.append(replace(told, step=first.step, gain=gain(answer, aim)))
    return found


def _told(answer: Answer, key: tuple[str, str, str], over: float) -> Binding:
    """A limit with its value, which lies `over` beyond it, as it is told."""
    kind, where, by = key
    name = named(kind, where, by)
    if kind == "target":
        (one,) = (one for one in answer.goals if one.title == where)
        value = (one.target or 0.0) * float(np.exp(over if one.lowest else -over))
        return Binding(
            name=name,
            kind=kind,
            where=where,
            by="number",
            unit=one.unit,
            value=value,
            limit=one.target,
            most=one.lowest,
        )
    if by == "bound":
        (edge,) = (one for one in answer.limits.bounds if one.told == where)
        value = edge.value + (over if edge.most else -over) * abs(edge.value)
        return Binding(
            name=edge.quantity,
            kind="bound",
            where=where,
            by="number",
            unit=DIMENSIONS[edge.dimension].usual,
            value=value,
            limit=edge.value,
            most=edge.most,
        )
    value, limit = reached(answer.limits, kind, by, over)
    return Binding(name=name, kind=kind, where=where, by=by, value=value, limit=limit)


def _slack(limits: Limits, kind: str, by: str) -> float:
    """How far a limit's column moves when its limit does by a tenth."""
    if by != "probability":
        return MOVED
    allowed = limits.allowed(kind)
    return float(deviations((1 + MOVED) * allowed) - deviations(allowed))


def reached(limits: Limits, kind: str, by: str, over: float) -> tuple[float, float]:
    """Value and limit as they are told: a probability, or a share of the way."""
    if by != "probability":
        return 1 + over, 1.0
    allowed = limits.allowed(kind)
    return float(ndtr(deviations(allowed) + over)), allowed


def gain(answer: Answer, aim: Aim, ends: tuple[Array, Array] | None = None) -> float:
    """By how much better the worth gets around the answer, over the goal's number."""
    start = answer.known.row(answer.at)
    near = np.abs(answer.known.shares - answer.shares).max(axis=1) < NEARBY.first
    known = _rows(answer.known, np.flatnonzero(near)) if near.any() else start
    found = refine(answer.ask, known, aim, effort=NEARBY, ends=ends)
    best = aim.best(found.known)
    if best is None:
        return 0.0
    after = float(aim.worth(found.known)[best])
    return gained(answer.worth, after, lowest=answer.lowest)


def _rows(known: Known, indices: NDArray[np.intp]) -> Known:
    return Known(
        shares=known.shares[indices],
        numbers=known.numbers[indices],
        limits={name: column[indices] for name, column in known.limits.items()},
        lost=known.lost[indices],
    )


def _ends(answer: Answer) -> list[Binding]:
    """Ends of ranges at which the answer lies, each with what it costs."""
    found = []
    for index, one in enumerate(answer.variables):
        share = float(answer.shares[index])
        if END < share < 1 - END:
            continue
        upper = share > 0.5
        low, high = np.zeros(len(answer.variables)), np.ones(len(answer.variables))
        (high if upper else low)[index] = _further(one, upper=upper)
        unit = DIMENSIONS[one.dimension].usual
        value = one.si(1.0 if upper else 0.0)
        side = "highest" if upper else "lowest"
        found.append(
            Binding(
                name=f"{side} {one.path} that was tried ({one.what[1 if upper else 0]})",
                kind="range",
                where=one.path,
                by="number",
                unit=unit,
                most=upper,
                value=value,
                limit=value,
                gain=gain(answer, answer.aim, (low, high)),
            )
        )
    return found


def _further(one: Variable, *, upper: bool) -> float:
    """The share at which a range ends whose end is a tenth further: of it, or of its width."""
    if one.span.logarithmic and one.dimension != "temperature":
        step = np.log1p(MOVED) / np.log(one.span.high / one.span.low)
    else:
        step = MOVED
    return float(1 + step if upper else -step)
