"""The recipe that serves a goal best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from asperity.errors import Refusal, Stopped
from asperity.recipe import Recipe
from asperity.study.crew import Crew
from asperity.study.crew.crew import Client
from asperity.study.design.goals import goal
from asperity.study.design.least.known import Aim, Known, first_goal
from asperity.study.design.least.search import Effort, Refined, look, refine
from asperity.study.design.limits import limits_of
from asperity.study.design.problem import Problem
from asperity.study.design.record import Design
from asperity.study.design.scatter import scatters
from asperity.study.design.tell import told_design
from asperity.study.design.variables import given, usual, variable
from asperity.study.many.table import Array

EQUAL = 1e-3
"""Goals that differ by less, over their number, are equally good: the gentlest is told."""
TARGET = "|target|the target|used"
AGAIN = Effort(starts=3)
Told = Callable[[str, float], None]


class Board:
    """What was asked so far, so that a search that is stopped keeps it."""

    def __init__(self, problem: Problem, told: Told | None) -> None:
        self.problem = problem
        self.known: Known | None = None
        self._told = told
        self.stage, self.done = "looking", 0.0

    def ask(self, shares: Array) -> Known:
        """Answers at shares, kept."""
        self.tell()
        found = self.problem.ask(shares)
        self.known = found if self.known is None else self.known.joined(found)
        self.tell()
        return found

    def tell(self) -> None:
        """Say how far it is."""
        if self._told is not None:
            self._told(self.stage, self.done)

    def at(self, stage: str) -> Callable[[str, float, Known], None]:
        """A stage begins; what refines it tells how far it is."""
        self.stage, self.done = stage, 0.0

        def told(_: str, done: float, __: Known) -> None:
            self.done = done
            self.tell()

        return told


def design_recipe(
    recipe: Recipe,
    *,
    goals: str | Sequence[str],
    vary: Sequence[str] = (),
    risk: Sequence[str] = (),
    limit: Sequence[str] = (),
    looks: int | None = None,
    starts: int = 5,
    advice: bool = True,
    seed: int = 0,
    workers: int | None = None,
    client: Client | None = None,
    told: Told | None = None,
) -> Design:
    """The recipe that serves a goal best within what press, die, materials and risks allow.

    Least resistance of the interfaces by pressure and temperature:

        design_recipe(recipe, goals="interface-resistance",
                      vary=["steps.press.pressure=1 MPa..400 MPa",
                            "steps.press.temperature=25 degC..97 degC"])

    Args:
        recipe: what to improve
        goals: one, by name (`asperity.study.design.goals`), or with what is enough of it:
            "interface-resistance=50 ohm cm^2", which is then met by the least pressure that does
        vary: paths and ranges; pressures, temperatures and dwells of the steps that press, if empty
        risk: probability of any risk that is allowed, "0.1" if not said; of one kind
            "fracture=0.01"; 1 leaves only that its value stays short of its limit
        limit: bounds on numbers of the outcome, "steps.press.layers.metal.thickness_m>=50 um"
        looks: presses spread over the ranges before any is refined, a power of 2
        starts: how many of them are refined
        advice: whether to find out what limits cost, and what moves them
        seed: of the looks; the answer depends on it and on nothing else
        workers: processes that share the work; all cores if None
        client: a `distributed.Client` whose workers do it instead
        told: called with what is done at present, and how far that is

    Raises:
        Refusal: an unknown goal, path, risk or quantity; a range the recipe cannot hold; a goal of
            which the recipe has no number.
        Stopped: `told` raised it; `kept` is the design as far as it came, or None.
    """
    wanted = (goals,) if isinstance(goals, str) else tuple(goals)
    if not wanted:
        raise Refusal("--goal", "no goal", "give one or more")
    aims = tuple(goal(one) for one in wanted)
    with Crew(workers=workers, client=client) as crew:
        problem = Problem(
            recipe=recipe,
            variables=tuple(variable(recipe, one) for one in vary) or usual(recipe),
            goals=aims,
            limits=limits_of(risk, limit),
            scatter=scatters(recipe) if any(one.spread for one in aims) else (),
            crew=crew,
            seed=seed,
        )
        board = Board(problem, told)
        effort = Effort(looks=looks or _looks(len(problem.variables)), starts=starts, seed=seed)
        try:
            return _designed(problem, board, effort, advice=advice)
        except Stopped as stopped:
            stopped.kept = _kept(problem, board, effort)
            raise


def _looks(width: int) -> int:
    return 128 if width <= 2 else 256 if width <= 4 else 512


def _designed(problem: Problem, board: Board, effort: Effort, *, advice: bool) -> Design:
    known = look(board.ask, len(problem.variables), effort, given=given_shares(problem))
    _has_numbers(problem, known)
    aim = aim_of(problem)
    refined = refine(board.ask, known, aim, effort=effort, told=board.at("refining"))
    gentle = refined
    best = aim.best(refined.known)
    if best is not None and problem.goals[0].target is None:
        gentle, aim_now = _gentlest(problem, board, refined, aim, effort)
    else:
        aim_now = aim
    board.at("judging")
    return told_design(
        problem,
        aims=(aim, aim_now),
        refined=(refined, gentle),
        effort=effort,
        ask=board.ask,
        advice=advice,
    )


def _kept(problem: Problem, board: Board, effort: Effort) -> Design | None:
    """The best so far."""
    if board.known is None:
        return None
    aim = aim_of(problem)
    refined = Refined(known=board.known, ends=(int(aim.order(board.known)[0]),))
    return told_design(
        problem,
        aims=(aim, aim),
        refined=(refined, refined),
        effort=effort,
        ask=problem.ask,
        advice=False,
        stopped=True,
    )


def aim_of(problem: Problem) -> Aim:
    """What is made least: the goal, or, where a target is enough, the pressure that meets it."""
    first = problem.goals[0]
    if first.target is None:
        return Aim(worth=first_goal, slack={})
    sign = 1.0 if first.lowest else -1.0
    return met(problem, sign * float(np.log(max(first.target, 1e-30))))


def met(problem: Problem, enough: float) -> Aim:
    """The gentlest press at which the goal is at most `enough` (its logarithm)."""
    return Aim(
        worth=lambda known: gentleness(problem, known),
        limits=lambda known: {**known.limits, TARGET: first_goal(known) - enough},
        slack={},
    )


def gentleness(problem: Problem, known: Known) -> Array:
    """What a press asks of machine and stack, (N,); less is gentler.

    The logarithm of all varied pressures added, each over its highest; where these are equal, how
    warm and long it is.
    """
    pressures = np.zeros(len(known))
    others = np.zeros(len(known))
    for one, shares in zip(problem.variables, known.shares.T, strict=True):
        if one.dimension == "pressure":
            top = one.si(1.0)
            pressures += [one.si(float(share)) / top for share in shares]
        else:
            others += shares / len(problem.variables)
    if not pressures.any():
        return np.where(np.isnan(first_goal(known)), np.nan, others)
    found = np.log(np.maximum(pressures, 1e-12)) + EQUAL * others
    return np.asarray(np.where(np.isnan(first_goal(known)), np.nan, found))


def _gentlest(
    problem: Problem, board: Board, refined: Refined, aim: Aim, effort: Effort
) -> tuple[Refined, Aim]:
    """Of presses that serve the goal equally well, the gentlest."""
    best = aim.best(refined.known)
    assert best is not None
    enough = float(first_goal(refined.known)[best]) + EQUAL
    gentle = met(problem, enough)
    again = replace(AGAIN, seed=effort.seed)
    told = board.at("gentler")
    return refine(board.ask, refined.known, gentle, effort=again, told=told), gentle


def given_shares(problem: Problem) -> Array | None:
    """Where the given recipe lies, (1, D); None where that is outside the ranges."""
    shares = []
    for one in problem.variables:
        value = given(problem.recipe, one)
        shares.append(np.nan if value is None else one.share(value))
    row = np.array([shares])
    return row if bool(((row >= 0) & (row <= 1)).all()) else None


def _has_numbers(problem: Problem, known: Known) -> None:
    for index, one in enumerate(problem.goals):
        if np.isnan(known.numbers[:, index]).all():
            if (known.lost > 0).all():
                continue
            cure = "aim at something this recipe makes, or add what it lacks"
            found = f"a recipe that has no {one.title}"
            raise Refusal(f"--goal {one.name}", found, cure)
