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

from asperity.study.many.lift.lanes import (
    Lanes,
    NotLiftedError,
    Run,
    applied,
    as_lanes,
    gathered,
    product,
    run_of,
    spread,
)


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


def _or_real(real: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """What is lifted where lanes are among the arguments, else the real one."""

    def decorate(own: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            run = run_of(*args, *more.values())
            return real(*args, **more) if run is None else own(run, *args, **more)

        return call

    return decorate


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


@_or_real(np.full)
def _full(run: Run, shape: Any, value: Any, **_: Any) -> Any:
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


@_or_real(np.where)
def _where(run: Run, condition: Any, one: Any, other: Any) -> Any:
    return Lanes(_ternary(condition, one, other), run)


def _ternary(condition: Any, one: Any, other: Any) -> Any:
    return np.where(spread(condition), spread(one), spread(other))


@_or_real(np.clip)
def _clip(run: Run, values: Any, low: Any = None, high: Any = None) -> Any:
    out = gathered(values)
    out = out if low is None else applied(np.maximum, out, low)
    return out if high is None else applied(np.minimum, out, high)


def _joined(run: Run, parts: Any) -> list[Any]:
    made = [as_lanes(part, run) for part in parts]
    width = max(one.data.shape[-1] for one in made)
    return [np.broadcast_to(one.data, (*one.shape, width)) for one in made]


@_or_real(np.concatenate)
def _concatenate(run: Run, parts: Any, axis: int = 0) -> Any:
    made = _joined(run, parts)
    return Lanes(np.concatenate(made, axis=axis % (made[0].ndim - 1)), run)


@_or_real(np.stack)
def _stack(run: Run, parts: Any, axis: int = 0) -> Any:
    made = _joined(run, parts)
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


@_or_real(np.diff)
def _diff(run: Run, values: Any, axis: int = -1) -> Any:
    values = gathered(values)
    return Lanes(np.diff(values.data, axis=axis % values.ndim), run)


@_or_real(np.repeat)
def _repeat(run: Run, values: Any, count: Any, axis: int | None = None) -> Any:
    values = as_lanes(values, run)
    return Lanes(np.repeat(values.data, count, axis=(axis or 0) % values.ndim), run)


@_or_real(np.broadcast_to)
def _broadcast_to(run: Run, values: Any, shape: tuple[int, ...]) -> Any:
    values = as_lanes(values, run)
    lifted = values.data.reshape(*(1,) * (len(shape) - values.ndim), *values.data.shape)
    return Lanes(np.broadcast_to(lifted, (*shape, values.data.shape[-1])), run)


@_or_real(np.broadcast_arrays)
def _broadcast_arrays(run: Run, *values: Any) -> Any:
    made = [as_lanes(value, run) for value in values]
    shape = np.broadcast_shapes(*(one.shape for one in made))
    return tuple(_broadcast_to(one, shape) for one in made)


@_or_real(np.linspace)
def _linspace(run: Run, low: Any, high: Any, count: int = 50) -> Any:
    share = np.linspace(0.0, 1.0, count)
    return as_lanes(low, run) + (as_lanes(high, run) - low) * share


@_or_real(np.geomspace)
def _geomspace(run: Run, low: Any, high: Any, count: int = 50) -> Any:
    first, last = applied(np.log, as_lanes(low, run)), applied(np.log, as_lanes(high, run))
    return applied(np.exp, _linspace(first, last, count))


@_or_real(np.interp)
def _interp(run: Run, x: Any, xp: Any, fp: Any) -> Any:
    if run_of(xp, fp) is None:
        return Lanes(np.interp(as_lanes(x, run).data, xp, fp), run)
    x, xp, fp = as_lanes(x, run), as_lanes(xp, run), as_lanes(fp, run)
    width = max(x.data.shape[-1], xp.data.shape[-1], fp.data.shape[-1])
    xs, fs = (np.broadcast_to(one.data, (len(one), width)) for one in (xp, fp))
    lane, asked = np.arange(width), np.broadcast_to(x.data, (*x.shape, width))
    if x.size > _FEW:
        return Lanes(_one_by_one(asked, xs, fs, run), run)
    at = np.maximum(_steps_below(xs, asked, lane) - 1, 0)
    at = np.minimum(at, len(xp) - 2)
    x0, x1, f0, f1 = xs[at, lane], xs[at + 1, lane], fs[at, lane], fs[at + 1, lane]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.clip((asked - x0) / (x1 - x0), 0.0, 1.0)
    share = np.where(x1 > x0, share, np.where(asked >= x1, 1.0, 0.0))
    return Lanes(f0 + (f1 - f0) * share, run)


_FEW = 64
"""Numbers asked in each lane up to which all lanes are looked up together."""


def _one_by_one(asked: Any, xs: Any, fs: Any, run: Run) -> Any:
    """Many numbers in each lane: lane by lane, which is faster then."""
    rows = np.ascontiguousarray(asked.reshape(-1, asked.shape[-1]).T)
    known, told = np.ascontiguousarray(xs.T), np.ascontiguousarray(fs.T)
    found = np.full(rows.shape, np.nan)
    for lane in np.flatnonzero(run.under_way):
        found[lane] = np.interp(rows[lane], known[lane], told[lane])
    return np.ascontiguousarray(found.T).reshape(asked.shape)


def _steps_below(rows: Any, asked: Any, lane: Any) -> Any:
    """How many of an ascending row are at most what is asked, in every lane, by halving."""
    count = np.zeros(asked.shape, dtype=np.intp)
    stride = 1 << (len(rows).bit_length() - 1)
    while stride:
        further = count + stride
        inside = further <= len(rows)
        known = rows[np.minimum(further, len(rows)) - 1, lane]
        count = np.where(inside & (known <= asked), further, count)
        stride >>= 1
    return count


@_or_real(np.union1d)
def _union1d(run: Run, one: Any, other: Any) -> Any:
    both = _concatenate([as_lanes(one, run).ravel(), as_lanes(other, run).ravel()])
    return Lanes(np.sort(both.data, axis=0), run)


@_or_real(np.searchsorted)
def _searchsorted(run: Run, row: Any, value: Any, side: str = "left") -> Any:
    return as_lanes(row, run).searchsorted(as_lanes(value, run), side=side)


@_or_real(np.gradient)
def _gradient(run: Run, values: Any, at: Any, axis: int = -1, edge_order: int = 1) -> Any:
    """Second differences on uneven spacing, as numpy takes them."""
    values, at = as_lanes(values, run), as_lanes(at, run)
    f = np.moveaxis(values.data, axis % values.ndim, 0)
    shape = (len(f), *(1,) * (f.ndim - 2), -1)
    x = at.data.reshape(shape)
    h = np.diff(x, axis=0)
    before, after = h[:-1], h[1:]
    inner = (before**2 * f[2:] + (after**2 - before**2) * f[1:-1] - after**2 * f[:-2]) / (
        before * after * (before + after)
    )
    if edge_order == 1:
        ends = (f[1] - f[0]) / h[0], (f[-1] - f[-2]) / h[-1]
    else:
        ends = _edge(f[:3], h[0], h[1]), -_edge(f[-1:-4:-1], h[-1], h[-2])
    found = np.concatenate([ends[0][None], inner, ends[1][None]], axis=0)
    return Lanes(np.moveaxis(found, 0, axis % values.ndim), run)


def _edge(f: Any, near: Any, far: Any) -> Any:
    """One-sided slope at the first of three values."""
    return (
        -(2 * near + far) / (near * (near + far)) * f[0]
        + (near + far) / (near * far) * f[1]
        - near / (far * (near + far)) * f[2]
    )


def _shape(value: Any) -> tuple[int, ...]:
    return value.shape if isinstance(value, Lanes) else np.shape(value)


def _ndim(value: Any) -> int:
    return value.ndim if isinstance(value, Lanes) else np.ndim(value)


@_or_real(np.polyfit)
def _polyfit(run: Run, *_: Any, **__: Any) -> Any:
    raise NotLiftedError("polyfit of lanes")


@_or_real(np.outer)
def _outer(run: Run, one: Any, other: Any) -> Any:
    return applied(np.multiply, as_lanes(one, run)[:, None], as_lanes(other, run)[None, :])


@_or_real(np.diag)
def _diag(run: Run, row: Any) -> Any:
    row = as_lanes(row, run)
    return applied(np.multiply, np.eye(len(row)), row[:, None])


@_or_real(np.nan_to_num)
def _nan_to_num(run: Run, values: Any, **more: Any) -> Any:
    return Lanes(np.nan_to_num(as_lanes(values, run).data, **more), run)


@_or_real(np.flatnonzero)
def _flatnonzero(run: Run, values: Any) -> Any:
    return np.array([index for index, one in enumerate(values) if one], dtype=np.intp)


@_or_real(np.divide)
def _divide(run: Run, one: Any, other: Any, out: Any = None, where: Any = True) -> Any:
    return applied(np.divide, one, other, out=out, where=where)


@_or_real(np.array_equal)
def _array_equal(run: Run, one: Any, other: Any, **_: Any) -> Any:
    return applied(np.equal, one, other).all()


@_or_real(np.average)
def _average(run: Run, values: Any, weights: Any = None, axis: int = 0) -> Any:
    values = as_lanes(values, run)
    if weights is None:
        return values.mean(axis=axis)
    weights = as_lanes(weights, run)
    return (values * weights).sum(axis=axis) / weights.sum(axis=axis)


@_or_real(np.moveaxis)
def _moveaxis(run: Run, values: Any, source: int, destination: int) -> Any:
    values = as_lanes(values, run)
    moved = np.moveaxis(values.data, source % values.ndim, destination % values.ndim)
    return Lanes(moved, run)


@_or_real(np.sort)
def _sort(run: Run, values: Any) -> Any:
    return Lanes(np.sort(values.data, axis=values.ndim - 1), run)


@_or_real(np.split)
def _split(run: Run, values: Any, cuts: Any) -> Any:
    return [Lanes(part, run) for part in np.split(values.data, cuts)]


@_or_real(np.trapezoid)
def _trapezoid(run: Run, values: Any, at: Any, axis: int = -1) -> Any:
    values, at = as_lanes(values, run), as_lanes(at, run)
    if axis not in {-1, values.ndim - 1}:
        raise NotLiftedError("trapezoid of lanes along another axis than the last")
    spans = at[..., 1:] - at[..., :-1]
    return (0.5 * spans * (values[..., 1:] + values[..., :-1])).sum(axis=-1)


@_or_real(np.tensordot)
def _tensordot(run: Run, one: Any, other: Any, axes: int = 1) -> Any:
    if isinstance(one, Lanes) or axes != 1:
        raise NotLiftedError("tensordot of lanes from the left")
    return Lanes(np.tensordot(one, other.data, axes=1), run)


@_or_real(np.take)
def _take(run: Run, values: Any, index: Any) -> Any:
    return as_lanes(values, run)[as_lanes(index, run)]


@_or_real(np.take_along_axis)
def _take_along_axis(run: Run, values: Any, index: Any, axis: int = -1) -> Any:
    values, index = as_lanes(values, run), as_lanes(index, run)
    width = max(values.data.shape[-1], index.data.shape[-1])
    rest = np.broadcast_shapes(values.shape[1:], index.shape[1:])
    data = np.broadcast_to(values.data, (len(values), *rest, width))
    at = np.broadcast_to(index.data, (len(index), *rest, width))
    if axis != 0:
        raise NotLiftedError("take_along_axis of another axis than the first")
    return Lanes(np.take_along_axis(data, at, axis=0), run)


class _Array:
    """What `isinstance(x, np.ndarray)` asks for."""


class _ArrayMeta(type):
    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, np.ndarray) or (isinstance(value, Lanes) and value.ndim > 0)


class LiftedArray(_Array, metaclass=_ArrayMeta):
    """The class of arrays, those of lanes among them."""

    def __class_getitem__(cls, _: Any) -> Any:
        return cls


class _Linear:
    """numpy.linalg, a matrix a lane."""

    @staticmethod
    def solve(matrix: Any, right: Any) -> Any:
        """Of every lane."""
        run = run_of(matrix, right)
        if run is None:
            return np.linalg.solve(matrix, right)
        left, given = as_lanes(matrix, run), as_lanes(right, run)
        count = max(left.data.shape[-1], given.data.shape[-1])
        rows = np.moveaxis(np.broadcast_to(left.data, (*left.shape, count)), -1, 0)
        values = np.moveaxis(np.broadcast_to(given.data, (*given.shape, count)), -1, 0)
        flat = given.ndim == 1
        found = np.linalg.solve(rows, values[..., None] if flat else values)
        return Lanes(np.moveaxis(found[..., 0] if flat else found, 0, -1), run)

    @staticmethod
    def inv(matrix: Any) -> Any:
        """Of every lane."""
        if not isinstance(matrix, Lanes):
            return np.linalg.inv(matrix)
        found = np.linalg.inv(np.moveaxis(matrix.data, -1, 0))
        return Lanes(np.moveaxis(found, 0, -1), matrix.run)


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
        "concatenate": _concatenate,
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
        "interp": _interp,
        "union1d": _union1d,
        "searchsorted": _searchsorted,
        "gradient": _gradient,
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
        "moveaxis": _moveaxis,
        "sort": _sort,
        "split": _split,
        "trapezoid": _trapezoid,
        "tensordot": _tensordot,
        "take": _take,
        "take_along_axis": _take_along_axis,
        "ndarray": LiftedArray,
        "linalg": _Linear,
        "matmul": product,
    }
)


def numpy() -> Library:
    """numpy for lifted code."""
    return Library(np, _OWN)


def special() -> Library:
    """scipy.special for lifted code."""
    return Library(scipy.special, MappingProxyType({}))
