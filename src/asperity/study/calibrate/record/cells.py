"""A text of comma-separated values as a heading and rows of cells, each with its line."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from asperity.errors import Refusal, quoted

SEMICOLONS = "save the file with commas between columns and points in numbers"
COMMAS = (
    "a comma inside a number parts it in two: a decimal comma becomes a point (0,77: 0.77), a "
    "comma between thousands goes (10,000: 10000)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of a line; `line` counts from 1 in the file, comments and all."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of text: where it is from, its heading, its rows."""

    where: str
    heading: Row
    rows: tuple[Row, ...]

    def at(self, line: int, heading: str = "") -> str:
        """A place in it, for refusals."""
        return f"{self.where} line {line}" + (f", {heading}" if heading else "")


def sheet(text: str, where: str) -> Sheet:
    """The table of a text: a heading and rows; lines that begin with "#" and empty ones are passed.

    Raises Refusal where columns are parted by anything but commas, twice named, or of unequal
    number.
    """
    lines = [
        Row(line=number, cells=_cells(line))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip().strip(",") and not line.lstrip().startswith("#")
    ]
    if not lines:
        raise Refusal(where, "no rows", "write a heading, then a row a pressure")
    heading, *rows = lines
    made = Sheet(where=where, heading=heading, rows=tuple(rows))
    _refuse_parting(made)
    _refuse_doubled(made)
    if not rows:
        raise Refusal(made.at(heading.line), "a heading without rows", "write a row a pressure")
    wrong = [_unequal(made, row) for row in rows if len(row.cells) != len(heading.cells)]
    if wrong:
        raise together(wrong)
    return made


def _cells(line: str) -> tuple[str, ...]:
    try:
        found = next(csv.reader([line], skipinitialspace=True), [])
    except csv.Error:  # a cell of more than 128 kB
        found = [line[:100]]
    return tuple(cell.strip() for cell in found)


def _refuse_parting(made: Sheet) -> None:
    """Semicolons or tabs in a heading of one cell: a spreadsheet's own idea of commas."""
    found = made.heading.cells
    if len(found) > 1:
        return
    for sign, name in ((";", "semicolons"), ("\t", "tabs")):
        if sign in found[0]:
            place = made.at(made.heading.line)
            raise Refusal(place, f"columns parted by {name}", SEMICOLONS)


def _refuse_doubled(made: Sheet) -> None:
    seen: set[str] = set()
    for name in made.heading.cells:
        if name and name.lower() in seen:
            place = made.at(made.heading.line)
            raise Refusal(place, f"the column {quoted(name)} twice", "name each column once")
        seen.add(name.lower())


def _unequal(made: Sheet, row: Row) -> Refusal:
    wanted, count = len(made.heading.cells), len(row.cells)
    cure = f"write {wanted}, as the heading has"
    if ";" in "".join(row.cells):
        cure = SEMICOLONS
    elif count > wanted:
        cure += f"; {COMMAS}"
    return Refusal(made.at(row.line), f"{count} cells", cure)


def together(refusals: list[Refusal], most: int = 8) -> Refusal:
    """One refusal of several: the first, with the others beside it, a handful at most."""
    first, *others = refusals
    left = len(others) + 1 - most
    if left > 0:
        found = f"{left} more like these"
        others = [*others[: most - 1], Refusal(first.where.split(" line ")[0], found, "mend all")]
    return Refusal(first.where, first.found, first.instead, also=others)
