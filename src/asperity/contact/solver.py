"""The one problem of normal contact: pressures that never pull, gaps that are never negative.

    minimise ½ <p, Kp> - <p, h>    with p ≥ 0 and mean p = p̄        gap g = Kp - h + d

    p, p̄  pressure and its mean, Pa        h  heights, m        K  kernel, m/Pa
    d     rigid approach: the multiplier of the mean, fixed by zero mean gap where p > 0

Conjugate gradients on the points that touch (p > 0) or overlap (g < 0), cut off at p = 0 and
scaled to the load after every step, as Polonsky & Keer (1999, 10.1016/S0043-1648(99)00113-1), with
two changes: the direction is kept when the contact set changes, by the rule of Polak and Ribière
cut off at zero (as Vollebregt 2014, 10.1007/s10957-013-0499-x), and the gradient is
preconditioned with K⁻¹ on the contact set, so that the number of steps hardly grows with the grid.
In full contact the first guess is the answer. Tried for kernels from q^-1 to q^-2; for steeper ones
it may not converge, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.contact.kernels import Kernel

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
MOST_STEPS = 500


@dataclass(frozen=True, slots=True, eq=False)
class _Slope:
    """Where the energy falls: its gradient (m), minus K⁻¹ of it (Pa), and their product."""

    gradient: Array
    downhill: Array
    power: float


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The fields (N, M) where the solver ended, and how it got there."""

    pressure: Array
    gap: Array
    iterations: int
    residual: float


def solve(kernel: Kernel, heights: Array, pressure: float, tolerance: float) -> Solved:
    """Press `heights` (N, M), m, by the mean `pressure` > 0, Pa, to a relative pressure error."""
    heights = heights - heights.mean()
    load = pressure * heights.size
    p = simplex(kernel.pressure(heights) + pressure, load)
    slope, direction = None, np.zeros_like(p)
    for step in range(MOST_STEPS + 1):
        gap = kernel.displacement(p) - heights
        gap -= gap[p > 0].mean()
        active = (p > 0) | (gap < 0)
        before, slope = slope, _slope(kernel, gap, active)
        residual = float(np.linalg.norm(slope.downhill) / np.linalg.norm(p))
        if residual <= tolerance or step == MOST_STEPS:
            break
        direction = _turned(_balanced(direction, active), slope, before)
        p = _stepped(kernel, p, direction, slope=slope, load=load)
    return Solved(p, np.where(p > 0, 0.0, np.maximum(gap, 0.0)), step, residual)


def simplex(wanted: Array, load: float) -> Array:
    """The field nearest to `wanted` that is nowhere negative and sums to `load` > 0."""
    falling = np.sort(wanted, axis=None)[::-1]
    level = (np.cumsum(falling) - load) / np.arange(1, falling.size + 1)
    kept = max(int(np.count_nonzero(falling > level)), 1)
    p = np.maximum(wanted - level[kept - 1], 0.0)
    if not p.any():  # a load lost in rounding: it rests on one point
        p.flat[np.argmax(wanted)] = load
    return np.asarray(p * (load / p.sum()))


def _balanced(field: Array, active: Mask) -> Array:
    """The field on the active points with mean zero, and zero elsewhere."""
    return np.where(active, field - field[active].mean(), 0.0)


def _slope(kernel: Kernel, gap: Array, active: Mask) -> _Slope:
    """The slope of the energy; its downhill estimates what the pressure still lacks.

    It vanishes only where no gap is left under pressure and nothing overlaps.
    """
    gradient = _balanced(gap, active)
    downhill = -_balanced(kernel.pressure(gradient), active)
    return _Slope(gradient, downhill, -float(np.vdot(gradient, downhill)))


def _turned(direction: Array, slope: _Slope, before: _Slope | None) -> Array:
    """The next direction: downhill, and on along the last one as far as the slope has turned."""
    if before is None:
        return slope.downhill
    turned = slope.power + float(np.vdot(before.gradient, slope.downhill))
    direction = slope.downhill + max(0.0, turned / before.power) * direction
    uphill = np.vdot(slope.gradient, direction) >= 0
    return slope.downhill if uphill else direction


def _stepped(kernel: Kernel, p: Array, direction: Array, *, slope: _Slope, load: float) -> Array:
    """The pressure at the lowest energy along the direction, cut off at zero, at the full load."""
    curvature = np.vdot(direction, kernel.displacement(direction))
    length = -np.vdot(slope.gradient, direction) / curvature
    p = np.maximum(p + length * direction, 0.0)
    return np.asarray(p * (load / p.sum()))
