"""Contact maps: discs, strips at an angle, rough ones."""

import numpy as np
from numpy.typing import NDArray

from asperity.topography import Band
from tests.contact.faces import rough

Mask = NDArray[np.bool_]


def disc(shape: tuple[int, int], radius: float, middle: tuple[float, float]) -> Mask:
    """A disc (in points) on a periodic map."""
    away = [(np.arange(n) - at + n / 2) % n - n / 2 for n, at in zip(shape, middle, strict=True)]
    return np.hypot(away[0][:, None], away[1][None, :]) < radius


def stripes(points: int, wide: int, slope: tuple[int, int] = (1, 0)) -> Mask:
    """Strips across the direction `slope`; their share is wide/points exactly."""
    i, j = np.indices((points, points))
    return (slope[0] * i + slope[1] * j) % points < wide


def rough_map(points: int, fraction: float, seed: int = 1) -> tuple[Mask, NDArray[np.float64]]:
    """The highest `fraction` of a rough face, and the gaps of the rest, m; spacing 1e-7 m."""
    band = Band(rms_height=1e-7, hurst=0.8, longest=points / 4 * 1e-7, shortest=4e-7)
    heights = rough(band, points, 1e-7, np.random.default_rng(seed))
    level = np.quantile(heights, 1 - fraction)
    return heights > level, np.maximum(level - heights, 1e-10)
