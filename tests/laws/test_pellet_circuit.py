"""Grains and boundaries of a pellet: their limits, and when they are one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.laws.current.circuit import (
    VACUUM,
    arc,
    beside_gap,
    conduction,
    grains,
    porous_permittivity,
)

SHARES = st.floats(1e-6, 0.999)
RATIOS = st.floats(1.0, 1e4)
PELLET = {"conductivity": 0.2, "permittivity": 15 * VACUUM}


@given(SHARES, RATIOS)
def test_slow_it_is_the_conductivity_and_fast_the_permittivity(share, ratio):
    branches = grains(share=share, ratio=ratio, **PELLET)
    slow, fast = conduction(np.array([1e-9, 1e22]), branches)
    assert slow == pytest.approx(0.2, rel=1e-9)
    assert fast.imag == pytest.approx(2 * np.pi * 1e22 * 15 * VACUUM, rel=1e-6)


@given(st.floats(1.0, 1e4))
def test_without_boundaries_it_is_a_leaky_capacitor(ratio):
    frequency = np.geomspace(1.0, 1e12, 13)
    found = conduction(frequency, grains(share=0.0, ratio=ratio, **PELLET))
    assert found == pytest.approx(0.2 + 2j * np.pi * frequency * 15 * VACUUM, rel=1e-12)


@given(SHARES, RATIOS)
def test_capacitances_are_as_thickness_to_thickness(share, ratio):
    inside, between = grains(share=share, ratio=ratio, **PELLET)
    assert between[1] / inside[1] == pytest.approx(max(ratio, (1 - share) / share))
    assert 1 / inside[1] + 1 / between[1] == pytest.approx(1 / (15 * VACUUM))
    assert inside[0] + between[0] == pytest.approx(1 / 0.2)


@given(SHARES, RATIOS)
def test_boundaries_are_never_faster_than_grains(share, ratio):
    """A layer in a brick conducts no better than the brick; a neck relaxes as the grain it is."""
    inside, between = grains(share=share, ratio=ratio, **PELLET)
    assert between[0] * between[1] >= inside[0] * inside[1] * (1 - 1e-12)
    assert inside[0] * inside[1] <= 15 * VACUUM / 0.2 * (1 + 1e-12)  # nor the grains slower than σ


@given(st.floats(1e-6, 0.05))
def test_a_small_share_is_necks_that_relax_with_the_grains(share):
    branches = grains(share=share, ratio=10.0, **PELLET)
    assert [r * c for r, c in branches] == pytest.approx([15 * VACUUM / 0.2] * 2)


def test_branches_of_one_time_constant_are_one_arc():
    """s ρ = 1 - s: grains and boundaries relax together, and no spectrum parts them."""
    frequency = np.geomspace(1e5, 1e11, 13)
    branches = grains(share=0.1, ratio=9.0, **PELLET)
    assert 1 / conduction(frequency, branches) == pytest.approx(arc(frequency, 5.0, 15 * VACUUM))


def test_pores_are_empty():
    assert porous_permittivity(15.0, 1.0) == pytest.approx(15 * VACUUM)
    assert porous_permittivity(15.0, 0.0) == pytest.approx(VACUUM)
    assert porous_permittivity(1.0, 0.7) == pytest.approx(VACUUM)


def test_a_gap_takes_the_current_at_last():
    frequency = np.array([1e14])
    found = beside_gap(frequency, np.array([1e-3 + 0j]), open_share=0.5, gap=1e-7)
    assert found == pytest.approx(1 / (2j * np.pi * 1e14 * VACUUM * 0.5 / 1e-7), rel=1e-3)
