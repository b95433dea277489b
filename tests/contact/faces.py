"""Faces to press: waves, spheres, rough maps, awkward shapes."""

import numpy as np
from numpy.typing import NDArray

from asperity.topography import Band, spectrum

Array = NDArray[np.float64]


def wavenumbers(shape: tuple[int, int], spacing: float) -> Array:
    """|q| of each wave on a periodic grid, (N, M//2 + 1), 1/m."""
    rows = 2 * np.pi * np.fft.fftfreq(shape[0], spacing)
    columns = 2 * np.pi * np.fft.rfftfreq(shape[1], spacing)
    return np.hypot(rows[:, None], columns[None, :])


def displaced(pressure: Array, spacing: float, modulus: float) -> Array:
    """How far a periodic half-space moves, (N, M), m, of mean zero."""
    q = wavenumbers((pressure.shape[0], pressure.shape[1]), spacing)
    compliance = np.divide(2 / modulus, q, out=np.zeros_like(q), where=q > 0)
    return np.fft.irfft2(compliance * np.fft.rfft2(pressure), s=pressure.shape)


def wave(points: int, amplitude: float) -> Array:
    """One period of a cosine along the rows, (points, 4), crest at row 0."""
    x = np.arange(points) / points
    return np.repeat(amplitude * np.cos(2 * np.pi * x)[:, None], 4, axis=1)


def radius_map(points: int, spacing: float) -> Array:
    """Distance of each point from the middle, (points, points), m."""
    x = (np.arange(points) - points // 2) * spacing
    return np.hypot(x[:, None], x[None, :])


def rough(band: Band, points: int, spacing: float, rng: np.random.Generator) -> Array:
    """A periodic Gaussian map (points, points), m, that has the spectrum of the band exactly.

    Amplitudes are those of the spectrum, phases are random, so that the variance of the slopes does
    not scatter from seed to seed.
    """
    face = spectrum([band])
    q = wavenumbers((points, points), spacing)
    inside = (q >= face.wavenumber[0, 0]) & (q <= face.wavenumber[0, -1])
    power = -2 * (1 + band.hurst)
    density = np.where(inside, face.density[0, 0], 0.0)
    density[inside] *= (q[inside] / face.wavenumber[0, 0]) ** power
    noise = np.fft.rfft2(rng.standard_normal((points, points)))
    waves = np.sqrt(density) * 2 * np.pi / (points * spacing) * noise / np.abs(noise)
    return np.fft.irfft2(waves, s=(points, points)) * points**2


def rms_slope(heights: Array, spacing: float) -> float:
    """Root mean square slope of a periodic map."""
    q = wavenumbers((heights.shape[0], heights.shape[1]), spacing)
    turned = np.fft.irfft2(q * np.fft.rfft2(heights), s=heights.shape)
    return float(np.sqrt(np.mean(turned**2)))


def awkward() -> dict[str, Array]:
    """Maps with corners, spikes and holes, some 1e-6 m high, (32, 28)."""
    x, y = np.meshgrid(np.arange(32) - 16, np.arange(28) - 14, indexing="ij")
    r = np.hypot(x, y)
    noise = np.random.default_rng(5).standard_normal((32, 28))
    return {
        "noise": 1e-6 * noise,
        "spikes": 1e-8 * np.exp(3 * noise),
        "punch": 1e-6 * (r < 9),
        "hole": -1e-6 * (r < 9),
        "one point": 1e-6 * (r == 0),
        "cone": -5e-8 * r,
        "chessboard": 1e-6 * (-1.0) ** (x + y),
        "slope": 2e-8 * x,
        "steps": 2e-7 * np.round(3 * np.sin(0.3 * x) * np.cos(0.2 * y)),
        "plane": 0.0 * r,
    }
