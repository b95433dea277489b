"""Survival of a pellet in an outcome: what pulls, how it adds up, and what changes it."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asperity
from asperity.outcome import Outcome
from asperity.outcome.gather.breaking.hazard import stresses
from asperity.outcome.gather.breaking.judge import probability
from asperity.outcome.gather.breaking.loads import Load
from asperity.stack import build

BASE = {"steps.press.dwell": "1 s"}


@cache
def pressed(**changes):
    paths = {path.replace("__", "."): to for path, to in changes.items()}
    recipe = asperity.load_recipe("na-cold-press").replace(BASE | paths)
    return asperity.press(recipe)


def survival(**changes):
    step = pressed(**changes).steps[0]
    return next(layer.survival for layer in step.layers if layer.name == "electrolyte")


def pellet(**changes):
    recipe = asperity.load_recipe("na-cold-press")
    return build(recipe.replace(dict(changes)) if changes else recipe).layer("electrolyte")


def load(**fields):
    known = {"radius": 5e-3, "thickness": 1e-3, "E": 75e9, "nu": 0.26, "pressure": 360e6}
    return Load(**(known | fields))


def test_the_risk_tells_what_the_survival_found():
    found = survival(stack__electrolyte__flatness="15 um")
    risk = next(
        one
        for one in pressed(stack__electrolyte__flatness="15 um").steps[0].risks
        if one.kind == "fracture"
    )
    assert (risk.value, risk.probability) == (found.probability, found.probability)
    assert risk.probability_low <= risk.probability <= risk.probability_high
    assert 0.001 < found.probability < 0.2
    assert "Weibull modulus is assumed" in risk.reason
    assert found.advice[0].probability < found.probability


def test_the_table_holds_the_disc_itself():
    found = survival(stack__electrolyte__flatness="10 um")
    row, column = found.flatness_m.index(10e-6), found.thickness_m.index(1e-3)
    assert found.uniaxial[row][column] == pytest.approx(found.probability)
    assert np.all(np.diff(np.array(found.uniaxial), axis=0) >= 0)
    assert not np.any(found.isostatic_too)


def test_the_limits_are_where_one_in_a_hundred_breaks():
    found = survival(stack__electrolyte__flatness="10 um")
    at = survival(stack__electrolyte__flatness=f"{found.flattest_needed_m * 1e6!r} um")
    assert at.probability == pytest.approx(0.01, rel=0.1)


def test_nothing_pulls_under_isostatic_pressure():
    found = survival(press__machine="cold-isostatic", press__die=None)
    assert found.isostatic
    assert not found.stresses_pa
    assert (found.probability, found.probability_high, found.where) == (0.0, 0.0, "nowhere")
    assert np.any(found.uniaxial)  # what plates would do is told none the less


def test_metal_without_a_die_leaves_the_rim_unpressed():
    found = survival(press__die=None)
    assert found.where == "rim"
    hoop = 0.26 * found.pressure_pa
    assert found.stresses_pa["pressed unevenly"] == pytest.approx(hoop, rel=0.05)
    assert 0 < found.stresses_pa["metal squeezed out"] < 5e6  # sodium shears at half a megapascal


def test_a_known_flaw_decides_by_toughness():
    found = survival(stack__electrolyte__flatness="10 um", stack__electrolyte__flaw_size="0.1 mm")
    assert found.decides == "flaw"
    assert found.weibull_modulus is None
    assert found.strength_pa == pytest.approx(1.3e6 / (1.12 * np.sqrt(np.pi * 1e-4)))
    deeper = survival(stack__electrolyte__flatness="10 um", stack__electrolyte__flaw_size="0.2 mm")
    assert deeper.probability > found.probability


def test_a_shallow_flaw_leaves_the_strength_of_the_card():
    told = survival(stack__electrolyte__flatness="10 um")
    assert told == survival(
        stack__electrolyte__flatness="10 um", stack__electrolyte__flaw_size="1 um"
    )


def test_pores_weaken_and_soften():
    own, porous = pellet(), pellet(**{"stack.electrolyte.relative_density": 0.85})
    assert porous.brittle.strength / own.brittle.strength == pytest.approx(np.exp(-0.5))
    assert porous.modulus / own.modulus == pytest.approx(np.exp(-0.4))


def test_uneven_thickness_counts_where_no_metal_evens_it_out():
    brittle = pellet(**{"stack.electrolyte.thickness_variation": "3 um"}).brittle
    assert brittle.variation == pytest.approx(3e-6)
    assert (
        "uneven thickness"
        not in survival(stack__electrolyte__thickness_variation="3 um").stresses_pa
    )
    found = stresses(load(variation=3e-6))
    assert float(found.largest) == pytest.approx(0.26 * 75e9 * 3e-6 / (2 * 0.9324e-3), rel=0.05)


def test_planned_and_marched_agree():
    plan = asperity.check(asperity.load_recipe("na-cold-press"))
    planned = next(risk for risk in plan.risks if risk.kind == "fracture")
    assert planned.value == pytest.approx(survival().probability, rel=1e-6)


def test_a_survival_survives_being_written():
    out = pressed()
    assert Outcome.from_dict(out.to_dict()) == out


@settings(max_examples=40, deadline=None)
@given(
    bow=st.floats(1e-7, 5e-5),
    less=st.floats(0.0, 1.0),
    thickness=st.floats(1e-4, 2e-3),
    pressure=st.floats(1e5, 1e9),
)
def test_flatter_and_softer_pressed_never_break_more(bow, less, thickness, pressure):
    layer = pellet()
    most = probability(load(bow=bow, thickness=thickness, pressure=pressure), layer)
    flatter = probability(load(bow=bow * less, thickness=thickness, pressure=pressure), layer)
    gentler = probability(load(bow=bow, thickness=thickness, pressure=pressure * less), layer)
    assert 0 <= flatter <= most <= 1
    assert gentler <= most


@settings(max_examples=40, deadline=None)
@given(step=st.floats(0.3, 0.95), bow=st.floats(0.0, 2e-5), drag=st.floats(0.0, 1e6))
def test_each_source_only_adds(step, bow, drag):
    layer = pellet()
    alone = probability(load(step=step), layer)
    assert alone <= probability(load(step=step, bow=bow, drag=drag), layer) * (1 + 1e-9) + 1e-12
    assert probability(load(isostatic=True), layer) == 0


def test_surface_flaws_scale_with_area():
    from dataclasses import replace

    layer = pellet()
    brittle = replace(layer.brittle, tested_area=1e-4)
    on_faces = replace(layer, brittle=brittle)
    halved = replace(layer, brittle=replace(brittle, tested_area=2e-4))
    one, two = (float(probability(load(bow=1.2e-5), each)) for each in (on_faces, halved))
    assert np.log1p(-one) / np.log1p(-two) == pytest.approx(2.0)


def test_the_band_widens_with_doubt():
    sure = survival(
        stack__electrolyte__flatness="12 um", stack__electrolyte__flexural_strength="80 MPa"
    )
    unsure = survival(stack__electrolyte__flatness="12 um")
    assert sure.probability == pytest.approx(unsure.probability)
    assert unsure.probability_low <= sure.probability_low <= sure.probability
    assert sure.probability <= sure.probability_high <= unsure.probability_high


def test_pressed_from_all_sides_is_a_risk_of_nothing():
    bag = {"press.machine": "cold-isostatic", "press.die": None}
    done = asperity.press(asperity.load_recipe("na-cold-press").replace(bag))
    found = [one for step in done.steps for one in step.risks if one.kind == "fracture"]
    assert [one.where for one in found] == ["electrolyte"] * len(done.steps)
    assert all((one.probability, one.level) == (0.0, "good") for one in found)
    assert "nothing bends it" in found[0].reason


def test_the_way_to_press_from_all_sides_is_told():
    found = next(
        one
        for one in pressed(stack__electrolyte__flatness="15 um").steps[0].risks
        if one.kind == "fracture"
    )
    assert 'machine = "cold-isostatic" in [press]' in found.cure
