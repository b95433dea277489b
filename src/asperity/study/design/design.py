"""The recipe that serves a goal best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from asperity.errors import AsperityError, Interrupted, Refusal, Stopped, one_of, quoted
from asperity.recipe import Recipe
from asperity.run import press
from asperity.study.crew import Crew
from asperity.study.crew.crew import Client
from asperity.study.design.aims import AS_GENTLE, EQUAL, aim_of, easiest, free, gentlest
from asperity.study.design.asking.board import Board, Told
from asperity.study.design.goals import GOALS, Goal, goal
from asperity.study.design.least.known import Known
from asperity.study.design.least.search import Effort, Refined, Solved, look, refine
from asperity.study.design.limits import limits_of
from asperity.study.design.problem import Problem
from asperity.study.design.record import Design
from asperity.study.design.scatter import scatters
from asperity.study.design.several.front import spread_out
from asperity.study.design.several.ways import Variant, variants
from asperity.study.design.tell import told_design, told_roughly, told_way
from asperity.study.design.variables import Variable, given, usual, variable
from asperity.study.many.press import numbers
from asperity.study.many.table import Array
from asperity.study.quantity import scalars

STAGES = ("looking", "refining", "gentler", "easier", "judging")
"""What is told to be done, in order."""
AGAIN = Effort(starts=2, last=1e-3)


def design_recipe(
    recipe: Recipe,
    *,
    goals: str | Sequence[str],
    vary: Sequence[str] = (),
    risk: Sequence[str] = (),
    limit: Sequence[str] = (),
    looks: int | None = None,
    starts: int = 5,
    steps: str = "fixed",
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
        steps: "fixed", or "free": steps that press are merged and split as well
        advice: whether to find out what limits cost, and what moves them
        seed: of the looks; the answer depends on it and on nothing else
        workers: processes that share the work; all cores if None
        client: a `distributed.Client` whose workers do it instead
        told: called with what is done at present, how far that is, and how many presses there were

    Raises:
        Refusal: an unknown goal, path, risk or quantity; a range the recipe cannot hold; a goal of
            which the recipe has no number.
        Stopped: `told` raised it; `kept` is the design as far as it came, or None.
    """
    if steps not in {"fixed", "free"}:
        raise Refusal("--steps", quoted(steps), "write fixed or free")
    _counts(looks, starts)
    with Crew(workers=workers, client=client) as crew:
        problem = Problem(
            recipe=recipe,
            variables=_variables(recipe, vary),
            goals=_goals(goals),
            limits=limits_of(risk, limit),
            crew=crew,
            seed=seed,
        )
        _bounded(problem)
        width = len(problem.variables)
        effort = Effort(looks=looks or _looks(width), starts=starts, seed=seed)
        board = Board(problem, told)
        try:
            if steps == "free":
                return _free(problem, board, effort, advice=advice)
            return _designed(scattering(problem), board, effort, advice=advice)
        except Stopped as stopped:
            crew.close()
            stopped.kept = _kept(board, effort)
            raise
        except KeyboardInterrupt:
            crew.close()
            raise Interrupted(_kept(board, effort)) from None


def _designed(problem: Problem, board: Board, effort: Effort, *, advice: bool) -> Design:
    board.begin(problem)
    solved = _solved(problem, board, effort)
    board.found.append((problem, solved))
    board.at("judging")
    return told_design(problem, solved, effort=effort, board=board, advice=advice)


def _free(problem: Problem, board: Board, effort: Effort, *, advice: bool) -> Design:
    """Every way of pressing the stack at its best, and the best of them."""
    found: list[tuple[Variant, Problem, Solved]] = []
    for way in variants(problem.recipe, problem.variables):
        other = scattering(replace(problem, recipe=way.recipe, variables=way.variables))
        board.begin(other)
        found.append((way, other, _solved(other, board, effort)))
        board.found.append(found[-1][1:])
    least = min(one[2].worth for one in found)
    # Of ways that serve the goal equally well the one of fewest steps, and rather the one given.
    good = [one for one in found if one[2].worth <= least + EQUAL]
    _, chosen, solved = min(good, key=lambda one: one[0].presses)
    board.begin(chosen, stage="judging")
    design = told_design(
        chosen, solved, effort=effort, board=board, advice=advice, given=problem.recipe
    )
    ways = tuple(told_way(way, other, one, solved.worth) for way, other, one in found)
    return replace(design, ways=ways)


def scattering(problem: Problem) -> Problem:
    """The problem with what scatters, if a goal asks for that."""
    wanted = any(one.spread for one in problem.goals)
    return replace(problem, scatter=scatters(problem.recipe)) if wanted else problem


def _goals(written: str | Sequence[str]) -> tuple[Goal, ...]:
    """The goals, those without a target first."""
    wanted = (written,) if isinstance(written, str) else tuple(written)
    if not wanted:
        raise Refusal("--goal", "no goal", f"give one or more of {', '.join(GOALS)}")
    found = [goal(one) for one in wanted]
    names = [one.name for one in found]
    for name in names:
        if names.count(name) > 1:
            raise Refusal("--goal", f"the goal {name} twice", "give every goal once")
    return tuple(sorted(found, key=lambda one: one.target is not None))


def _variables(recipe: Recipe, vary: Sequence[str]) -> tuple[Variable, ...]:
    """What is varied, every path once."""
    found = tuple(variable(recipe, one) for one in vary) or usual(recipe)
    paths = [path for one in found for path in one.paths]
    for path in paths:
        if paths.count(path) > 1:
            raise Refusal("--vary", f"{path} twice", "write every path once")
    return found


def _counts(looks: int | None, starts: int) -> None:
    """Refuse numbers of looks that do not spread evenly, and no starts."""
    if looks is not None and (looks < 2 or looks & (looks - 1)):
        raise Refusal("--looks", f"{looks}", "write a power of 2: 2, 4, 8, 16, 32, 64, 128, …")
    if starts < 1:
        raise Refusal("starts", f"{starts}", "write 1 or more")


def _looks(width: int) -> int:
    return 128 if width <= 2 else 256 if width <= 4 else 512


def _solved(problem: Problem, board: Board, effort: Effort) -> Solved:
    """Looks, refined; of equals the gentlest; of several goals the front."""
    known = look(board.ask, len(problem.variables), effort, given=given_shares(problem))
    _has_numbers(problem, known)
    aim, columns = aim_of(problem), free(problem)
    if len(columns) > 1:
        told = board.at("refining")
        known = spread_out(board.ask, known, aim, columns=columns, seed=effort.seed, told=told)
        only = Refined(known=known, ends=())
        return Solved(aims=(aim, aim), refined=(only, only))
    refined = refine(board.ask, known, aim, effort=effort, told=board.at("refining"))
    best = aim.best(refined.known)
    if best is None:
        return Solved(aims=(aim, aim), refined=(refined, refined))
    gentle, found = aim, refined
    again = replace(AGAIN, seed=effort.seed)
    if len(columns):
        gentle = gentlest(problem, float(aim.worth(refined.known)[best]) + EQUAL)
        told = board.at("gentler")
        found = refine(board.ask, refined.known, gentle, effort=again, told=told)
    return _easier(problem, board, again, Solved(aims=(aim, gentle), refined=(refined, found)))


def _easier(problem: Problem, board: Board, effort: Effort, solved: Solved) -> Solved:
    """Of presses that are as gentle, the one that asks least beside pressure."""
    gentle, found = solved.aims[1], solved.refined[1]
    best = gentle.best(found.known)
    if best is None:
        return solved
    easy = easiest(problem, gentle, float(gentle.worth(found.known)[best]) + AS_GENTLE)
    if easy is None:
        return solved
    told = board.at("easier")
    refined = refine(board.ask, found.known, easy, effort=effort, told=told)
    return Solved(aims=(solved.aims[0], easy), refined=(solved.refined[0], refined))


def _kept(board: Board, effort: Effort) -> Design | None:
    """The best so far, of any way of pressing; None where nothing was pressed yet."""
    found = list(board.found)
    if board.known is not None and board.problem not in [problem for problem, _ in found]:
        aim, so_far = aim_of(board.problem), Refined(known=board.known, ends=())
        found.append((board.problem, Solved(aims=(aim, aim), refined=(so_far, so_far))))
    if not found:
        return None
    problem, solved = min(found, key=lambda one: one[1].worth)
    try:
        return told_design(problem, solved, effort=effort, board=board, stopped=True)
    except (AsperityError, KeyboardInterrupt):
        return told_roughly(problem, solved, effort=effort)


def given_shares(problem: Problem) -> Array | None:
    """Where the given recipe lies, (1, D); None where that is outside the ranges."""
    shares = []
    for one in problem.variables:
        value = given(problem.recipe, one)
        shares.append(np.nan if value is None else one.share(value))
    row = np.array([shares])
    return row if bool(((row >= 0) & (row <= 1)).all()) else None


def _bounded(problem: Problem) -> None:
    """Refuse a bound on a quantity of which the recipe, carried out, knows nothing."""
    asked = [one for one in problem.limits.bounds if ".risks." not in one.quantity]
    outcome = press(problem.recipe, seed=problem.seed) if asked else None
    if outcome is None or not outcome.carried_out:
        return
    paths = {**scalars(outcome), **numbers(outcome)}
    for bound in asked:
        if bound.quantity not in paths:
            found = f"the unknown quantity {quoted(bound.quantity)}"
            raise Refusal("--limit", found, one_of(bound.quantity, paths, limit=3))


def _has_numbers(problem: Problem, known: Known) -> None:
    """Refuse a goal that nothing which was carried out tells."""
    if (known.lost > 0).all():
        return
    for index, one in enumerate(problem.goals):
        if np.isnan(known.numbers[:, index]).all():
            cure = "aim at something this recipe makes, or add what it lacks"
            found = f"a recipe that has no {one.title}"
            raise Refusal(f"--goal {one.name}", found, cure)
