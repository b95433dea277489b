"""Faces on a grid: parted without loss, drawn from a seed, balanced, true to their own memory."""

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asperity
from asperity.laws.current.constriction import constriction
from asperity.process.faces.face import FaceState, Touch
from asperity.process.faces.together import Rough
from asperity.process.faces.touch import face_of
from asperity.process.faces.view import View, still
from asperity.process.grid.cut import FINEST, PERIODS, _parted, cut
from asperity.process.grid.ohms import on_map
from asperity.process.grid.resolve import modulus, pressed
from asperity.process.grid.schedule import schedule, straight
from asperity.process.grid.shares import shares
from asperity.process.programme import Stretch
from asperity.reference.westergaard import full_contact_pressure
from asperity.stack import build
from asperity.topography import Band, TopographyMap, rms_height, rms_slope, self_affine

PAIR = ("metal", "electrolyte")
GENTLE = {
    "steps.press.pressure": "0.3 MPa",
    "steps.press.dwell": "1 min",
    "steps.release.pressure": "0.1 MPa",
    "press.atmosphere": "vacuum",
}


def face(**changes):
    recipe = asperity.load_recipe("na-cold-press").replace(changes)
    return face_of(build(recipe), PAIR)


@cache
def pressed_cold(seed=0, grid=32):
    recipe = asperity.load_recipe("na-cold-press").replace(GENTLE)
    return asperity.press(recipe, fidelity="full-field", grid=grid, seed=seed, threads=1)


# --- parting ---


@given(st.integers(32, 2048), st.floats(0.5, 0.95), st.floats(20, 900))
def test_a_cut_loses_nothing(points, hurst, shortest):
    key = "interfaces.metal:electrolyte"
    whole = face(**{f"{key}.hurst": round(hurst, 3), f"{key}.shortest": f"{shortest:.4g} nm"})
    at = 2 * math.pi / (FINEST * PERIODS * 10e-6 / points)
    spectrum = _parted(whole.spectrum, 0, at)
    assert rms_height(spectrum) == pytest.approx(rms_height(whole.spectrum), rel=1e-3)
    assert rms_slope(spectrum) == pytest.approx(rms_slope(whole.spectrum), rel=3e-2)
    assert spectrum.weight.sum() == pytest.approx(whole.spectrum.weight.sum(), rel=1e-12)
    q = spectrum.wavenumber
    assert (np.diff(q, axis=1) >= 0).all()
    assert (spectrum.weight[:, 0] > 0).all()
    if len(q) == 2:
        assert q[0, -1] == pytest.approx(at)
        assert q[1, 0] >= at * (1 - 1e-12)
    else:
        assert at >= whole.spectrum.wavenumber[0, -1]


def test_the_grid_holds_its_band_and_nothing_else():
    found = cut(face(), points=64, seed=3, between=PAIR)
    band = found.face.spectrum
    power = 2 * math.pi * np.sum(band.wavenumber[0] * band.density[0] * band.weight[0])
    assert np.std(found.heights) == pytest.approx(math.sqrt(power), rel=1e-12)
    assert found.spacing == pytest.approx(20e-6 / 64)
    assert found.resolved == pytest.approx((10e-6, 4 * 20e-6 / 64))
    assert found.others[0][1] == pytest.approx(20e-9)
    assert not found.heights.flags.writeable


def test_a_seed_draws_each_face_once():
    heights = {
        (seed, pair): cut(face(), points=32, seed=seed, between=pair).heights
        for seed in (0, 1)
        for pair in (PAIR, ("electrolyte", "metal-2"))
    }
    again = cut(face(), points=32, seed=0, between=PAIR).heights
    np.testing.assert_array_equal(again, heights[0, PAIR])
    drawn = list(heights.values())
    for i, one in enumerate(drawn):
        assert all(abs(np.corrcoef(one.ravel(), b.ravel())[0, 1]) < 0.6 for b in drawn[i + 1 :])


def test_a_wavy_face_keeps_its_waviness_in_the_mean_field():
    wavy = [{"rms_height": "1 um", "hurst": 0.8, "longest": "2 mm", "shortest": "100 um"}]
    tables = asperity.load_recipe("na-cold-press").model_dump(
        mode="json", by_alias=True, exclude_defaults=True
    )
    tables["interfaces"][0]["bands"] = wavy
    whole = face_of(build(asperity.Recipe.model_validate(tables)), PAIR)
    found = cut(whole, points=32, seed=0, between=PAIR)
    assert found.band == 1
    assert found.others[0] == pytest.approx((2e-3, 100e-6))
    assert found.resolved[0] == pytest.approx(10e-6)


@pytest.mark.parametrize(("shape", "points"), [((96, 96), 128), ((96, 96), 48), ((100, 70), 32)])
def test_a_measured_face_is_coarsened_by_its_waves(shape, points):
    band = Band(rms_height=1e-7, hurst=0.8, longest=5e-6, shortest=4e-7)
    drawn = self_affine(shape, spacing=1e-7, band=band, seed=1)
    whole = replace(face(), relief=drawn, spectrum=face().spectrum)
    found = cut(whole, points=points, seed=0, between=PAIR)
    assert max(found.heights.shape) <= points
    assert found.seed is None
    if points >= 96:  # every wave is kept
        np.testing.assert_allclose(found.heights, drawn.heights, atol=1e-12)
    else:
        assert 0.6 < np.std(found.heights) / 1e-7 < 1
        by = found.spacing / 1e-7
        assert by == pytest.approx(round(by))


def test_a_long_wave_outlives_coarsening_to_the_last_digit():
    x = np.arange(64) * 1e-7
    heights = np.broadcast_to(1e-7 * np.cos(2 * np.pi * x / 6.4e-6), (64, 64))
    known = TopographyMap(heights=heights, spacing=(1e-7, 1e-7), periodic=True)
    found = cut(replace(face(), relief=known), points=32, seed=0, between=PAIR)
    np.testing.assert_allclose(found.heights, heights[::2, ::2], atol=1e-20)


# --- the programme ---


def stretch(**told):
    usual = {
        "doing": "loading",
        "duration": 10.0,
        "pressure": (0.0, 10e6),
        "plates": (300.0, 300.0),
        "ramp": 0.0,
        "felt": 0.0,
        "friction": 0.0,
        "sample": 300.0,
        "lag": 0.0,
    }
    return Stretch(**(usual | told))


@given(
    st.floats(0, 20e6), st.floats(0, 20e6), st.floats(0, 3e6), st.floats(1, 1e4), st.floats(1, 300)
)
def test_the_schedule_is_the_stretch(first, last, friction, duration, lag):
    told = stretch(
        pressure=(first, last),
        felt=first,
        friction=friction,
        duration=duration,
        plates=(300.0, 350.0),
        ramp=0.5 * duration,
        lag=lag,
    )
    times = np.linspace(0, duration, 13)
    found = schedule(told, times, np.full(13, 2.0))
    assert found.duration == duration
    for t in np.linspace(0, duration, 29):
        pressure, temperature = found.at(t)
        slack = 1e-2 * 2 * max(first, last, 1.0) + 2e-3
        kink = 2 * abs(last - first) / 64
        assert pressure == pytest.approx(2 * told.felt_at(t), abs=slack + kink)
        assert temperature == pytest.approx(told.sample_at(t), abs=0.2 + 50 / 32)


def test_a_straight_line_needs_its_ends():
    t = np.linspace(0, 1, 65)
    assert straight(t, t[:, None]).tolist() == [0, 64]
    bent = np.minimum(t, 0.5)[:, None] * 1e3
    assert straight(t, bent).tolist() == [0, 32, 64]


def test_no_time_is_one_point():
    found = schedule(stretch(duration=0.0, pressure=(5e6, 5e6)), np.zeros(13), np.ones(13))
    assert found.duration == 0
    assert found.at(0.0) == (5e6, 300.0)


# --- elastic faces ---


class Deaf:
    def done(self, share):
        pass

    def seen(self, time, gap, accepted):
        pass


def test_a_face_that_does_not_flow_is_westergaards():
    """A wavy face in full contact: its gap is gone, the wave of pressure has its closed form."""
    x = np.arange(32) / 32
    heights = 1e-8 * np.cos(2 * np.pi * x)[None, :] * np.ones((32, 1))
    known = TopographyMap(heights=heights, spacing=(1e-7, 1e-7), periodic=True)
    now = cut(replace(face(), relief=known), points=32, seed=0, between=PAIR)
    stiff = modulus(now.face)
    full = full_contact_pressure(amplitude=1e-8, wavelength=3.2e-6, modulus=stiff)
    times = np.array([0.0, 1.0, 2.0, 3.0])
    found = pressed(
        now,
        np.array([0.0, 0.3, 2.0, 2.0]) * full,
        times,
        frames=(1.0,),
        tell=Deaf(),
        threads=1,
    )
    assert found.fraction[0] == 0 or found.gap[0] == pytest.approx(1e-8, rel=1e-9)
    share = 2 / np.pi * np.arcsin(np.sqrt(0.3))
    assert found.fraction[1] == pytest.approx(share, abs=1.5 / 32)
    assert found.fraction[2:].tolist() == [1.0, 1.0]
    assert found.gap[2] == 0
    assert [still.time for still in found.stills] == [1.0]


# --- balance ---


def test_force_and_gap_balance():
    found = pressed_cold()
    (maps,) = found.maps
    for step, end in zip(found.steps, maps.ends, strict=True):
        assert end.step == step.name
        rms = float(np.sqrt(np.mean(np.square(end.contact_pa, dtype=np.float64))))
        mean = float(end.contact_pa.mean(dtype=np.float64))
        # A contact is solved to 2.5e-4 in the norm of the work, which weighs little contact less.
        assert mean == pytest.approx(step.applied_pressure_pa, abs=2.5e-3 * rms)
        (one,) = step.interfaces
        on_grid = float((end.gap_m <= 0).mean())
        assert one.contact_fraction <= on_grid
        assert one.mean_gap_m >= float(end.gap_m.mean()) * (1 - 1e-6)
    times = [(frame.step, frame.time_s) for frame in maps.frames]
    assert len(set(times)) == len(times)


def test_a_seed_tells_the_outcome():
    one, again, other = pressed_cold(), pressed_cold.__wrapped__(), pressed_cold(seed=1)
    assert one == again
    np.testing.assert_array_equal(one.maps[0].ends[0].gap_m, again.maps[0].ends[0].gap_m)
    contacts = [out.steps[0].interfaces[0].contact_fraction for out in (one, other)]
    assert contacts[0] != contacts[1]
    assert contacts[0] == pytest.approx(contacts[1], rel=0.1)


def test_holding_does_not_lose_contact():
    history = pressed_cold().steps[0].history
    fraction = history.contact_fraction[:, 0]
    rising = history.pressure_pa >= np.maximum.accumulate(history.pressure_pa)
    assert (np.diff(fraction[rising]) > -2e-3).all()


def test_a_hold_in_two_is_the_same_hold():
    """To two tolerances of the march: of contact on 1024 points, of the gap over the roughness."""
    tables = (
        asperity.load_recipe("na-cold-press")
        .replace(GENTLE)
        .model_dump(mode="json", by_alias=True, exclude_defaults=True)
    )
    press, release = tables["steps"]
    half = press | {"dwell": "30 s"}
    rest = {"name": "rest", "kind": "hold", "dwell": "30 s"}
    split = asperity.Recipe.model_validate(tables | {"steps": [half, rest, release]})
    parted = asperity.press(split, fidelity="full-field", grid=32, threads=1)
    one, two = parted.maps[0].ends[1:], pressed_cold().maps[0].ends
    for a, b in zip(one, two, strict=True):
        points = [np.count_nonzero(end.gap_m <= 0) for end in (a, b)]
        assert abs(points[0] - points[1]) <= 2
        assert a.gap_m.mean() == pytest.approx(b.gap_m.mean(), abs=2e-3 * 0.5e-6)


def test_mean_field_says_nearly_the_same():
    """At a hundredth of contact: within 15 % under load, within a factor of two when let go."""
    recipe = asperity.load_recipe("na-cold-press").replace(GENTLE)
    mean, full = asperity.press(recipe), pressed_cold()
    for one, two, near in zip(mean.steps, full.steps, (1.15, 2.0), strict=True):
        a, b = one.interfaces[0], two.interfaces[0]
        assert 1 / near < b.contact_fraction / a.contact_fraction < near
        assert 1 / near < b.resistance_ohm_m2 / a.resistance_ohm_m2 < near


# --- shares ---


def test_what_is_let_go_is_let_go_once():
    """On release the waves on the grid recover on the grid, the shorter ones by what is missing."""
    p = np.array([10e6, 1e6])
    reached = np.array([0.9, 0.3])
    law = (0.1 ** (2 / 3 * (1 - 0.3))) * reached
    touch = Touch(
        fraction=np.stack([reached, law]),
        wavenumber=np.ones((2, 2)),
        gap=np.zeros(2),
        gas=np.zeros(2),
    )
    state = FaceState(log_compliance=np.zeros((2, 4)), set_pressure=10e6, set_fraction=reached)
    one = Rough(
        pair=PAIR,
        face=replace(face(), adhesion=0.0),
        state=state,
        share=np.ones(2),
        thickness=np.ones(2),
    )
    left = shares(touch, one, p, 0)
    assert left.around.tolist() == [1.0, 1.0]
    alone = 0.9 * 0.1 ** (2 / 3 * 0.1)
    np.testing.assert_allclose(left.inside[:, 1], [0.3 / 0.9, law[1] / alone])
    fresh = shares(touch, replace(one, state=None), p, 0)
    np.testing.assert_allclose(fresh.inside[:, 1], 1 / 3)


def test_a_measured_face_is_pressed(tmp_path):
    """A map smaller than the grid is pressed as it is, and drawn from no seed."""
    band = Band(rms_height=2e-7, hurst=0.8, longest=2e-6, shortest=4e-7)
    heights = self_affine((40, 48), spacing=1e-7, band=band, seed=1).heights
    np.save(tmp_path / "face.npy", heights)
    tables = (
        asperity.load_recipe("na-cold-press")
        .replace(GENTLE)
        .model_dump(mode="json", by_alias=True, exclude_defaults=True)
    )
    own = {"map": str(tmp_path / "face.npy"), "spacing": "100 nm", "periodic": True}
    tables["interfaces"] = [{"between": list(PAIR), **own}]
    recipe = asperity.Recipe.model_validate(tables)
    full = asperity.press(recipe, fidelity="full-field", grid=64, threads=1)
    (maps,) = full.maps
    assert (maps.seed, maps.ends[0].gap_m.shape) == (None, (40, 48))
    assert any("48" in text and "measured" in text for text in full.warnings)
    mean = asperity.press(recipe).steps[0].interfaces[0].contact_fraction
    assert full.steps[0].interfaces[0].contact_fraction == pytest.approx(mean, rel=0.3)


# --- constriction ---


def test_the_band_on_the_grid_has_the_constriction_of_its_map():
    """Strips on half of a patch that a longer band lets touch to a fifth: (P/π) ln 1/sin(π/4)."""
    gap = np.zeros((32, 64))
    gap[:, 32:] = 1e-7
    resolved = View(
        shape=gap.shape,
        spacing=1e-7,
        resolved=(6.4e-6, 4e-7),
        seed=0,
        stills=(),
        last=still(0.0, gap, 0 * gap),
        band=1,
    )
    share = np.broadcast_to(np.linspace(0.1, 1, 10), (1, 2, 10))
    touch = Touch(
        fraction=np.array([[0.2, 0.1]]),
        wavenumber=np.geomspace(1e4, 1e7, 20).reshape(2, 10),
        gap=np.zeros(1),
        gas=np.zeros(1),
        variance=share,
        view=resolved,
    )
    known = touch.fraction[0], touch.wavenumber, share[0]
    law = constriction(*known, conductivity=1.0, thickness=np.inf)
    found = on_map(touch, threads=1).seen
    assert found[0] == 1.0
    strips = 6.4e-6 / np.pi * np.log(1 / np.sin(np.pi / 4))
    assert found[1] * law[1] == pytest.approx(strips / 0.2, rel=5e-3)
