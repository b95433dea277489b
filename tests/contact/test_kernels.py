"""The kernel moves a wave as the half-space does, and back."""

import numpy as np
import pytest

from asperity.contact.kernels import elastic_kernel, wavenumbers


@pytest.mark.parametrize("shape", [(8, 12), (9, 7), (4, 5)])
def test_a_wave_moves_by_two_over_modulus_and_wavenumber(shape: tuple[int, int]) -> None:
    kernel = elastic_kernel(shape, 1e-6, 3e9)
    x = 2 * np.pi * np.arange(shape[0]) / shape[0]
    y = 2 * np.pi * np.arange(shape[1]) / shape[1]
    q = np.hypot(2 * np.pi / (shape[0] * 1e-6), 2 * np.pi / (shape[1] * 1e-6))
    p = 1e6 * np.cos(x[:, None] + y[None, :])
    assert kernel.displacement(p) == pytest.approx(2 * p / (3e9 * q), abs=1e-22)


def test_displacement_and_pressure_undo_each_other() -> None:
    kernel = elastic_kernel((10, 13), 2e-7, 1e9)
    p = np.random.default_rng(1).standard_normal((10, 13)) * 1e6
    assert kernel.pressure(kernel.displacement(p)) == pytest.approx(p - p.mean(), rel=1e-9)


def test_wavenumbers_reach_the_nyquist_wave_along_both_sides() -> None:
    q = wavenumbers((6, 8), 0.5)
    assert q.shape == (6, 5)
    assert q[0, 0] == 0
    assert q[3, 0] == q[0, 4] == pytest.approx(2 * np.pi)
