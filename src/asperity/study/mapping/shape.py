"""The JSON Schema of a map, as `to_dict` writes it; `outcome/schema` has it, shipped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from asperity.outcome.risk import LEVELS
from asperity.outcome.shape import head_of
from asperity.study.mapping.record import SCHEMA, STATES

Schema: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Each:
    """A list of objects of these fields, or of values of this kind."""

    of: tuple[Field, ...] | str


Field: TypeAlias = "tuple[str, tuple[Field, ...] | Each | str, str]"
"""A name, what it holds (fields of its own, a list, or a kind of value), and that in words."""

_AXIS: tuple[Field, ...] = (
    ("paths", Each("string"), "paths of the recipe that have the same value, moved together"),
    ("unit", "string", "in which the values are written"),
    ("logarithmic", "boolean", "whether neighbours are at equal ratios, else at equal steps"),
    ("written", Each("string"), "the values as the recipe has them"),
    ("values_si", Each("number"), "the same in SI, rising"),
)
_QUANTITY: tuple[Field, ...] = (
    ("name", "string", "as it was asked for"),
    ("title", "string", "in words"),
    ("unit", "string", "in which people read it"),
    ("wanted", "string|null", "lowest or highest; null where neither goes without saying"),
    ("values_si", "numbers", "SI; null where the process is not carried out to its end"),
)
_RISK: tuple[Field, ...] = (
    ("kind", "string", "fracture, melting, extrusion, …"),
    ("where", "string", "the layer, interface or tool it concerns"),
    ("used", "numbers", "share of the way to the limit; null where the recipe is refused"),
    ("severity", "numbers", "as used, but never at odds with the level that a press tells"),
    ("level", "codes", "place in levels"),
)
_REASON: tuple[Field, ...] = (
    ("row", "integer", "place along y, from 0"),
    ("column", "integer", "place along x, from 0"),
    ("reason", "string", "why this point was refused or not carried out"),
)
_SIDE: tuple[Field, ...] = (
    ("direction", "string", "from the window outwards: less x, more x, less y, more y"),
    ("kind", "string", "of risk; edge where the map ends, refused where the recipe is"),
    ("where", "string", "the layer, interface or tool it concerns, else empty"),
    ("share", "number", "of this side that it bounds, 0 to 1"),
    ("least_si", "number", "lowest value on the axis of the direction at which it begins"),
    ("most_si", "number", "the highest"),
)
_WINDOW: tuple[Field, ...] = (
    ("clear", "boolean", "whether every risk in it is good; else it is where none is bad"),
    ("share", "number", "of the map that it covers, 0 to 1"),
    ("least_si", "number|null", "lowest value of the quantity in it; null where it is empty"),
    ("most_si", "number|null", "the highest"),
    ("best_si", "place", "x, y and the quantity of its best point; null where there is none"),
    ("sides", Each(_SIDE), "what bounds it, a side each"),
)
_MAP: tuple[Field, ...] = (
    ("recipe", (("title", "string", "of the recipe"), ("digest", "string", "of it")), "as written"),
    ("x", _AXIS, "the axis to the right"),
    ("y", _AXIS, "the axis upwards"),
    ("quantity", _QUANTITY, "what is told"),
    ("risks", Each(_RISK), "every risk that some point has, gravest first"),
    ("levels", Each("string"), f"what the codes of levels mean: {', '.join(LEVELS)}"),
    ("binding", "places", "which of risks is the gravest; null where all is good"),
    ("states", Each("string"), f"what the codes of status mean: {', '.join(STATES)}"),
    ("status", "codes", "place in states"),
    ("pressed", "codes", "1 where a point was pressed, 0 where it lies between pressed ones"),
    ("reasons", Each(_REASON), "why points were refused or not carried out"),
    ("window", _WINDOW, "where the recipe may be pressed"),
    ("here_si", "place", "the recipe as written, x and y; null where it leaves one out"),
    ("presses", "integer", "how many points were pressed"),
    ("checks", "integer", "how many of them were first foretold from those around them"),
    ("error", "number|null", "largest error foretold and accepted, over the value; null: none"),
    ("boundary_steps", "number", "by how many steps a boundary may lie beside its place"),
    ("stopped", "boolean", "whether it was ended before it was done"),
)
_FIELDS_OF = "fields are rows, one a value of y; in a row one number a value of x"


def json_schema() -> Schema:
    """JSON Schema (2020-12) of `to_dict`. Fields it does not name are allowed."""
    shape = _object(_MAP)
    shape["properties"] = {"schema": {"enum": [SCHEMA]}} | shape["properties"]
    shape["required"] = ["schema", *shape["required"]]
    words = "What comes of a recipe over two of its quantities; " + _FIELDS_OF
    return head_of(SCHEMA, "Map of asperity map") | {"description": words} | shape


def _object(fields: tuple[Field, ...]) -> Schema:
    properties = {name: {"description": words} | _held(held) for name, held, words in fields}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _held(held: tuple[Field, ...] | Each | str) -> Schema:
    if isinstance(held, Each):
        return {"type": "array", "items": _held(held.of)}
    if isinstance(held, tuple):
        return _object(held)
    rows = {"numbers": "number|null", "places": "integer|null", "codes": "integer"}
    if held in rows:
        return {"type": "array", "items": _held(Each(rows[held]))}
    if held == "place":
        return {"type": ["array", "null"], "items": {"type": "number"}}
    first, _, other = held.partition("|")
    return {"type": [first, other] if other else first}
