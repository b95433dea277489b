"""What was found, pressed once more by itself and told as a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from asperity.outcome import Outcome
from asperity.recipe import Recipe
from asperity.run import press
from asperity.study.design.aims import EQUAL, free
from asperity.study.design.asking.board import Board
from asperity.study.design.least.known import Known
from asperity.study.design.least.search import Effort, Solved
from asperity.study.design.limits import name_of
from asperity.study.design.problem import Problem, gained, number
from asperity.study.design.record import (
    Aimed,
    Binding,
    Certificate,
    Choice,
    Design,
    Varied,
    Way,
)
from asperity.study.design.scatter import spread_of
from asperity.study.design.several.front import front, knee
from asperity.study.design.several.ways import Variant
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
    solved: Solved,
    *,
    effort: Effort,
    board: Board,
    advice: bool = False,
    stopped: bool = False,
    given: Recipe | None = None,
) -> Design:
    """What was found; `given` is the recipe it is compared with, if not that of the problem."""
    known, aim, columns = solved.known, solved.aims[0], free(problem)
    start = problem.recipe if given is None else given
    before = judged(problem, start, np.zeros((1, len(problem.variables))))
    picked = _picked(problem, solved) if len(columns) > 1 else None
    after = picked.judged[picked.knee] if picked is not None else _chosen(problem, solved)
    made = None if after is None else after.recipe
    base = Design(
        title=start.title,
        digest=start.digest,
        found=after is not None,
        stopped=stopped,
        goals=tuple(_aimed(problem, known, (before.known, None if after is None else after.known))),
        variables=tuple(_varied(problem, start, made)),
        risk=problem.limits.probability,
        given_breaks=missed(before.known, aim),
        certificate=certificate(problem, solved, effort),
    )
    if after is None:
        apart = () if stopped else conflicts(board.ask, known, aim)
        return replace(base, conflicts=apart, nearest=missed(known, aim))
    base = replace(
        base,
        recipe=after.recipe.to_toml(),
        verdict=after.outcome.verdict.level,
        reasons=after.outcome.verdict.reasons,
        closest=_closest(problem, after.known),
    )
    if picked is not None:
        return replace(base, front=tuple(_choices(problem, picked)))
    return replace(base, bindings=_bindings(problem, solved, board)) if advice else base


def told_roughly(problem: Problem, solved: Solved, *, effort: Effort) -> Design:
    """The best so far, told without a press more: as it was pressed among many."""
    known, aim = solved.known, solved.aims[1]
    best = aim.best(known)
    row = None if best is None else known.row(best)
    recipe = None
    if row is not None:
        recipe = problem.recipe.replace(problem.written(row.shares[0]))
    return Design(
        title=problem.recipe.title,
        digest=problem.recipe.digest,
        found=row is not None,
        stopped=True,
        goals=tuple(_aimed(problem, known, (None, row))),
        variables=tuple(_varied(problem, problem.recipe, recipe)),
        risk=problem.limits.probability,
        recipe=None if recipe is None else recipe.to_toml(),
        certificate=certificate(problem, solved, effort),
    )


def _bindings(problem: Problem, solved: Solved, board: Board) -> tuple[Binding, ...]:
    known, aim = solved.known, solved.aims[0]
    best = aim.best(known)
    assert best is not None
    answer = Answer(
        ask=board.ask,
        known=known,
        aim=aim,
        at=best,
        variables=problem.variables,
        limits=problem.limits,
        goals=problem.goals,
        lowest=_low(problem),
    )
    return bindings(answer, mover(problem, answer, board.of))


def _low(problem: Problem) -> bool:
    """Whether the first goal is wanted low, or the pressure that meets the targets."""
    return problem.goals[0].lowest or problem.goals[0].target is not None


def _choices(problem: Problem, picked: Picked) -> Iterator[Choice]:
    """Recipes of the front, with their numbers."""
    for index, found in enumerate(picked.judged):
        recipe = found.recipe
        numbers = [_number(problem, found.known, column) for column in range(len(problem.goals))]
        yield Choice(
            found=tuple(_text(recipe, one.path) or "" for one in problem.variables),
            reached=tuple(0.0 if one is None else one for one in numbers),
            recipe=recipe.to_toml(),
            knee=index == picked.knee,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """Recipes of a front that keep every limit pressed by themselves, and which is its knee."""

    judged: tuple[Judged, ...]
    knee: int


def _picked(problem: Problem, solved: Solved) -> Picked | None:
    """The front; None where nothing of it keeps every limit."""
    known, aim, columns = solved.known, solved.aims[0], free(problem)
    judges = []
    for at in front(known, aim, columns):
        recipe = problem.recipe.replace(problem.written(known.shares[at]))
        found = judged(problem, recipe, known.shares[at : at + 1])
        if float(aim.broken(found.known)[0]) <= 0:
            judges.append(found)
    if not judges:
        return None
    numbers = np.concatenate([one.known.numbers[:, columns] for one in judges])
    return Picked(judged=tuple(judges), knee=knee(numbers))


def told_way(way: Variant, problem: Problem, solved: Solved, best: float) -> Way:
    """A way of pressing at its best, beside the best of all."""
    chosen = _chosen(problem, solved)
    known, aim = solved.known, solved.aims[0]
    if chosen is None:
        return Way(name=way.name, steps=way.presses, broken=missed(known, aim))
    return Way(
        name=way.name,
        steps=way.presses,
        reached=_number(problem, chosen.known, 0),
        gain=gained(solved.worth, best, lowest=_low(problem)),
        recipe=chosen.recipe.to_toml(),
    )


def _chosen(problem: Problem, solved: Solved) -> Judged | None:
    """The best recipe that keeps every limit pressed by itself too."""
    known, aims = solved.known, solved.aims
    names = (*known.limits, *aims[1].limits(known))
    for margin in CAUTION:
        careful = replace(aims[1], slack=dict.fromkeys(names, -margin))
        best = careful.best(known)
        if best is None:
            return None
        recipe = problem.recipe.replace(problem.written(known.shares[best]))
        found = judged(problem, recipe, known.shares[best : best + 1])
        if float(aims[0].broken(found.known)[0]) <= 0:
            return found
    return None


def certificate(problem: Problem, solved: Solved, effort: Effort) -> Certificate:
    """How many starts came to the same, and of how many presses that was found."""
    refined, aim = solved.refined[0], solved.aims[0]
    worth = aim.worth(refined.known)
    kept = aim.broken(refined.known) <= 0
    ends = sorted(float(worth[at]) for at in refined.ends if kept[at])
    columns = free(problem)
    goal = problem.goals[0]
    values = number(goal, np.array(ends)) if len(columns) else np.exp(ends)
    looked = kept[: effort.looks + 1]
    return Certificate(
        looks=len(looked),
        feasible=float(np.mean(looked)),
        starts=len(refined.ends),
        agree=sum(1 for one in ends if one <= ends[0] + AGREE),
        ends=tuple(float(one) for one in values),
        presses=len(solved.known) * (1 + len(problem.scatter)),
        seed=effort.seed,
    )


def _aimed(
    problem: Problem, known: Known, pair: tuple[Known | None, Known | None]
) -> Iterator[Aimed]:
    """Goals, with their numbers at the first row of each of a pair: as given, and as found."""
    for index, one in enumerate(problem.goals):
        given, found = (None if row is None else _number(problem, row, index) for row in pair)
        yield Aimed(
            name=one.name,
            title=one.title,
            sense=one.sense,
            dimension=one.dimension,
            unit=one.unit,
            target=one.target,
            given=given,
            reached=found,
            moves=_moves(known, index),
        )


def _moves(known: Known, index: int) -> bool:
    """Whether a goal's number differs at all among recipes that were carried out."""
    worths = known.numbers[known.lost <= 0, index]
    worths = worths[~np.isnan(worths)]
    return not len(worths) or bool(np.ptp(worths) >= EQUAL)


def _number(problem: Problem, known: Known, index: int) -> float | None:
    value = float(number(problem.goals[index], known.numbers[0, index]))
    return None if np.isnan(value) else value


def _varied(problem: Problem, start: Recipe, after: Recipe | None) -> Iterator[Varied]:
    for one in problem.variables:
        yield Varied(
            path=",".join(one.paths),
            low=one.span.written(0),
            high=one.span.written(1),
            given=_text(start, one.path),
            found=None if after is None else _text(after, one.path),
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
                by=name.by,
                value=told[0],
                limit=told[1],
            )
            found[key] = (share, one)
    nearest = sorted(found.values(), key=lambda one: one[0], reverse=True)
    return tuple(one for _, one in nearest[:CLOSEST])
