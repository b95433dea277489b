"""Faces and metals to strip."""

import numpy as np

from asperity.contact import Segment, Stripping, strip_interface
from tests.contact.closure.metals import LENGTH, MODULUS, SPACING, VISCOSITY

FARADAY, GAS_CONSTANT = 96485.33212, 8.314462618
MOLAR_VOLUME = 1.3e-5
VOLUME = MOLAR_VOLUME / FARADAY
TEMPERATURE = 300.0
WAVE = 2 * np.pi / LENGTH
RELAXATION = 4 * VISCOSITY / MODULUS
PRESSURE = 1e6
UNEVEN = 0.5
"""Amplitude of the current of `waving` over its mean."""


def still(_stress, _temperature, _pressure, wavelength):
    """A metal that does not creep."""
    return np.zeros_like(wavelength)


def stripped(heights, creep, *segments, **more) -> Stripping:
    """A face stripped by segments of (seconds, A/m2, Pa)."""
    known = {
        "spacing": SPACING,
        "modulus": MODULUS,
        "temperature": TEMPERATURE,
        "molar_volume": MOLAR_VOLUME,
        "conductivity": 1e-1,
        "charge_transfer": 1e-3,
    } | more
    protocol = [Segment(duration=t, current=i, pressure=p) for t, i, p in segments]
    return strip_interface(heights, creep=creep, segments=protocol, **known)


def waving(points):
    """Charge transfer, (points, 4), that lets pass 1 + UNEVEN cos of the mean current."""
    x = np.arange(points) / points
    return np.repeat(1 / (1 + UNEVEN * np.cos(2 * np.pi * x))[:, None], 4, axis=1)


def wave(creep, *segments, points=32, **more) -> Stripping:
    """A flat face stripped in a wave, of which the electrolyte costs nothing."""
    known = {"spacing": LENGTH / points, "conductivity": 1e12, "charge_transfer": waving(points)}
    return stripped(np.zeros((points, 4)), creep, *segments, **(known | more))


def dead(points, share, value=1e-3):
    """Charge transfer, (points, points), inf on spots of this share, smooth in outline."""
    x = np.arange(points) / points
    noise = sum(
        np.cos(2 * np.pi * (i * x[:, None] + j * x[None, :]) + 1.3 * i + 2.1 * j) / np.hypot(i, j)
        for i, j in ((1, 0), (0, 1), (1, 1), (2, -1), (-1, 2), (3, 1))
    )
    return np.where(noise > np.quantile(noise, 1 - share), np.inf, value)
