"""The height spectrum of a map, its Hurst exponent, and what the mean field takes of it.

    C(q) = |h_q|² A/(4π²)        2π ∫ q C dq = Σ |h_q|² = <h²>

    h_q  amplitude of a wave of the map, m      A  area of the map, m²     q  wavenumber, 1/m
    C    two-dimensional power spectrum averaged over the directions of q, m⁴

The conventions are those of `asperity.topography.spectrum`; C is 1/(4π²) of C^2D in Jacobs, Junge &
Pastewka (2017, 10.1088/2051-672X/aa51f8). Waves are gathered in rings of q. A ring's weight is the
share of the q plane its waves stand for, and its q is their root mean square, each counted by its
power; so the sums over a spectrum give mean square height and mean square slope of the map to the
last digit, whatever the rings.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, pi, sqrt

import numpy as np
from scipy import fft

from asperity.errors import TopographyRefusal
from asperity.topography.map import Array, TopographyMap
from asperity.topography.prepare import refuse_holes
from asperity.topography.spectrum import POINTS, Band, Spectrum

FAINT = 1e-14
"""Share of the mean square height below which a ring holds only rounding."""
SHORTEST_FIT = 10**0.5
"""Longest over shortest wavelength on which a Hurst exponent is told at all: half a decade."""
SCATTER = 0.1
"""Deviation of ln C from a power law that passes for one, besides the chance of a few waves."""
DRIFT = 0.05
"""How far a Hurst exponent may move from one end of its range to the other and be called one."""
NARROWEST = 0.1
"""Span of ln q that the rings cover at least, so that a single wave has a ring of some width."""
FITTING = 40
"""Rings a fit is made on; enough for five a decade of wavelengths on the largest maps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HurstFit:
    """A power law of the spectrum, C ~ q^(-2(1 + H)), and where it holds.

    Attributes:
        hurst: H; a self-affine face has 0 < H < 1, and nothing keeps a measured one there
        error: of H: the standard error from the scatter about the law, and half of how far H moves
            over the range
        longest, shortest: range of wavelengths it holds on, m
        rms_height: of the waves in that range, m
    """

    hurst: float
    error: float
    longest: float
    shortest: float
    rms_height: float

    @property
    def band(self) -> Band | None:
        """The same as a self-affine band; None where the exponent is none of a self-affine one."""
        if not 0 < self.hurst < 1:
            return None
        return Band(
            rms_height=self.rms_height,
            hurst=self.hurst,
            longest=self.longest,
            shortest=self.shortest,
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Rings:
    """Sums over the waves of each ring, (points,): waves, Σ|h_q|² (m²), Σq²|h_q|², mean q."""

    waves: Array
    power: Array
    steep: Array
    middle: Array
    cell: float


def power_spectrum(face: TopographyMap, *, points: int = POINTS) -> Spectrum:
    """The isotropic spectrum of a map taken as periodic, (1, points), in rings even in ln q.

    Rings without a wave have density 0 and a weight of 0. A map that is not periodic shows the
    steps between its edges as waves of every length: make it `seamless` or `tapered` before.
    Raises `TopographyRefusal` for a map with holes or without any height.
    """
    rings = _rings(face, points)
    full = rings.power > 0
    q = np.where(full, np.sqrt(rings.steep / np.where(full, rings.power, 1.0)), rings.middle)
    area = rings.waves * rings.cell  # of the q plane
    density = np.divide(rings.power, area, out=np.zeros(points), where=area > 0)
    return _spectrum(q, density, area / (2 * pi * q))


def _spectrum(q: Array, density: Array, weight: Array) -> Spectrum:
    rows = [np.ascontiguousarray(array[None, :]) for array in (q, density, weight)]
    for row in rows:
        row.setflags(write=False)
    return Spectrum(wavenumber=rows[0], density=rows[1], weight=rows[2])


def _rings(face: TopographyMap, points: int, low: float = 0.0, high: float = np.inf) -> _Rings:
    """The waves of a map between two wavenumbers, in rings even in ln q."""
    heights = refuse_holes(face).heights
    power = np.abs(fft.rfft2(heights - heights.mean()) / heights.size) ** 2
    power[:, 1 : (heights.shape[1] + 1) // 2] *= 2  # those and their mirror images
    counts = np.ones_like(power)
    counts[:, 1 : (heights.shape[1] + 1) // 2] = 2
    y = 2 * pi * fft.fftfreq(heights.shape[0], face.spacing[0])
    x = 2 * pi * fft.rfftfreq(heights.shape[1], face.spacing[1])
    q = np.hypot(y[:, None], x[None, :])
    counts[0, 0] = power[0, 0] = 0.0
    variance = power.sum()
    if not variance > 0:
        raise TopographyRefusal("heights", "a flat face", "write a map that has a roughness")
    loud = power > FAINT * variance / power.size
    low, high = max(low, q[loud].min()), min(high, q[loud].max())
    span = max(np.log(high / low) * (1 + 1e-9), NARROWEST)
    inside = (counts > 0) & (q >= low * (1 - 1e-9)) & (q <= high * (1 + 1e-9))
    ring = np.zeros(q.shape, dtype=np.intp)
    ring[inside] = np.clip(np.log(q[inside] / low) / span * points, 0, points - 1).astype(np.intp)
    waves, sums, steep = (
        np.bincount(ring[inside], weights=value[inside], minlength=points).astype(np.float64)
        for value in (counts, power, q**2 * power)
    )
    middle = low * np.exp(span * (np.arange(points) + 0.5) / points)
    cell = (2 * pi) ** 2 / (face.size[0] * face.size[1])
    return _Rings(waves, sums, steep, middle, cell)


def mean_field_spectrum(face: TopographyMap) -> Spectrum:
    """The spectrum of a map as the mean field wants it: every ring holds something.

    Rings in which the grid has no wave, and silent ones, get a density that adds nothing (1e-14 of
    the mean square height), with the q of their middle. The map is made periodic first
    (`seamless`) by whoever asks, so that mean field and grid press the same face.
    """
    found = power_spectrum(face)
    q, density, weight = (row[0] for row in (found.wavenumber, found.density, found.weight))
    share = 2 * pi * q * density * weight
    faint = FAINT * share.sum()
    silent = share <= faint
    step = np.gradient(np.log(q)) * q
    weight = np.where(silent, step, weight)
    density = np.where(silent, faint / (2 * pi * q * weight), density)
    return _spectrum(q, density, weight)


def fit_hurst(
    face: TopographyMap, *, longest: float | None = None, shortest: float | None = None
) -> HurstFit | None:
    """The Hurst exponent of a map taken as periodic, and the range it holds on.

    Weighted least squares of ln C on ln q in rings; the chance of a ring of n waves is 1/√n of C
    (for random phases), besides `SCATTER`. The range is the widest on which the law stands: the
    mean square deviation is what chance allows, and the exponent surely moves by less than `DRIFT`
    from end to end (so noise at short waves is kept out). It lies within `longest` and `shortest`
    (m), by default half the shorter side and four spacings (shorter waves are bent by the tip, the
    pixels and the noise of the instrument). None where no law stands over half a decade.
    """
    high = 2 * pi / (shortest or 4 * max(face.spacing))
    low = 2 * pi / (longest or min(face.size) / 2)
    if not low < high:
        return None
    rings = _rings(face, FITTING, low, high)
    full = (rings.waves > 0) & (rings.power > 0)
    q = np.sqrt(rings.steep[full] / rings.power[full])
    density = rings.power[full] / (rings.waves[full] * rings.cell)
    chance = SCATTER**2 + 2 / rings.waves[full]  # each wave stands with its mirror image
    best = _widest(np.log(q), np.log(density), 1 / chance)
    if best is None:
        return None
    first, last, slope, error = best
    power = rings.power[full][first : last + 1].sum()
    return HurstFit(
        hurst=-slope / 2 - 1,
        error=error / 2,
        longest=float(2 * pi / q[first]),
        shortest=float(2 * pi / q[last]),
        rms_height=sqrt(power),
    )


def _widest(x: Array, y: Array, weight: Array) -> tuple[int, int, float, float] | None:
    """First and last point, slope and its error of the widest range on which a line stands."""
    found: list[tuple[float, int, int, float, float]] = []
    for first in range(len(x) - 3):
        for last in range(len(x) - 1, first + 2, -1):
            width = float(x[last] - x[first])
            if width < np.log(SHORTEST_FIT) or (found and width <= found[-1][0]):
                break
            part = slice(first, last + 1)
            slope, error, misfit = _line(x[part], y[part], weight[part])
            drift, unsure = _drift(x[part], y[part], weight[part])
            if drift - unsure <= DRIFT and misfit <= 1 + 2 * sqrt(2 / (last - first - 1)):
                found.append((width, first, last, slope, hypot(error, drift)))
                break
    return found[-1][1:] if found else None


def _drift(x: Array, y: Array, weight: Array) -> tuple[float, float]:
    """How far the exponent moves from one end to the other on the best parabola, and its error."""
    middle, half = (x[0] + x[-1]) / 2, (x[-1] - x[0]) / 2
    terms = np.vander((x - middle) / half, 3)
    inverse = np.linalg.inv(terms.T @ (weight[:, None] * terms))
    bend = float((inverse @ (terms.T @ (weight * y)))[0])
    unsure = sqrt(max(float(inverse[0, 0]), 0.0))  # of chance alone
    return abs(bend) * 2 / half, unsure * 2 / half


def _line(x: Array, y: Array, weight: Array) -> tuple[float, float, float]:
    """Slope, its standard error, and mean square misfit (1 where chance explains it)."""
    total = weight.sum()
    dx, dy = x - (weight @ x) / total, y - (weight @ y) / total
    spread = weight @ dx**2
    slope = (weight @ (dx * dy)) / spread
    misfit = float(weight @ (dy - slope * dx) ** 2) / (len(x) - 2)
    return float(slope), sqrt(max(misfit, 1e-300) / spread), misfit
