"""The faces that are pressed: self-affine, Hurst 0.8, from 4 to N/4 waves a period, slope 1."""

from math import pi

import numpy as np

HURST, LONGEST, SEED = 0.8, 4, 1


def face(points: int):
    """Heights (N, N), m, of a period of 1 m, mean 0; the root mean square slope is 1."""
    rows, columns = np.fft.fftfreq(points, 1 / points), np.fft.rfftfreq(points, 1 / points)
    q = np.hypot(rows[:, None], columns[None, :])
    kept = (q >= LONGEST) & (q <= points / 4)
    noise = np.random.default_rng(SEED).standard_normal((points, points))
    waves = np.fft.rfft2(noise) * np.where(kept, np.maximum(q, 1) ** (-1 - HURST), 0)
    slopes = (2j * pi * along * waves for along in (rows[:, None], columns[None, :]))
    mean_square = sum(np.mean(np.fft.irfft2(slope, s=(points, points)) ** 2) for slope in slopes)
    return np.fft.irfft2(waves, s=(points, points)) / np.sqrt(mean_square)
