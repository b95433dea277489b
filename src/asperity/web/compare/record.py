"""What is compared, as rows of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

ABSENT = "–"
NOTICED = 0.005
"""Relative change from which on two numbers differ, as in the report."""
MANIFOLD = 10.0
"""From this ratio on, a change is told as a factor."""
NOTHING = 1e-4
"""Ratio below which nothing is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a run has in a row.

    Attributes:
        text: value with its unit, a dash where it has none
        change: against the first run, empty where there is none to tell
        differs: whether it is another than the first run's
        level: good, marginal or bad, where it has one
    """

    text: str
    change: str = ""
    differs: bool = False
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing, for each run: the first is what the others are compared with."""

    name: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Whether any run differs from the first."""
        return any(cell.differs for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows that belong together."""

    title: str
    rows: tuple[Row, ...]


def texts(name: str, told: Sequence[str], *, levels: Sequence[str] = ()) -> Row:
    """A row of words."""
    cells = [
        Cell(text=one or ABSENT, differs=one != told[0], level=levels[i] if levels else "")
        for i, one in enumerate(told)
    ]
    return Row(name=name, cells=tuple(cells))


def numbers(
    name: str,
    values: Sequence[float | None],
    tell: Callable[[float], str],
    *,
    differences: bool = False,
    levels: Sequence[str] = (),
) -> Row:
    """A row of numbers, each with its change against the first in %.

    With `differences` the change is told as one, in kelvin: of a temperature a share means nothing.
    """
    first = values[0]
    cells = []
    for i, value in enumerate(values):
        text = ABSENT if value is None else tell(value)
        same = first is not None and text == tell(first)  # what reads the same is no difference
        differs = not same and _differ(first, value)
        change = ""
        if differs and first is not None and value is not None:
            change = f"{value - first:+.3g} K" if differences else relative(first, value)
        level = levels[i] if levels else ""
        cells.append(Cell(text=text, change=change, differs=differs, level=level))
    return Row(name=name, cells=tuple(cells))


def relative(first: float, value: float) -> str:
    """The change in %; beyond ten times, as a factor; empty where the first is nothing."""
    if first == 0:
        return ""
    ratio = value / first
    if ratio >= MANIFOLD or NOTHING < ratio <= 1 / MANIFOLD:
        return f"× {ratio:.2g}"
    return f"{100 * (ratio - 1):+.2g} %" if abs(ratio - 1) < 0.1 else f"{100 * (ratio - 1):+.0f} %"


def _differ(first: float | None, value: float | None) -> bool:
    if first is None or value is None:
        return first is not value
    return abs(value - first) > NOTICED * max(abs(first), abs(value))


def told(title: str, rows: Iterable[Row]) -> Part:
    """A part without the rows in which no run has anything."""
    kept = (row for row in rows if any(cell.text != ABSENT for cell in row.cells))
    return Part(title=title, rows=tuple(kept))
