"""Press a recipe at many points."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from asperity.errors import Refusal
from asperity.outcome import Outcome
from asperity.outcome.risk import LEVELS
from asperity.recipe import Recipe
from asperity.run import press
from asperity.study.many.table import Array, Points, Status, Table
from asperity.study.quantity import scalars

BATCH = 2000
"""Rows pressed together; of more points, every batch of so many by itself."""
Row = tuple[Status, str, Mapping[str, float | None]]


def press_many(recipe: Recipe, points: Points, *, seed: int = 0) -> Table:
    """What a press does to a recipe at every point, each as `asperity.press` would tell it.

    Args:
        recipe: what to press
        points: what to set in it, and what cards say instead, a row a press
        seed: as `asperity.press`

    Returns:
        A row a point, in order; what is refused or cannot be carried out is a row with its reason.

    Raises:
        Refusal: a path the recipe does not have.
    """
    for path in points.values:
        recipe.written_at(path)
    rows = [_pressed(recipe, points, index, seed) for index in range(len(points))]
    return Table(
        status=tuple(status for status, _, _ in rows),
        reason=tuple(reason for _, reason, _ in rows),
        columns=_columns([numbers for _, _, numbers in rows]),
    )


def _pressed(recipe: Recipe, points: Points, index: int, seed: int) -> Row:
    values, cards = points.row(index)
    try:
        outcome = press(recipe.replace(values), cards=cards, seed=seed)
    except Refusal as refusal:
        return "refused", str(refusal), {}
    if outcome.carried_out:
        return "done", "", numbers(outcome)
    return "not carried out", "; ".join(outcome.verdict.reasons[:1]), numbers(outcome)


def numbers(outcome: Outcome) -> dict[str, float | None]:
    """Every number of an outcome by its path, and the levels of its risks and verdict."""
    found = scalars(outcome)
    found["verdict.level"] = float(LEVELS.index(outcome.verdict.level))
    for step in outcome.steps:
        for risk in step.risks:
            level = float(LEVELS.index(risk.level))
            for name in (risk.kind, f"{risk.kind}:{risk.where}"):
                path = f"steps.{step.name}.risks.{name}.level"
                found[path] = max(level, found.get(path) or 0.0)
    return found


def _columns(rows: list[Mapping[str, float | None]]) -> dict[str, Array]:
    paths = dict.fromkeys(path for row in rows for path in row)
    return {path: np.array([_number(row.get(path)) for row in rows]) for path in paths}


def _number(value: float | None) -> float:
    return float("nan") if value is None else value
