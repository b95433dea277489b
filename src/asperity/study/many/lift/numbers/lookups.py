"""numpy's functions that look up, put in order and move about, of lanes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from asperity.study.many.lift.numbers.lanes import Lanes, as_lanes, run_of
from asperity.study.many.lift.numbers.run import NotLiftedError, Run


def or_real(real: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """What is lifted where lanes are among the arguments, else the real one."""

    def decorate(own: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            run = run_of(*args, *more.values())
            return real(*args, **more) if run is None else own(run, *args, **more)

        return call

    return decorate


@or_real(np.interp)
def interp(run: Run, x: Any, xp: Any, fp: Any) -> Any:
    """Between the points of a row in each lane."""
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


@or_real(np.union1d)
def union1d(run: Run, one: Any, other: Any) -> Any:
    """All of both, ascending; what is in both in some lanes stays twice, a hair apart."""
    both = concatenate([as_lanes(one, run).ravel(), as_lanes(other, run).ravel()])
    found = np.sort(both.data, axis=0)
    hair = 1e-9 * (found[-1] - found[0])
    for at in range(1, len(found) - 1):
        found[at] = np.maximum(found[at], np.minimum(found[at - 1] + hair, found[-1]))
    return Lanes(found, run)


@or_real(np.searchsorted)
def searchsorted(run: Run, row: Any, value: Any, side: str = "left") -> Any:
    """Places in an ascending row of each lane."""
    return as_lanes(row, run).searchsorted(as_lanes(value, run), side=side)


@or_real(np.gradient)
def gradient(run: Run, values: Any, at: Any, axis: int = -1, edge_order: int = 1) -> Any:
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


@or_real(np.moveaxis)
def moveaxis(run: Run, values: Any, source: int, destination: int) -> Any:
    """An axis elsewhere, the lanes where they are."""
    values = as_lanes(values, run)
    moved = np.moveaxis(values.data, source % values.ndim, destination % values.ndim)
    return Lanes(moved, run)


@or_real(np.sort)
def sort(run: Run, values: Any) -> Any:
    """Ascending along the last axis."""
    return Lanes(np.sort(values.data, axis=values.ndim - 1), run)


@or_real(np.split)
def split(run: Run, values: Any, cuts: Any) -> Any:
    """Parts along the first axis."""
    return [Lanes(part, run) for part in np.split(values.data, cuts)]


@or_real(np.trapezoid)
def trapezoid(run: Run, values: Any, at: Any, axis: int = -1) -> Any:
    """Integral along the last axis."""
    values, at = as_lanes(values, run), as_lanes(at, run)
    if axis not in {-1, values.ndim - 1}:
        raise NotLiftedError("trapezoid of lanes along another axis than the last")
    spans = at[..., 1:] - at[..., :-1]
    return (0.5 * spans * (values[..., 1:] + values[..., :-1])).sum(axis=-1)


@or_real(np.tensordot)
def tensordot(run: Run, one: Any, other: Any, axes: int = 1) -> Any:
    """Sum over the first axis with plain weights."""
    if isinstance(one, Lanes) or axes != 1:
        raise NotLiftedError("tensordot of lanes from the left")
    return Lanes(np.tensordot(one, other.data, axes=1), run)


@or_real(np.take)
def take(run: Run, values: Any, index: Any, axis: int | None = None) -> Any:
    """Entries at places that may differ from lane to lane."""
    if axis not in {None, 0}:
        raise NotLiftedError("take along another axis than the first")
    return as_lanes(values, run)[as_lanes(index, run)]


@or_real(np.take_along_axis)
def take_along_axis(run: Run, values: Any, index: Any, axis: int = -1) -> Any:
    """Entries along the first axis, each at a place of its own."""
    values, index = as_lanes(values, run), as_lanes(index, run)
    width = max(values.data.shape[-1], index.data.shape[-1])
    rest = np.broadcast_shapes(values.shape[1:], index.shape[1:])
    data = np.broadcast_to(values.data, (len(values), *rest, width))
    at = np.broadcast_to(index.data, (len(index), *rest, width))
    if axis != 0:
        raise NotLiftedError("take_along_axis of another axis than the first")
    return Lanes(np.take_along_axis(data, at, axis=0), run)


@or_real(np.concatenate)
def concatenate(run: Run, parts: Any, axis: int = 0) -> Any:
    """Arrays one behind the other."""
    made = joined(run, parts)
    return Lanes(np.concatenate(made, axis=axis % (made[0].ndim - 1)), run)


def joined(run: Run, parts: Any) -> list[Any]:
    """The data of parts, all as wide as the widest."""
    made = [as_lanes(part, run) for part in parts]
    width = max(one.data.shape[-1] for one in made)
    return [np.broadcast_to(one.data, (*one.shape, width)) for one in made]
