"""What of a face lies on the grid, and what is left to the mean field.

The finest band is resolved, or the measured map where there is one: waves from half the side of the
grid down to four of its spacings. Waves of that band that are shorter become a band of their own,
which the mean field follows inside the contacts of the grid, like the longer bands around it. The
quadrature of the spectrum is kept to the last digit: each point keeps its weight on its side of the
cut, the one on the cut shares it. Either side is filled up to the number of points with its
shortest wave, of no weight.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from math import ceil, pi

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from asperity.process.faces.face import Face
from asperity.topography import Band, Spectrum, TopographyMap, crop, seamless, self_affine

Array = NDArray[np.float64]
PERIODS = 2
"""Longest waves of a generated face across its side."""
FINEST = 4
"""Points of the shortest wave on the grid."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cut:
    """A face parted at the resolution of a grid. Arrays are read-only.

    Attributes:
        face: the same with the band of the grid parted in two, where it goes on below the grid
        band: which of its bands is on the grid
        heights: that band on the grid, (N, M), m; periodic
        spacing: of the points, m
        seed: of the run, from which the heights were drawn; None where they were measured
    """

    face: Face
    band: int
    heights: Array
    spacing: float
    seed: int | None

    @property
    def resolved(self) -> tuple[float, float]:
        """Longest and shortest wavelength on the grid, m."""
        return _waves(self.face.spectrum, self.band)

    @property
    def others(self) -> tuple[tuple[float, float], ...]:
        """The same of the bands that are left to the mean field."""
        bands = range(len(self.face.spectrum.wavenumber))
        return tuple(_waves(self.face.spectrum, band) for band in bands if band != self.band)


def cut(face: Face, *, points: int, seed: int, between: tuple[str, str]) -> Cut:
    """Part a face for a grid of `points` a side; `seed` and the two layers say what is drawn.

    Raises `TopographyRefusal` where no wave of the face fits on the grid.
    """
    if face.relief is not None:
        heights, spacing = _measured(face.relief, points)
        lowest = 2 * pi / max(face.relief.size)
        band = int(np.argmax(face.spectrum.wavenumber[:, -1] > lowest))
    else:
        band = len(face.spectrum.wavenumber) - 1
        spacing = PERIODS * _waves(face.spectrum, band)[0] / points
    parted = _parted(face.spectrum, band, 2 * pi / (FINEST * spacing))
    if face.relief is None:
        shape, wanted, drawn = (points, points), _band(parted, band), seed_of(seed, between)
        heights = self_affine(shape, spacing=spacing, band=wanted, seed=drawn).heights
    heights = np.array(heights)
    heights.setflags(write=False)
    known = replace(face, spectrum=parted, relief=None)
    told = seed if face.relief is None else None
    return Cut(face=known, band=band, heights=heights, spacing=spacing, seed=told)


def seed_of(seed: int, between: tuple[str, str]) -> int:
    """A seed for one face of a run: another for every pair, the same wherever it is asked."""
    digest = sha256(f"{seed} {':'.join(between)}".encode()).digest()
    return int.from_bytes(digest[:8], "big")


def _waves(spectrum: Spectrum, band: int) -> tuple[float, float]:
    q = spectrum.wavenumber[band]
    return 2 * pi / float(q[0]), 2 * pi / float(q[-1])


def _band(spectrum: Spectrum, row: int) -> Band:
    """The power law of a row: its exponent from its ends, its rms height from its sum."""
    q, density = spectrum.wavenumber[row], spectrum.density[row]
    slope = np.log(density[-1] / density[0]) / np.log(q[-1] / q[0])
    power = 2 * pi * float(np.sum(q * density * spectrum.weight[row]))
    longest, shortest = _waves(spectrum, row)
    return Band(
        rms_height=power**0.5, hurst=-float(slope) / 2 - 1, longest=longest, shortest=shortest
    )


def _parted(spectrum: Spectrum, row: int, at: float) -> Spectrum:
    """The spectrum with a row parted at a wavenumber (1/m), if it goes on beyond it."""
    q, density, weight = (
        getattr(spectrum, name)[row] for name in ("wavenumber", "density", "weight")
    )
    if at >= q[-1]:
        return spectrum
    edges = np.concatenate([q[:1], np.sqrt(q[1:] * q[:-1]), q[-1:]])
    share = np.clip(np.log(at / edges[:-1]) / np.log(edges[1:] / edges[:-1]), 0.0, 1.0)
    longer, finer = np.minimum(q, at), np.maximum(q, at)
    beyond = np.argmax(share < 1)
    order = np.minimum(np.arange(len(q)) + beyond, len(q) - 1)  # the finer side from its beginning
    there = np.arange(len(q)) + beyond < len(q)
    found = {
        "wavenumber": (longer, finer[order]),
        "density": (_law(q, density, longer), _law(q, density, finer)[order]),
        "weight": (share * weight, np.where(there, ((1 - share) * weight)[order], 0.0)),
    }
    rows = {
        name: np.concatenate(
            [getattr(spectrum, name)[:row], np.stack(two), getattr(spectrum, name)[row + 1 :]]
        )
        for name, two in found.items()
    }
    for array in rows.values():
        array.setflags(write=False)
    return Spectrum(**rows)


def _law(q: Array, density: Array, at: Array) -> Array:
    """Density between its points: a power law."""
    return np.exp(np.interp(np.log(at), np.log(q), np.log(density)))


def _measured(face: TopographyMap, points: int) -> tuple[Array, float]:
    """A measured face on at most so many points a side: its shorter waves out, then every k-th."""
    most = max(min(face.shape) // FINEST, 1)
    by = min(ceil(max(face.shape) / points), most)
    rows, columns = (n - n % by for n in face.shape)
    whole = seamless(crop(face, slice(0, rows), slice(0, columns)))
    spacing = by * face.spacing[0]
    waves = fft.rfft2(whole.heights)
    y = 2 * pi * fft.fftfreq(rows, face.spacing[0])
    x = 2 * pi * fft.rfftfreq(columns, face.spacing[1])
    waves[np.hypot(y[:, None], x[None, :]) > 2 * pi / (FINEST * spacing) * (1 + 1e-9)] = 0.0
    heights = fft.irfft2(waves, s=whole.shape)[::by, ::by]
    return np.asarray(heights - heights.mean()), spacing
