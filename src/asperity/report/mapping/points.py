"""What a map tells at each of its points, for a page that shows it under the pointer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from asperity.outcome.risk import LEVELS
from asperity.report import words
from asperity.report.mapping import names
from asperity.study.mapping import Map
from asperity.study.mapping.record import REFUSED, STATES
from asperity.units import show

FINEST = 200
"""Points of an axis that a page can tell apart under the pointer."""
DIGITS = 4
_ENDED = ("", "cannot be carried out", "the recipe is refused")
"""What became of a point that was not done, by its code."""


def points(found: Map) -> dict[str, Any]:
    """Texts and numbers of every point that can be told apart, row by row, lowest row first.

    `x` and `y` are the values of columns and rows as people write them; `values` the quantity, ""
    where there is none; `levels` and `binding` are -1 where the recipe is refused; `used` is per
    cent of the way to the nearest limit; `risks`, `names` and `states` say what the codes mean;
    `columns` and `rows` are the places of all this on the map, which has `shape` rows and columns.
    """
    rows, columns = (np.arange(0, count, -(-count // FINEST)) for count in found.status.shape)
    part = np.ix_(rows, columns)
    grave, values, states = found.severity[part], found.values[part], found.status[part]
    nearest = np.full(states.shape, -1)
    if found.dangers:
        nearest = np.argmax([one.severity[part] for one in found.dangers], axis=0)
    return {
        "columns": columns.tolist(),
        "rows": rows.tolist(),
        "shape": list(found.status.shape),
        "x": [words.pretty(names.on_axis_text(found.x, found.x.values[at])) for at in columns],
        "y": [words.pretty(names.on_axis_text(found.y, found.y.values[at])) for at in rows],
        "values": [
            words.pretty(names.amount(found, value)) if np.isfinite(value) else ""
            for value in values.ravel().tolist()
        ],
        "levels": np.where(states == REFUSED, -1, found.level[part]).ravel().tolist(),
        "binding": np.where(states == REFUSED, -1, nearest).ravel().tolist(),
        "used": [min(round(100 * one), 999) for one in np.nan_to_num(grave).ravel().tolist()],
        "status": states.ravel().tolist(),
        "pressed": found.pressed[part].astype(int).ravel().tolist(),
        "risks": [names.danger(one) for one in found.dangers],
        "names": list(LEVELS),
        "states": list(STATES),
    }


def place(found: Map, row: int, column: int) -> str:
    """Where a point is: "20 MPa and 90 °C"."""
    x = names.on_axis_text(found.x, float(found.x.values[column]))
    y = names.on_axis_text(found.y, float(found.y.values[row]))
    return f"{x} and {y}"


def told_at(found: Map, row: int, column: int) -> Iterator[tuple[str, str]]:
    """What is known of a point, as name and text."""
    at = (row, column)
    value, state = float(found.values[at]), int(found.status[at])
    if not np.isnan(value):
        yield found.quantity.title, names.amount(found, value)
    yield "verdict", _ENDED[state] or LEVELS[int(found.level[at])]
    if found.dangers and state != REFUSED:
        grave = max(found.dangers, key=lambda one: float(one.severity[at]))
        used = words.percent(float(grave.severity[at]), 2)
        yield "nearest limit", f"{names.danger(grave)}, {used} of the way is used"
    if at in found.reasons:
        yield "why", found.reasons[at]
    if not found.pressed[at]:
        yield "known", "from the points around it, which were pressed"


def settings(found: Map, row: int, column: int) -> dict[str, str]:
    """What to write at each path for a point, with as many digits as anybody sets."""
    told: dict[str, str] = {}
    for line, at in ((found.x, column), (found.y, row)):
        text = line.written[at]
        if 0 < at < len(line) - 1:
            text = show(float(line.values[at]), line.unit, DIGITS, dimension=line.dimension)
        told |= dict.fromkeys(line.paths, text)
    return told


def nearest_to(found: Map, x: float, y: float) -> tuple[int, int]:
    """Row and column of the point nearest to SI values on the axes."""
    return int(np.abs(found.y.values - y).argmin()), int(np.abs(found.x.values - x).argmin())
