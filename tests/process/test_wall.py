"""Powders in a die: the wall, what every slice remembers, dwell, release, ejection."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asperity
from asperity.laws.powder import janssen
from asperity.laws.powder.compaction import COMPACTION
from asperity.process.march import run
from asperity.recipe import parse_recipe
from asperity.stack import build
from tests.process.cards import altered

SHEET = """
schema = "asperity-recipe-1"
[press]
machine = "{machine}"
{die}
[[stack]]
name = "electrolyte"
kind = "powder"
material = "{material}"
mass = "{mass:.9g} mg"
diameter = "10 mm"
"""
STEP = """
[[steps]]
name = "s{index}"
kind = "{kind}"
{rest}
"""
DIE = 'die = "hardened-steel-10mm"'
WALKER = COMPACTION["walker"].density
LAW = {"C1": 1.664, "C2": 0.2405}


def pressed(*steps, mass=100.0, material="Li6PS5Cl", machine="hydraulic-30t-heated", die=DIE):
    """Layer of each step of `(kind, pressure in MPa, dwell in s)`, or a kind alone."""
    text = SHEET.format(machine=machine, die=die, material=material, mass=mass)
    for index, step in enumerate(steps):
        kind, *amounts = (step,) if isinstance(step, str) else step
        rest = "" if kind == "eject" else f'pressure = "{amounts[0]!r} MPa"'
        if len(amounts) > 1:
            rest += f'\ndwell = "{amounts[1]!r} s"'
        text += STEP.format(index=index, kind=kind, rest=rest)
    outcome = asperity.press(parse_recipe(text))
    return [step.layers[0] for step in outcome.steps]


@pytest.mark.parametrize("action", ["one-sided", "two-sided", "floating"])
@pytest.mark.parametrize("mass", [50.0, 500.0, 3000.0])
def test_the_height_is_that_of_the_closed_form(action, mass):
    """Mass balance of Janssen's profile over the height, from a thin pellet to 24 mm."""
    both = action != "one-sided"
    layer = pressed(("compact", 300.0), mass=mass, die=f'{DIE}\naction = "{action}"')[0]
    solid = mass * 1e-6 / 1860 / (np.pi / 4 * 0.01**2)
    length = float(janssen.decay_length(10e-3, mu=0.2, K=0.5))

    def law(p):
        return np.maximum(WALKER(p, **LAW), 0.45)

    height = janssen.compact_height(law, 300e6, solid, length=length, both=both)
    assert layer.thickness_m == pytest.approx(height, rel=3e-4)
    assert layer.thickness_m * layer.relative_density == pytest.approx(solid, rel=1e-12)
    profile = np.array(layer.density_profile)
    assert np.all(np.diff(profile[8:]) > 0)  # densest under the upper punch
    assert (profile[0] > profile[7]) == both
    if both:
        np.testing.assert_allclose(profile, profile[::-1], rtol=1e-9)


def test_slices_converge_to_the_closed_form_at_second_order(monkeypatch):
    solid, length = 3000e-6 / 1860 / (np.pi / 4 * 0.01**2), 25e-3

    def law(p):
        return np.maximum(WALKER(p, **LAW), 0.45)

    exact = janssen.compact_height(law, 300e6, solid, length=length)
    errors = []
    for count in (8, 16, 32):
        monkeypatch.setattr("asperity.process.layers.wall.SLICES", count)
        monkeypatch.setattr("asperity.process.layers.compact.SLICES", count)
        height = pressed(("compact", 300.0), mass=3000.0)[0].thickness_m
        errors.append(abs(height - exact) / exact)
    assert np.log2(errors[0] / errors[1]) > 1.7
    assert np.log2(errors[1] / errors[2]) > 1.7


def test_a_taller_fill_is_looser_and_less_even():
    found = [pressed(("compact", 300.0), mass=mass)[0] for mass in (30, 100, 300, 1000)]
    spread = [one.relative_density_highest - one.relative_density_lowest for one in found]
    assert np.all(np.diff([one.relative_density for one in found]) < 0)
    assert np.all(np.diff(spread) > 0)


def test_isostatic_presses_have_no_wall_and_two_punches_less_of_it():
    one = pressed(("compact", 300.0), mass=500.0)[0]
    two = pressed(("compact", 300.0), mass=500.0, die=f'{DIE}\naction = "two-sided"')[0]
    bag = pressed(("compact", 300.0), mass=500.0, machine="cold-isostatic", die="")[0]
    assert one.relative_density < two.relative_density < bag.relative_density
    assert bag.relative_density_highest == bag.relative_density_lowest
    assert bag.relative_density == pytest.approx(float(np.asarray(WALKER(300e6, **LAW))))


@settings(max_examples=8, deadline=None)
@given(st.floats(60, 400), st.floats(0.02, 0.98), st.floats(20, 800))
def test_pressing_again_below_the_largest_pressure_changes_nothing_for_good(P, share, mass):
    once = pressed(("compact", P), ("release", 0.0), mass=mass)[-1]
    again = pressed(
        ("compact", P), ("release", 0.0), ("compact", share * P), ("release", 0.0), mass=mass
    )
    assert again[-1].thickness_m == pytest.approx(once.thickness_m, rel=1e-9)
    assert again[-1].largest_pressure_pa == pytest.approx(once.largest_pressure_pa, rel=1e-9)
    assert again[2].thickness_m < once.thickness_m  # elastically it does give way


def test_pressing_the_cathode_presses_the_electrolyte_below_it():
    recipe = asperity.load_recipe("multi-step").replace(
        {"stack.electrolyte.material": "Li6PS5Cl", "stack.cathode.electrolyte": "Li6PS5Cl"}
    )
    densify, bond = asperity.press(recipe).steps[:2]
    before, after = densify.layers[0], bond.layers[0]
    assert after.relative_density > before.relative_density + 0.05
    assert after.largest_pressure_pa < 500e6  # the wall beside the cathode takes its part
    assert after.largest_pressure_pa > 0.99 * 500e6


def test_the_unloading_modulus_rises_with_density():
    recovered = []
    for P in (100.0, 200.0, 400.0):
        loaded, released = pressed(("compact", P), ("release", P / 2), mass=30.0)
        recovered.append(P / 2 / (released.thickness_m / loaded.thickness_m - 1))
    assert np.all(np.diff(recovered) > 0)
    assert 4e3 < recovered[0] < recovered[-1] < 18.1e3  # MPa: published, 5 to 19 GPa


def test_a_dwell_is_off_by_default():
    short, long = (pressed(("compact", 300.0, dwell))[0] for dwell in (1.0, 1e5))
    assert long.thickness_m == pytest.approx(short.thickness_m, rel=1e-12)


def test_a_dwell_that_a_card_knows_goes_by_its_law(tmp_path):
    g, t0, dwell = 0.03, 10.0, 3600.0
    card = altered(tmp_path, "Li6PS5Cl", dwell_exponent=g, dwell_time=t0)
    fast = {"material": card, "machine": "cold-isostatic", "die": ""}
    held = pressed(("compact", 100.0, dwell), **fast)[0]
    parts = pressed(("compact", 100.0, dwell / 3), ("compact", 100.0, 2 * dwell / 3), **fast)[-1]
    assert parts.relative_density == pytest.approx(held.relative_density, rel=1e-9)
    expected = float(np.asarray(WALKER(100e6 * (1 + dwell / t0) ** g, **LAW)))
    assert held.relative_density == pytest.approx(expected, rel=1e-4)  # the ramp counts a little
    assert held.relative_density >= expected


def test_out_of_the_die_a_pellet_is_wider_thinner_and_bowed(tmp_path):
    card = altered(tmp_path, "Li6PS5Cl", wall_pressure_ratio=0.7)
    loaded, released, ejected = pressed(
        ("compact", 350.0), ("release", 0.0), "eject", mass=400.0, material=card
    )
    assert ejected.diameter_m > released.diameter_m == loaded.diameter_m
    assert ejected.thickness_m < released.thickness_m
    assert ejected.relative_density < released.relative_density < loaded.relative_density
    assert ejected.bow_m > 0
    mass = ejected.diameter_m**2 * ejected.thickness_m * ejected.relative_density
    assert mass == pytest.approx(
        loaded.diameter_m**2 * loaded.thickness_m * loaded.relative_density, rel=1e-12
    )


def test_the_chance_to_cap_is_judged_on_ejection_and_grows_with_pressure():
    chances = []
    for P in (60.0, 150.0, 300.0, 500.0):
        text = SHEET.format(machine="hydraulic-30t-heated", die=DIE, material="Li6PS5Cl", mass=100)
        text += STEP.format(index=0, kind="compact", rest=f'pressure = "{P} MPa"')
        text += STEP.format(index=1, kind="eject", rest="")
        outcome = asperity.press(parse_recipe(text))
        risk = next(risk for risk in outcome.steps[1].risks if risk.kind == "fracture")
        before = outcome.steps[0].layers[0].ejection_failure_probability
        assert risk.value == pytest.approx(before, rel=0.05)  # the thickness changes on release
        chances.append(risk.value)
    assert chances[0] < 1e-3
    assert np.all(np.diff(chances) > 0)
    assert chances[-1] > 0.1


def test_nothing_holds_the_sides_of_an_ejected_pellet():
    """Pressed in the open it gets no denser for good, and spreads where it is pressed too hard."""
    text = SHEET.format(machine="hydraulic-30t-heated", die=DIE, material="Li6PS5Cl", mass=80)
    text += STEP.format(index=0, kind="compact", rest='pressure = "60 MPa"')
    text += STEP.format(index=1, kind="eject", rest="")
    text += STEP.format(index=2, kind="press", rest='pressure = "400 MPa"\ndwell = "1 min"')
    text += STEP.format(index=3, kind="release", rest="")
    outcome = asperity.press(parse_recipe(text))
    free, pressed_free, let_go = (step.layers[0] for step in outcome.steps[1:])
    assert let_go.relative_density == pytest.approx(free.relative_density, rel=1e-9)
    assert pressed_free.relative_density < outcome.steps[0].layers[0].relative_density * 1.001
    risk = next(risk for risk in outcome.steps[2].risks if risk.kind == "fracture")
    assert risk.level == "bad"
    assert "spreads" in risk.reason


def test_the_present_pressure_of_a_slice_is_what_the_wall_lets_through():
    text = SHEET.format(machine="hydraulic-30t-heated", die=DIE, material="Li6PS5Cl", mass=3000)
    text += STEP.format(index=0, kind="compact", rest='pressure = "300 MPa"')
    state = next(iter(run(build(parse_recipe(text))))).state.layers["electrolyte"]
    length = float(janssen.decay_length(10e-3, mu=0.2, K=0.5))
    heights = 1 / state.cells.density
    heights *= state.thickness / heights.sum()
    depth = (np.cumsum(heights[::-1]) - heights[::-1] / 2)[::-1]
    np.testing.assert_allclose(state.cells.present, 300e6 * np.exp(-depth / length), rtol=1e-8)


@pytest.mark.parametrize(("mass", "level"), [(100.0, "none"), (4000.0, "bad")])
def test_a_fill_must_fit_into_its_die(mass, level):
    text = SHEET.format(machine="hydraulic-30t-heated", die=DIE, material="Li6PS5Cl", mass=mass)
    text += STEP.format(index=0, kind="compact", rest='pressure = "100 MPa"')
    outcome = asperity.press(parse_recipe(text))
    found = [risk.level for step in outcome.steps for risk in step.risks if "height" in risk.where]
    assert found == ([] if level == "none" else [level])
    assert outcome.carried_out == (level == "none")


def test_heights_that_do_not_settle_are_an_error(monkeypatch):
    monkeypatch.setattr("asperity.process.layers.compact._ROUNDS", 2)
    with pytest.raises(RuntimeError, match="do not settle in 2 rounds"):
        pressed(("compact", 300.0), mass=3000.0)
