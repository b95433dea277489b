"""One face over a half cycle: closed forms, order, balance, and what pressure and charge may do."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asperity.laws import FARADAY
from asperity.laws.current.stripping import StrippedMetal, void_supply
from asperity.laws.current.voids import (
    VoidedFace,
    charge_without_supply,
    radius_at_half_contact,
    void_volume,
)
from asperity.study.cycling.half import Drive, follow

LITHIUM = StrippedMetal(
    A=7.7e-3 * 1e6**-6.56, n=6.56, D=5e-15, Vm=1.3e-5, surface_energy=0.5, size_length=45e-6
)
FACE = VoidedFace(nucleus=0.25e-6, spacing=5e-6, fraction=0.2, molar_volume=1.3e-5, clean=0.7)
TOUCHING = FACE.fraction * FACE.clean
HALF = radius_at_half_contact(FACE)


def creep(pressure, radius):
    return void_supply(pressure, radius, LITHIUM)


def none(_pressure, radius):
    return 0.0 * np.asarray(radius)


def steady(value):
    return lambda _pressure, radius: value + 0.0 * np.asarray(radius)


def drive(current, charge, pressure=1e6, end=None):
    ends = (pressure, pressure if end is None else end)
    return Drive(current=current, duration=charge / abs(current), pressure=ends)


def unclosed(half, start, passed):
    """Volume gained by the voids less what crossed their mouths, over what is stripped."""
    gained = float(void_volume(half.radius[-1], FACE) - void_volume(start, FACE))
    return abs(gained - half.crossed) / (FACE.molar_volume / FARADAY * passed)


# ------------------------------------------------------------------ closed forms


@pytest.mark.parametrize("current", [0.5, 40.0])
def test_unfed_contact_is_lost_at_the_charge_of_the_law(current):
    found = follow(FACE, none, drive(current, 1e5), radius=FACE.nucleus, largest=HALF)
    assert found.stopped
    lost = charge_without_supply(HALF, FACE)
    assert current * found.time[-1] == pytest.approx(lost, rel=1e-8)
    assert found.contact[-1] == pytest.approx(FACE.fraction / 2, rel=1e-12)


def test_a_steady_supply_is_so_much_less_current():
    """da/dt = g(a) (i - f χ s), so times are as one over the difference."""
    current, supply = 4.0, 12.0
    found = follow(FACE, steady(supply), drive(current, 1e6), radius=FACE.nucleus, largest=HALF)
    left = current - TOUCHING * supply
    assert found.time[-1] == pytest.approx(charge_without_supply(HALF, FACE) / left, rel=1e-8)


def test_a_ramp_begins_at_the_current_that_supply_can_follow():
    slope, supply = 1e-3, 12.0
    ramp = Drive(current=0.0, slope=slope, duration=6000.0, pressure=(1e6, 1e6))
    found = follow(FACE, steady(supply), ramp, radius=FACE.nucleus, largest=HALF)
    begins = TOUCHING * supply / slope
    assert found.time[1] == pytest.approx(begins, rel=1e-9)
    taken = 0.5 * slope * (found.time[-1] - begins) ** 2
    assert taken == pytest.approx(charge_without_supply(HALF, FACE), rel=1e-8)


def test_plating_heals_at_the_rate_of_supply():
    """From any radius back to the pits in the time that the supply takes for the law's charge."""
    supply, radius = 8.0, 1.5e-6
    found = follow(FACE, steady(supply), drive(-1.0, 1e4), radius=radius)
    back = float(found.time[found.radius <= FACE.nucleus][0])
    assert back == pytest.approx(charge_without_supply(radius, FACE) / TOUCHING / supply, rel=1e-8)
    assert found.radius[-1] == FACE.nucleus


# ------------------------------------------------------------------ order and balance


def test_error_falls_with_the_tolerance():
    def ended(tolerance):
        given_drive = drive(3.0, 3e3, 1e6, 3e6)
        return follow(FACE, creep, given_drive, radius=3e-7, tolerance=tolerance).radius[-1]

    exact = ended(1e-12)
    errors = [abs(ended(tolerance) / exact - 1) for tolerance in (1e-4, 1e-6, 1e-8)]
    assert errors[0] > errors[1] > errors[2]
    assert errors[2] < 1e-6


@settings(max_examples=25)
@given(
    current=st.floats(0.2, 50.0),
    start=st.floats(0.25e-6, 2e-6),
    pressures=st.tuples(st.floats(0.5e6, 2e7), st.floats(0.5e6, 2e7)),
    strips=st.booleans(),
)
def test_volume_closes(current, start, pressures, strips):
    """What the voids hold is what crossed their mouths, and no more than what was stripped."""
    put = drive(current if strips else -current, 3e3, *pressures)
    found = follow(FACE, creep, put, radius=start, largest=max(HALF, start))
    passed = current * max(float(found.time[-1]), 1.0)
    assert unclosed(found, start, passed) < 1e-8
    if strips:
        assert found.crossed <= FACE.molar_volume / FARADAY * passed * (1 + 1e-9)


def test_the_balance_would_tell_a_careless_walk():
    put = drive(5.0, 4e3)
    careless = follow(FACE, creep, put, radius=FACE.nucleus, largest=HALF, tolerance=1e-3)
    assert unclosed(careless, FACE.nucleus, 4e3) > 1e-8


# ------------------------------------------------------------------ properties


@settings(max_examples=15)
@given(
    share=st.floats(0.02, 0.98),
    current=st.sampled_from([-3.0, 0.4, 3.0]),
    slope=st.sampled_from([0.0, 1e-3]),
)
def test_a_half_cycle_in_two_is_the_same(share, current, slope):
    whole = Drive(current=current, slope=slope, duration=900.0, pressure=(1e6, 4e6))
    once = follow(FACE, creep, whole, radius=6e-7)
    first = follow(FACE, creep, whole.until(share * 900.0), radius=6e-7)
    then = follow(FACE, creep, whole.since(share * 900.0), radius=float(first.radius[-1]))
    assert then.radius[-1] == pytest.approx(once.radius[-1], rel=1e-8)
    assert first.crossed + then.crossed == pytest.approx(once.crossed, rel=1e-7, abs=1e-18)


@settings(max_examples=15)
@given(st.floats(0.3e6, 2e7), st.floats(1.0, 3.0), st.floats(0.5, 30.0))
def test_more_pressure_never_gives_an_earlier_void(pressure, more, current):
    def lost(p):
        put = drive(current, 2e4, p)
        found = follow(FACE, creep, put, radius=FACE.nucleus, largest=HALF)
        return float(found.time[-1]) if found.stopped else np.inf

    assert lost(more * pressure) >= lost(pressure) * (1 - 1e-8)


def test_no_current_does_nothing():
    rest = Drive(current=0.0, duration=1e5, pressure=(1e6, 1e6))
    found = follow(FACE, creep, rest, radius=FACE.nucleus)
    assert set(found.radius) == {FACE.nucleus}
    assert found.crossed == 0.0
    assert not found.stopped


def test_voids_wake_where_the_pressure_falls():
    """At rest under the first pressure, growing under the last: they start on the way."""
    current = 2.0
    put = drive(current, 2e4, 2e7, 1e6)
    found = follow(FACE, creep, put, radius=FACE.nucleus)
    begins = float(found.time[1])
    assert 0 < begins < put.duration
    pressure = float(put.pressure_at(begins))
    assert float(creep(pressure, FACE.nucleus)) * TOUCHING == pytest.approx(current, rel=1e-6)
    assert found.radius[-1] > FACE.nucleus


def test_splitting_a_drive_keeps_charge_and_pressure():
    whole = Drive(current=1.0, slope=2e-3, duration=500.0, pressure=(1e6, 3e6))
    first, then = whole.until(120.0), whole.since(120.0)
    both = first.charge(first.duration) + then.charge(then.duration)
    assert both == pytest.approx(whole.charge(500.0), rel=1e-12)
    assert then.pressure_at(50.0) == pytest.approx(float(whole.pressure_at(170.0)), rel=1e-12)
    assert replace(whole, pressure=(2e6, 2e6)).pressure_at(7.0) == 2e6
