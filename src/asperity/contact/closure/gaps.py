"""Contact under a steep kernel, solved for the gap instead of the pressure.

    minimise ½ <g, S g> + <g, b>    with g ≥ 0        S = K⁻¹        b = S h + p̄ - lower

    g   gap, m                      K      compliance k(q), m/Pa, between q^-1 and q^-4; S(0) = 0
    h   heights left to fill, m     lower  pressure that acts where there is a gap, Pa
    r = S g + b                     what the contact carries beyond `lower`, Pa: r ≥ 0, r g = 0

The dual of `asperity.contact.elastic`: gaps are smooth and pressures are not, so that cutting a gap
off at zero costs little energy where cutting a pressure off costs much. The load p̄ is met exactly,
whatever the gap. Conjugate gradients on the points with a gap or a pull (g > 0 or r < 0), the
direction kept when they change (Polak and Ribière, cut off at zero), preconditioned with

    B = R K Rᵀ        R u = u - E u on those points, 0 on the others

E continues a field smoothly from the contact (`extend`). The exact inverse has this form, with the
continuation of least energy for E, so the condition is bounded for every bounded continuation: the
steps hardly grow with the grid or the slope of the kernel (docs/decisions/0011).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy import fft

from asperity.contact.closure.extend import Pyramid
from asperity.contact.closure.voids import Cushion

Array = NDArray[np.float64]
Waves = NDArray[np.complex128]
Single = NDArray[np.float32]
Mask = NDArray[np.bool_]
Field = Array | Single
MOST_STEPS = 1000
TINY = 1e-12
"""A gap to begin with where gas lifts a face off that is shut, m."""
LEARN = 8
"""Steps after which it is asked anew what voids with gas give."""


@dataclass(frozen=True, slots=True, eq=False)
class Gaps:
    """Where the solver ended.

    Attributes:
        gap: g, (N, M), m
        waves: its Fourier transform, (N, M//2 + 1), m
        free: where the faces are apart, or pull, (N, M)
        iterations: steps taken
        residual: estimated error of the pressure, root mean square over root mean square
    """

    gap: Array
    waves: Waves
    free: Mask
    iterations: int
    residual: float


class GapSolver:
    """Solves on grids of one shape, with so many threads for the transforms."""

    def __init__(self, shape: tuple[int, int], threads: int) -> None:
        self.shape, self._threads = shape, threads
        self._pyramid = Pyramid(shape)
        columns = shape[1] // 2 + 1
        self._both = np.full(columns, 2.0 / (shape[0] * shape[1]))
        self._both[0] /= 2
        if shape[1] % 2 == 0:
            self._both[-1] /= 2

    def waves(self, field: Field) -> Waves:
        """Fourier transform, (N, M//2 + 1), in the precision of the field."""
        found: Waves = fft.rfft2(field, workers=self._threads)
        return found

    def field(self, waves: Waves) -> Array:
        """Its inverse, (N, M); the waves may be overwritten."""
        return np.asarray(fft.irfft2(waves, s=self.shape, workers=self._threads, overwrite_x=True))

    def mean_product(self, factor: Field, waves: Waves) -> float:
        """Mean over the grid of a field times its filtered self."""
        rows: Array = _powers(factor, waves)  # type: ignore[arg-type]  # either precision
        return float(rows @ self._both) / (self.shape[0] * self.shape[1])

    def solve(
        self,
        compliance: Array,
        offset: Array,
        gap: Array,
        *,
        tolerance: float,
        cushion: Cushion | None = None,
        tick: Callable[[], None] | None = None,
    ) -> Gaps:
        """From a first `gap`, (N, M), m, for b = `offset`, (N, M), Pa, of positive mean.

        A cushion of gas presses besides, with a pressure that goes with the gap.
        """
        stiffness = np.divide(1, compliance, out=np.zeros_like(compliance), where=compliance > 0)
        soft, stiff = compliance.astype(np.float32), stiffness.astype(np.float32)
        direction = np.zeros(self.shape, dtype=np.float32)
        last, power, step = np.zeros(self.shape, dtype=np.float32), 0.0, 0
        gap, carried = gap.copy(), np.empty(self.shape)
        told = tick or _silent
        while True:
            waves = self.waves(gap)
            np.copyto(carried, self.field(waves * stiffness))
            carried += offset
            if cushion is not None:
                carried -= cushion.laid(gap)
            slope, free, pull, push = _split(gap, carried)
            told()
            if push == 0 and step < MOST_STEPS:
                gap, step = _moved_together(gap, carried), step + 1
                continue
            residual = (pull / push) ** 0.5 if push > 0 else np.inf
            if residual <= tolerance or step >= MOST_STEPS:
                return Gaps(gap, waves, free, step, residual)
            downhill = self._downhill(soft, slope, free, cushion, afresh=step % LEARN == 0)
            here, before = _products(slope, last, downhill)
            turn = max(0.0, (here - before) / power) if power > 0 else 0.0
            falling = _turned(direction, downhill, slope, free, turn)
            if falling >= 0:
                falling = _turned(direction, downhill, slope, free, 0.0)
            curved = self.mean_product(stiff, self.waves(direction)) * gap.size
            if cushion is not None:
                curved += cushion.stiffness(direction)
            if not (falling < 0 < curved):
                return Gaps(gap, waves, free, step, residual)
            _advance(gap, direction, -falling / curved)
            last, power, step = slope, here, step + 1

    def _downhill(
        self, soft: Single, slope: Single, free: Mask, cushion: Cushion | None, *, afresh: bool
    ) -> Single:
        """What takes the slope away, (N, M): B of it, less what the gas answers."""
        plain = self.preconditioned(soft, slope, free)
        if cushion is None:
            return plain
        if afresh:
            cushion.learn(self.preconditioned(soft, cushion.everywhere(free), free))
        answer = cushion.push(plain, free)
        less = plain - self.preconditioned(soft, answer, free)
        return less if float(np.vdot(less, slope)) > 0 else plain

    def preconditioned(self, soft: Single, slope: Single, free: Mask) -> Single:
        """B of a field that is zero off the free points, (N, M)."""
        contact = ~free
        self._pyramid.know(contact)
        spread = slope - self._pyramid.gather(slope.copy())
        moved = np.asarray(self.field(self.waves(spread) * soft), dtype=np.float32)
        kept = moved * contact
        moved -= self._pyramid.extend(kept)
        moved *= free
        return moved


@njit(cache=True)
def _powers(factor: Array, waves: Waves) -> Array:
    """Sum over the rows of factor |wave|²."""
    total = np.zeros(waves.shape[1])
    for i in range(waves.shape[0]):
        for j in range(waves.shape[1]):
            wave = waves[i, j]
            power = float(wave.real) ** 2 + float(wave.imag) ** 2
            total[j] += factor[i, j] * power
    return total


def _silent() -> None:
    """Nobody is told."""


def _moved_together(gap: Array, carried: Array) -> Array:
    """The faces nearer, until they touch where metal carries; apart, where gas carries it all.

    A gap twice as wide halves the pressure of the gas, down to less than the load.
    """
    carries = carried > 0
    by = -gap[carries].min() if carries.any() else max(float(gap.mean()), TINY)
    return np.asarray(np.maximum(gap + by, 0.0))


@njit(cache=True)
def _split(gap: Array, carried: Array) -> tuple[Single, Mask, float, float]:
    """Slope on the free points, which they are, and the sums of squares there and in contact."""
    slope = np.zeros(gap.shape, dtype=np.float32)
    free = np.zeros(gap.shape, dtype=np.bool_)
    pull, push = 0.0, 0.0
    for i in range(gap.shape[0]):
        for j in range(gap.shape[1]):
            r = carried[i, j]
            if gap[i, j] > 0 or r < 0:
                slope[i, j], free[i, j] = r, True
                pull += r * r
            else:
                push += r * r
    return slope, free, pull, push


@njit(cache=True)
def _products(slope: Single, last: Single, downhill: Single) -> tuple[float, float]:
    here, before = 0.0, 0.0
    for i in range(slope.shape[0]):
        for j in range(slope.shape[1]):
            z = float(downhill[i, j])
            here += z * slope[i, j]
            before += z * last[i, j]
    return here, before


@njit(cache=True)
def _turned(direction: Single, downhill: Single, slope: Single, free: Mask, turn: float) -> float:
    """The next direction in place, and the slope along it."""
    falling = 0.0
    for i in range(slope.shape[0]):
        for j in range(slope.shape[1]):
            if free[i, j]:
                d = turn * direction[i, j] - downhill[i, j]
                direction[i, j] = d
                falling += d * slope[i, j]
            else:
                direction[i, j] = 0
    return falling


@njit(cache=True)
def _advance(gap: Array, direction: Single, length: float) -> None:
    """A step along the direction, cut off at zero; lowered until something touches."""
    least = np.inf
    for i in range(gap.shape[0]):
        for j in range(gap.shape[1]):
            gap[i, j] = max(gap[i, j] + length * direction[i, j], 0.0)
            least = min(least, gap[i, j])
    if least > 0:
        gap -= least
