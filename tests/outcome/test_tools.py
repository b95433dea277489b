"""Press, die, punches and fixtures against what a step asks of them."""

import pytest

from asperity.outcome.gather.hazards.setting import pressure_doubt, pressure_scatter
from asperity.outcome.gather.hazards.tools import tool_risks
from asperity.recipe import load_recipe
from asperity.stack import build

COLD = load_recipe("na-cold-press")
DAYS = 86400.0


def risks(recipe, pressure, *, plates=298.15, step=None, present=None):
    stack = build(recipe)
    names = [layer.name for layer in stack.layers] if present is None else present
    found = tool_risks(stack, pressure, plates, names, step=step)
    return {risk.where: risk for risk in found}


def held(recipe, pressure, dwell):
    """The first step of a recipe as one that holds a pressure."""
    step = {"steps.press.pressure": f"{pressure / 1e6} MPa", "steps.press.dwell": f"{dwell} s"}
    return build(recipe.replace(step)).steps[0]


@pytest.mark.parametrize(("machine", "most"), [("hydraulic-30t-heated", 0.2), ("hand-press", 0.2)])
def test_a_low_force_scatters_by_what_the_gauge_shows(machine, most):
    stack = build(COLD.replace({"press.machine": machine}))
    assert pressure_scatter(stack, 1e6) > 1
    assert 0.1 < pressure_scatter(stack, 10e6) < most
    assert pressure_scatter(stack, 200e6) < 0.06
    assert pressure_scatter(stack, 0.0) == pressure_doubt(stack, 0.0) == 0
    assert pressure_scatter(stack, 200e6, 20 * 3600.0) > 2 * pressure_scatter(stack, 200e6)


def test_a_bolt_is_in_doubt_by_its_nut_factor():
    stack = build(COLD.replace({"press.machine": "bolted-fixture"}))
    assert pressure_doubt(stack, 50e6) == pytest.approx(stack.machine.torque_doubt)
    assert pressure_scatter(stack, 100e6) == pytest.approx(0.12, rel=0.1)


def test_an_isostatic_press_is_read_in_pressure():
    recipe = COLD.replace({"press.machine": "cold-isostatic", "press.die": None})
    stack = build(recipe)
    assert pressure_scatter(stack, 300e6) == pytest.approx(0.01, rel=0.02)
    assert pressure_doubt(stack, 400e6) == pytest.approx(0.01 / 1.645, rel=1e-3)


def test_the_press_is_as_likely_to_fail_as_not_at_its_limit():
    stack = build(COLD)
    limit = stack.machine.max_force / stack.area
    found = risks(COLD, limit)["hydraulic-30t-heated"]
    assert found.probability == pytest.approx(0.5)
    assert found.level == "marginal"
    assert risks(COLD, 1.05 * limit)["hydraulic-30t-heated"].level == "bad"
    assert risks(COLD, 1.05 * limit)["hydraulic-30t-heated"].probability > 0.99


def test_a_crimper_is_refused_by_its_range():
    found = risks(COLD.replace({"press.machine": "coin-cell-crimper"}), 360e6)
    told = found["coin-cell-crimper"]
    assert told.level == "bad"
    assert told.probability > 0.8  # its largest force is in doubt, too


def test_a_megapascal_under_a_thirty_tonne_press_is_hardly_known():
    step = held(COLD, 1e6, 600.0)
    found = risks(COLD, 1e6, step=step)["hydraulic-30t-heated least force"]
    assert found.level == "marginal"
    assert found.probability > 0.3
    assert "hardly known" in found.reason
    assert "hydraulic-30t-heated least force" not in risks(COLD, 50e6)


def test_what_a_fixture_keeps_is_not_asked_of_the_press():
    release = build(COLD).steps[1]
    assert release.kind == "release"
    assert "hydraulic-30t-heated least force" not in risks(COLD, 1e6, step=release)


def test_punches_wear_from_half_of_what_they_bear():
    found = risks(COLD, 360e6)["hardened-steel-10mm punch"]
    assert found.limit == pytest.approx(2000e6 / (1 + 0.08), rel=0.03)
    assert found.marginal == pytest.approx(found.limit / 2)
    assert risks(COLD, 1e9)[found.where].level == "marginal"
    assert risks(COLD, 2e9)[found.where].level == "bad"


def test_bolts_tell_their_torque_and_their_proof_force():
    recipe = COLD.replace({"press.machine": "bolted-fixture"})
    found = risks(recipe, 100e6)["bolted-fixture bolts"]
    assert found.limit == pytest.approx(3 * 20.1e-6 * 580e6, rel=1e-2)
    torque = 0.2 * 6e-3 * found.value / 3
    assert f"{torque:.2g} N m" in found.reason
    assert found.level == "good"
    assert risks(recipe, 400e6)["bolted-fixture bolts"].level == "marginal"
    assert risks(recipe, 500e6)["bolted-fixture bolts"].level == "bad"


def test_a_spring_ends_where_its_travel_does():
    recipe = COLD.replace({"press.machine": "spring-fixture"})
    found = risks(recipe, 20e6)["spring-fixture spring"]
    assert found.value == pytest.approx(20e6 * build(recipe).area / 0.4e6)
    assert found.limit == pytest.approx(5e-3)
    assert risks(recipe, 30e6)["spring-fixture spring"].level == "bad"


def sleeve(**changes):
    return COLD.replace({"press.die": "PEEK-sleeve-10mm", **changes})


def test_a_sleeve_bears_half_with_metal_less_when_warm_and_less_for_long():
    cold = risks(sleeve(), 74e6)["PEEK-sleeve-10mm"]
    assert cold.limit == pytest.approx(375e6 / 2, rel=0.02)
    warm = risks(sleeve(), 74e6, plates=273.15 + 110)["PEEK-sleeve-10mm"]
    assert warm.limit == pytest.approx(cold.limit * (1 - (110 - 23) / (2 * 97)), rel=0.02)
    days = risks(sleeve(), 74e6, step=held(sleeve(), 74e6, 30 * DAYS))["PEEK-sleeve-10mm"]
    assert days.limit == pytest.approx(cold.limit * 0.82, rel=0.01)
    assert days.level == "good"
    assert "grows by" in days.reason
    assert "grows by" not in cold.reason


def test_molten_a_sleeve_bears_nothing():
    found = risks(sleeve(), 5e6, plates=273.15 + 350)
    assert found["PEEK-sleeve-10mm"].level == "bad"
    assert found["PEEK-sleeve-10mm"].probability > 0.99


def test_what_was_pressed_before_is_not_held_for_long():
    step = held(sleeve(), 20e6, 300 * DAYS)
    found = risks(sleeve(), 170e6, step=step)["PEEK-sleeve-10mm"]
    assert found.value == pytest.approx(170e6)
    assert found.limit == pytest.approx(375e6 / 2, rel=0.02)
    alone = risks(sleeve(), 170e6, step=held(sleeve(), 170e6, 300 * DAYS))["PEEK-sleeve-10mm"]
    assert alone.level == "bad"


def test_a_thin_wall_is_in_doubt_by_its_diameter():
    thick = risks(COLD, 900e6)["hardened-steel-10mm"]
    assert thick.level == "bad"
    assert thick.probability > 0.99
    assert 0 <= thick.probability_low <= thick.probability <= thick.probability_high <= 1


def test_punches_must_fit_between_the_plates():
    recipe = COLD.replace({"press.machine": "coin-cell-crimper"})
    assert risks(recipe, 10e6)["coin-cell-crimper daylight"].level == "bad"
    assert "hydraulic-30t-heated daylight" not in risks(COLD, 10e6)
