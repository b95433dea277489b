"""Records to plain dictionaries and back, by the types of their fields."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Mapping
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

import numpy as np

from asperity.errors import Refusal, quoted
from asperity.outcome.frozen import hints, optional, told

R = TypeVar("R")


def to_plain(record: object) -> dict[str, Any]:
    """Fields of a record as plain values; those that are None are left out."""
    values = {field.name: getattr(record, field.name) for field in told(record)}
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
    """A record from the dictionary `to_plain` made of it. Keys it does not know are passed over.

    Raises Refusal with the place of a field that is missing or of the wrong kind.
    """
    if not isinstance(data, Mapping):
        raise Refusal(where, type(data).__name__, "expected a table of fields")
    kept: dict[str, Any] = {}
    for field in told(cls):
        place = f"{where}.{field.name}" if where else field.name
        if field.name in data:
            kept[field.name] = _record(hints(cls)[field.name], data[field.name], place)
        elif _needed(field):
            raise Refusal(place, "nothing", "an outcome needs it")
    return cls(**kept)


def _needed(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _record(hint: Any, value: Any, where: str) -> Any:
    if value is None and optional(hint):
        return None
    hint = bare(hint)
    if dataclasses.is_dataclass(hint):
        return from_plain(cast("type[Any]", hint), value, where)
    if hint is float:
        return _number(value, where)
    reader = _READERS.get(get_origin(hint))
    if reader is not None:
        return reader(get_args(hint), value, where)
    what = {str: "text", bool: "true or false"}.get(hint, hint.__name__)
    return _checked(isinstance(value, hint), value, where, f"expected {what}")


def _checked(fine: bool, value: Any, where: str, cure: str) -> Any:
    if not fine:
        raise Refusal(where, "nothing" if value is None else quoted(value), cure)
    return value


def _number(value: Any, where: str) -> float:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    _checked(number and abs(value) < math.inf, value, where, "expected a finite number")
    try:
        return float(value)
    except OverflowError:
        raise Refusal(where, quoted(value), "expected a finite number") from None


def _array(_: tuple[Any, ...], value: Any, where: str) -> Any:
    cure = "expected a list of numbers, with null where there is none"
    _checked(isinstance(value, (list, tuple)), value, where, cure)
    try:
        return np.array(value, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise Refusal(where, quoted(str(value)), cure) from None


def _items(kinds: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    _checked(isinstance(value, (list, tuple)), value, where, "expected a list")
    if kinds[-1] is not Ellipsis and len(value) != len(kinds):
        raise Refusal(where, quoted(value), f"expected a list of {len(kinds)}")
    return tuple(_record(kinds[0], entry, f"{where}[{i}]") for i, entry in enumerate(value))


def _word(known: tuple[Any, ...], value: Any, where: str) -> Any:
    return _checked(value in known, value, where, f"expected one of {', '.join(known)}")


def _pairs(kinds: tuple[Any, ...], value: Any, where: str) -> dict[str, Any]:
    _checked(isinstance(value, Mapping), value, where, "expected a table of fields")
    return {str(key): _record(kinds[1], item, f"{where}.{key}") for key, item in value.items()}


_READERS: Mapping[Any, Callable[[tuple[Any, ...], Any, str], Any]] = MappingProxyType(
    {np.ndarray: _array, tuple: _items, Literal: _word, Mapping: _pairs}
)


def bare(hint: Any) -> Any:
    """A field's type without its "or None"."""
    if get_origin(hint) in (Union, UnionType) and optional(hint):
        return next(kind for kind in get_args(hint) if kind is not NoneType)
    return hint
