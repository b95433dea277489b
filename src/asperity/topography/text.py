"""Heights written as text: a table of numbers, or one point a line (x y z); units in the header.

Understood: columns parted by comma, semicolon, tab or blanks; decimal commas where something else
parts the columns; comments after "#" or "%"; words for holes ("nan", "bad", "---", an empty cell).
A header may give units and sizes ("x (um)", "Width: 5 um", "Value units: nm",
"x-length = 2000").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from asperity.errors import TopographyRefusal, UnitRefusal, quoted
from asperity.units import to_si

Array = NDArray[np.float64]
HEADER = 100
"""Lines at the top that may be words."""
AT_ONCE = 100_000
"""Cells that are read together."""
_WORD = re.compile(r"[^,]+(,\d[^,]*)?")
_LINE = re.compile(r"[-+.\d]")
_COLUMN = re.compile(r"\b([xyz]|height)\s*[\[(/]\s*([^\W\d]+)\s*[\])]?", re.IGNORECASE)
_SIZE = re.compile(
    r"\b(width|height|[xy][ _-]length)\s*[:=]\s*([\d.,]+(?:e[+-]?\d+)?)\s*([^\W\d]*)", re.IGNORECASE
)
_VALUES = re.compile(r"\b(?:value|z|height|data)[ _-]units?\s*[:=]\s*([^\W\d]+)", re.IGNORECASE)
_HOLES = frozenset({"", "nan", "nodata", "bad", "na", "n/a", "none", "null", "-", "--", "---", "*"})
OFF_GRID = 0.05
"""Of a spacing: how far a point may lie from its place."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Table:
    """What a text says.

    Attributes:
        numbers: rows and columns as written, nan in holes
        units: of "x", "y" and "z", as far as the header names them
        size: extents along "x" and "y" from the header, and their unit if it is told
    """

    numbers: Array
    units: dict[str, str]
    size: dict[str, tuple[float, str]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Grid:
    """Heights in m on a grid; the spacing (along y, along x) in m where the text tells it."""

    heights: Array
    spacing: tuple[float, float] | None


def parse(text: str, where: str) -> Table:
    """The numbers of a text, and what its header says. Raises `TopographyRefusal` for another."""
    lines = [line.strip("\ufeff\r\n ") for line in text.splitlines()]
    head = list(islice(lines, HEADER))
    first = next((i for i, line in enumerate(lines) if _is_data(line)), None)
    if first is None or first >= HEADER:
        cure = "write a table of heights, or a point a line: x, y, z"
        raise TopographyRefusal(where, "no numbers", cure)
    rows = [line for line in lines[first:] if line and line[0] not in "#%"]
    return _named(Table(numbers=_numbers(rows, where), units={}, size={}), head[:first])


def _is_data(line: str) -> bool:
    """A line that begins with a number, or with a hole and goes on with a number."""
    cells = _cells(line, _parted(line))
    return any(_LINE.match(cell) for cell in cells) and all(
        _number(cell) is not None for cell in cells
    )


def _parted(line: str) -> str | None:
    """What parts the cells of a line; None for blanks.

    A comma beside a tab, a semicolon or a blank between numbers is a decimal one.
    """
    parting = next((sign for sign in ("\t", ";") if sign in line), None)
    words = line.split()
    blanks = len(words) > 1 and all(_WORD.fullmatch(word) for word in words)
    return parting if parting or blanks or "," not in line else ","


def _cells(line: str, parting: str | None) -> list[str]:
    cells = line.split(parting)
    return cells[:-1] if parting and cells and not cells[-1].strip() else cells


def _number(cell: str) -> float | None:
    """The number of a cell, nan for a hole, None for what is neither."""
    text = cell.strip().strip('"')
    if text.lower() in _HOLES or set(text) == {"*"}:
        return float("nan")
    try:
        return float(text)
    except ValueError:
        pass
    try:
        return float(text.replace(",", ".", 1))
    except ValueError:
        return None


def _numbers(rows: list[str], where: str) -> Array:
    """The table; many lines at once where they hold plain numbers, cell by cell elsewhere."""
    parting = _parted(rows[0])
    count = max(AT_ONCE // len(_cells(rows[0], parting)), 1)
    try:
        blocks = [
            np.asarray([_cells(line, parting) for line in rows[i : i + count]], dtype=np.float64)
            for i in range(0, len(rows), count)
        ]
        return np.concatenate(blocks)
    except ValueError:  # words, decimal commas, rows of unequal length
        return _by_cells(rows, parting, where)


def _by_cells(rows: list[str], parting: str | None, where: str) -> Array:
    found: list[list[float | None]] = []
    for line in rows:
        values = [_number(cell) for cell in _cells(line, parting)]
        if None in values:
            cell = _cells(line, parting)[values.index(None)]
            cure = "write numbers; leave a hole empty or write nan"
            raise TopographyRefusal(where, quoted(cell.strip()), cure)
        if found and len(values) != len(found[0]):
            told = f"a row of {len(values)} after rows of {len(found[0])}"
            raise TopographyRefusal(where, told, "write rows of equal length")
        found.append(values)
    return np.array(found, dtype=np.float64)


def _named(table: Table, head: list[str]) -> Table:
    """The table with the units and sizes its header names."""
    units, size = {}, {}
    for line in head:
        for name, text, unit in _SIZE.findall(line):
            axis = "x" if name[0].lower() in "xw" else "y"
            size[axis] = float(text.replace(",", ".")), unit
        for name, unit in _COLUMN.findall(line):
            units["z" if name.lower() == "height" else name.lower()] = unit
        for unit in _VALUES.findall(line):
            units["z"] = unit
    known = {name: unit for name, unit in units.items() if _metres(unit) is not None}
    return replace(table, units=known, size=size)


def metres(unit: str) -> float:
    """Metres a unit of length. Raises `TopographyRefusal` for what is none."""
    found = _metres(unit)
    if found is None:
        raise TopographyRefusal("unit", quoted(unit), 'write a unit of length, such as "um"')
    return found


def _metres(unit: str) -> float | None:
    try:
        return to_si(f"1 {unit}", "length")
    except UnitRefusal:
        return None


def no_unit(what: str) -> TopographyRefusal:
    """The refusal of a map whose unit neither the file nor the user names."""
    cure = f'write that of the {what}, for example "um"'
    return TopographyRefusal("unit", "nothing, and none in the file", cure)


def gridded(table: Table, *, unit: str | None, spaced: bool, where: str) -> Grid:
    """The heights of a table in m.

    `unit` is that of the heights (and of x and y) where the header names none; `spaced` says that
    the spacing is known otherwise, so that x and y are only an order. Raises `TopographyRefusal`
    where a unit is missing or points lie on no grid.
    """
    numbers = table.numbers
    of_heights = _unit(table.units.get("z"), unit, "heights")
    if numbers.shape[1] != 3:
        sizes = [_extent(table, axis, of_heights) for axis in ("y", "x")]
        steps = sizes[0] / numbers.shape[0], sizes[1] / numbers.shape[1]
        return Grid(heights=numbers * of_heights, spacing=steps if min(steps) > 0 else None)
    along, across = (
        1.0 if spaced else _unit(table.units.get(axis), unit, "points") for axis in ("y", "x")
    )
    y, dy = _axis(numbers[:, 1], "y", where)
    x, dx = _axis(numbers[:, 0], "x", where)
    heights = np.full((int(y.max()) + 1, int(x.max()) + 1), np.nan)
    if heights.size > 4 * len(numbers):
        cure = "write points on a grid, or grid them before"
        raise TopographyRefusal(where, f"{len(numbers)} points scattered", cure)
    heights[y, x] = numbers[:, 2] * of_heights
    return Grid(heights=heights, spacing=None if spaced else (dy * along, dx * across))


def _extent(table: Table, axis: str, of_heights: float) -> float:
    """Extent of a table along an axis, m; in the unit of the heights unless told, 0 if unknown."""
    size, unit = table.size.get(axis, (0.0, ""))
    return size * ((_metres(unit) or 0.0) if unit else of_heights)


def _unit(named: str | None, given: str | None, what: str) -> float:
    """Metres a unit. One that the file names and one that is given must agree."""
    spelled = named or given
    if spelled is None:
        raise no_unit(what)
    found = metres(spelled)
    if named and given and metres(given) != found:
        cure = "leave it out: the file tells it"
        raise TopographyRefusal("unit", f"{quoted(given)}, the file has {quoted(named)}", cure)
    return found


def _axis(values: Array, name: str, where: str) -> tuple[NDArray[np.intp], float]:
    """The place of each point along an axis, and the spacing; refused where they lie on no grid."""
    if np.isnan(values).any():
        raise TopographyRefusal(where, f"a point without {name}", "write x, y and z of each")
    levels = np.unique(values)
    steps = np.diff(levels)
    reach = float(levels[-1] - levels[0])
    real = steps[steps > 1e-6 * reach] if reach > 0 else steps
    if not real.size:
        raise TopographyRefusal(where, f"one {name} for all points", "write a map, not a line")
    step = float(np.median(real))
    count = max(round(reach / step), 1)
    step = reach / count
    place = (values - levels[0]) / step
    if np.abs(place - np.rint(place)).max() > OFF_GRID:
        cure = "write points on a grid, or grid them before"
        raise TopographyRefusal(where, f"points off any grid along {name}", cure)
    return np.rint(place).astype(np.intp), step
