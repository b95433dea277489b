"""Press a recipe at many points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from asperity.errors import Refusal
from asperity.outcome import Outcome
from asperity.outcome.risk import LEVELS
from asperity.recipe import Recipe
from asperity.recipe.quantities import Written
from asperity.run import press
from asperity.study.many.table import Array, Points, Table
from asperity.study.many.together import FEWEST, Chain, Numbers, Sheet
from asperity.study.quantity import scalars
from asperity.units import to_si

UNTOLD = tuple(
    f".survival.{name}"
    for name in ("flattest_needed_m", "thinnest_m", "thickest_m", "safe_below_m", "safe_above_m")
)
"""What other thicknesses and bows of a brittle layer would do: told of one press, not of many."""
_TRIED = 24
BATCH = 2000
"""Rows pressed together; of more points, every batch of so many by itself."""
How = Mapping[str, Written | None]
"""How the quantity at each path is written; None of words."""
Alike = tuple[tuple[str, object], ...]
"""What rows that are pressed together have in common, by path."""


def press_many(recipe: Recipe, points: Points, *, seed: int = 0) -> Table:
    """What a press does to a recipe at every point, each as `asperity.press` would tell it.

    All points go through the chain together, as arrays, so that two thousand take little more than
    one would take ten times; the faces of all are followed with the step of the one that needs the
    shortest, so that a number may differ from `asperity.press` by what its march allows itself. Of
    a brittle layer nothing is told of what other thicknesses or bows would do.

    Args:
        recipe: what to press
        points: what to set in it, and what cards say instead, a row a press
        seed: as `asperity.press`; the mean field draws nothing

    Returns:
        A row a point, in order; what is refused or cannot be carried out is a row with its reason.

    Raises:
        Refusal: a path the recipe does not have.
    """
    how = {path: recipe.written_at(path) for path in points.values}
    sheet = Sheet(len(points))
    for begin in range(0, len(points), BATCH):
        rows = np.arange(begin, min(begin + BATCH, len(points)))
        _batch(recipe, points, how, rows, told=(sheet, seed))
    return Table(
        status=tuple(status or "refused" for status in sheet.status),
        reason=tuple(sheet.reason),
        columns=sheet.columns,
        apart=dict(sheet.apart),
    )


def _batch(
    recipe: Recipe, points: Points, how: How, rows: NDArray[np.intp], *, told: tuple[Sheet, int]
) -> None:
    sheet, seed = told
    for common, group in _groups(points, how, rows).items():
        alone: Iterable[NDArray[np.intp]] = [group]
        if (
            len(group) >= FEWEST
            and (read := _read(recipe, points, how, dict(common), group)) is not None
        ):
            base, numbers, good, bad = read
            alone = [bad, *_chain().press(base, numbers, sheet, good)]
        for row in (int(row) for some in alone for row in some):
            _alone(recipe, points, row, (sheet, seed))


_MAKING = Lock()


def _chain() -> Chain:
    """The lifted chain, made once however many threads ask."""
    with _MAKING:
        return _made()


@cache
def _made() -> Chain:
    return Chain()


def _groups(points: Points, how: How, rows: NDArray[np.intp]) -> dict[Alike, NDArray[np.intp]]:
    """Rows that have all words in common, and differ in numbers only."""
    worded = [path for path, one in how.items() if one is None]
    found: dict[Alike, list[int]] = {}
    for row in rows.tolist():
        words = {path: points.values[path][row] for path in worded}
        left_out = {path: None for path, column in points.values.items() if column[row] is None}
        found.setdefault(tuple({**words, **left_out}.items()), []).append(row)
    return {common: np.array(group) for common, group in found.items()}


def _read(
    recipe: Recipe,
    points: Points,
    how: How,
    fixed: Mapping[str, object],
    group: NDArray[np.intp],
) -> tuple[Recipe, Numbers, NDArray[np.intp], NDArray[np.intp]] | None:
    """The recipe of a group, its numbers, the rows whose numbers can be read and the others.

    None where no row can be read.
    """
    paths: dict[str, Array] = {}
    for path, column in points.values.items():
        written = how[path]
        if path not in fixed and written is not None:
            paths[path] = np.full(len(points), np.nan)
            paths[path][group] = _numbers_at(written, [column[row] for row in group])
    readable = np.ones(len(points), dtype=np.bool_)
    for numbers in paths.values():
        readable &= np.isfinite(numbers)
    good, bad = group[readable[group]], group[~readable[group]]
    if not len(good):
        return None
    base = _base(recipe, points, good)
    return None if base is None else (base, Numbers(paths=paths, cards=points.cards), good, bad)


def _base(recipe: Recipe, points: Points, rows: NDArray[np.intp]) -> Recipe | None:
    """The recipe at one of the rows that is none of those that contradict themselves."""
    tried = np.unique(np.linspace(0, len(rows) - 1, _TRIED).astype(np.intp))
    for row in rows[tried].tolist():
        values, _ = points.row(int(row))
        try:
            return recipe.replace(values)
        except Refusal:
            continue
    return None


def _numbers_at(written: Written, texts: list[object]) -> Array:
    """SI numbers of what is written; NaN where it is no such quantity, or out of range."""
    known: dict[object, float] = {}
    for text in texts:
        if text not in known:
            known[text] = _number_at(written, text)
    return np.array([known[text] for text in texts])


def _number_at(written: Written, text: object) -> float:
    try:
        written.read(text)
        return to_si(str(text), written.dimension)
    except Exception:  # noqa: BLE001 (the recipe itself says what is wrong with it)
        return float("nan")


def _alone(recipe: Recipe, points: Points, row: int, told: tuple[Sheet, int]) -> None:
    """One row pressed by itself."""
    sheet, seed = told
    values, cards = points.row(row)
    try:
        outcome = press(recipe.replace(values), cards=cards, seed=seed)
    except Refusal as refusal:
        sheet.note(row, "refused", str(refusal))
        return
    except Exception as fault:  # noqa: BLE001 (one row that fails does not end the others)
        sheet.note(row, "failed", f"{type(fault).__name__}: {fault}")
        return
    for path, value in numbers(outcome).items():
        if value is not None and not path.endswith(UNTOLD):
            sheet.fill(path, np.array([row]), value)
    done = outcome.carried_out
    why = "" if done else "; ".join(outcome.verdict.reasons[:1])
    sheet.note(row, "done" if done else "not carried out", why)


def numbers(outcome: Outcome) -> Mapping[str, float | None]:
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
