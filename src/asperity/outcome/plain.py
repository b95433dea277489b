"""Records to plain dictionaries and back, by the types of their fields."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin

import numpy as np

from asperity.errors import Refusal
from asperity.outcome.frozen import hints, optional

R = TypeVar("R")


def to_plain(record: object) -> dict[str, Any]:
    """Fields of a record as plain values; those that are None are left out."""
    fields = dataclasses.fields(record)  # type: ignore[arg-type]
    values = {field.name: getattr(record, field.name) for field in fields}
    return {name: _plain(value) for name, value in values.items() if value is not None}


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return to_plain(value)
    if isinstance(value, np.ndarray):
        return _holes(value.tolist())
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


def _holes(value: Any) -> Any:
    """Nested lists with None where a number is not finite: JSON knows no NaN."""
    if isinstance(value, list):
        return [_holes(item) for item in value]
    return value if math.isfinite(value) else None


def from_plain(cls: type[R], data: Mapping[str, Any], where: str = "") -> R:
    """A record from the dictionary `to_plain` made of it. Keys it does not know are passed over."""
    if not isinstance(data, Mapping):
        raise Refusal(where, type(data).__name__, "expected a table of fields")
    kept: dict[str, Any] = {}
    for field in dataclasses.fields(cls):  # type: ignore[arg-type]
        place = f"{where}.{field.name}" if where else field.name
        if field.name in data:
            kept[field.name] = _record(hints(cls)[field.name], data[field.name], place)
        elif _needed(field):
            raise Refusal(place, "nothing", "an outcome needs it")
    return cls(**kept)


def _needed(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _record(hint: Any, value: Any, where: str) -> Any:
    hint = bare(hint)
    if dataclasses.is_dataclass(hint):
        return from_plain(cast("type[Any]", hint), value, where)
    if get_origin(hint) is np.ndarray:
        return np.array(value, dtype=np.float64)
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        return tuple(_record(item, entry, f"{where}[{i}]") for i, entry in enumerate(value))
    return float(value) if hint is float else value


def bare(hint: Any) -> Any:
    """A field's type without its "or None"."""
    if get_origin(hint) in (Union, UnionType) and optional(hint):
        return next(kind for kind in get_args(hint) if kind is not NoneType)
    return hint
