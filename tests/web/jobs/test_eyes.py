"""What a worker shows: maps as bytes, no more than can be seen, and every end."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import asperity
from asperity.outcome.plain import to_plain
from asperity.run import pressed
from asperity.web.jobs.past import past_points, points_of
from asperity.web.jobs.progress import GapMap, Point
from asperity.web.jobs.work.eyes import APART_S, DECADES, DEEPEST, Eyes, in_bytes

GRID = {"fidelity": "full-field", "grid": 32, "seed": 5, "threads": 1}
SHORT = {
    "steps.press.pressure": "0.3 MPa",
    "steps.press.dwell": "10 s",
    "steps.release.pressure": "0.1 MPa",
    "press.atmosphere": "vacuum",
}


class Heard:
    """Hears a worker."""

    def __init__(self):
        self.told = []

    def point(self, point):
        self.told.append(point)

    def map(self, seen):
        self.told.append(seen)

    def finished(self, step):
        self.told.append(step)

    def of(self, kind):
        return [one for one in self.told if isinstance(one, kind)]


def seen_by(eyes, **options):
    recipe = asperity.load_recipe("na-cold-press").replace(SHORT)

    def keep(reached):
        eyes.finished(reached.traces[-1], to_plain(reached.steps[-1]))

    return pressed(recipe, watch=eyes.see, keep=keep, **options).outcome


gaps = arrays(
    np.float64,
    (5, 7),
    elements=st.one_of(st.just(0.0), st.floats(1e-12, 1e-5, allow_subnormal=False)),
)


@given(gaps)
def test_bytes_tell_the_gaps(gap):
    """0 is contact and only it; else within half a step, by decades, or below the least told."""
    (least, widest), pixels = in_bytes(gap)
    assert ((pixels == 0) == (gap <= 0)).all()
    assert widest == gap.max()
    told = least * (widest / least) ** ((pixels[gap > 0] - 1.0) / (DEEPEST - 1)) if least else gap
    step = 10 ** (0.51 * DECADES / (DEEPEST - 1))
    known = np.maximum(gap[gap > 0], least)
    if least:
        assert (told / known < step).all()
        assert (known / told < step).all()
        assert pixels.max() == DEEPEST


@pytest.mark.parametrize("gap", [np.zeros((4, 4)), np.full((4, 4), 5e-324)])
def test_a_face_without_a_gap_worth_telling(gap):
    _, pixels = in_bytes(gap)
    assert ((pixels > 0) == (gap > 0)).all()


def test_maps_no_more_often_than_anybody_sees_but_every_end():
    """With a clock that stands still, a face is shown once, and at the end of every step."""
    heard = Heard()
    outcome = seen_by(Eyes(heard, clock=lambda: 0.0), **GRID)
    maps = heard.of(GapMap)
    assert [one.step for one in maps] == ["press", "press", "release"]
    (face,) = outcome.maps
    for told, end in zip(maps[1:], face.ends, strict=True):
        (least, widest), pixels = in_bytes(end.gap_m)
        assert told.pixels == pixels.tobytes()
        assert (told.low_m, told.high_m, told.shape) == (least, widest, end.gap_m.shape)
        assert told.spacing_m == face.spacing_m
        assert told.accepted
        assert told.step_time_s == end.time_s
    assert maps[-1].time_s == sum(step.duration_s for step in outcome.steps)
    assert [one.number for one in maps] == [1, 2, 3]


def test_every_moment_is_shown_to_who_has_the_time():
    ticks = iter(range(10**6))
    heard = Heard()
    seen_by(Eyes(heard, clock=lambda: next(ticks) * APART_S * 2), **GRID)
    maps, points = heard.of(GapMap), heard.of(Point)
    assert len(maps) > len(points)
    assert {one.accepted for one in maps} == {True, False}
    assert maps[0].widest_m == maps[0].high_m
    assert maps[-1].widest_m == max(one.high_m for one in maps)
    assert [one.time_s for one in points] == sorted(one.time_s for one in points)


def test_a_curve_ends_with_the_resistance_of_the_step():
    heard = Heard()
    outcome = seen_by(Eyes(heard, clock=lambda: 0.0), **GRID)
    (step,) = (step for step in outcome.steps if step.name == "press")
    end = [one for one in heard.of(Point) if one.step == "press"][-1]
    assert end.time_s == pytest.approx(step.duration_s)
    assert end.resistance_ohm_m2 == step.interfaces[0].resistance_ohm_m2
    assert end.current_focusing == step.interfaces[0].current_focusing
    assert end.current_focusing is not None
    assert end.contact_fraction == pytest.approx(step.interfaces[0].contact_fraction)


def test_the_mean_field_has_its_whole_course_at_the_end_of_a_step():
    heard = Heard()
    outcome = seen_by(Eyes(heard, clock=lambda: 0.0))
    assert heard.of(Point) == list(past_points(outcome.to_json()))
    assert heard.of(GapMap) == []
    assert [step["name"] for step in heard.of(dict)] == ["press", "release"]


def test_a_course_without_temperatures_has_that_of_its_step():
    """Never the pressure in its place."""
    outcome = asperity.press(asperity.load_recipe("na-cold-press"))
    step = to_plain(outcome.steps[0])
    del step["history"]["temperature_k"]
    assert {point.temperature_k for point in points_of(step, began=0.0)} == {step["temperature_k"]}
