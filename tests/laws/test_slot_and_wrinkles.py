"""Metal along the gap of a die, and wrinkles pressed flat: closed forms, balances, properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from asperity.laws.flow.slot import leaked_length, leaked_volume
from asperity.laws.flow.wrinkle import (
    LEFT,
    POWER,
    asked_strain,
    flattened,
    hinge_pressure,
    remaining_height,
)

DIE = {"radius": 5e-3, "guided": 15e-3, "n": 5.0, "friction": 0.2, "ratio": 2.0}


def test_the_front_in_the_gap_against_stepping_it_through_time():
    """dL/dt = v̄ of the slot flow at the wall stress c p/2L."""
    A, n, p, c, m, s = 0.53e-30, 5.0, 2e7, 1e-5, 0.2, 2.0
    index = 1 / n
    K = 3 ** (-(1 + index) / 2) * A**-index * s

    def speed(_, L):
        return index / (2 * index + 1) * c / 2 * (c * p / (2 * L) / (m * K)) ** n

    found = solve_ivp(speed, (0, 600), [1e-4], rtol=1e-9, atol=1e-15).y[0, -1]
    law = leaked_length(1e-4, A * p**n * 600, c, n=n, friction=m, ratio=s)
    assert law == pytest.approx(found, rel=1e-6)


@given(st.floats(0.0, 1e12), st.floats(0.0, 1.0), st.floats(1e-6, 1e-4), st.floats(1e-12, 1e-8))
def test_a_leak_split_in_two_is_the_same_leak(effort, share, clearance, before):
    at = {**DIE, "clearance": clearance}
    once = leaked_volume(before, effort, **at)
    half = leaked_volume(before, share * effort, **at)
    assert leaked_volume(half, (1 - share) * effort, **at) == pytest.approx(once, rel=1e-6)
    assert once >= before * (1 - 1e-12)


def test_beyond_the_guided_length_the_flow_is_steady():
    full = 2 * np.pi * DIE["radius"] * 1e-5 * DIE["guided"]
    one, two, three = (
        leaked_volume(full, effort, clearance=1e-5, **DIE) for effort in (0.0, 1e9, 2e9)
    )
    assert one == pytest.approx(full)
    assert three - two == pytest.approx(two - one, rel=1e-6)


def test_a_die_wall_without_clearance_lets_nothing_out():
    assert leaked_volume(0.0, 1e12, clearance=0.0, **DIE) == 0
    assert leaked_volume(0.0, 1e12, clearance=1e-6, **DIE) < leaked_volume(
        0.0, 1e12, clearance=2e-6, **DIE
    )


def test_the_first_fold_balances_work_and_hinges():
    """A span turns by dH/(L/2) between two hinges; two spans a wave, four hinges' rotations."""
    flow, h, L, sunk = 0.5e6, 2e-4, 5e-3, 1e-6
    work = hinge_pressure(h, L) * flow * L * sunk
    hinge = flow * h**2 / (2 * np.sqrt(3))
    assert work == pytest.approx(4 * hinge * sunk / (L / 2))


def test_what_a_fold_leaves_is_the_departure_from_the_chord():
    x = np.linspace(0, np.pi / 2, 100_001)
    assert np.max(np.cos(x) - 1 + 2 * x / np.pi) == pytest.approx(LEFT, rel=1e-8)
    first = hinge_pressure(1e-4, 2e-2)
    assert flattened(0.99 * first, 1e-4, 2e-2) == pytest.approx(1.0, abs=1e-3)
    assert flattened(4 * first, 1e-4, 2e-2) == pytest.approx(LEFT, abs=1e-3)
    assert pytest.approx(1.1241, abs=1e-4) == POWER


@given(st.floats(0.0, 5.0), st.floats(0.0, 5.0), st.floats(1e-5, 1e-3), st.floats(1e-3, 2e-2))
def test_more_pressure_never_raises_a_wrinkle(low, more, thickness, length):
    before = flattened(low, thickness, length)
    assert 0 <= flattened(low + more, thickness, length) <= before <= 1
    assert flattened(3.0, thickness, length) == 0


def test_wrinkles_stay_without_pressure_and_go_with_enough():
    at = {"n": 6.6, "ratio": 1.05}
    assert remaining_height(1e-4, 5e-3, 2e-4, 0.0, **at) == 1e-4
    assert remaining_height(1e-4, 5e-3, 2e-4, 1e9, **at) == 0
    assert remaining_height(0.0, 5e-3, 2e-4, 1.0, **at) == 0
    assert asked_strain(1e-4, 5e-3, 2e-4) == pytest.approx(0.5)
