"""Two powders pressed together: closed forms, both ends, and what the face's past does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.laws.powder.bonding import section_share
from asperity.laws.powder.embedding import (
    given_way,
    hard_pressure,
    indentation_pressure,
    print_share,
    soft_contact,
    sunk_depth,
)
from asperity.laws.powder.inclusions import shielded_pressure

shares = st.floats(0.0, 1.0)
hards = st.floats(0.01, 0.7)
pressures = st.floats(0.0, 1e9)


def test_print_of_a_sphere_is_its_geometry():
    """A sphere of diameter 1 sunk by δ has a print of radius a² = δ (1 - δ)."""
    depth = np.linspace(0, 0.5, 11)
    section = np.pi / 4
    assert sunk_depth(np.pi * depth * (1 - depth) / section) == pytest.approx(depth)


def test_hard_and_soft_carry_the_load_together():
    p, hard = 3e8, 0.45
    carried = hard * hard_pressure(p, hard) + (1 - hard) * shielded_pressure(p, hard)
    assert carried == pytest.approx(p)


def test_a_dense_face_bears_three_times_its_memory_and_a_loose_one_its_own():
    assert indentation_pressure(2e8, 1.0) == pytest.approx(6e8)
    assert indentation_pressure(2e8, 0.0) == pytest.approx(2e8)


def test_force_balance_of_a_print():
    """Print times what the face bears is what the particle carries, while it does not yield."""
    sunk = print_share(1e7, 3e8, hard=0.5, before=0.7)
    bears = 3e8 * (1 + 2 * 0.7)
    assert sunk * bears == pytest.approx(hard_pressure(1e7, 0.5))
    assert print_share(0.0, 3e8, hard=0.5, before=0.7) == 0
    assert print_share(9e8, 3e8, hard=0.5, before=0.7) == print_share(
        3e8, 3e8, hard=0.5, before=0.7
    )


@given(shares, shares)
def test_two_loose_fills_touch_as_the_less_dense_one(a, b):
    assert soft_contact(a, b) == pytest.approx(min(a, b))


@given(shares, shares)
def test_a_face_pressed_beyond_all_that_comes_is_met_at_random(a, before):
    """A newcomer's contacts lie on what is level there as they happen to."""
    now = before * 0.5  # the pressure is below the memory
    assert soft_contact(a, now, before=(0.0, before)) == pytest.approx(a * before)


@given(shares, shares, shares, shares)
def test_ends_are_exact(a, b, one, other):
    assert soft_contact(1.0, 1.0, before=(one, other)) == pytest.approx(1)
    assert soft_contact(0.0, 0.0, before=(0.0, other)) == 0
    found = soft_contact(a, b, before=(one, other))
    assert 0 <= found <= 1


@given(shares, shares, shares, shares, st.floats(0.0, 1.0))
def test_more_never_gives_less(a, b, one, other, more):
    before = one, other
    least = soft_contact(a, b, before=before)
    assert soft_contact(a + (1 - a) * more, b + (1 - b) * more, before=before) >= least - 1e-12


@given(shares, shares, shares)
def test_a_pressed_face_never_touches_better_than_a_loose_one_beyond_its_memory(a, before, more):
    """What was pressed before and is pressed harder now meets the newcomer partly flat."""
    now = before + (1 - before) * more
    assert soft_contact(a, now, before=(0.0, before)) <= soft_contact(a, now) + 1e-12


@given(pressures, pressures, hards, shares, st.floats(1.0, 3.0))
def test_prints_grow_with_pressure_and_shrink_with_memory(pressure, memory, hard, before, more):
    least = print_share(pressure, memory, hard=hard, before=before)
    assert print_share(more * pressure, memory, hard=hard, before=before) >= least - 1e-12
    if pressure <= memory:
        assert print_share(pressure, more * memory, hard=hard, before=before) <= least + 1e-12
    assert 0 <= least <= 1


def test_a_loose_fill_gives_way_wholly_and_a_remembered_one_not():
    assert given_way(0.0, section_share(0.8, 0.45)) == 1
    assert given_way(0.5, 0.4) == 0
    assert given_way(0.5, 0.0) == 0
    assert given_way(0.2, 0.8) == pytest.approx(0.75)
