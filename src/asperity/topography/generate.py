"""Faces that nobody measured: self-affine, polished, scratched, porous.

All are periodic and drawn from a seed: the same seed gives the same face, whatever else runs. A
`numpy.random.Generator` may be handed in its place, and is then drawn from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import gcd, isfinite, pi, sqrt

import numpy as np
from numpy.random import Generator, default_rng
from scipy import fft

from asperity.errors import TopographyRefusal, quoted
from asperity.topography.map import SMALLEST, Array, TopographyMap
from asperity.topography.spectrum import Band
from asperity.topography.statistics import rms, skewness

Seed = int | Generator
EDGE = 1e-9
"""Relative room at the ends of a band, so that a wave of exactly that length belongs to it."""
DENSEST = 0.4
"""Share of a face that round pores of one size can cover when dropped one by one (0.547 at most,
Feder 1980, 10.1016/0022-5193(80)90358-6), with room left so that it does not take for ever."""
TRIES = 1000
STEEPEST_POLISH = -5.0
NEAR = 1e-4
"""How near a polished face comes to the skewness asked for."""


def self_affine(
    shape: tuple[int, int], *, spacing: float | tuple[float, float], band: Band, seed: Seed
) -> TopographyMap:
    """A self-affine face: every wave of the band has the height of the power law, phases by chance.

    C(q) ~ q^(-2(1 + H)) exactly between the band's longest and shortest wavelength and nothing
    beyond; the rms height is the band's to the last digit, the heights are close to normally
    distributed if the band is wide.

    Args:
        shape: (N, M) points
        spacing: along y and x, m
        band: rms height, Hurst exponent, longest and shortest wavelength
        seed: whole number, or a generator

    Raises:
        TopographyRefusal: no wave of the band fits on the grid, or the grid is none.
    """
    blank = _blank(shape, spacing)
    q = _wavenumbers(blank)
    low, high = 2 * pi / band.longest, 2 * pi / band.shortest
    inside = (q >= low * (1 - EDGE)) & (q <= high * (1 + EDGE))
    if not inside.any():
        found = f"waves of {band.shortest:.3g} to {band.longest:.3g} m on {max(blank.size):.3g} m"
        cure = "write a longest wavelength of at most the side, a shortest of two spacings or more"
        raise TopographyRefusal("band", found, cure)
    phases = fft.rfft2(default_rng(seed).standard_normal(shape))
    phases /= np.maximum(np.abs(phases), 1e-300)
    waves = np.where(inside, np.maximum(q, low) ** -(1 + band.hurst), 0.0) * phases
    heights = fft.irfft2(waves, s=shape)
    heights *= band.rms_height / np.sqrt(np.mean(heights**2))
    return replace(blank.with_heights(heights), source=f"self-affine, seed {_told(seed)}")


def polished(
    shape: tuple[int, int],
    *,
    spacing: float | tuple[float, float],
    band: Band,
    skew: float,
    plateau: float,
    seed: Seed,
) -> TopographyMap:
    """A face whose peaks were polished off: valleys of one process in the plateau of another.

    The lower of a self-affine face and a smoother one laid across it (the two processes of a
    plateau-honed surface, ISO 13565-3), at the depth that gives the skewness asked for.

    Args:
        shape: (N, M) points
        spacing: along y and x, m
        band: of the face before polishing; its rms height is the polished one's too
        skew: wanted skewness, below that of the face and above -5
        plateau: rms height of the plateau over that of the face, 0 to less than 1
        seed: whole number, or a generator

    Returns:
        A face of the rms height asked for to the last digit, of the skewness to 1e-4.

    Raises:
        TopographyRefusal: a skewness or a plateau that cannot be, or a grid that is none.
    """
    if not STEEPEST_POLISH < skew < 0:
        raise TopographyRefusal("skew", quoted(skew), f"write {STEEPEST_POLISH:g} to less than 0")
    if not 0 <= plateau < 1:
        raise TopographyRefusal("plateau", quoted(plateau), "write a share, 0 to less than 1")
    chance = default_rng(seed)
    rough = self_affine(shape, spacing=spacing, band=band, seed=chance).heights
    fresh = self_affine(shape, spacing=spacing, band=band, seed=chance)
    heights = _cut(fresh, rough, plateau * fresh.heights, skew)
    heights *= band.rms_height / np.std(heights)
    return replace(fresh.with_heights(heights), source=f"polished, seed {_told(seed)}")


def _cut(blank: TopographyMap, rough: Array, plateau: Array, skew: float) -> Array:
    """The lower of both faces, m, the plateau at the depth that gives the skewness: by halving."""

    def lower(depth: float) -> Array:
        return np.asarray(np.minimum(rough, plateau + depth))

    def found(depth: float) -> float:
        return skewness(blank.with_heights(lower(depth)))

    high, low = float(rough.max() - plateau.min()), float(np.median(rough))
    step = float(np.std(rough))
    while found(low) > skew and low > rough.min():
        low -= 0.25 * step
    if found(low) > skew or found(high) < skew:
        told = f"between {found(low):.3g} and {found(high):.3g} for this band and plateau"
        raise TopographyRefusal("skew", quoted(skew), f"write one {told}")
    for _ in range(60):
        middle = (high + low) / 2
        now = found(middle)
        if abs(now - skew) < NEAR:
            break
        low, high = (middle, high) if now < skew else (low, middle)
    heights = lower(middle)
    return np.asarray(heights - heights.mean())


def scratched(
    face: TopographyMap, *, count: int, depth: float, width: float, seed: Seed
) -> TopographyMap:
    """A face with scratches across it: straight grooves of a rounded section.

    Each is closed over the edges (it leaves on one side and comes back on the other, up to three
    times), its direction and place are chance. Where scratches cross, the deeper one counts.

    Args:
        face: what is scratched; must be periodic
        count: number of scratches, 0 or more
        depth: of each below the face, m
        width: of each from rim to rim, m; the section is depth (1 + cos(2π d/width))/2
        seed: whole number, or a generator
    """
    _refuse_bounded(face)
    if count < 0:
        raise TopographyRefusal("count", quoted(count), "write 0 or more")
    _positive(depth=depth, width=width)
    chance, grooves = default_rng(seed), np.zeros(face.shape)
    y, x = (np.arange(n)[:, None] / n for n in face.shape)
    for _ in range(count):
        turns = _turns(chance)
        phase = turns[0] * y + turns[1] * x.T - chance.random()
        away = np.abs(phase - np.rint(phase)) / _density(turns, face.size)
        section = 0.5 * depth * (1 + np.cos(2 * pi * np.minimum(away / width, 0.5)))
        np.maximum(grooves, section, out=grooves)
    source = f"{face.source}, {count} scratches".lstrip(", ")
    return replace(face.with_heights(face.heights - grooves), source=source)


def _turns(chance: Generator) -> tuple[int, int]:
    """How often a scratch crosses the map along y and x before it closes."""
    while True:
        across, along = (int(n) for n in chance.integers(-3, 4, size=2))
        if gcd(across, along) == 1:
            return across, along


def _density(turns: tuple[int, int], size: tuple[float, float]) -> float:
    """Passes of a scratch a metre across it, 1/m."""
    return sqrt(sum((n / length) ** 2 for n, length in zip(turns, size, strict=True)))


def porous(
    face: TopographyMap,
    *,
    diameter: float,
    share: float,
    seed: Seed,
    depth: float | None = None,
) -> TopographyMap:
    """A face with open pores: round pits that do not overlap, dropped by chance.

    Args:
        face: what has the pores; must be periodic
        diameter: of their mouths, m
        share: of the area that is pore, 0 to 0.4; met to half a pore, as their number is whole
        seed: whole number, or a generator
        depth: below the mean height, m; by default the radius (half a sphere)

    Returns:
        The face, in each pore the lower of itself and the pit.

    Raises:
        TopographyRefusal: pores too wide for the map, or more than find room.
    """
    _refuse_bounded(face)
    deep = diameter / 2 if depth is None else depth
    _positive(diameter=diameter, depth=deep)
    if not 0 <= share <= DENSEST:
        raise TopographyRefusal("share", quoted(share), f"write 0 to {DENSEST}")
    if diameter > min(face.size) / 2:
        raise TopographyRefusal("diameter", f"{diameter:.3g} m", "write half the side or less")
    area = face.size[0] * face.size[1]
    count = round(share * area / (pi / 4 * diameter**2))
    heights, mean = np.array(face.heights), float(np.mean(face.heights))
    for centre in _dropped(default_rng(seed), count, diameter, face.size):
        _dig(heights, face, centre, radius=diameter / 2, depth=deep, mean=mean)
    source = f"{face.source}, {count} pores".lstrip(", ")
    return replace(face.with_heights(heights), source=source)


def _dig(
    heights: Array,
    face: TopographyMap,
    centre: Array,
    *,
    radius: float,
    depth: float,
    mean: float,
) -> None:
    """Lower the heights to a pit, half of an ellipsoid; only the points around it are looked at."""
    near = [
        np.arange(int((c - radius) / d) - 1, int((c + radius) / d) + 2)
        for c, d in zip(centre, face.spacing, strict=True)
    ]
    away = [(i * d - c) / radius for i, c, d in zip(near, centre, face.spacing, strict=True)]
    inside = 1 - away[0][:, None] ** 2 - away[1][None, :] ** 2
    part = np.ix_(*(i % n for i, n in zip(near, face.shape, strict=True)))
    pit = mean - depth * np.sqrt(np.maximum(inside, 0.0))
    heights[part] = np.where(inside > 0, np.minimum(heights[part], pit), heights[part])


def _dropped(chance: Generator, count: int, apart: float, size: Sequence[float]) -> Array:
    """Places (count, 2), m, no two nearer than `apart` on the periodic face."""
    placed = np.empty((count, 2))
    for i in range(count):
        for _ in range(TRIES):
            place = chance.random(2) * size
            away = np.abs(placed[:i] - place)
            away = np.minimum(away, np.asarray(size) - away)
            if not (np.hypot(away[:, 0], away[:, 1]) < apart).any():
                break
        else:
            found = f"no room for pore {i + 1} of {count}"
            raise TopographyRefusal("share", found, "write a smaller share, or smaller pores")
        placed[i] = place
    return placed


def _blank(shape: tuple[int, int], spacing: float | tuple[float, float]) -> TopographyMap:
    if min(shape) < SMALLEST:
        told = f"write two numbers of points, {SMALLEST} or more"
        raise TopographyRefusal("shape", quoted(str(shape))[1:-1], told)
    both = (spacing, spacing) if isinstance(spacing, int | float) else spacing
    return TopographyMap(heights=np.zeros(shape), spacing=both, periodic=True)


def _wavenumbers(face: TopographyMap) -> Array:
    y = 2 * pi * fft.fftfreq(face.shape[0], face.spacing[0])
    x = 2 * pi * fft.rfftfreq(face.shape[1], face.spacing[1])
    return np.hypot(y[:, None], x[None, :])


def _refuse_bounded(face: TopographyMap) -> None:
    if not face.periodic or rms(face) != rms(face):
        raise TopographyRefusal("face", "a map that is not periodic", "make it seamless first")


def _positive(**lengths: float) -> None:
    for name, value in lengths.items():
        if not (isfinite(value) and value > 0):
            raise TopographyRefusal(name, quoted(value), "write a length in metres, more than 0")


def _told(seed: Seed) -> str:
    return "of its own" if isinstance(seed, Generator) else str(seed)
