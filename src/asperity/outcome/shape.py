"""The JSON Schemas of an outcome, a plan and a spectrum, made from the records themselves.

`schema/` has them, shipped; a test keeps them equal.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

import numpy as np

from asperity.outcome.frozen import hints, optional, told
from asperity.outcome.plain import bare
from asperity.outcome.plan import SCHEMA as PLAN
from asperity.outcome.plan import Plan
from asperity.outcome.record import SCHEMA, Outcome
from asperity.outcome.spectrum.told import SCHEMA as SPECTRUM
from asperity.outcome.spectrum.told import CellSpectrum

_SIMPLE = MappingProxyType({str: "string", float: "number", int: "integer", bool: "boolean"})


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of `Outcome.to_dict()`. Fields it does not name are allowed."""
    return schema_of(Outcome, SCHEMA, "Outcome of asperity press")


def spectrum_schema() -> dict[str, Any]:
    """The same of `CellSpectrum.to_dict()`."""
    return schema_of(CellSpectrum, SPECTRUM, "Spectrum of asperity impedance")


def plan_schema() -> dict[str, Any]:
    """The same of `Plan.to_dict()`."""
    return schema_of(Plan, PLAN, "Plan of asperity check")


def schema_of(cls: type, schema: str, title: str) -> dict[str, Any]:
    """The same of any record that is told as JSON, by the name of its shape and a title."""
    more = {"$defs": {"series": dict(_SERIES), "table": dict(_TABLE)}}
    return head_of(schema, title) | _object(cls) | more


def head_of(schema: str, title: str) -> dict[str, Any]:
    """What every schema begins with."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:asperity:{schema}",
        "title": title,
    }


_SERIES = MappingProxyType(
    {
        "description": "a number a moment, or a frequency; null where there is none",
        "type": "array",
        "items": {"type": ["number", "null"]},
    }
)
_TABLE = MappingProxyType(
    {
        "description": "a row a moment, a column an interface or layer",
        "type": "array",
        "items": {"$ref": "#/$defs/series"},
    }
)


def _object(cls: type) -> dict[str, Any]:
    words = _descriptions(cls)
    kinds = {field.name: hints(cls)[field.name] for field in told(cls)}
    properties = {
        name: {"description": words[name]} | _field(cls, name, hint) for name, hint in kinds.items()
    }
    required = [name for name, hint in kinds.items() if not optional(hint)]
    return {
        "type": "object",
        "description": (cls.__doc__ or "").partition("\n")[0],
        "properties": properties,
        "required": required,
    }


def _field(cls: type, name: str, hint: Any) -> dict[str, Any]:
    hint = bare(hint)
    if get_origin(hint) is np.ndarray:
        columns = re.search(r"\(T, \w\)", _descriptions(cls)[name])
        return {"$ref": "#/$defs/table" if columns else "#/$defs/series"}
    return _type(hint)


def _type(hint: Any) -> dict[str, Any]:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _object(hint)
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if get_origin(hint) is tuple:
        return _array(get_args(hint))
    if get_origin(hint) is Mapping:
        return {"type": "object", "additionalProperties": _type(get_args(hint)[1])}
    return {"type": _SIMPLE[hint]}


def _array(items: tuple[Any, ...]) -> dict[str, Any]:
    if items[-1] is Ellipsis:
        return {"type": "array", "items": _type(items[0])}
    kinds = [_type(item) for item in items]
    count = len(kinds)
    return {"type": "array", "prefixItems": kinds, "minItems": count, "maxItems": count}


def _descriptions(cls: type) -> dict[str, str]:
    """Field by field what the "Attributes:" part of a record's docstring says."""
    _, _, attributes = inspect.cleandoc(cls.__doc__ or "").partition("Attributes:")
    entries = re.findall(r"^ {4}(\w+): (.+(?:\n {5,}.+)*)", attributes, flags=re.MULTILINE)
    return {name: " ".join(words.split()) for name, words in entries}
