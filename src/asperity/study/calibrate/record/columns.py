"""Which columns of a table are what, and their numbers in SI."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from asperity.errors import Refusal, UnitRefusal, nearest, quoted
from asperity.study.calibrate.record.cells import Row, Sheet, together
from asperity.units import to_si

KNOWN = MappingProxyType(
    {
        "pressure": ("pressure", "MPa"),
        "force": ("force", "kN"),
        "thickness_loaded": ("length", "mm"),
        "thickness_released": ("length", "mm"),
        "thickness_uncertainty": ("length", "mm"),
        "pressure_released": ("pressure", "MPa"),
        "displacement": ("length", "mm"),
        "weight": ("dimensionless", ""),
    }
)
"""What a column may be: its dimension, and the unit people write."""
MAY_BE_EMPTY = frozenset({"thickness_released", "pressure_released"})
"""Nobody lets go after every step."""
NOT_NEGATIVE = frozenset({"pressure", "force", "pressure_released", "weight"})
POSITIVE = frozenset({"thickness_loaded", "thickness_released", "thickness_uncertainty"})
NAMELESS = "one without a name"
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_UNIT = re.compile(r"[\s_]*[\[(/]?\s*([^\W\d_][^\s\])]*)\s*[\])]?")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns:
    """The known columns of a sheet in SI, (n,) each, nan in a cell left empty.

    Attributes:
        sheet: where they come from
        values: by name, as in `KNOWN`
        headings: the columns as the file calls them
        ignored: headings that mean nothing here
    """

    sheet: Sheet
    values: Mapping[str, NDArray[np.float64]]
    headings: Mapping[str, str]
    ignored: tuple[str, ...]

    def at(self, row: int, name: str) -> str:
        """The place of a cell, for refusals."""
        return self.sheet.at(self.sheet.rows[row].line, self.headings[name])

    def has(self, *names: str) -> bool:
        """Whether all these columns are there."""
        return all(name in self.values for name in names)


def columns(sheet: Sheet) -> Columns:
    """The known columns of a sheet.

    A heading is a name of `KNOWN` with its unit: "pressure_MPa", "pressure (MPa)". Raises Refusal
    for a name without unit and for cells that hold no number, or one that cannot be.
    """
    found: dict[str, tuple[int, str, str]] = {}
    ignored = []
    for place, heading in enumerate(sheet.heading.cells):
        match = _meant(heading, sheet)
        if match is None:
            ignored += [heading or NAMELESS] if heading or _filled(sheet, place) else []
        elif match[0] in found:
            told = f"{quoted(found[match[0]][1])} and {quoted(heading)}"
            raise Refusal(sheet.at(sheet.heading.line), told, "keep one of the two")
        else:
            found[match[0]] = (place, heading, match[1])
    wrong: list[tuple[int, int, Refusal]] = []
    values = {name: _numbers(sheet, (name, *where), wrong) for name, where in found.items()}
    if wrong:
        wrong.sort(key=lambda one: one[:2])
        raise together([refusal for _, _, refusal in wrong])
    headings = {name: heading for name, (_, heading, _) in found.items()}
    return Columns(sheet=sheet, values=values, headings=headings, ignored=tuple(ignored))


def _filled(sheet: Sheet, place: int) -> bool:
    """Whether a column holds anything: a comma at the end of every line makes an empty one."""
    return any(row.cells[place] for row in sheet.rows)


def _meant(heading: str, sheet: Sheet) -> tuple[str, str] | None:
    """The known name and unit of a heading; None for a column that means nothing here."""
    plain = heading.strip().lower().replace(" ", "_")
    for name in sorted(KNOWN, key=len, reverse=True):
        dimension, usual = KNOWN[name]
        if plain == name and usual:
            cure = f"name the unit too: {name}_{usual}"
            raise Refusal(sheet.at(sheet.heading.line), f"{quoted(heading)} without a unit", cure)
        if plain == name:
            return name, ""
        if not plain.startswith(name):
            continue
        unit = _UNIT.fullmatch(heading.strip()[len(name) :])
        if unit is not None and _is_unit(unit[1], dimension):
            return name, unit[1]
    return None


def _is_unit(text: str, dimension: str) -> bool:
    try:
        return dimension != "dimensionless" and to_si(f"1 {text}", dimension) > 0
    except UnitRefusal:
        return False


def _numbers(
    sheet: Sheet, column: tuple[str, int, str, str], wrong: list[tuple[int, int, Refusal]]
) -> NDArray[np.float64]:
    """A column in SI; what is wrong with its cells is added to `wrong`, by line and place."""
    name, place, heading, unit = column
    dimension = KNOWN[name][0]
    factor = to_si(f"1 {unit}", dimension) if unit else 1.0
    numbers = np.full(len(sheet.rows), np.nan)
    for i, row in enumerate(sheet.rows):
        cell = row.cells[place]
        trouble = _trouble(cell, name)
        if trouble is not None:
            wrong.append((row.line, place, Refusal(sheet.at(row.line, heading), *trouble)))
        elif cell:
            numbers[i] = float(cell) * factor
    return numbers


def _trouble(cell: str, name: str) -> tuple[str, str] | None:
    """What was found in a cell that holds no usable number, and the cure."""
    if not cell:
        cure = "write its number, or take the row out"
        return None if name in MAY_BE_EMPTY else ("nothing", cure)
    if not _NUMBER.fullmatch(cell):
        if "," in cell and _NUMBER.fullmatch(cell.replace(",", "")):
            return quoted(cell), _without_comma(cell)
        unsaid = cell.lower().lstrip("+-") in {"nan", "inf", "infinity"}
        return cell if unsaid else quoted(cell), "write a plain number, such as 12.5"
    number = float(cell)
    if name in POSITIVE and number <= 0:
        return cell, "write more than 0"
    if name in NOT_NEGATIVE and number < 0:
        return cell, "write 0 or more"
    return (cell, "write a smaller number") if abs(number) > 1e12 else None


def _without_comma(cell: str) -> str:
    """The cure for a cell with commas, by what they may mean."""
    point, plain = cell.replace(",", "."), cell.replace(",", "")
    if not _THOUSANDS.fullmatch(cell):
        return f"write a point: {point}" if _NUMBER.fullmatch(point) else "write a plain number"
    if not _NUMBER.fullmatch(point):
        return f"write {plain}"
    return f"write {point} if the comma is a decimal one, {plain} if it parts thousands"


def missing(found: Columns) -> Refusal:
    """The refusal of a table that lacks what a compaction needs."""
    heading: Row = found.sheet.heading
    named = ", ".join(heading.cells)
    cure = "name pressure_MPa and thickness_loaded_mm, or force_kN and displacement_mm"
    load = found.has("pressure") or found.has("force")
    for wanted, there in (("pressure_MPa", load), ("thickness_loaded_mm", False)):
        near = nearest(wanted, found.ignored)
        if not there and near is not None:
            cure = f"did you mean {wanted} by {quoted(near)}?"
            break
    return Refusal(found.sheet.at(heading.line), f"the columns {quoted(named, limit=120)}", cure)
