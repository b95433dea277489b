"""The face moves under a wave, and under a loaded square, as the half-space does."""

import numpy as np
import pytest

from asperity.contact.elastic.response import free, periodic
from asperity.contact.elastic.waves import filtered


@pytest.mark.parametrize("shape", [(8, 12), (9, 7), (4, 5)])
def test_a_wave_moves_by_two_over_its_wavenumber(shape: tuple[int, int]) -> None:
    x = 2 * np.pi * np.arange(shape[0]) / shape[0]
    y = 2 * np.pi * np.arange(shape[1]) / shape[1]
    q = np.hypot(2 * np.pi / shape[0], 2 * np.pi / shape[1])
    p = np.cos(x[:, None] + y[None, :])
    response = periodic(shape)
    assert filtered(response.compliance, p, 1) == pytest.approx(2 * p / q, abs=1e-14)
    assert filtered(response.inverse, 2 * p / q, 1) == pytest.approx(p, abs=1e-13)
    assert response.stiffness.ravel()[1:] == pytest.approx(response.inverse.ravel()[1:], rel=1e-6)


def test_the_middle_of_a_loaded_square_and_a_point_far_away() -> None:
    """Johnson 3.4.1: (4/π) ln(1 + √2) p a/E* in the middle; p a²/(π E* r) far away."""
    p = np.zeros((64, 48))
    p[0, 0] = 1.0
    moved = filtered(free((64, 48)).compliance, p, 1)
    assert moved[0, 0] == pytest.approx(4 / np.pi * np.log(1 + np.sqrt(2)), rel=1e-12)
    assert moved[60, 45] == pytest.approx(1 / (np.pi * 75), rel=1e-4)


def test_nothing_wraps_around_a_free_face() -> None:
    p = np.zeros((16, 20))
    p[0, 0] = 1.0
    moved = filtered(free((16, 20)).compliance, p, 1)
    assert np.all(np.diff(moved[:, 0]) < 0)
    assert np.all(np.diff(moved[0]) < 0)
