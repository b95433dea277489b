"""What a map of heights amounts to: height, slope, skewness, correlation.

h      height less its mean, m            < >  mean over the points that have a height
A(r)   <h(x) h(x + r)>, m², averaged over all directions
"""

from __future__ import annotations

from dataclasses import dataclass
from math import e, inf, pi

import numpy as np
from scipy import fft

from asperity.topography.map import Array, TopographyMap


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Correlation:
    """The autocorrelation of a face, averaged over directions; both arrays (R,), read-only.

    Attributes:
        distance: r, m, ascending from 0
        covariance: A(r), m²; at r = 0 the mean square height
    """

    distance: Array
    covariance: Array


def rms(face: TopographyMap) -> float:
    """Root mean square height about the mean, √<h²>, m (Sq of ISO 25178-2)."""
    return float(np.nanstd(face.heights))


def skewness(face: TopographyMap) -> float:
    """<h³>/<h²>^1.5 (Ssk of ISO 25178-2): below 0 where valleys cut a plateau; 0 if flat."""
    return _moment(face, 3)


def kurtosis(face: TopographyMap) -> float:
    """<h⁴>/<h²>² (Sku of ISO 25178-2): 3 for heights in a normal distribution; 0 if flat."""
    return _moment(face, 4)


def _moment(face: TopographyMap, order: int) -> float:
    known = face.heights[~face.holes]
    deviation = known - known.mean()
    scale = float(np.sqrt(np.mean(deviation**2)))
    return float(np.mean((deviation / scale) ** order)) if scale > 0 else 0.0


def reach(face: TopographyMap) -> float:
    """Highest less lowest point, m (Sz of ISO 25178-2)."""
    return float(np.nanmax(face.heights) - np.nanmin(face.heights))


def slope(face: TopographyMap) -> float:
    """Root mean square slope, √<|∇h|²>, from differences of neighbours (Sdq of ISO 25178-2).

    Differences see less than the true slope: by (q d)²/24 of itself for a wave of wavenumber q
    along a spacing d. Pairs with a hole are left out; a periodic map has its edges counted.
    """
    return float(np.sqrt(sum(_steepness(face, axis) for axis in (0, 1))))


def _steepness(face: TopographyMap, axis: int) -> float:
    first = np.take(face.heights, [0], axis=axis)
    steps = np.diff(face.heights, axis=axis, append=first if face.periodic else np.nan * first)
    known = steps[~np.isnan(steps)]
    return float(np.mean(known**2)) / face.spacing[axis] ** 2 if known.size else 0.0


def autocorrelation(face: TopographyMap) -> Correlation:
    """A(r) up to half the shorter side, in rings one spacing wide.

    Without periodicity only pairs of points within the map count, and never a hole: sums over
    pairs and their numbers come from two transforms (as for a mask in image registration).
    """
    pairs, products = _pairs(face)
    axes = [
        np.abs(fft.fftfreq(n, 1 / n)) * d for n, d in zip(pairs.shape, face.spacing, strict=True)
    ]
    distance = np.hypot(axes[0][:, None], axes[1][None, :])
    width = max(face.spacing)
    farthest = min(face.size) / 2
    counted = (pairs > 0.5) & (distance <= farthest)
    ring = np.rint(distance[counted] / width).astype(np.intp)
    weight, total, far = (
        np.bincount(ring, weights=value[counted]) for value in (pairs, products, pairs * distance)
    )
    seen = weight > 0
    return _correlation(far[seen] / weight[seen], total[seen] / weight[seen])


def _pairs(face: TopographyMap) -> tuple[Array, Array]:
    """How many pairs of points lie so far apart, and the sum of their products, m²."""
    known = ~face.holes
    deviation = np.where(known, face.heights - np.nanmean(face.heights), 0.0)
    shape = (
        face.shape if face.periodic else [fft.next_fast_len(2 * n, real=True) for n in face.shape]
    )
    counts, products = (
        fft.irfft2(np.abs(fft.rfft2(field, s=shape)) ** 2, s=shape)
        for field in (known.astype(np.float64), deviation)
    )
    return np.rint(counts), products


def _correlation(distance: Array, covariance: Array) -> Correlation:
    for array in (distance, covariance):
        array.setflags(write=False)
    return Correlation(distance=distance, covariance=covariance)


def correlation_length(found: Correlation, *, share: float = 1 / e) -> float:
    """The distance (m) at which A(r) first falls to a share of A(0); inf where it never does.

    1/e by default; ISO 25178-2 takes 0.2 (Sal), and the fastest direction instead of their mean.
    """
    limit = share * found.covariance[0]
    below = np.flatnonzero(found.covariance <= limit)
    if not below.size or found.covariance[0] <= 0:
        return inf
    i = below[0]
    (near, far), (above, under) = found.distance[i - 1 : i + 1], found.covariance[i - 1 : i + 1]
    return float(near + (far - near) * (above - limit) / (above - under))


def mean_wavelength(face: TopographyMap) -> float:
    """2π rms height over rms slope, m: that of a single wave so high and so steep; inf if flat."""
    steep = slope(face)
    return 2 * pi * rms(face) / steep if steep > 0 else inf
