"""The one problem of normal contact: pressures that never pull, gaps that are never negative.

    minimise ½ <p, Kp> - <p, h>   with 0 ≤ p ≤ cap and a given sum of p      g = Kp - h + d

    p  pressure     h  heights     K  response     g  gap     d  approach, the multiplier of the sum

Conjugate gradients on the points that may change (p > 0 or g < 0), cut off at the bounds after each
step and shifted to the load, after Polonsky & Keer (1999, 10.1016/S0043-1648(99)00113-1); the
direction is kept when the contact set hardly changes, by the rule of Polak and Ribière cut off at
zero (as Vollebregt 2014, 10.1007/s10957-013-0499-x). Three things are this engine's own:

- the gradient is preconditioned with Eᵀ K⁻¹ E, E a smooth continuation from the contact set to the
  whole grid (`pyramid`), so that the number of steps hardly knows grid or contact fraction;
- steps are short while the contact set is unsettled, and a step that was cut off and went up in
  energy is shortened along its chord, which costs no transform and makes every step go down;
- steps are followed in single precision; the gap is renewed in double precision each time the
  error has fallen by `FRESH`, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, sqrt

import numpy as np
from numpy.typing import NDArray

from asperity.contact.elastic import loops
from asperity.contact.elastic.crew import Crew
from asperity.contact.elastic.pyramid import Pyramid
from asperity.contact.elastic.response import Response
from asperity.contact.elastic.waves import Waves, filtered

Array = NDArray[np.float64]
Single = NDArray[np.float32]
FRESH = 1e-3
RESTART = 0.002
"""Share of the contact set that may come or go without the direction being begun anew."""
UNSETTLED = 0.02
"""While more than this share of the set comes or goes, no transform is spent on the best length."""
CAUTIOUS, SHYEST, BOLDEST = 0.6, 0.3, 0.65
"""Share of what the preconditioner asks that is stepped then, at first and between which bounds:
what is cut off makes full steps overshoot, and the last one tells by how much."""
SHORTER = 0.15
"""Share of a step to try next, where what was cut off turned it uphill: back, and shorter."""
ROUNDING = 1e-13
"""Of the load that a step may miss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is asked, in units of the grid.

    Attributes:
        load: sum of the pressures
        cap: largest pressure
        tolerance: of the pressure, root mean square over root mean square
        gap_tolerance: overlap left in the contact over the open gap, both summed
        most: steps
    """

    load: float
    cap: float = inf
    tolerance: float
    gap_tolerance: float = inf
    most: int = 300


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """Where the engine ended: fields (N, M) in units of the grid, and how it got there.

    `offset` is what was taken off K p - h to give the gap.
    """

    pressure: Array
    gap: Array
    iterations: int
    transforms: float
    residual: float
    offset: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slope:
    """z, what the gap asks of the pressure: its mean, r z, r_before z, the error it tells.

    `turned` is the mean of the last direction on the new set.
    """

    mean: float
    power: float
    cross: float
    turned: float
    residual: float


class March:
    """One march from a first guess to the answer."""

    def __init__(self, response: Response, heights: Array, task: Task, crew: Crew) -> None:
        self._response, self._heights, self._task, self._crew = response, heights, task, crew
        shape = response.shape
        self._compliance = response.compliance.astype(np.float32)
        self._stiffness = response.stiffness
        self._waves = Waves(shape, response.grid, crew)
        free = response.grid != shape
        self._steering = Waves(shape, shape, crew) if free else self._waves
        self._pyramid = Pyramid(shape, crew)
        self._active = np.zeros(shape, dtype=np.uint8)
        self._sums = np.zeros((response.grid[0], 6))
        fields = [np.zeros(shape, dtype=np.float32) for _ in range(6)]
        self._gap, self._rest, self._before, self._direction, self._work, self._change = fields
        self._doubles, self._trusted, self._norm, self._power = 0, 0.3, 0.0, 0.0
        self._bold, self._cautious = 1.0, CAUTIOUS

    @property
    def transforms(self) -> int:
        """Two-dimensional transforms done so far, in single and in double precision."""
        apart = 0 if self._steering is self._waves else self._steering.count
        return self._waves.count + apart + self._doubles

    def full(self) -> Array:
        """The pressures of full contact, about, in single precision."""
        self._work[...] = self._heights
        self._steering.forward(self._work)
        self._steering.scale(self._stiffness)
        self._steering.backward(self._work)
        pressure = self._work.astype(np.float64)
        pressure += self._task.load / pressure.size
        return pressure

    def solve(self, start: Array) -> Solved:
        """Step from the pressures `start`, which are overwritten, until the error is small."""
        p, task = start, self._task
        self._norm = float(np.linalg.norm(p))
        self._work[...] = p
        self._displaced(self._work, self._gap)
        self._gap -= self._heights
        offset = self._offset(p, self._gap)
        for count in range(task.most + 1):
            points, changed, apart = self._judged(p, offset)
            slope = self._steered(points)
            done = slope.residual <= task.tolerance and apart <= task.gap_tolerance
            if done or count == task.most or points == 0:
                break
            self._turned(slope, anew=changed > RESTART * points)
            settled = changed <= UNSETTLED * points
            length = self._bold * (self._length() if settled else self._cautious)
            if task.cap < inf:  # no further than from one bound to the other
                length = min(length, task.cap / float(np.abs(self._direction).max()))
            offset = self._stepped(p, length, slope.residual, settled=settled)
        gap = self._exact(p)
        offset = self._offset(p, gap)
        gap -= offset
        return Solved(p, gap, count, self.transforms, slope.residual, offset)

    def _offset(self, p: Array, gap: Array | Single) -> float:
        """What to take off the gap: its mean where there is pressure below the cap."""
        under = (p > 0) & (p < self._task.cap)
        return float(gap[under].mean(dtype=np.float64)) if under.any() else 0.0

    def _judged(self, p: Array, offset: float) -> tuple[int, int, float]:
        """The active set: its points, how many are new, and what it overlaps of the open gap."""
        fields, cap = (p, self._gap, self._active), self._task.cap
        gap, points, changed, between = self._pass(loops.judge, *fields, cap, np.float32(offset))[
            :4
        ]
        mean = gap / points if points else 0.0
        left = self._pass(loops.balance, self._gap, self._active, np.float32(mean), self._rest)[0]
        open_gap = between - mean * (p.size - points)
        return int(points), int(changed), left / open_gap if open_gap > 0 else 0.0

    def _steered(self, points: int) -> _Slope:
        """What the gap asks of the pressure, z = Eᵀ K⁻¹ E r, into the work space."""
        self._pyramid.extend(self._rest, self._active, self._work)
        self._steering.forward(self._work)
        self._steering.scale(self._stiffness)
        self._steering.backward(self._work)
        cells = self._pyramid.gather(self._work, self._active)
        fields = self._work, cells, self._rest, self._before, self._direction, self._active
        z, power, cross, before, squares, turned = self._pass(loops.land, *fields)
        mean = z / points if points else 0.0
        return _Slope(
            mean=mean,
            power=power,
            cross=cross - mean * before,
            turned=turned / points if points else 0.0,
            residual=sqrt(max(squares - points * mean**2, 0.0)) / self._norm,
        )

    def _turned(self, slope: _Slope, *, anew: bool) -> None:
        """The next direction: downhill, and on along the last one as far as the slope turned."""
        keep = 0.0
        if self._power > 0 and not anew:
            keep = max(0.0, (slope.power - slope.cross) / self._power)
        for share in (keep, 0.0):
            numbers = np.float32(slope.mean), np.float32(share), np.float32(slope.turned)
            fields = self._work, self._rest, self._direction, self._active
            self._uphill = self._pass(loops.turn, *fields, *numbers)[0]
            if self._uphill < 0:
                break
        self._power = slope.power
        self._rest, self._before = self._before, self._rest

    def _stepped(self, p: Array, length: float, residual: float, *, settled: bool) -> float:
        """Step along the direction, within the bounds; the gap's offset."""
        cap = self._task.cap
        shift, cut = self._shift(p, length)
        move = p, self._direction, length, shift, cap, self._work
        self._norm = sqrt(self._pass(loops.step, *move)[0])
        if residual < FRESH * self._trusted:
            self._trusted, self._power = residual, 0.0
            exact = self._exact(p)
            np.subtract(exact, self._offset(p, exact), out=self._gap, casting="same_kind")
            return 0.0
        straight = settled and not cut  # the waves at hand are then those of the direction
        if not straight:
            self._waves.forward(self._work)
        self._waves.scale(self._compliance)
        self._waves.backward(self._change)
        times = np.float32(length if straight else 1.0)
        fields = p, self._gap, self._work, self._change
        first, second, gap, points = self._pass(loops.follow, *fields, times, cap)[:4]
        self._bold = min(1.0, 2 * self._bold)
        if not settled:
            beyond = -second / first if first < 0 else 1.0
            self._cautious = min(max(self._cautious / sqrt(1 + beyond), SHYEST), BOLDEST)
        if cut and first + second > 0:
            back = 1 - first / (first - second) if first < 0 else 1.0
            self._bold *= 1.0 if first < 0 else SHORTER
            gap, points = self._pass(loops.retreat, *fields, back, cap)[:2]
            self._power = 0.0
        return gap / points if points else 0.0

    def _length(self) -> float:
        """To the lowest energy: the curvature from the waves of the direction alone (Parseval)."""
        rows, columns = self._response.grid
        waves = self._waves.forward(self._direction)
        self._crew.each(
            loops.curvature, rows, waves, self._compliance, columns % 2 == 0, self._sums
        )
        curvature = float(self._sums[:, 0].sum()) / (rows * columns)
        return -self._uphill / curvature if curvature > 0 else 0.0

    def _shift(self, p: Array, length: float) -> tuple[float, bool]:
        """What to take off every pressure to keep the load, by Newton; whether any is cut off."""
        load, shift = self._task.load, 0.0
        for _ in range(50):
            found = p, self._direction, length, shift, self._task.cap
            total, free, cut = self._pass(loops.load, *found)[:3]
            if not free or abs(total - load) <= ROUNDING * load:
                break
            shift += (total - load) / free
        return shift, bool(cut)

    def _displaced(self, pressure: Single, out: Single) -> None:
        """K p in single precision."""
        self._waves.forward(pressure)
        self._waves.scale(self._compliance)
        self._waves.backward(out)

    def _exact(self, pressure: Array) -> Array:
        """K p - h in double precision."""
        self._doubles += 2
        gap = filtered(self._response.compliance, pressure, self._crew.threads)
        gap -= self._heights
        return gap

    def _pass(self, work: Callable[..., None], *given: object) -> list[float]:
        """Run a pass over all rows; its sums."""
        rows = self._response.shape[0]
        self._crew.each(work, rows, *given, self._sums)
        return [float(value) for value in self._sums[:rows].sum(axis=0)]
