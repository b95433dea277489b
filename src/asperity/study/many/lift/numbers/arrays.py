"""numpy and scipy.special as lifted code sees them: the same functions, lanes among the arguments.

A function that is not told of here does what it always does, and refuses lanes (`NotLiftedError`)
rather than mistake their axis for one of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import scipy.special

from asperity.study.many.lift.numbers import lookups
from asperity.study.many.lift.numbers.lanes import (
    Lanes,
    applied,
    as_lanes,
    gathered,
    product,
    run_of,
    spread,
)
from asperity.study.many.lift.numbers.linear import Linear
from asperity.study.many.lift.numbers.lookups import concatenate, joined, or_real
from asperity.study.many.lift.numbers.run import NotLiftedError, Run


class Library:
    """A module whose functions take lanes."""

    def __init__(self, real: Any, own: Mapping[str, Any]) -> None:
        self._real, self._own = real, own
        self.__name__ = real.__name__

    def __getattr__(self, name: str) -> Any:
        known = self._own.get(name)
        if known is None:
            known = _guarded(getattr(self._real, name))
        setattr(self, name, known)
        return known


class Ufunc:
    """A ufunc that takes lanes."""

    def __init__(self, real: np.ufunc) -> None:
        self._real = real
        self.__name__ = real.__name__

    def __call__(self, *args: Any, **more: Any) -> Any:
        """Of all arguments."""
        return applied(self._real, *args, **more)

    def accumulate(self, values: Any, axis: int = 0) -> Any:
        """Along an axis."""
        values = gathered(values)
        if not isinstance(values, Lanes):
            return self._real.accumulate(values, axis=axis)
        return Lanes(self._real.accumulate(values.data, axis=axis % values.ndim), values.run)

    def reduce(self, values: Any, axis: int = 0) -> Any:
        """Along an axis."""
        values = gathered(values)
        if not isinstance(values, Lanes):
            return self._real.reduce(values, axis=axis)
        return Lanes(self._real.reduce(values.data, axis=axis % values.ndim), values.run)

    def outer(self, one: Any, other: Any) -> Any:
        """Of all pairs."""
        if run_of(one, other) is None:
            return self._real.outer(one, other)
        one, other = gathered(one), gathered(other)
        deep = other.ndim if isinstance(other, Lanes) else np.ndim(other)
        return applied(self._real, one[(..., *(None,) * deep)] if deep else one, other)


def _guarded(thing: Any) -> Any:
    if isinstance(thing, np.ufunc):
        return Ufunc(thing)
    if isinstance(thing, type) or not callable(thing):
        return thing

    def call(*args: Any, **more: Any) -> Any:
        if run_of(*args, *more.values()) is not None:
            raise NotLiftedError(f"{getattr(thing, '__name__', thing)} of lanes")
        return thing(*args, **more)

    return call


def _kind(kind: Any) -> Any:
    """A kind of numbers, of which lifted code has its own float and int."""
    return {"Float": np.float64, "Int": np.int64}.get(getattr(kind, "__name__", ""), kind)


def _array(values: Any, dtype: Any = None, **_: Any) -> Any:
    found = gathered(values)
    if isinstance(found, Lanes):
        return found if dtype is None else found.astype(dtype)
    return np.array(values, dtype=_kind(dtype))


def _asarray(values: Any, dtype: Any = None, **_: Any) -> Any:
    if isinstance(values, Lanes):
        return values if dtype is None else values.astype(dtype)
    return np.asarray(values, dtype=_kind(dtype)) if run_of(values) is None else _array(values)


def _blank(make: Callable[..., Any]) -> Callable[..., Any]:
    """Arrays that are filled in later, with room for every lane where it is known."""

    def call(shape: Any, *args: Any, **more: Any) -> Any:
        if "dtype" in more:
            more["dtype"] = _kind(more["dtype"])
        return make(shape, *map(_kind, args), **more)

    return call


@or_real(np.full)
def _full(_run: Run, shape: Any, value: Any, **_: Any) -> Any:
    whole = np.zeros(shape if isinstance(shape, tuple) else (shape,))
    return applied(np.add, whole, value)


def _like(make: Callable[..., Any], value: float) -> Callable[..., Any]:
    def call(model: Any, *args: Any, **more: Any) -> Any:
        model = gathered(model)
        if not isinstance(model, Lanes):
            return make(model, *args, **{key: _kind(one) for key, one in more.items()})
        kind = _kind(more.get("dtype", model.data.dtype))
        fill = args[0] if args else value
        if isinstance(fill, Lanes):
            return applied(np.add, Lanes(np.zeros(model.data.shape), model.run), fill)
        return Lanes(np.full(model.data.shape, fill, dtype=kind), model.run)

    return call


@or_real(np.where)
def _where(run: Run, condition: Any, one: Any, other: Any) -> Any:
    return Lanes(_ternary(condition, one, other), run)


def _ternary(condition: Any, one: Any, other: Any) -> Any:
    return np.where(spread(condition), spread(one), spread(other))


@or_real(np.clip)
def _clip(_run: Run, values: Any, low: Any = None, high: Any = None) -> Any:
    out = gathered(values)
    out = out if low is None else applied(np.maximum, out, low)
    return out if high is None else applied(np.minimum, out, high)


@or_real(np.stack)
def _stack(run: Run, parts: Any, axis: int = 0) -> Any:
    made = joined(run, parts)
    return Lanes(np.stack(made, axis=axis % made[0].ndim), run)


def _reduction(name: str) -> Callable[..., Any]:
    real = getattr(np, name)

    def call(values: Any, axis: Any = None, **more: Any) -> Any:
        values = gathered(values) if run_of(values) is not None else values
        if isinstance(values, Lanes):
            return getattr(values, name)(axis=axis, **more)
        return real(values, axis=axis, **more)

    return call


def _ptp(values: Any, axis: Any = None) -> Any:
    values = gathered(values)
    if isinstance(values, Lanes):
        return values.max(axis=axis) - values.min(axis=axis)
    return np.ptp(values, axis=axis)


@or_real(np.diff)
def _diff(run: Run, values: Any, axis: int = -1) -> Any:
    values = gathered(values)
    return Lanes(np.diff(values.data, axis=axis % values.ndim), run)


@or_real(np.repeat)
def _repeat(run: Run, values: Any, count: Any, axis: int | None = None) -> Any:
    values = as_lanes(values, run)
    return Lanes(np.repeat(values.data, count, axis=(axis or 0) % values.ndim), run)


@or_real(np.broadcast_to)
def _broadcast_to(run: Run, values: Any, shape: tuple[int, ...]) -> Any:
    values = as_lanes(values, run)
    lifted = values.data.reshape(*(1,) * (len(shape) - values.ndim), *values.data.shape)
    return Lanes(np.broadcast_to(lifted, (*shape, values.data.shape[-1])), run)


@or_real(np.broadcast_arrays)
def _broadcast_arrays(run: Run, *values: Any) -> Any:
    made = [as_lanes(value, run) for value in values]
    shape = np.broadcast_shapes(*(one.shape for one in made))
    return tuple(_broadcast_to(one, shape) for one in made)


@or_real(np.linspace)
def _linspace(run: Run, low: Any, high: Any, count: int = 50) -> Any:
    share = np.linspace(0.0, 1.0, count)
    return as_lanes(low, run) + (as_lanes(high, run) - low) * share


@or_real(np.geomspace)
def _geomspace(run: Run, low: Any, high: Any, count: int = 50) -> Any:
    first, last = applied(np.log, as_lanes(low, run)), applied(np.log, as_lanes(high, run))
    return applied(np.exp, _linspace(first, last, count))


def _shape(value: Any) -> tuple[int, ...]:
    return value.shape if isinstance(value, Lanes) else np.shape(value)


def _ndim(value: Any) -> int:
    return value.ndim if isinstance(value, Lanes) else np.ndim(value)


@or_real(np.polyfit)
def _polyfit(_run: Run, *_: Any, **__: Any) -> Any:
    raise NotLiftedError("polyfit of lanes")


@or_real(np.outer)
def _outer(run: Run, one: Any, other: Any) -> Any:
    return applied(np.multiply, as_lanes(one, run)[:, None], as_lanes(other, run)[None, :])


@or_real(np.diag)
def _diag(run: Run, row: Any) -> Any:
    row = as_lanes(row, run)
    return applied(np.multiply, np.eye(len(row)), row[:, None])


@or_real(np.nan_to_num)
def _nan_to_num(run: Run, values: Any, **more: Any) -> Any:
    return Lanes(np.nan_to_num(as_lanes(values, run).data, **more), run)


@or_real(np.flatnonzero)
def _flatnonzero(_run: Run, values: Any) -> Any:
    return np.array([index for index, one in enumerate(values) if one], dtype=np.intp)


@or_real(np.divide)
def _divide(_run: Run, one: Any, other: Any, out: Any = None, where: Any = True) -> Any:
    return applied(np.divide, one, other, out=out, where=where)


@or_real(np.array_equal)
def _array_equal(_run: Run, one: Any, other: Any, **_: Any) -> Any:
    return applied(np.equal, one, other).all()


@or_real(np.average)
def _average(run: Run, values: Any, weights: Any = None, axis: int = 0) -> Any:
    values = as_lanes(values, run)
    if weights is None:
        return values.mean(axis=axis)
    weights = as_lanes(weights, run)
    return (values * weights).sum(axis=axis) / weights.sum(axis=axis)


class _Array:
    """What `isinstance(x, np.ndarray)` asks for."""


class _ArrayMeta(type):
    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, np.ndarray) or (isinstance(value, Lanes) and value.ndim > 0)


class LiftedArray(_Array, metaclass=_ArrayMeta):
    """The class of arrays, those of lanes among them."""

    def __class_getitem__(cls, _: Any) -> Any:
        return cls


_OWN = MappingProxyType(
    {
        "array": _array,
        "asarray": _asarray,
        "ascontiguousarray": _asarray,
        "full": _full,
        "zeros": _blank(np.zeros),
        "ones": _blank(np.ones),
        "empty": _blank(np.empty),
        "zeros_like": _like(np.zeros_like, 0.0),
        "ones_like": _like(np.ones_like, 1.0),
        "full_like": _like(np.full_like, 0.0),
        "where": _where,
        "clip": _clip,
        "concatenate": concatenate,
        "stack": _stack,
        **{name: _reduction(name) for name in ("sum", "max", "min", "mean", "any", "all")},
        **{name: _reduction(name) for name in ("argmax", "argmin", "cumsum")},
        "ptp": _ptp,
        "diff": _diff,
        "repeat": _repeat,
        "broadcast_to": _broadcast_to,
        "broadcast_arrays": _broadcast_arrays,
        "linspace": _linspace,
        "geomspace": _geomspace,
        "interp": lookups.interp,
        "union1d": lookups.union1d,
        "searchsorted": lookups.searchsorted,
        "gradient": lookups.gradient,
        "shape": _shape,
        "ndim": _ndim,
        "polyfit": _polyfit,
        "outer": _outer,
        "diag": _diag,
        "nan_to_num": _nan_to_num,
        "flatnonzero": _flatnonzero,
        "divide": _divide,
        "array_equal": _array_equal,
        "average": _average,
        "moveaxis": lookups.moveaxis,
        "sort": lookups.sort,
        "split": lookups.split,
        "trapezoid": lookups.trapezoid,
        "tensordot": lookups.tensordot,
        "take": lookups.take,
        "take_along_axis": lookups.take_along_axis,
        "ndarray": LiftedArray,
        "linalg": Linear,
        "matmul": product,
    }
)


def numpy() -> Library:
    """numpy for lifted code."""
    return Library(np, _OWN)


def special() -> Library:
    """scipy.special for lifted code."""
    return Library(scipy.special, MappingProxyType({}))
