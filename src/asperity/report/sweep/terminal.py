"""What came of a sweep, for a terminal: how many runs went how, and why not."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from rich.console import Group, RenderableType
from rich.padding import Padding

from asperity.outcome.risk import LEVELS
from asperity.report import words
from asperity.report.lines import INDENT, bullets, grid, heading, title
from asperity.report.rows import Table
from asperity.study.sweeps import StoredSweep

REASONS = 5
"""Kinds of reasons that are shown."""
RESISTANCE = "cell.area_resistance_ohm_m2"


def render(found: StoredSweep) -> RenderableType:
    """The whole summary."""
    parts: list[RenderableType] = [
        title(f"{len(found)} of {found.total} runs, in {found.folder}"),
        Padding(grid(rows(found)), INDENT),
    ]
    why = reasons(found.reason)
    if why:
        parts += [heading("Why runs were refused or not carried out"), bullets(why)]
    best = least(found)
    if best:
        parts += [heading("Least resistance"), bullets(best)]
    return Group(*parts)


def rows(found: StoredSweep) -> Table:
    """How many runs went how: a row a status, and within those that are done, a row a verdict."""
    status = np.asarray(found.status, dtype=object)
    level = found.numbers("verdict.level")
    lines = []
    for name in ("done", "not carried out", "refused", "failed"):
        there = status == name
        if there.any():
            lines.append((name, f"{there.sum()}"))
        if name == "done":
            lines += [
                (f"  {word}", f"{(there & (level == number)).sum()}")
                for number, word in enumerate(LEVELS)
                if (there & (level == number)).any()
            ]
    return Table(headings=("", "runs"), rows=tuple(lines))


def reasons(found: Sequence[str]) -> list[str]:
    """The commonest reasons, which are alike where only their numbers differ, with an example."""
    alike: dict[str, list[str]] = {}
    for reason in found:
        if reason:
            first = reason.splitlines()[0]
            alike.setdefault(re.sub(r"\d[\d.e+-]*", "#", first), []).append(first)
    ordered = sorted(alike.values(), key=len, reverse=True)
    told = [f"{len(some)} ×, such as {some[0]}" for some in ordered[:REASONS]]
    rest = sum(len(some) for some in ordered[REASONS:])
    return told + ([f"{rest} × for other reasons"] if rest else [])


def least(found: StoredSweep) -> list[str]:
    """The run of the least resistance among those of the best verdict that any has."""
    level, resistance = found.numbers("verdict.level"), found.numbers(RESISTANCE)
    done = (np.asarray(found.status, dtype=object) == "done") & np.isfinite(resistance)
    if not done.any():
        return []
    best = done & (level == level[done].min())
    at = int(np.flatnonzero(best)[np.argmin(resistance[best])])
    set_to = [
        f"{path} = {value}"
        for path in found.manifest["paths"]
        if (value := found.texts(path)[at]) is not None
    ]
    told = f"run {int(found.runs[at])}: {words.area_resistance(float(resistance[at]))}"
    return [f"{told}, verdict {LEVELS[int(level[at])]}", *set_to]
