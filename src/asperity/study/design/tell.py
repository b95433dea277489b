"""What was found, pressed once more by itself and told as a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from asperity.outcome import Outcome
from asperity.recipe import Recipe
from asperity.run import press
from asperity.study.design.least.known import Aim, Ask, Known
from asperity.study.design.least.search import Effort, Refined
from asperity.study.design.limits import name_of
from asperity.study.design.problem import Problem, number
from asperity.study.design.record import Aimed, Binding, Certificate, Design, Varied
from asperity.study.design.scatter import spread_of
from asperity.study.design.variables import part_at
from asperity.study.design.why.bindings import Answer, bindings, reached
from asperity.study.design.why.conflicts import conflicts, missed
from asperity.study.design.why.levers import mover
from asperity.study.many import Table
from asperity.study.many.press import numbers
from asperity.study.many.table import Array, Status

CAUTION = (0.0, 1e-4, 1e-3, 5e-3, 2e-2, 5e-2)
"""By how far a recipe keeps off its limits, tried in turn until it holds pressed by itself: many
presses together differ from one by itself within the tolerance of their steps."""

AGREE = 1e-3
"""Starts whose goals differ by less than this, over the number, agree."""
CLOSEST = 3
"""How many of the risks nearest to their limit are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A recipe pressed by itself: what came of it, and its goals and limits as one known point."""

    recipe: Recipe
    outcome: Outcome
    known: Known


def judged(problem: Problem, recipe: Recipe, shares: Array) -> Judged:
    """Press a recipe by itself."""
    outcome = press(recipe, seed=problem.seed, cards=problem.cards)
    columns = {path: np.array([_float(one)]) for path, one in numbers(outcome).items()}
    status: Status = "done" if outcome.carried_out else "not carried out"
    table = Table(status=(status,), reason=("",), columns=columns)
    spread = None
    if any(goal.spread for goal in problem.goals):
        other = replace(problem, recipe=recipe)
        _, spread = spread_of(recipe, other.only(), problem.scatter, other.pressed)
    known = replace(problem, recipe=recipe).told(shares, table, spread)
    return Judged(recipe=recipe, outcome=outcome, known=known)


def _float(value: float | None) -> float:
    return float("nan") if value is None else value


def told_design(
    problem: Problem,
    *,
    aims: tuple[Aim, Aim],
    refined: tuple[Refined, Refined],
    effort: Effort,
    ask: Ask,
    advice: bool,
    stopped: bool = False,
) -> Design:
    """What was found.

    `aims` and `refined` are what was made least, and then which of equals is the gentlest.
    """
    known, aim = refined[1].known, aims[0]
    before = judged(problem, problem.recipe, np.zeros((1, len(problem.variables))))
    after = _chosen(problem, aims, known)
    base = Design(
        title=problem.recipe.title,
        digest=problem.recipe.digest,
        found=after is not None,
        stopped=stopped,
        goals=tuple(_aimed(problem, before, after)),
        variables=tuple(_varied(problem, after)),
        risk=problem.limits.probability,
        given_breaks=missed(before.known, aim),
        certificate=certificate(problem, refined[0], aim, known, effort),
    )
    if after is None:
        apart = () if stopped else conflicts(ask, known, aim)
        return replace(base, conflicts=apart, nearest=missed(known, aim))
    best = aim.best(known)
    assert best is not None
    answer = Answer(
        ask=ask,
        known=known,
        aim=aim,
        at=best,
        variables=problem.variables,
        limits=problem.limits,
    )
    return replace(
        base,
        recipe=after.recipe.to_toml(),
        verdict=after.outcome.verdict.level,
        closest=_closest(problem, after.known),
        bindings=bindings(answer, mover(problem, answer)) if advice else (),
    )


def _chosen(problem: Problem, aims: tuple[Aim, Aim], known: Known) -> Judged | None:
    """The best recipe that keeps every limit pressed by itself too."""
    names = (*known.limits, *aims[1].limits(known))
    for margin in CAUTION:
        careful = replace(aims[1], slack=dict.fromkeys(names, -margin))
        at = careful.best(known)
        if at is None:
            return None
        recipe = problem.recipe.replace(problem.written(known.shares[at]))
        found = judged(problem, recipe, known.shares[at : at + 1])
        if float(aims[0].broken(found.known)[0]) <= 0:
            return found
    return None


def certificate(
    problem: Problem, refined: Refined, aim: Aim, known: Known, effort: Effort
) -> Certificate:
    """How many starts came to the same, and of how many presses that was found."""
    worth = aim.worth(refined.known)
    kept = aim.broken(refined.known) <= 0
    ends = sorted(float(worth[at]) for at in refined.ends if kept[at])
    goal = problem.goals[0]
    values = np.exp(ends) if goal.target is not None else number(goal, np.array(ends))
    looked = kept[: effort.looks + 1]
    return Certificate(
        looks=len(looked),
        feasible=float(np.mean(looked)),
        starts=len(refined.ends),
        agree=sum(1 for one in ends if one <= ends[0] + AGREE),
        ends=tuple(float(one) for one in values),
        presses=len(known) * (1 + len(problem.scatter)),
        seed=effort.seed,
    )


def _aimed(problem: Problem, before: Judged, after: Judged | None) -> Iterator[Aimed]:
    for index, one in enumerate(problem.goals):
        found = None if after is None else _number(problem, after, index)
        yield Aimed(
            name=one.name,
            title=one.title,
            sense=one.sense,
            dimension=one.dimension,
            unit=one.unit,
            target=one.target,
            given=_number(problem, before, index),
            reached=found,
        )


def _number(problem: Problem, found: Judged, index: int) -> float | None:
    value = float(number(problem.goals[index], found.known.numbers[0, index]))
    return None if np.isnan(value) else value


def _varied(problem: Problem, after: Judged | None) -> Iterator[Varied]:
    for one in problem.variables:
        yield Varied(
            path=",".join(one.paths),
            low=one.span.written(0),
            high=one.span.written(1),
            given=_text(problem.recipe, one.path),
            found=None if after is None else _text(after.recipe, one.path),
        )


def _text(recipe: Recipe, path: str) -> str | None:
    part, field = part_at(recipe, path)
    value = None if part is None else getattr(part, field)
    return None if value is None else str(value)


def _closest(problem: Problem, known: Known) -> tuple[Binding, ...]:
    """The risks that are nearest to what is allowed of them, the nearest first."""
    found: dict[tuple[str, str], tuple[float, Binding]] = {}
    for written, column in known.limits.items():
        name = name_of(written)
        over = float(column[0])
        if name.by == "bound" or np.isnan(over):
            continue
        told = reached(problem.limits, name.kind, name.by, over)
        share = told[0] / told[1]
        key = (name.kind, name.where)
        if share > found.get(key, (0.0,))[0]:
            one = Binding(
                name=name.told,
                kind=name.kind,
                where=name.where,
                step=name.step,
                value=told[0],
                limit=told[1],
            )
            found[key] = (share, one)
    nearest = sorted(found.values(), key=lambda one: one[0], reverse=True)
    return tuple(one for _, one in nearest[:CLOSEST])
