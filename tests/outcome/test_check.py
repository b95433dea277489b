"""What `check` lists before anything is pressed, against what pressing finds."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asperity import press
from asperity.outcome.risk import LEVELS, worst
from asperity.recipe import list_examples, load_recipe
from asperity.recipe.read import example_text
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


def told(risks):
    """The gravest of each kind and place with what it says, but for what only faces know."""
    kinds = {risk.kind for risk in risks} - {"delamination"}
    return {place: (one.level, one.reason) for place, one in table(risks, kinds).items()}


@pytest.mark.parametrize("name", list_examples())
def test_check_says_what_pressing_says(name):
    assert_same(load_recipe(name))


def assert_same(recipe):
    before, done = check(recipe), press(recipe)
    assert before.carried_out == done.carried_out
    after = told([risk for step in done.steps for risk in step.risks])
    planned = told(before.risks)
    if done.carried_out:
        assert planned == after
    else:  # the steps that pressing never comes to are in the plan too
        levels = {place: LEVELS.index(level) for place, (level, _) in planned.items()}
        for place, (level, _) in after.items():
            assert levels[place] >= LEVELS.index(level)


def step(name, kind, **asked):
    lines = "".join(f'{key} = "{value}"\n' for key, value in asked.items())
    return f'[[steps]]\nname = "{name}"\nkind = "{kind}"\n{lines}\n'


@st.composite
def sequences(draw):
    """What follows on a first pressing: out of the die, warm or not, slowly or not, pressed on."""
    text = step("press", "press", pressure=draw(PRESSURES), dwell="1 min")
    if draw(st.booleans()):
        text += step("eject", "eject")
    for index in range(draw(st.integers(0, 2))):
        heated = {"temperature": draw(st.sampled_from(["60 degC", "90 degC", "97 degC"]))}
        if draw(st.booleans()):
            heated["heating_rate"] = draw(st.sampled_from(["0.5 K/min", "5 K/min"]))
        pressed = {"pressure": draw(PRESSURES)} if draw(st.booleans()) else {}
        kind = "press" if pressed else "heat"
        text += step(f"heat-{index}", kind, dwell="5 min", **pressed, **heated)
        text += step(f"cool-{index}", "cool", temperature=draw(st.sampled_from(COOL)))
    return text


PRESSURES = st.sampled_from(["1 MPa", "10 MPa", "70 MPa", "200 MPa"])
COOL = ["25 degC", "50 degC"]


@pytest.mark.parametrize("held", [True, False])
@settings(max_examples=10, deadline=None)
@given(steps=sequences())
def test_check_says_what_pressing_says_whatever_the_order(held, steps, tmp_path_factory):
    if not held and '"eject"' in steps:
        return
    text = example_text("na-thermal-press").partition("[[steps]]")[0]
    text = text if held else text.replace('die = "hardened-steel-10mm"\n', "")
    path = tmp_path_factory.mktemp("recipe") / "recipe.toml"
    path.write_text(text + steps, "utf-8")
    assert_same(load_recipe(path))


def test_out_of_its_die_metal_melts_at_what_its_rim_feels(tmp_path):
    """98.2 degC melt sodium that nothing surrounds; under 10 MPa in a die it stays solid."""
    text = example_text("na-thermal-press").partition("[[steps]]")[0]
    pressed = step("press", "press", pressure="10 MPa", dwell="1 min")
    hot = step("heat", "heat", temperature="98.2 degC", dwell="1 min", heating_rate="0.5 K/min")
    found = []
    for index, steps in enumerate((pressed + hot, pressed + step("eject", "eject") + hot)):
        path = tmp_path / f"{index}.toml"
        path.write_text(text + steps, "utf-8")
        found.append(check(load_recipe(path)).carried_out)
    assert found == [True, False]


def test_powder_pressed_out_of_its_die_breaks(tmp_path):
    again = step("again", "press", pressure="200 MPa", dwell="1 min")
    path = tmp_path / "again.toml"
    path.write_text(Path("tests/outcome/ejected.toml").read_text("utf-8") + "\n" + again, "utf-8")
    plan = check(load_recipe(path))
    assert table(plan.risks, ["fracture"])["fracture", "electrolyte"].level != "good"
    assert_same(load_recipe(path))


def test_what_is_behind_a_melt_is_still_asked_of_the_press(tmp_path):
    text = example_text("na-thermal-press").partition("[[steps]]")[0]
    text += step("hot", "press", pressure="1 MPa", dwell="0 s", temperature="110 degC")
    path = tmp_path / "hot.toml"
    path.write_text(text + step("hard", "press", pressure="2 GPa", dwell="0 s"), "utf-8")
    risks = check(load_recipe(path)).risks
    assert {risk.kind for risk in risks if risk.level == "bad"} >= {"melting", "die"}


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
