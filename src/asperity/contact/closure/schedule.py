"""Pressure and temperature over time, straight between points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from asperity.errors import Refusal

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """A programme, linear between its points. Arrays become read-only floats.

    Attributes:
        time: (T,), s, ascending from 0, at least one point
        pressure: mean pressure on the face, (T,), Pa, 0 or more
        temperature: of the metal, (T,), K

    Raises:
        Refusal: the points cannot be a programme.
    """

    time: ArrayLike
    pressure: ArrayLike
    temperature: ArrayLike

    def __post_init__(self) -> None:
        for name in ("time", "pressure", "temperature"):
            object.__setattr__(self, name, _column(name, getattr(self, name)))
        t, p, T = self.points
        if not len(t) == len(p) == len(T) >= 1:
            found = f"{len(t)} times, {len(p)} pressures, {len(T)} temperatures"
            raise Refusal("schedule", found, "write as many of each, at least one")
        if t[0] != 0 or (np.diff(t) <= 0).any():
            raise Refusal("schedule.time", f"{t}", "write seconds ascending from 0")
        if (p < 0).any():
            raise Refusal("schedule.pressure", f"{p.min()}", "write pressures of 0 or more")
        if (T <= 0).any():
            raise Refusal("schedule.temperature", f"{T.min()}", "write kelvin, more than 0")

    @property
    def points(self) -> tuple[Array, Array, Array]:
        """Times, pressures, temperatures."""
        return np.asarray(self.time), np.asarray(self.pressure), np.asarray(self.temperature)

    @property
    def duration(self) -> float:
        """Seconds from the first point to the last."""
        return float(self.points[0][-1])

    def at(self, time: float) -> tuple[float, float]:
        """Pressure (Pa) and temperature (K) at a time (s)."""
        t, p, T = self.points
        return float(np.interp(time, t, p)), float(np.interp(time, t, T))


def _column(name: str, values: ArrayLike) -> Array:
    try:
        column = np.atleast_1d(np.array(values, dtype=np.float64))
    except (TypeError, ValueError):
        column = np.full((1, 1), np.nan)
    if column.ndim != 1 or not np.isfinite(column).all():
        raise Refusal(f"schedule.{name}", f"{values!r}"[:60], "write a row of finite numbers")
    column.setflags(write=False)
    return column
