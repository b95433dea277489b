"""The grid and the mean field mean the same stress."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import fft

from asperity.contact.closure.metal import Metal
from asperity.laws.closure.kernel import layer_factor
from asperity.laws.closure.stress import contact_stress, layer_stress

SHAPE, SPACING = (16, 20), 1e-7
PRESSURE = np.random.default_rng(3).standard_normal(SHAPE) * 1e7
WAVES = fft.rfft2(PRESSURE)


def rate(stress: float, _t: float, _p: float, wavelength: np.ndarray) -> np.ndarray:
    return np.full_like(wavelength, stress**3)


@given(st.floats(1e-3, 0.999), st.floats(1e5, 1e9), st.floats(1.01, 8.0), st.floats(5e-8, 1e-4))
def test_the_stress_is_that_of_the_laws(f: float, p: float, n: float, thickness: float) -> None:
    metal = Metal(SHAPE, spacing=SPACING, modulus=1e9, creep=rate, thickness=thickness)
    rows = 2 * np.pi * np.fft.fftfreq(SHAPE[0], SPACING)
    columns = 2 * np.pi * np.fft.fftfreq(SHAPE[1], SPACING)
    q = np.hypot(rows[:, None], columns[None, :]).ravel()[1:]
    power = (np.abs(fft.fft2(PRESSURE)) ** 2).ravel()[1:] / PRESSURE.size**2
    work = float(np.sum(power / (2 * q)))
    here = float(np.sum(power * layer_factor(q, thickness) / (2 * q)))
    lawful = layer_stress(
        contact_stress(p, f, n), work, here, fraction=f, thickness=thickness, exponent=n
    )
    assert metal.stress(WAVES, f, p, n) == pytest.approx(float(lawful), rel=1e-6)
