"""Where stripping loses contact, and what keeps it."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from asperity.contact.stripping.march import March
from asperity.errors import Stopped
from tests.contact.closure.metals import powered
from tests.contact.stripping.faces import dead, stripped

FLAT = np.zeros((24, 24))
FACE = {"charge_transfer": dead(24, 0.06), "tolerance": 1e-2}
CREEP = powered(1.0)
KEPT, OVER = 5.0, 200.0
"""Currents that the linear metal feeds at 1 MPa, and does not, A/m2."""


def lost(found, share):
    """When the conducting contact first fell to so much of the face, s; inf if never."""
    below = found.conducting_fraction < share
    if not below.any():
        return np.inf
    k = int(np.argmax(below))
    return np.interp(-share, -found.conducting_fraction[k - 1 : k + 1], found.time[k - 1 : k + 1])


@settings(max_examples=8, deadline=None, derandomize=True)
@given(
    pressure=st.floats(0.5e6, 3e6),
    more=st.floats(1.2, 3.0),
    current=st.floats(5.0, 60.0),
)
def test_more_pressure_never_loses_contact_sooner(pressure, more, current):
    soft = stripped(FLAT, CREEP, (20.0, current, pressure), least_contact=0.85, **FACE)
    hard = stripped(FLAT, CREEP, (20.0, current, pressure * more), least_contact=0.85, **FACE)
    for share in (0.92, 0.86):
        assert lost(hard, share) >= lost(soft, share)


def test_a_dead_place_that_holds_the_metal_up_costs_contact():
    """Even current keeps all contact; one dead place loses it around itself."""
    kept = stripped(FLAT, CREEP, (60.0, 20.0, 1e6), tolerance=1e-2)
    found = stripped(FLAT, CREEP, (60.0, 20.0, 1e6), **FACE)
    assert kept.contact_fraction.min() == 1
    assert found.conducting_fraction[-1] < found.conducting_fraction[0] - 0.02
    assert found.resistance[-1] > found.resistance[0]
    none = np.isinf(FACE["charge_transfer"])
    assert found.last.pressure[none].mean() > 3e6


def test_what_is_fed_rests_at_a_share_and_what_is_not_comes_to_its_end():
    kept = stripped(FLAT, CREEP, (2e3, KEPT, 1e6), **FACE)
    assert kept.finished
    late = kept.time > 1e3
    assert np.ptp(kept.conducting_fraction[late]) < 1e-3
    assert kept.mean_gap[-1] < 1e-12
    over = stripped(FLAT, CREEP, (2e3, OVER, 1e6), **FACE)
    assert not over.finished
    assert "does not suffice" in over.reason
    assert over.conducting_fraction[-1] < 0.6
    assert over.time[-1] < 1.0


def test_a_power_law_metal_is_fed_better_the_less_it_touches():
    """The stress that the rest bears makes it flow: contact rests where a linear metal's ends."""
    found = stripped(
        np.zeros((32, 32)),
        powered(3.0),
        (20.0, 30.0, 1e6),
        charge_transfer=dead(32, 0.06),
        tolerance=1e-2,
    )
    assert found.finished
    late = found.time > 5
    assert np.ptp(found.conducting_fraction[late]) < 0.01
    assert found.state.stress > 2 * 0.33e6


def test_current_crowds_at_the_edges_without_charge_transfer():
    face = np.zeros((32, 32))
    face[:16] = -1e-7
    crowded, even = (
        stripped(face, CREEP, (1e-3, 1.0, 1e6), charge_transfer=transfer, tolerance=1e-2)
        for transfer in (0.0, 1e-2)
    )
    assert crowded.focusing[0] > 1.2 * even.focusing[0]
    assert crowded.focusing_99[0] > even.focusing_99[0] > 1
    assert np.all(crowded.resistance <= crowded.upper_bound)
    assert np.all(crowded.polarisation == crowded.resistance * crowded.current)


def test_a_run_ends_when_too_little_conducts():
    found = stripped(FLAT, CREEP, (2e3, OVER, 1e6), least_contact=0.85, **FACE)
    assert not found.finished
    assert found.reason.startswith("contact lost at")
    assert found.conducting_fraction[-1] < 0.85 <= found.conducting_fraction[-2]


def test_a_run_ends_at_its_polarisation():
    limit = 1.1 * OVER * 1e-3 / 0.94
    found = stripped(FLAT, CREEP, (2e3, OVER, 1e6), most_polarisation=limit, **FACE)
    assert "polarisation" in found.reason
    assert found.polarisation[-1] > limit >= found.polarisation[-2]


def test_a_run_that_is_stopped_keeps_what_was_done():
    def watch(share, time):
        assert 0 <= share <= 1
        if time > 5.0:
            raise Stopped

    found = stripped(FLAT, CREEP, (60.0, KEPT, 1e6), watch=watch, **FACE)
    assert not found.finished
    assert "stopped" in found.reason
    assert found.time[-1] > 5.0
    assert found.last.time == found.time[-1]
    on = stripped(FLAT, CREEP, (1.0, KEPT, 1e6), state=found.state, **FACE)
    assert on.finished


def test_a_run_ends_after_its_steps():
    found = stripped(FLAT, CREEP, (60.0, KEPT, 1e6), most_steps=3, **FACE)
    assert found.steps == 3
    assert "allow more" in found.reason


def test_threads_do_not_change_digits():
    one, two = (
        stripped(FLAT, CREEP, (5.0, KEPT, 1e6), threads=threads, **FACE) for threads in (1, 2)
    )
    assert np.array_equal(one.resistance, two.resistance)
    assert np.array_equal(one.last.pressure, two.last.pressure)


def flowed(parts):
    """How far metal has moved beside a dead stripe, after so many even steps, m."""
    transfer = np.full((64, 4), 1e-3)
    transfer[:6] = np.inf
    seconds = 1.0
    found = stripped(
        np.zeros((64, 4)),
        CREEP,
        (seconds, 10.0, 1e6),
        charge_transfer=transfer,
        tolerance=0.1,
        frames=np.linspace(0, seconds, parts + 1)[1:].tolist(),
    )
    assert found.steps == parts
    assert 0.85 < found.conducting_fraction[-1] < 0.89
    return np.ptp(found.state.viscous)


def test_contact_that_is_only_just_kept_converges_with_second_order_in_time(monkeypatch):
    for name in ("strip.FOUND", "strip.FITTED", "joint.NEAR"):  # far finer than steps
        monkeypatch.setattr(f"asperity.contact.stripping.{name}", 1e-6)
    monkeypatch.setattr("asperity.contact.stripping.strip.CURRENT_TOLERANCE", 1e-10)
    monkeypatch.setattr("asperity.contact.stripping.joint.MOST_PASSES", 60)
    monkeypatch.setattr("asperity.contact.stripping.march.MOST_LOST", 1.0)
    monkeypatch.setattr(March, "_first_step", lambda *_: np.inf)
    exact = flowed(128)
    errors = np.array([abs(flowed(parts) - exact) for parts in (4, 8, 16)])
    orders = np.log2(errors[:-1] / errors[1:])
    assert np.all(orders > 1.8)
    assert np.all(orders < 2.3)
    assert errors[-1] < 1e-3 * exact
