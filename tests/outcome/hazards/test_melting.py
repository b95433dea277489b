"""The risk of melting: its margin, its marks, and its probability."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asperity
from asperity.outcome.gather.ahead.risks import planned_risks
from asperity.outcome.gather.hazards.melting import melting
from asperity.outcome.risk import Risk
from asperity.process.march import run
from asperity.stack import Stack, build

MPA = 1e6


def stack(die: bool = True, **press: str) -> Stack:
    changed = {f"press.{key}": value for key, value in press.items()}
    recipe = asperity.load_recipe("na-thermal-press").replace(changed)
    if not die:
        recipe = recipe.model_copy(update={"press": recipe.press.model_copy(update={"die": None})})
    return build(recipe)


STEEL, BARE, LOOKED_UP = stack(), stack(die=False), stack(machine="hand-press")


def planned(of: Stack, pressure: float, celsius: float) -> Risk:
    asked = replace(of.steps[0], pressure=pressure, temperature=celsius + 273.15, dwell=0.0)
    risks = planned_risks(replace(of, steps=(asked,)))
    return next(risk for risk in risks if risk.kind == "melting")


def test_planned_and_done_say_the_same():
    recipe = asperity.load_recipe("na-thermal-press")
    traces = list(run(build(recipe)))
    done = next(melting(build(recipe), traces[0]))
    ahead = planned(STEEL, 10 * MPA, 97.0)
    assert done.limit == pytest.approx(ahead.limit, abs=1e-9)
    assert done.value == pytest.approx(ahead.value, abs=0.025)  # the dwell begins 0.02 K below
    assert done.level == ahead.level == "good"
    assert done.probability == pytest.approx(ahead.probability, abs=1e-3)


def test_what_goes_beyond_the_set_point_is_in_the_value_where_it_is_computed():
    steel, bare = planned(STEEL, 10 * MPA, 90.0), planned(BARE, 0.0, 90.0)
    assert steel.value == pytest.approx(363.15, abs=0.02)
    assert 363.15 + 0.9 < bare.value < 363.15 + 1.1
    looked_up = planned(LOOKED_UP, 10 * MPA, 90.0)
    assert looked_up.value == pytest.approx(363.15, abs=0.025)
    assert looked_up.limit - looked_up.marginal == pytest.approx(LOOKED_UP.machine.overshoot + 0.5)


def test_the_marks_are_what_melts_if_the_sample_does_as_the_plates():
    """In a die and without one the same plates are marginal."""
    for of in (STEEL, BARE):
        risk = planned(of, 0.0, 90.0)
        set_point = risk.marginal - (risk.value - 363.15)
        assert set_point == pytest.approx(risk.limit - 0.5 - 0.99, abs=0.03)


def test_at_the_melting_point_it_melts_every_other_time():
    at = STEEL.layer("metal").melting_temperature + 0.089 * 10 - 273.15
    assert planned(STEEL, 10 * MPA, at).probability == pytest.approx(0.5, abs=0.02)


@settings(max_examples=20, deadline=None)
@given(
    celsius=st.floats(30.0, 96.0),
    step=st.floats(0.5, 5.0),
    pressure=st.just(0.0) | st.floats(1e5, 2e8),
)
def test_hotter_is_likelier_and_pressure_in_a_die_helps(celsius, step, pressure):
    cool, hot = (planned(STEEL, pressure, at) for at in (celsius, celsius + step))
    assert cool.probability <= hot.probability
    assert planned(STEEL, pressure + 1e7, celsius).probability <= cool.probability
    for risk in (cool, hot):
        assert risk.probability_low <= risk.probability <= risk.probability_high


def test_a_looser_controller_is_likelier_to_melt_it_where_the_sample_follows():
    bare, steel = (planned(of, 0.0, 95.5) for of in (BARE, STEEL))
    assert bare.probability > 2 * steel.probability
    assert bare.probability_high - bare.probability_low > 0.05


def test_what_melted_is_judged_by_where_it_was_to_go():
    hot = {"steps.press.temperature": "99 degC", "steps.press.pressure": "1 MPa"}
    outcome = asperity.press(asperity.load_recipe("na-thermal-press").replace(hot))
    assert not outcome.carried_out
    risk = next(one for one in outcome.steps[0].risks if one.kind == "melting")
    ahead = planned(STEEL, 1 * MPA, 99.0)
    assert risk.level == ahead.level == "bad"
    assert risk.probability == pytest.approx(ahead.probability, rel=0.02)
    assert risk.probability > 0.95


def test_what_melts_on_release_is_to_be_cooled_first():
    """Pressure kept it solid at 120 degC: more of it would not help."""
    recipe = asperity.load_recipe("na-cold-press").replace(
        {"steps.press.temperature": "120 degC", "steps.press.dwell": "1 min"}
    )
    step = asperity.press(recipe).steps[-1]
    risk = next(one for one in step.risks if one.kind == "melting")
    assert step.name == "release"
    assert not step.carried_out
    assert "cool it below 97.9 degC" in risk.cure or "cool it below 97.8 degC" in risk.cure
    assert risk.probability > 0.99
