"""What `check` lists before anything is pressed, against what pressing finds."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asperity import press
from asperity.outcome.risk import LEVELS, worst
from asperity.recipe import list_examples, load_recipe
from asperity.run import check

COLD = load_recipe("na-cold-press")
TOOLS = ("press", "die", "melting")


def single(pressure, machine, die):
    """A cold recipe of one step."""
    text = {
        "press.machine": machine,
        "press.die": die,
        "steps.press.pressure": f"{pressure} MPa",
        "steps.press.dwell": "1 min",
        "steps.release.pressure": f"{pressure} MPa",
    }
    return COLD.replace(text)


def table(risks, kinds):
    return {(risk.kind, risk.where): risk for risk in worst(tuple(risks)) if risk.kind in kinds}


@settings(max_examples=12, deadline=None)
@given(
    pressure=st.integers(1, 900),
    machine=st.sampled_from(["hydraulic-30t-heated", "hand-press", "bolted-fixture"]),
    die=st.sampled_from(["hardened-steel-10mm", "PEEK-sleeve-10mm", "tungsten-carbide-10mm"]),
)
def test_tools_are_judged_alike_before_and_after(pressure, machine, die):
    recipe = single(pressure, machine, die)
    before = table(check(recipe).risks, TOOLS)
    pressed = press(recipe)
    after = table((risk for step in pressed.steps for risk in step.risks), TOOLS)
    for place, risk in before.items():
        if risk.kind != "melting":  # of which nothing is said where it is far away
            assert after[place].level == risk.level
            assert after[place].value == pytest.approx(risk.value, rel=1e-6)
            assert after[place].probability == pytest.approx(risk.probability, abs=1e-9)
    assert pressed.carried_out == check(recipe).carried_out


@pytest.mark.parametrize("name", list_examples())
def test_check_is_never_much_better_than_pressing(name):
    """A level apart at most, kind by kind; delamination is what only pressing knows."""
    recipe = load_recipe(name)
    before, done = check(recipe), press(recipe)
    for risk in (risk for step in done.steps for risk in step.risks):
        if risk.kind == "delamination" or risk.level == "good":
            continue
        planned = [other.level for other in before.risks if other.kind == risk.kind]
        level = max(planned, key=LEVELS.index, default="good")
        assert LEVELS.index(level) >= LEVELS.index(risk.level) - 1, risk


@pytest.mark.parametrize("name", list_examples())
def test_every_margin_has_a_probability_or_is_geometry(name):
    plan = check(load_recipe(name))
    kinds = {risk.kind for risk in plan.risks}
    assert {"press", "melting"} <= kinds or name in {"multi-step", "symmetric-cell"}
    for risk in plan.risks:
        if not risk.where.endswith(("daylight", "stroke", "height")):
            assert risk.probability is not None, risk
            assert 0 <= risk.probability_low <= risk.probability_high <= 1


def test_a_plan_is_told_as_json():
    plan = check(COLD)
    told = json.loads(plan.to_json())
    assert told["steps"][0]["force_scatter_n"] == pytest.approx(plan.steps[0].force_scatter_n)
    assert {risk["kind"] for risk in told["risks"]} >= {"press", "die", "fracture"}


def test_ejection_is_judged_before_it_is_done():
    powder = load_recipe("tests/outcome/ejected.toml")
    before = table(check(powder).risks, ["fracture"])
    done = press(powder)
    after = table((risk for step in done.steps for risk in step.risks), ["fracture"])
    place = ("fracture", "electrolyte")
    assert before[place].value == pytest.approx(after[place].value, rel=0.1)  # not sprung back


def test_a_spring_that_gains_pressure_is_judged_by_it():
    recipe = load_recipe("anneal-under-pressure").replace(
        {"steps.operate.fixture": "spring", "steps.operate.stiffness": "50 kN/mm"}
    )
    gained = [risk for risk in check(recipe).risks if risk.where == "hydraulic-24t-heated"]
    assert gained[-1].value > 1e6 * 78.5e-6 * 1.5
