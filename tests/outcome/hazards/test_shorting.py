"""The risk that metal is pressed through: what judges, and which way each thing moves it."""

from dataclasses import replace
from math import isinf

import pytest

import asperity
from asperity.outcome.gather.ahead.risks import planned_risks
from asperity.stack import Step, build

MPA, MINUTES = 1e6, 600.0


@pytest.fixture(scope="module")
def cell():
    return build(asperity.load_recipe("symmetric-cell"))


def hold(stack, pressure, dwell):
    """Pressed at once, and held."""
    present = tuple(layer.name for layer in stack.layers)
    return Step(
        name="hold", kind="press", layers=present, pressure=pressure, dwell=dwell, rate=1e12
    )


def shorts(stack, *steps, temperature=298.15):
    warm = replace(stack, steps=steps, temperature=temperature)
    return [risk for risk in planned_risks(warm) if risk.kind == "mechanical-short"]


def planned(stack, pressure=25 * MPA, temperature=298.15, dwell=MINUTES):
    return shorts(stack, hold(stack, pressure, dwell), temperature=temperature)[0]


def changed(stack, **fields):
    layers = [replace(x, **fields) if x.name == "electrolyte" else x for x in stack.layers]
    return replace(stack, layers=tuple(layers))


def unmeasured(stack):
    pores = stack.layer("electrolyte").pores
    return changed(stack, pores=replace(pores, shorted={}, entered={}))


def test_as_it_was_measured_the_measured_short_stands(cell):
    found = planned(cell)
    assert found.limit == pytest.approx(75 * MPA, rel=1e-9)
    assert found.marginal == pytest.approx(25 * MPA, rel=1e-9)
    assert "measured at 75 MPa" in found.reason
    assert "predicted" in found.reason


def test_where_nothing_was_measured_the_law_judges(cell):
    found = planned(unmeasured(cell))
    assert found.limit == pytest.approx(59 * MPA, rel=0.01)
    assert "measured" not in found.reason
    assert found.probability_low < found.probability < found.probability_high


def _dense(stack, density):
    """Its threshold, were its electrolyte a body of this density that compacts no further."""
    return planned(changed(stack, relative_density=density, powder=None)).limit


@pytest.mark.parametrize("known", [True, False])
def test_warmer_longer_and_looser_shorts_at_less(cell, known):
    stack = cell if known else unmeasured(cell)
    usual = planned(stack).limit
    assert planned(stack, temperature=350.0).limit < 0.7 * usual
    assert planned(stack, dwell=3600.0).limit == pytest.approx(usual * 6 ** (-1 / 6.56))
    lower, higher, dense = (_dense(stack, density) for density in (0.75, 0.95, 1.0))
    assert lower < 0.9 * usual
    assert 1.5 * usual < higher < dense < 10 * usual


def test_more_pressure_is_likelier_to_short(cell):
    found = [planned(cell, pressure=p * MPA) for p in (10, 30, 60, 76, 90)]
    assert [risk.level for risk in found] == ["good", "marginal", "marginal", "bad", "bad"]
    chances = [risk.probability for risk in found]
    assert chances == sorted(chances)
    assert chances[3] == pytest.approx(0.5, abs=0.05)


def test_a_marched_step_agrees_with_its_plan(cell):
    recipe = asperity.load_recipe("symmetric-cell").replace({"steps.press.dwell": "2 h"})
    step = next(step for step in asperity.press(recipe).steps if step.name == "press")
    marched = next(risk for risk in step.risks if risk.kind == "mechanical-short")
    plan = planned(cell, pressure=marched.value, dwell=7200.0)
    assert marched.limit == pytest.approx(plan.limit, rel=0.01)


def test_a_powder_is_as_dense_as_it_was_ever_pressed(cell):
    powders = build(asperity.load_recipe("multi-step")).layers
    powder = next(layer for layer in powders if layer.powder and layer.electrolyte)
    stack = replace(cell, layers=(cell.layer("metal"), replace(powder, name="electrolyte")))
    soft = replace(hold(stack, 5 * MPA, MINUTES), fresh=True)
    found = [
        shorts(stack, replace(soft, layers=("electrolyte",), pressure=largest), soft)[-1].limit
        for largest in (5 * MPA, 20 * MPA, 50 * MPA)
    ]
    assert found[0] < found[1] < found[2]


def test_a_throat_of_ones_own_judges_alone():
    change = {"stack.electrolyte.pore_throat": "5 nm"}
    own = build(asperity.load_recipe("symmetric-cell").replace(change))
    assert planned(own).limit > 300 * MPA
    assert "measured" not in planned(own).reason


def _ceramic(**changes):
    stack = build(asperity.load_recipe("na-cold-press"))
    return changed(replace(stack, die=changes.pop("die", stack.die)), **changes)


def test_free_at_its_rim_a_dense_ceramic_cracks_at_its_strength():
    stack = _ceramic(die=None)
    found = planned(stack, pressure=360 * MPA)
    assert found.limit == pytest.approx(stack.layer("electrolyte").brittle.strength)
    assert found.level == "bad"
    assert planned(stack, pressure=30 * MPA).level == "good"


def test_a_flaw_that_is_known_judges_and_an_open_pore_larger_than_the_strengths_flaw():
    stack = _ceramic(die=None)
    layer = stack.layer("electrolyte")
    own = changed(stack, brittle=replace(layer.brittle, flaw=20e-6))
    assert planned(own).limit == pytest.approx(1.3e6 / (1.12 * (3.141592653589793 * 20e-6) ** 0.5))
    wide = changed(stack, pores=replace(layer.pores, throat=200e-6))
    assert planned(wide).limit == pytest.approx(1.3e6 / (1.12 * (3.141592653589793 * 2e-4) ** 0.5))


def test_flaws_too_narrow_for_the_metal_do_not_open():
    stack = _ceramic(die=None)
    pores = replace(stack.layer("electrolyte").pores, throat=1e-9)
    narrow = planned(changed(stack, pores=pores))
    assert narrow.limit > 1.05 * planned(stack).limit


def test_in_its_die_metal_around_the_rim_holds_a_ceramic_together():
    stack = _ceramic()
    slowly = replace(hold(stack, 360 * MPA, MINUTES), rate=5 * MPA)
    free, held = (shorts(x, slowly)[0] for x in (_ceramic(die=None), stack))
    assert held.limit > 3 * free.limit
    assert held.probability_low < 0.01
    assert held.probability_high > 0.9  # nobody knows how the pellet sits in its bore
    assert "metal around its rim" in held.reason
    at_once = planned(stack, pressure=360 * MPA)  # before metal is at the rim
    assert free.limit < at_once.limit < 0.5 * held.limit
    tight = replace(stack, die=replace(stack.die, clearance=1e-9))
    nu = stack.layer("electrolyte").poisson
    assert shorts(tight, slowly)[0].limit == pytest.approx(
        free.limit / (1 - nu / (1 - nu)), rel=1e-3
    )


def test_pressed_from_all_sides_no_flaw_opens():
    stack = _ceramic()
    around = replace(stack, machine=replace(stack.machine, isostatic=True))
    assert not shorts(around, hold(around, 360 * MPA, MINUTES))


def test_only_what_is_wedged_is_helped_by_pressure_from_all_sides(cell):
    assert "isostatically" not in planned(cell).cure
    assert "isostatically" in planned(_ceramic()).cure


def test_a_ceramic_with_open_pores_is_passed_however_it_is_pressed():
    stack = changed(build(asperity.load_recipe("na-cold-press")), relative_density=0.85)
    around = replace(stack, machine=replace(stack.machine, isostatic=True))
    found, same = planned(stack), planned(around)
    assert found.limit == same.limit < 50 * MPA
    assert not isinf(found.limit)
