"""Rows that have everything but their numbers in common, pressed in one go through the chain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from asperity.errors import Refusal
from asperity.recipe import Recipe
from asperity.study.many.lift.numbers.lanes import Lanes, full
from asperity.study.many.lift.numbers.run import Run
from asperity.study.many.lift.rules.table import RULES
from asperity.study.many.lift.rules.words import Units, text_of
from asperity.study.many.lift.world import World
from asperity.study.many.lift.written import written
from asperity.study.many.table import Array, Status

FEWEST = 12
"""Rows below which they are pressed one by one sooner than together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What rows differ in, as arrays (N,) in SI: by path of the recipe, by (card, quantity)."""

    paths: Mapping[str, Array]
    cards: Mapping[tuple[str, str], Array]

    def of(self, rows: NDArray[np.intp]) -> Numbers:
        """Those of some rows."""
        return Numbers(
            paths={path: column[rows] for path, column in self.paths.items()},
            cards={name: column[rows] for name, column in self.cards.items()},
        )


@dataclass(slots=True)
class Sheet:
    """What is known of N rows so far; `open` are those of which nothing is."""

    count: int
    status: list[Status | None] = field(default_factory=list)
    reason: list[str] = field(default_factory=list)
    columns: dict[str, Array] = field(default_factory=dict)
    apart: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.status = [None] * self.count
        self.reason = [""] * self.count

    def note(self, row: int, status: Status, reason: str) -> None:
        """How a row went."""
        self.status[row], self.reason[row] = status, reason

    def fill(self, path: str, rows: NDArray[np.intp], values: Any) -> None:
        """Numbers of some rows; what is not finite is told as absent."""
        if path not in self.columns:
            self.columns[path] = np.full(self.count, np.nan)
        self.columns[path][rows] = np.where(np.isfinite(values), values, np.nan)


class Chain:
    """The chain from recipe to outcome, lifted; made once and used again."""

    def __init__(self) -> None:
        world = World(RULES, {"asperity.units": Units()})
        self._build = world["asperity.stack.build"].build
        self._contradictions = world["asperity.recipe.check"].contradictions
        self._run = world["asperity.process.march"].run
        self._steps = world["asperity.outcome.gather.steps"].step_outcomes
        self._cell = world["asperity.outcome.gather"].cell_of
        self._judge = world["asperity.outcome.verdict"].judge
        self._entries = world["asperity.study.quantity"]

    def press(
        self, recipe: Recipe, numbers: Numbers, sheet: Sheet, rows: NDArray[np.intp]
    ) -> list[NDArray[np.intp]]:
        """Press all rows and note what came of them; the rows that are better pressed alone.

        `recipe` has everything that `numbers` (of all rows of the sheet) do not set.
        """
        waiting, alone = [rows], []
        while waiting:
            chosen = waiting.pop()
            if len(chosen) < FEWEST:
                alone.append(chosen)
                continue
            run = Run(len(chosen))
            try:
                with np.errstate(all="ignore"):
                    self._once(recipe, numbers.of(chosen), run, (sheet, chosen))
            except Refusal:  # each says it in its own words, and soon
                alone.append(chosen[run.under_way])
            except Exception as fault:  # noqa: BLE001 (what cannot be done together is done alone)
                alone.append(chosen[run.under_way])
                sheet.apart[f"{type(fault).__name__}: {fault}"] += int(run.under_way.sum())
            waiting += [chosen[left] for left in run.left]
            for gone in run.given_up:
                alone.append(chosen[gone])
                sheet.apart["a march of tiny steps"] += len(gone)
        return alone

    def _once(
        self,
        recipe: Recipe,
        numbers: Numbers,
        run: Run,
        told: tuple[Sheet, NDArray[np.intp]],
    ) -> None:
        lanes = {path: Lanes(column, run) for path, column in numbers.paths.items()}
        cards = {name: Lanes(column, run) for name, column in numbers.cards.items()}
        asked = written(recipe, lanes)
        found = self._contradictions(asked.press, asked.stack, asked.interfaces, asked.steps)
        if found:
            raise found[0]
        stack = self._build(asked, cards)
        traces = tuple(self._run(stack))
        steps = self._steps(stack, traces)
        done = all(step.carried_out for step in steps)
        cell = self._cell(stack, traces, steps) if done else None
        verdict = self._judge(steps, cell)
        sheet, rows = told
        here = np.flatnonzero(run.under_way)
        for path, value in self._told(steps, cell, verdict):
            if value is not None:
                sheet.fill(path, rows[here], _column(value, run)[here])
        for lane in here:
            why = "" if done else text_of(verdict.reasons[0], run.told, int(lane))
            sheet.note(int(rows[lane]), "done" if done else "not carried out", why)

    def _told(self, steps: Sequence[Any], cell: Any, verdict: Any) -> Iterator[tuple[str, Any]]:
        yield from self._entries._cell(cell)  # noqa: SLF001 (the lifted half of one module)
        kinds = dict.fromkeys(risk.kind for step in steps for risk in step.risks)
        for step in steps:
            yield from self._entries._step(step, kinds)  # noqa: SLF001
        yield "verdict.level", verdict.level


def _column(value: Any, run: Run) -> Array:
    if isinstance(value, Lanes):
        return np.asarray(full(value, run), dtype=np.float64)
    return np.full(len(run.under_way), float(value))
