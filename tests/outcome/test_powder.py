"""What an outcome tells of powders: evenness, grip, crowding of the current, advice."""

import numpy as np
import pytest

import asperity
from asperity.laws.strength.release import ejection_tension
from asperity.outcome.gather.powder import capping, tension, waviness
from asperity.process.layers.free import wall_grip
from asperity.process.march import run
from asperity.recipe import parse_recipe
from asperity.stack import build
from asperity.study import one_step
from tests.process.cards import altered


@pytest.fixture(scope="module")
def once():
    return asperity.press(one_step(asperity.load_recipe("multi-step"), 500e6))


def test_an_uneven_separator_crowds_the_current(once):
    last = once.steps[-1]
    face = next(face for face in last.interfaces if "cathode" in face.between)
    pellet = next(layer for layer in last.layers if layer.name == "electrolyte")
    assert face.waviness_m == pytest.approx(0.05 * pellet.thickness_m)
    assert pellet.thinnest_m == pytest.approx(pellet.thickness_m - 3 * face.waviness_m)
    assert face.current_focusing == pytest.approx(
        pellet.thickness_m / pellet.thinnest_m / face.contact_fraction
    )


def test_both_layers_of_an_uneven_face_are_warned_of(once):
    told = next(text for text in once.warnings if "unevenness of the fill" in text)
    assert "electrolyte is 501 um where it is thinnest" in told
    assert "cathode is 0 um where it is thinnest" in told


def test_a_cathode_that_is_not_everywhere_is_judged(once):
    assert any("cathode is 0 um where it is thinnest" in reason for reason in once.verdict.reasons)
    assert any("press the layer below cathode flat" in advice for advice in once.verdict.advice)
    fine = asperity.press(asperity.load_recipe("multi-step"))
    assert not any("thinnest" in reason for reason in fine.verdict.reasons)


def test_a_pellet_pressed_flat_levels_the_loose_powder_below_it():
    data = asperity.load_recipe("multi-step").model_dump(
        mode="json", by_alias=True, exclude_defaults=True
    )
    upside_down = asperity.Recipe.model_validate(data | {"stack": data["stack"][::-1]})
    state = list(run(build(upside_down)))[1].state
    assert waviness(build(upside_down), ("cathode", "electrolyte"), state) == 0.0


def test_powders_are_told_to_bond_and_not_to_be_smoother():
    outcome = asperity.press(asperity.load_recipe("multi-step"))
    assert any("bond electrolyte:cathode at a higher pressure" in x for x in outcome.verdict.advice)
    assert not any("press warmer" in x for x in outcome.verdict.advice)


def test_nobody_is_told_to_press_harder_what_is_crushed_already():
    recipe = asperity.load_recipe("multi-step").replace({"stack.cathode.active_fraction": 0.6})
    advice = asperity.press(recipe).verdict.advice
    assert any("bond the cathode at a lower pressure" in text for text in advice)
    assert any("put more electrolyte into cathode" in text for text in advice)
    assert not any("press cathode harder" in text for text in advice)


def test_the_worst_slice_and_the_rim_make_the_chance_to_cap(tmp_path):
    recipe = asperity.load_recipe("multi-step").replace(
        {"stack.electrolyte.material": altered(tmp_path, "Li6PS5Cl", wall_pressure_ratio=0.6)}
    )
    stack = build(recipe.replace({"stack.electrolyte.mass": "1 g"}))
    layer, now = stack.layer("electrolyte"), next(iter(run(stack))).state.layers["electrolyte"]
    grips = wall_grip(layer, now.cells.largest)
    assert np.ptp(grips) > 1e6
    pull = ejection_tension(grips.max())
    assert tension(layer, now) == pytest.approx(float(pull))
    depth = min(now.thickness, now.diameter / 2) / 4
    volume = np.pi * now.diameter * depth * now.thickness
    brittle = layer.brittle
    hazard = volume / brittle.tested_volume * (pull / brittle.strength) ** brittle.weibull_modulus
    assert capping(layer, brittle, now) == pytest.approx(1 - np.exp(-hazard), rel=1e-9)


def test_a_cell_that_shrinks_out_of_its_fixture_has_come_apart():
    sheet = asperity.load_recipe("multi-step").replace(
        {
            "steps.operate.fixture": "fixed-gap",
            "steps.operate.pressure": "1 MPa",
            "steps.operate.capacity": "1 mAh/cm^2",
        }
    )
    operate = asperity.press(sheet).steps[-1]
    assert operate.pressure_lowest_pa == 0.0
    parted = [risk for risk in operate.risks if risk.kind == "delamination"]
    assert {risk.level for risk in parted} == {"bad"}
    assert all("a gap of" in risk.reason for risk in parted)


def test_charging_beyond_what_gives_way_ends_in_a_judged_pressure():
    """Nearly dense powder in a closed gap: no number is not finite, and the tools say no."""
    sheet = """
schema = "asperity-recipe-1"
[press]
machine = "hydraulic-30t-heated"
die = "tungsten-carbide-10mm"
[[stack]]
name = "electrolyte"
kind = "powder"
material = "Li6PS5Cl"
mass = "80 mg"
diameter = "10 mm"
[[stack]]
name = "cathode"
kind = "composite"
active = "LiCoO2"
electrolyte = "Li6PS5Cl"
active_fraction = 0.5
mass = "20 mg"
diameter = "10 mm"
[[steps]]
name = "bond"
kind = "bond"
pressure = "400 MPa"
[[steps]]
name = "operate"
kind = "operate"
pressure = "50 MPa"
current = "1 mA/cm^2"
capacity = "200 mAh/cm^2"
fixture = "fixed-gap"
"""
    outcome = asperity.press(parse_recipe(sheet))
    assert not outcome.carried_out
    assert outcome.verdict.level == "bad"


def test_a_dwell_law_is_given_whole_or_not_at_all(tmp_path):
    half = altered(tmp_path, "Li6PS5Cl", dwell_exponent=0.03)
    recipe = asperity.load_recipe("multi-step").replace({"stack.electrolyte.material": half})
    with pytest.raises(asperity.Refusal, match="give both, or neither"):
        asperity.press(recipe)
    steep = altered(tmp_path, "Li6PS5Cl", dwell_exponent=3.0, dwell_time=60.0)
    with pytest.raises(asperity.Refusal, match="dwell_exponent"):
        asperity.press(recipe.replace({"stack.electrolyte.material": steep}))
