"""Limits that cannot be kept together, where no recipe keeps all of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from asperity.study.design.least.known import Aim, Ask, Known
from asperity.study.design.least.search import Effort, refine
from asperity.study.design.limits import Name, name_of
from asperity.study.design.why.bindings import groups

AGAIN = Effort(starts=2, first=0.15, last=5e-3)
"""How hard is searched for a recipe once a limit has been dropped."""


def conflicts(ask: Ask, known: Known, aim: Aim) -> tuple[str, ...]:
    """A smallest set of limits that no point of the box keeps, in words.

    Limits are dropped one after the other. One whose dropping leaves the others without a point is
    not needed for the conflict and stays dropped; what is left is needed, every one of it.
    """
    limits = aim.limits(known)
    at = int(aim.order(known)[0])
    broken = {
        key: names
        for key, names in groups(limits).items()
        if any(np.nanmax(limits[name], initial=-1.0) > 0 for name in names)
    }
    # What is broken where the least is missed is likeliest to be needed: it is tried last.
    order = sorted(broken, key=lambda key: _worst(known, aim, broken[key], at))
    dropped: dict[str, float] = dict(aim.slack)
    kept: list[str] = []
    for key in order:
        trial = replace(aim, slack={**dropped, **dict.fromkeys(broken[key], np.inf)})
        found, known = _feasible(ask, known, trial)
        if found:
            kept.append(_told(key))
        else:
            dropped = dict(trial.slack)
    return tuple(dict.fromkeys(reversed(kept)))


def missed(known: Known, aim: Aim) -> tuple[str, ...]:
    """What the nearest point misses, in words, the most first."""
    at = int(aim.order(known)[0])
    limits = aim.limits(known)
    over = {name: float(column[at]) for name, column in limits.items() if column[at] > 0}
    names = sorted(over, key=lambda name: over[name], reverse=True)
    return tuple(dict.fromkeys(name_of(name).told for name in names))


def _worst(known: Known, aim: Aim, names: tuple[str, ...], at: int) -> float:
    limits = aim.limits(known)
    return max(float(np.nan_to_num(limits[name][at], nan=-np.inf)) for name in names)


def _feasible(ask: Ask, known: Known, aim: Aim) -> tuple[bool, Known]:
    """Whether a point keeps what is left, by what is known or by a short search."""
    if aim.best(known) is None:
        known = refine(ask, known, aim, effort=AGAIN).known
    return aim.best(known) is not None, known


def _told(key: tuple[str, str, str]) -> str:
    kind, where, by = key
    return Name("", kind, where, by).told  # type: ignore[arg-type]
