"""The programme of a stretch as straight pieces, as few as tell it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from asperity.contact import Schedule
from asperity.process.faces.engine import LEAST
from asperity.process.programme import Stretch

Array = NDArray[np.float64]
FINE = 65
"""Moments at which a stretch is looked at besides those of its course."""
NEAR = 2e-3
"""How near the straight pieces come to the pressure, over the largest."""
WARM = 0.2
"""The same for the temperature, K."""


def schedule(stretch: Stretch, times: Array, factor: Array) -> Schedule:
    """Pressure on the grid and temperature over a stretch.

    `factor` is the pressure on the grid over that on the stack at the `times` (s, from 0), (T,).
    """
    if stretch.duration <= 0:
        return Schedule(0.0, _pressure(stretch, 0.0, factor[-1]), stretch.sample_at(0.0))
    even = np.linspace(0.0, stretch.duration, FINE)
    moments = np.unique(np.concatenate([even, times, [min(stretch.ramp, stretch.duration)]]))
    factors = np.interp(moments, times, factor)
    pressure = np.array([_pressure(stretch, t, by) for t, by in zip(moments, factors, strict=True)])
    temperature = np.array([stretch.sample_at(t) for t in moments])
    scale = (NEAR * max(float(pressure.max()), LEAST), WARM)
    kept = straight(moments, np.stack([pressure / scale[0], temperature / scale[1]], axis=1))
    return Schedule(moments[kept], pressure[kept], temperature[kept])


def _pressure(stretch: Stretch, time: float, factor: float) -> float:
    """Pressure on the grid, Pa; none where next to nothing presses."""
    pressure = stretch.felt_at(time) * float(factor)
    return pressure if pressure >= LEAST else 0.0


def straight(times: Array, values: Array) -> NDArray[np.intp]:
    """Which of the times (T,) are needed for straight lines to come within 1 of values (T, K).

    The farthest point off the line from end to end is taken up, and so on on both sides of it
    (Douglas & Peucker 1973).
    """
    kept, open_ = {0, len(times) - 1}, [(0, len(times) - 1)]
    while open_:
        first, last = open_.pop()
        if last - first < 2:
            continue
        share = (times[first : last + 1] - times[first]) / (times[last] - times[first])
        line = values[first] + share[:, None] * (values[last] - values[first])
        off = np.abs(values[first : last + 1] - line).max(axis=1)
        worst = first + int(np.argmax(off))
        if off.max() > 1:
            kept.add(worst)
            open_ += [(first, worst), (worst, last)]
    return np.array(sorted(kept))
