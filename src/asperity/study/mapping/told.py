"""A map as plain data: a dictionary for JSON, and a table with a row a point."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from asperity.outcome.risk import LEVELS
from asperity.study.mapping.record import STATES, Array, Line, Map
from asperity.study.mapping.window import window

DIGITS = 7


def to_dict(found: Map) -> dict[str, Any]:
    """The map as JSON has it: SI, rows by `y` and columns by `x`, null where there is nothing.

    `risks[].severity` and `.used` are as in `Danger`; `binding` is a place in `risks`, or null;
    `status` is a place in `states`.
    """
    return {
        "schema": found.schema,
        "recipe": {"title": found.title, "digest": found.digest},
        "x": _line(found.x),
        "y": _line(found.y),
        "quantity": {
            "name": found.quantity.name,
            "title": found.quantity.title,
            "unit": found.quantity.unit,
            "wanted": found.quantity.sense or None,
            "values_si": _rows(found.values),
        },
        "risks": [
            {
                "kind": one.kind,
                "where": one.where,
                "used": _rows(one.used),
                "severity": _rows(one.severity),
                "level": one.level.tolist(),
            }
            for one in found.dangers
        ],
        "levels": list(LEVELS),
        "binding": [[None if at < 0 else at for at in row] for row in found.binding.tolist()],
        "states": list(STATES),
        "status": found.status.tolist(),
        "pressed": found.pressed.astype(int).tolist(),
        "reasons": [
            {"row": row, "column": column, "reason": reason}
            for (row, column), reason in sorted(found.reasons.items())
        ],
        "window": _window(found),
        "here_si": None if found.here is None else list(found.here),
        "presses": found.presses,
        "checks": found.checks,
        "error": None if found.error is None else _number(found.error),
        "boundary_steps": found.boundary,
        "stopped": found.stopped,
    }


def to_columns(found: Map) -> dict[str, NDArray[Any]]:
    """The map as a table: a row a point, x fastest; SI, NaN where there is nothing.

    Columns: every path of `x` and `y`, the quantity by its name, `status`, `level` (0 good,
    1 marginal, 2 bad), `binding` (a risk as `KIND:WHERE`, or nothing), `pressed`, and for every
    risk `risks.KIND:WHERE.used` and `.severity`.
    """
    shape = found.status.shape
    columns: dict[str, NDArray[Any]] = {}
    for line, at in ((found.x, found.x.values[None, :]), (found.y, found.y.values[:, None])):
        for path in line.paths:
            columns[path] = np.broadcast_to(at, shape)
    names = np.array([*(f"{one.kind}:{one.where}" for one in found.dangers), ""])
    columns[found.quantity.name] = found.values
    columns["status"] = np.array(STATES)[found.status]
    columns["level"] = found.level
    columns["binding"] = names[found.binding]  # -1 is the last, which is empty
    columns["pressed"] = found.pressed
    for name, one in zip(names, found.dangers, strict=False):
        columns[f"risks.{name}.used"] = one.used
        columns[f"risks.{name}.severity"] = one.severity
    return {name: np.ravel(column) for name, column in columns.items()}


def _line(line: Line) -> dict[str, Any]:
    return {
        "paths": list(line.paths),
        "unit": line.unit,
        "logarithmic": line.logarithmic,
        "written": list(line.written),
        "values_si": line.values.tolist(),
    }


def _window(found: Map) -> dict[str, Any]:
    one = window(found)
    return {
        "clear": one.clear,
        "share": one.share,
        "least_si": one.least,
        "most_si": one.most,
        "best_si": None if one.best is None else list(one.best),
        "sides": [
            {
                "direction": side.direction,
                "kind": side.kind,
                "where": side.where,
                "share": side.share,
                "least_si": side.least,
                "most_si": side.most,
            }
            for side in one.sides
        ],
    }


def _rows(values: Array) -> list[list[float | None]]:
    return [[_number(value) for value in row] for row in values.tolist()]


def _number(value: float) -> float | None:
    return float(f"{value:.{DIGITS}g}") if np.isfinite(value) else None
