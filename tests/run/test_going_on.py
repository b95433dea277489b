"""A press that goes on after a step that was finished, and is seen on its way."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

import asperity
from asperity.errors import Interrupted, Stopped
from asperity.run import Reached, pressed

SHORT = {
    "steps.press.pressure": "0.3 MPa",
    "steps.press.dwell": "10 s",
    "steps.release.pressure": "0.1 MPa",
    "press.atmosphere": "vacuum",
}
GRID = {"fidelity": "full-field", "grid": 32, "seed": 5, "threads": 1}


@cache
def recipe():
    return asperity.load_recipe("na-cold-press").replace(SHORT)


@cache
def watched():
    """A press on a grid, with what was kept and seen."""
    kept, seen = [], []

    def watch(event):
        if event.seen is not None and event.seen.accepted:
            seen.append((event, event.seen, event.seen.gap_m.copy()))

    return pressed(recipe(), keep=kept.append, watch=watch, **GRID), kept, seen


@pytest.mark.parametrize("name", ["multi-step", "na-thermal-press", "anneal-under-pressure"])
def test_a_press_that_goes_on_comes_to_the_same_digits(name):
    kept = []
    whole = pressed(asperity.load_recipe(name), keep=kept.append)
    assert [len(one.traces) for one in kept] == list(range(1, len(whole.outcome.steps) + 1))
    for reached in (kept[0], kept[-1]):
        again = pressed(asperity.load_recipe(name), begun=reached)
        assert again.outcome.to_json() == whole.outcome.to_json()


def test_on_a_grid_too():
    whole, kept, _ = watched()
    again = pressed(recipe(), begun=kept[0], **GRID)
    assert again.outcome.to_json() == whole.outcome.to_json()
    (one,), (other,) = again.outcome.maps, whole.outcome.maps
    for frame, same in zip((*one.ends, *one.frames), (*other.ends, *other.frames), strict=True):
        np.testing.assert_array_equal(frame.gap_m, same.gap_m)
        np.testing.assert_array_equal(frame.contact_pa, same.contact_pa)


def test_watching_changes_no_digit():
    whole, _, _ = watched()
    assert asperity.press(recipe(), **GRID).to_json() == whole.outcome.to_json()


def test_a_step_that_cannot_be_carried_out_is_the_last():
    kept = []
    hot = asperity.load_recipe("na-thermal-press").replace({"steps.press.temperature": "110 degC"})
    whole = pressed(hot, keep=kept.append)
    assert not whole.outcome.carried_out
    again = pressed(hot, begun=kept[-1], keep=lambda _: pytest.fail("nothing is left to do"))
    assert again.outcome == whole.outcome


@pytest.mark.parametrize("kind", [Stopped, KeyboardInterrupt])
def test_stopped_while_the_currents_are_read_keeps_the_steps_before(kind):
    """Steps whose outcome is known are kept; the one that is being read is not."""

    def watch(event):
        if event.reading and event.index == 1:
            raise kind

    with pytest.raises((Stopped, Interrupted)) as caught:
        asperity.press(recipe(), watch=watch, **GRID)
    kept = caught.value.kept
    assert [step.name for step in kept.steps] == ["press"]
    assert kept.stopped == "release"
    assert kept.steps == watched()[0].outcome.steps[:1]


def test_who_keeps_may_stop():
    def keep(_reached):
        raise Stopped

    with pytest.raises(Stopped) as caught:
        pressed(asperity.load_recipe("na-thermal-press"), keep=keep)
    assert [step.name for step in caught.value.kept.steps] == ["press"]


# --- what is seen on the way ---


def test_times_only_rise_within_a_step():
    _, _, seen = watched()
    assert {event.step for event, _, _ in seen} == {"press", "release"}
    for step in ("press", "release"):
        times = [face.time_s for event, face, _ in seen if event.step == step]
        assert times == sorted(times)
        assert len(times) > 10


def test_what_is_seen_last_is_what_the_step_ended_with():
    """The same contact, gap and map as in the outcome: curves and pictures join."""
    whole, _, seen = watched()
    (maps,) = whole.outcome.maps
    for step, end in zip(whole.outcome.steps, maps.ends, strict=True):
        event, face, gap = [one for one in seen if one[0].step == step.name][-1]
        (told,) = step.interfaces
        assert event.fraction == pytest.approx(1)
        assert face.between == told.between
        assert face.contact_fraction == pytest.approx(told.contact_fraction, rel=1e-9)
        assert face.mean_gap_m == pytest.approx(told.mean_gap_m, rel=1e-9)
        assert face.pressure_pa == pytest.approx(step.applied_pressure_pa)
        assert face.temperature_k == pytest.approx(step.temperature_k)
        assert face.time_s == pytest.approx(step.duration_s)
        np.testing.assert_array_equal(gap.astype(np.float32), end.gap_m)


def test_a_face_closes_as_it_is_pressed():
    _, _, seen = watched()
    pressed_on = [face for event, face, _ in seen if event.step == "press"]
    contact = [face.contact_fraction for face in pressed_on]
    gaps = [face.mean_gap_m for face in pressed_on]
    assert contact[-1] > contact[0]
    assert (np.diff(contact) > -1e-3).all()
    assert gaps[-1] < gaps[0]


def test_contacts_on_the_way_come_in_order():
    """Between two accepted steps what is tried is shown only where it leads on."""
    moments = []

    def watch(event):
        if event.seen is not None:
            moments.append((event.index, event.seen.time_s, event.seen.accepted))

    asperity.press(recipe(), watch=watch, **GRID)
    tried = [one for one in moments if not one[2]]
    assert len(tried) > len(moments) / 3
    for before, now in pairwise(moments):
        if not now[2] and now[0] == before[0]:
            assert now[1] > before[1]


def test_the_mean_field_has_nothing_to_show():
    def watch(event):
        assert event.seen is None
        assert not event.reading

    asperity.press(recipe(), watch=watch)
    assert Reached().traces == ()
