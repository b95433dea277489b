"""A weld bears what a crack in it needs, whatever the grid."""

import numpy as np
import pytest

from asperity.laws.closure.weld import weld_energy, weld_strength


def test_half_the_surface_energy_at_120_degrees() -> None:
    assert weld_energy(0.2) == pytest.approx(0.1)
    assert weld_energy(0.2, 0.1) == pytest.approx(0.01)


@pytest.mark.parametrize("length", [1e-6, 1e-4])
def test_a_crack_parts_at_griffiths_stress_on_any_grid(length: float) -> None:
    """Mean tension over the first point at the tip of a crack 2c under p: p √(2c/a)."""
    energy, modulus = 0.1, 5e9
    griffith = np.sqrt(2 * modulus * energy / (np.pi * length))
    for spacing in (1e-8, 1e-7):
        tip = griffith * np.sqrt(np.pi * length) * np.sqrt(2 / (np.pi * spacing))
        assert weld_strength(energy, modulus=modulus, spacing=spacing) == pytest.approx(tip)
