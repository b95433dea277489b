"""Charge and volume over half cycles, and what comes back when metal does."""

import numpy as np
import pytest

from asperity.contact import Schedule, close_interface
from tests.contact.closure.metals import (
    LENGTH,
    MODULUS,
    SPACING,
    closed,
    groove,
    hold,
    powered,
    rough_face,
)
from tests.contact.stripping.faces import VOLUME, dead, still, stripped

POINTS = 32
FACE = rough_face(POINTS)
CREEP = powered(3.0)
DEAD = dead(POINTS, 0.1)


@pytest.fixture(scope="module")
def pressed():
    """The face after a press that has not filled it."""
    return closed(FACE, hold(5e6, 1.0), CREEP).state


@pytest.fixture(scope="module")
def cycle(pressed):
    """The face, partly dead, stripped, rested and plated."""
    return stripped(
        FACE,
        CREEP,
        (3.0, 20.0, 5e6),
        (1.0, 0.0, 5e6),
        (3.0, -20.0, 8e6),
        charge_transfer=DEAD,
        frames=[3.0, 7.0],
        tolerance=1e-2,
        state=pressed,
    )


def test_charge_is_what_was_applied(cycle):
    assert cycle.finished
    assert np.abs(cycle.charge_error).max() < 1e-8
    assert cycle.charge.max() == pytest.approx(60.0, rel=1e-12)
    assert abs(cycle.charge[-1]) < 1e-8 * 60
    assert cycle.stripped == pytest.approx(VOLUME * cycle.charge, abs=1e-20)
    for frame in cycle.frames:
        assert frame.density.mean() == pytest.approx(1, abs=1e-8)
        assert not frame.density[np.isinf(DEAD)].any()


def test_volume_is_kept(cycle):
    """Stripped = rise of the voids + travel of the metal."""
    turned = VOLUME * 120.0
    assert np.abs(cycle.volume_error).max() < 1e-8 * turned
    risen = cycle.mean_gap - cycle.mean_gap[0]
    assert risen + cycle.travel == pytest.approx(cycle.stripped, abs=1e-8 * turned)
    assert cycle.contact_fraction.min() < 0.95
    assert np.ptp(cycle.mean_gap) > 1e-10


def test_recession_is_what_the_local_current_took(cycle):
    first = cycle.frames[0]
    assert first.time == 3.0
    assert first.recession.mean() == pytest.approx(cycle.stripped.max(), rel=1e-10)
    assert np.abs(first.recession[np.isinf(DEAD)]).max() < 1e-12 * first.recession.max()


def test_a_frame_shows_gap_and_pressure_apart(cycle):
    for frame in (*cycle.frames, cycle.last):
        assert frame.pressure.min() >= 0
        assert frame.gap.min() >= 0
        assert not (frame.pressure * frame.gap).any()
    assert cycle.last.pressure.mean() == pytest.approx(8e6, rel=1e-3)


def test_plating_gives_back_what_stripping_took_where_nothing_flows():
    """As long as the same places touch; volume is exact on the way."""
    face = np.zeros((16, 16))
    face[:, 8:] = -2e-7
    half = (100.0, 3.0)
    found = stripped(
        face, still, (half[0], half[1], 1e4), (half[0], -half[1], 1e4), conductivity=1e3
    )
    middle = int(np.argmax(found.charge))
    moved = found.mean_gap - found.mean_gap[0]
    assert moved[middle] < -0.3 * found.mean_gap[0]
    assert abs(moved[-1]) < 1e-3 * abs(moved[middle])
    assert abs(found.travel[-1]) < 1e-3 * found.travel[middle]
    assert found.last.gap == pytest.approx(-face, abs=1e-3 * 2e-7)
    assert np.abs(found.volume_error).max() < 1e-8 * found.stripped[middle]


def test_plating_does_not_part_what_stripping_brought_together():
    """A crest that wore off touches more of the metal, and goes on touching it."""
    found = stripped(
        groove(64, 1e-8),
        still,
        (20.0, 0.5, 3e6),
        (20.0, -0.5, 3e6),
        spacing=LENGTH / 64,
        conductivity=1e3,
    )
    middle = int(np.argmax(found.charge))
    first, most, last = found.contact_fraction[[0, middle, -1]]
    assert most > 1.3 * first
    assert last == pytest.approx(most, abs=1e-3)
    risen = found.mean_gap[-1] - found.mean_gap[middle]
    assert risen == pytest.approx(found.stripped[middle] * (1 - most) / most, rel=2e-2)


def test_no_current_is_the_closure_of_the_face(pressed):
    after = closed(FACE, hold(5e6, 10.0), CREEP, state=pressed)
    rest = stripped(FACE, CREEP, (10.0, 0.0, 5e6), state=pressed, tolerance=3e-3)
    assert rest.finished
    assert rest.contact_fraction[-1] == pytest.approx(after.contact_fraction[-1], abs=5e-3)
    assert rest.mean_gap[-1] == pytest.approx(after.mean_gap[-1], rel=1e-2)
    assert rest.state.stress == pytest.approx(after.state.stress, rel=1e-2)
    assert rest.contact_fraction[-1] > rest.contact_fraction[0] + 0.1


def test_a_run_in_two_parts_is_the_run(pressed):
    more = {"charge_transfer": DEAD, "tolerance": 1e-2}
    whole = stripped(FACE, CREEP, (2.0, 10.0, 5e6), state=pressed, **more)
    first = stripped(FACE, CREEP, (1.0, 10.0, 5e6), state=pressed, **more)
    second = stripped(FACE, CREEP, (1.0, 10.0, 5e6), state=first.state, **more)
    assert second.mean_gap[-1] == pytest.approx(whole.mean_gap[-1], rel=1e-2)
    assert second.contact_fraction[-1] == pytest.approx(whole.contact_fraction[-1], abs=1e-2)
    assert first.travel[-1] + second.travel[-1] == pytest.approx(whole.travel[-1], rel=1e-3)


def test_pressing_heals_what_stripping_opened():
    transfer = dead(POINTS, 0.3)
    found = stripped(0 * FACE, powered(1.0), (1e3, 50.0, 1e6), charge_transfer=transfer)
    assert not found.finished
    state = found.state
    healed = close_interface(
        0 * FACE,
        spacing=SPACING,
        modulus=MODULUS,
        creep=CREEP,
        schedule=Schedule([0.0, 1e3], [5e7] * 2, [300.0] * 2),
        state=state,
        threads=1,
    )
    assert np.ptp(state.viscous) > 1e-10
    assert np.ptp(healed.state.viscous) < 0.3 * np.ptp(state.viscous)
    assert healed.contact_fraction[-1] == 1
