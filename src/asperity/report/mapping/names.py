"""What stands on a map: axes, quantity, risks, in the words of people who press."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import numpy as np

from asperity.report import words
from asperity.study.mapping import Danger, Line, Map, Quantity
from asperity.study.mapping.record import Array
from asperity.units import from_si, show

BOUNDS = MappingProxyType(
    {
        "fracture": "cracks",
        "melting": "melts",
        "press": "limit of the press",
        "die": "limit of the die",
        "crushing": "crushed",
        "extrusion": "squeezed out",
        "mechanical-short": "metal pressed into pores",
        "delamination": "comes off",
    }
)
"""What happens beyond the limit of each kind of risk."""


def bound(kind: str) -> str:
    """What a kind of risk does, in a word or two."""
    return BOUNDS.get(kind, kind.replace("-", " "))


def bound_by(found: Map, kind: str) -> str:
    """The same of a map, with what of a tool it is, such as the least force of the press."""
    binding = np.unique(found.binding[found.level > 0])
    parts = [found.dangers[at].where for at in binding if found.dangers[at].kind == kind]
    if kind not in {"press", "die"}:
        return bound(kind)
    tools = [part.partition(" ")[2] or "load" for part in parts]
    return f"{bound(kind)} ({', '.join(dict.fromkeys(tools))})"


def danger(one: Danger) -> str:
    """A risk with what it concerns."""
    return f"{bound(one.kind)} ({one.where})"


def axis(line: Line) -> str:
    """What an axis is: "pressure in step press"."""
    return varied(line.paths)


def varied(paths: Sequence[str]) -> str:
    """What paths that are moved together are: "pressure in step press"."""
    tables = [path.rpartition(".")[0] for path in paths]
    field = paths[0].rpartition(".")[2].replace("_", " ")
    root = tables[0].partition(".")[0]
    places = ", ".join(table.partition(".")[2] for table in tables)
    if root == "steps":
        return f"{field} in step{'s' if len(tables) > 1 else ''} {places}"
    return f"{field} of {places}" if places else f"{field} of the press"


def axis_label(line: Line) -> str:
    """The same with its unit, as signs."""
    return _with_unit(axis(line), line.unit)


def quantity_label(quantity: Quantity) -> str:
    """The quantity with its unit, as signs."""
    return _with_unit(quantity.title, quantity.unit)


def _with_unit(text: str, unit: str) -> str:
    told = words.pretty(f"1 {unit}")[2:] if unit else ""
    return f"{text} ({told})" if told else text


def on_axis(line: Line, values: Array) -> Array:
    """SI values in the unit of the axis."""
    return from_si(values, line.unit, dimension=line.dimension)


def on_axis_text(line: Line, value: float) -> str:
    """One SI value on an axis, as people read it."""
    if line.unit == "degC":
        return words.temperature(value)
    digits = 4 if line.dimension == "temperature" else 3
    return show(value, line.unit, digits, dimension=line.dimension)


def amount(found: Map, value: float) -> str:
    """A value of the quantity, as people read it."""
    unit = found.quantity.unit
    return words.percent(value) if unit == "%" else show(value, unit)
