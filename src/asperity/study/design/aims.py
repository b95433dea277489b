"""What is made least: a goal, or, where a target is enough of it, the pressure that meets it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from asperity.study.design.least.known import Aim, Known
from asperity.study.design.problem import Problem
from asperity.study.many.table import Array

EQUAL = 1e-3
"""Goals that differ by less, over their number, are equally good: the gentlest is told."""
AS_GENTLE = 0.01
"""Pressures that differ by less, over themselves, are equally gentle."""
LAPPED = frozenset({"flatness", "rms_height"})
"""Fields whose low values cost the work of lapping."""


def free(problem: Problem) -> NDArray[np.intp]:
    """Which of the goals have no target."""
    return np.array([at for at, one in enumerate(problem.goals) if one.target is None], dtype=int)


def aim_of(problem: Problem) -> Aim:
    """The first goal without a target, or else the gentlest press, within limits and targets."""
    columns = free(problem)
    return Aim(
        worth=lambda known: (
            np.asarray(known.numbers[:, columns[0]]) if len(columns) else gentleness(problem, known)
        ),
        limits=lambda known: {**known.limits, **_targets(problem, known)},
        slack={},
    )


def gentlest(problem: Problem, enough: float) -> Aim:
    """The gentlest press at which the first goal is worth at most `enough`."""
    within = aim_of(problem)
    return Aim(
        worth=lambda known: gentleness(problem, known),
        limits=lambda known: {
            **within.limits(known),
            "|target|the goal|used": within.worth(known) - enough,
        },
        slack={},
    )


def _targets(problem: Problem, known: Known) -> Mapping[str, Array]:
    """Goals with a target as limits."""
    found = {}
    for at, one in enumerate(problem.goals):
        if one.target is not None:
            enough = np.log(max(one.target, 1e-30)) * (1.0 if one.lowest else -1.0)
            found[f"|target|{one.title}|used"] = known.numbers[:, at] - enough
    return found


def gentleness(problem: Problem, known: Known) -> Array:
    """What a press asks of machine and stack, (N,); less is gentler.

    The logarithm of all varied pressures added, each over its highest; where these are nearly
    equal, what else is asked. Without a pressure, that alone.
    """
    pressures = np.zeros(len(known))
    for one, shares in zip(problem.variables, known.shares.T, strict=True):
        if one.dimension == "pressure":
            top = one.si(1.0)
            pressures += [one.si(float(share)) / top for share in shares]
    missing = np.isnan(known.numbers).any(axis=1)
    if not pressures.any():
        return np.where(missing, np.nan, effort(problem, known))
    found = np.log(np.maximum(pressures, 1e-12)) + EQUAL * effort(problem, known)
    return np.asarray(np.where(missing, np.nan, found))


def effort(problem: Problem, known: Known) -> Array:
    """What is asked beside pressure, (N,), 0 to 1: to be warm and long, and flat and smooth.

    A flat or smooth face is lapped, so that of flatness and roughness less is more.
    """
    asked = [
        1 - shares if one.path.rpartition(".")[2] in LAPPED else shares
        for one, shares in zip(problem.variables, known.shares.T, strict=True)
        if one.dimension != "pressure"
    ]
    return np.mean(asked, axis=0) if asked else np.zeros(len(known))


def easiest(problem: Problem, gentle: Aim, least: float) -> Aim | None:
    """What asks least beside a pressure as gentle as `least`; None where nothing else varies."""
    kinds = {one.dimension for one in problem.variables}
    if len(kinds) < 2 or "pressure" not in kinds:
        return None
    return Aim(
        worth=lambda known: effort(problem, known) + 0 * gentle.worth(known),
        limits=lambda known: {
            **gentle.limits(known),
            "|target|the pressure|used": gentle.worth(known) - least,
        },
        slack={},
    )
