"""A number of many recipes at once: one for each lane, along a hidden last axis.

To the code that computes with it, `Lanes` is the float or the array it would be for one recipe:
shapes, indices and reductions leave the lanes aside. Where the code decides by it (`if`, `while`),
all lanes that are under way have to agree; those that do not take the way of the fewer leave this
run, and are sent through by themselves later (`Run`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from asperity.study.many.lift.numbers.arithmetic import Arithmetic
from asperity.study.many.lift.numbers.places import chosen_places, index_of, picked
from asperity.study.many.lift.numbers.run import NotLiftedError, Run

Data = NDArray[Any]


class Lanes(Arithmetic):
    """A float or an array, different in each lane.

    Attributes:
        data: (*shape, B), the lanes along the last axis
        run: which lanes are under way
    """

    __slots__ = ("data", "run")
    __hash__ = object.__hash__

    def __init__(self, data: Data, run: Run) -> None:
        self.data, self.run = data, run

    # ------------------------------------------------------------ what it looks like
    @property
    def shape(self) -> tuple[int, ...]:
        """Without the lanes."""
        return tuple(self.data.shape[:-1])

    @property
    def ndim(self) -> int:
        """Without the lanes."""
        return self.data.ndim - 1

    @property
    def size(self) -> int:
        """Without the lanes."""
        return int(np.prod(self.shape))

    @property
    def dtype(self) -> Any:
        """Of one number."""
        return self.data.dtype

    @property
    def T(self) -> Lanes:  # noqa: N802 (numpy's name)
        """Axes turned, all but the lanes."""
        order = (*reversed(range(self.ndim)), self.ndim)
        return Lanes(self.data.transpose(order), self.run)

    @property
    def real(self) -> Lanes:
        """Of complex numbers."""
        return Lanes(self.data.real, self.run)

    @property
    def imag(self) -> Lanes:
        """Of complex numbers."""
        return Lanes(self.data.imag, self.run)

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("a number has no length")
        return self.shape[0]

    def __iter__(self) -> Iterator[Lanes]:
        return (Lanes(part, self.run) for part in self.data) if self.shape else iter([self])

    # ------------------------------------------------------------ decisions
    def __bool__(self) -> bool:
        if self.size != 1:
            raise ValueError("the truth of an array of several numbers is ambiguous")
        asked = self.data.reshape(-1).astype(np.bool_)
        return self.run.decide(np.broadcast_to(asked, self.run.under_way.shape))

    def __index__(self) -> int:
        whole = np.broadcast_to(self.data.reshape(-1), self.run.under_way.shape)
        values, counts = np.unique(whole[self.run.under_way], return_counts=True)
        while len(values) > 1:
            chosen = values[int(np.argmax(counts))]
            other = next(value for value in values if value != chosen)
            self.run.leave(whole == other)
            values, counts = np.unique(whole[self.run.under_way], return_counts=True)
        return int(values[0])

    def __float__(self) -> float:
        raise NotLiftedError("float() of lanes outside lifted code")

    __int__ = __index__

    # ------------------------------------------------------------ texts
    def __format__(self, spec: str) -> str:
        return self.run.mark((self, spec))

    def __repr__(self) -> str:
        return self.run.mark((self, ""))

    # ------------------------------------------------------------ parts
    def __getitem__(self, key: Any) -> Lanes:
        if isinstance(key, Lanes) or (
            isinstance(key, tuple) and any(isinstance(one, Lanes) for one in key)
        ):
            return self._picked(key)
        return Lanes(self.data[index_of(key)], self.run)

    def __setitem__(self, key: Any, value: Any) -> None:
        if isinstance(key, Lanes):
            self._set_masked(key, value)
            return
        self.data[index_of(key)] = spread(value)

    def _picked(self, key: Any) -> Lanes:
        """The numbers at places that differ from lane to lane, or that a mask has set in any."""
        first, *rest = key if isinstance(key, tuple) else (key,)
        if not isinstance(first, Lanes) or any(isinstance(one, Lanes) for one in rest):
            raise NotLiftedError("an index of lanes that is not the first and only one")
        if first.data.dtype.kind == "b":
            found = Lanes(self.data[first.set_anywhere()], self.run)
        else:
            found = Lanes(picked(self.data, first.data, len(self.run.under_way)), self.run)
        return found[tuple(rest)] if rest else found

    def set_anywhere(self) -> tuple[NDArray[np.intp], ...]:
        """The places at which this mask is set in a lane that is under way.

        They are more than each lane asks for, never less; what is made of them goes back by the
        same mask, which leaves the other lanes alone.
        """
        return chosen_places(self.data, self.run.under_way)

    def _set_masked(self, mask: Lanes, value: Any) -> None:
        """Where a mask is set in any lane, in the lanes in which it is."""
        at, width = mask.set_anywhere(), len(self.run.under_way)
        self.data = np.broadcast_to(self.data, (*self.shape, width)).copy()
        chosen = np.broadcast_to(mask.data, (*mask.shape, width))[at]
        self.data[at] = np.where(chosen, spread(value), self.data[at])

    # ------------------------------------------------------------ numpy's methods
    def reshape(self, *shape: Any) -> Lanes:
        """Another shape, the lanes as they are."""
        wanted = shape[0] if len(shape) == 1 and isinstance(shape[0], tuple) else shape
        return Lanes(self.data.reshape(*wanted, self.data.shape[-1]), self.run)

    def ravel(self) -> Lanes:
        """One axis."""
        return self.reshape(-1)

    def copy(self) -> Lanes:
        """A copy."""
        return Lanes(self.data.copy(), self.run)

    def astype(self, kind: Any) -> Lanes:
        """Numbers of another kind."""
        kind = {"Float": np.float64, "Int": np.int64}.get(getattr(kind, "__name__", ""), kind)
        return Lanes(self.data.astype(kind), self.run)

    def setflags(self, **_: Any) -> None:
        """Nothing: lanes are not handed out."""

    def tolist(self) -> Any:
        """Nested lists of numbers."""
        return self if not self.shape else [part.tolist() for part in self]

    def item(self) -> Lanes:
        """The only number."""
        return Lanes(self.data.reshape(-1), self.run)

    def _reduced(self, function: Any, axis: Any, keepdims: bool, **more: Any) -> Lanes:
        if axis is None:
            data, axes = self.data.reshape(-1, self.data.shape[-1]), 0
            kept = (1,) * self.ndim if keepdims else ()
            return Lanes(function(data, axis=axes, **more).reshape(*kept, -1), self.run)
        over = tuple(one % self.ndim for one in (axis if isinstance(axis, tuple) else (axis,)))
        return Lanes(function(self.data, axis=over, keepdims=keepdims, **more), self.run)

    def sum(self, axis: Any = None, keepdims: bool = False) -> Lanes:
        """As numpy's."""
        return self._reduced(np.sum, axis, keepdims)

    def max(self, axis: Any = None, keepdims: bool = False, initial: Any = None) -> Lanes:
        """As numpy's."""
        more = {} if initial is None else {"initial": initial}
        return self._reduced(np.max, axis, keepdims, **more)

    def min(self, axis: Any = None, keepdims: bool = False, initial: Any = None) -> Lanes:
        """As numpy's."""
        more = {} if initial is None else {"initial": initial}
        return self._reduced(np.min, axis, keepdims, **more)

    def mean(self, axis: Any = None, keepdims: bool = False) -> Lanes:
        """As numpy's."""
        return self._reduced(np.mean, axis, keepdims)

    def any(self, axis: Any = None, keepdims: bool = False) -> Lanes:
        """As numpy's."""
        return self._reduced(np.any, axis, keepdims)

    def all(self, axis: Any = None, keepdims: bool = False) -> Lanes:
        """As numpy's."""
        return self._reduced(np.all, axis, keepdims)

    def argmax(self, axis: Any = None) -> Lanes:
        """As numpy's."""
        return Lanes(self.data.argmax(axis=0 if axis is None else axis % self.ndim), self.run)

    def argmin(self, axis: Any = None) -> Lanes:
        """As numpy's."""
        return Lanes(self.data.argmin(axis=0 if axis is None else axis % self.ndim), self.run)

    def cumsum(self, axis: Any = None) -> Lanes:
        """As numpy's."""
        axis = 0 if axis is None else axis % self.ndim
        return Lanes(np.cumsum(self.data, axis=axis), self.run)

    def searchsorted(self, value: Any, side: str = "left") -> Lanes:
        """As numpy's, of an ascending row in each lane."""
        rows, asked = self.data, np.asarray(spread(value))
        met = rows[(slice(None), *(None,) * (asked.ndim - 1))]
        found = met <= asked if side == "right" else met < asked
        return Lanes(np.count_nonzero(found, axis=0), self.run)

    # ------------------------------------------------------------ arithmetic
    def __array_ufunc__(self, ufunc: Any, method: str, *args: Any, **kwargs: Any) -> Any:
        if method != "__call__":
            raise NotLiftedError(f"numpy.{ufunc.__name__}.{method} of lanes")
        return applied(ufunc, *args, **kwargs)

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise NotLiftedError("a plain array of lanes")

    def _applied(self, ufunc: Any, *args: Any) -> Any:
        return applied(ufunc, *args)

    def __matmul__(self, other: Any) -> Any:
        return product(self, other)

    def __rmatmul__(self, other: Any) -> Any:
        return product(other, self)

    def __neg__(self) -> Lanes:
        return Lanes(-self.data, self.run)

    def __abs__(self) -> Lanes:
        return Lanes(np.abs(self.data), self.run)

    def __invert__(self) -> Lanes:
        return Lanes(~self.data, self.run)

    def __eq__(self, other: object) -> Any:
        return False if _stranger(self, other) else applied(np.equal, self, other)

    def __ne__(self, other: object) -> Any:
        return True if _stranger(self, other) else applied(np.not_equal, self, other)


def _stranger(one: Lanes, other: object) -> bool:
    """Whether something is no number, to which lanes of numbers are never equal."""
    if other is None:
        return True
    return isinstance(other, str) != (one.data.dtype.kind == "U")


def spread(value: Any) -> Any:
    """What a value broadcasts as against the data of lanes."""
    if isinstance(value, Lanes):
        return value.data
    if isinstance(value, np.ndarray):
        return value[..., None] if value.ndim else value
    if isinstance(value, list | tuple):
        made = gathered(value)
        return made.data if isinstance(made, Lanes) else np.asarray(made)[..., None]
    return value


def run_of(*values: Any) -> Run | None:
    """The run of the first lanes among values, however deep in lists they lie."""
    for value in values:
        if isinstance(value, Lanes):
            return value.run
        if isinstance(value, list | tuple) and (found := run_of(*value)) is not None:
            return found
    return None


def gathered(values: Any) -> Any:
    """Nested lists as one array of lanes, or as a plain one where no lanes are among them."""
    run = run_of(values)
    if run is None:
        return np.asarray(values)
    if not isinstance(values, list | tuple):
        return values
    parts = [gathered(value) for value in values]
    spreads = [np.asarray(spread(part)) for part in parts]
    widths = [
        one.shape[-1] for part, one in zip(parts, spreads, strict=True) if isinstance(part, Lanes)
    ]
    shape = (*_deepest(parts), max(widths))
    return Lanes(np.stack([np.broadcast_to(one, shape) for one in spreads]), run)


def _deepest(parts: list[Any]) -> tuple[int, ...]:
    return np.broadcast_shapes(
        *(np.shape(part) if not isinstance(part, Lanes) else part.shape for part in parts)
    )


def _quick(args: tuple[Any, ...]) -> tuple[Run, list[Any]] | None:
    """The run and the data of arguments that are lanes and numbers only, which most are."""
    run, data = None, []
    for arg in args:
        kind = type(arg)
        if kind is Lanes:
            run = arg.run
            data.append(arg.data)
        elif kind is float or kind is int:
            data.append(arg)
        else:
            return None
    return None if run is None else (run, data)


def applied(ufunc: Any, *args: Any, out: Any = None, where: Any = True, **more: Any) -> Any:
    """A ufunc of numpy or scipy, some of its arguments lanes."""
    if out is None and where is True and not more and (quick := _quick(args)) is not None:
        return _laned(ufunc(*quick[1]), quick[0])
    run = run_of(*args, out, where)
    if run is None:
        plain = {} if out is None else {"out": out, "where": where}
        return ufunc(*args, **plain, **more)
    data = [spread(arg) for arg in args]
    found = ufunc(*data, **more)
    if out is not None or where is not True:
        kept = spread(out[0] if isinstance(out, tuple) else out)
        found = np.where(spread(where), found, kept)
    return _laned(found, run)


def _laned(found: Any, run: Run) -> Any:
    return tuple(Lanes(one, run) for one in found) if type(found) is tuple else Lanes(found, run)


def product(one: Any, other: Any) -> Any:
    """Matrix product, some of it lanes."""
    run = run_of(one, other)
    if run is None:
        return one @ other
    left, right = as_lanes(one, run), as_lanes(other, run)
    if not isinstance(other, Lanes) and left.ndim >= 1 and np.ndim(other) == 1:
        return Lanes(
            np.tensordot(left.data, other, axes=(left.ndim - 1, 0)), run
        )  # lanes stay last
    subscripts = {
        (1, 1): "iz,iz->z",
        (2, 1): "ijz,jz->iz",
        (1, 2): "iz,ijz->jz",
        (2, 2): "ijz,jkz->ikz",
        (3, 1): "hijz,jz->hiz",
        (3, 2): "hijz,jkz->hikz",
    }[left.ndim, right.ndim]
    return Lanes(np.einsum(subscripts, left.data, right.data), run)


def as_lanes(value: Any, run: Run) -> Lanes:
    """A value as lanes that all have it."""
    if isinstance(value, Lanes):
        return value
    if isinstance(value, list | tuple):
        return as_lanes(gathered(value), run)
    return Lanes(np.asarray(value)[..., None], run)


def full(value: Any, run: Run) -> Data:
    """A number of each lane, (B,)."""
    count = len(run.under_way)
    return np.broadcast_to(np.asarray(spread(value)).reshape(-1), (count,))
