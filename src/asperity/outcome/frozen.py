"""What all records share: once made, nothing in them changes."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Callable, Hashable, Mapping
from types import MappingProxyType, NoneType
from typing import Any, cast, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
ASIDE = MappingProxyType({"aside": True})
"""Metadata of a field that is no part of the plain dictionary of its record."""


def told(cls: Any) -> tuple[dataclasses.Field[Any], ...]:
    """The fields of a record (or of its class) that its plain dictionary has."""
    return tuple(field for field in dataclasses.fields(cls) if "aside" not in field.metadata)


def hints(cls: type[Any]) -> dict[str, Any]:
    """The resolved type of every field of a record class."""
    return _hints(cast("Hashable", cls))


@functools.cache
def _hints(cls: Any) -> dict[str, Any]:
    return get_type_hints(cls)


@functools.cache
def _typed(cls: Any) -> tuple[tuple[str, Any], ...]:
    """Every field of a record class with its resolved type."""
    return tuple((field.name, _hints(cls)[field.name]) for field in dataclasses.fields(cls))


def optional(hint: Any) -> bool:
    """Whether a field of this type may be absent (None)."""
    return NoneType in get_args(hint)


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """Base of the records: plain floats, tuples, read-only arrays and mappings.

    A float that is not finite is told as absent (None) where its field allows that, else it is an
    error of the program (ValueError): no record ever carries NaN or infinity outside an array.
    """

    def __post_init__(self) -> None:
        for name, hint in _typed(cast("Hashable", type(self))):
            value = getattr(self, name)
            settled = _settle(value, hint, name)
            if settled is not value:
                object.__setattr__(self, name, settled)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """Pickle and copy by making the record anew, so that a copy is read-only too."""
        fields = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        plain = {name: _picklable(value) for name, value in fields.items()}
        return _remade, (type(self), plain)


def equal(one: Record, other: object) -> bool:
    """Whether another record of this class holds the same, arrays number by number (NaN as NaN)."""
    if not isinstance(other, type(one)):
        return False
    names = (field.name for field in dataclasses.fields(one))
    return all(_same(getattr(one, name), getattr(other, name)) for name in names)


def _same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return np.array_equal(one, other, equal_nan=True)
    return not isinstance(one, np.ndarray) and bool(one == other)


def _remade(cls: type[Record], fields: Mapping[str, Any]) -> Record:
    return cls(**fields)


def _picklable(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


def _settle(value: Any, hint: Any, name: str) -> Any:
    if value is None or type(value) in {str, tuple, bool}:  # most of them, soon told
        return value
    if isinstance(value, np.ndarray):
        return _read_only(value)
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, Mapping):
        return MappingProxyType(dict(value))
    if isinstance(value, (float, np.floating, np.integer)):
        return _finite(value, hint, name)
    return value


def _finite(value: Any, hint: Any, name: str) -> float | int | None:
    if isinstance(value, np.integer):
        return int(value)
    if math.isfinite(value):
        return value if type(value) is float else float(value)
    if optional(hint):
        return None
    raise ValueError(f"{name} must be finite, found {value}")


def _read_only(array: NDArray[Any]) -> Array:
    copy = np.array(array, dtype=np.float64)
    copy.setflags(write=False)
    return copy
