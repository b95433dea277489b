"""Extrusion: probability at its limit, what is foreseen against what is marched."""

import pytest

import asperity
from asperity.outcome.gather.hazards.leaking import planned_leak
from asperity.recipe import load_recipe
from asperity.stack import build

NARROW = {
    "stack.plate.diameter": "12 mm",
    "stack.plate-2.diameter": "12 mm",
    "stack.metal.diameter": "12 mm",
    "stack.metal.thickness": "200 um",
}


def extrusion(pressure):
    """Risk of a sodium foil between plates of its own width, after its press step."""
    recipe = load_recipe("na-foil").replace({**NARROW, "steps.press.pressure": pressure})
    step = next(one for one in asperity.press(recipe).steps if one.name == "press")
    return next(risk for risk in step.risks if risk.kind == "extrusion" and risk.where == "metal")


def test_probability_grows_with_pressure_and_is_half_at_the_limit():
    pressures = [f"{p} MPa" for p in (0.6, 1.0, 1.5, 2.0, 5.0)]
    found = [extrusion(pressure) for pressure in pressures]
    shares = [risk.value for risk in found]
    likely = [risk.probability for risk in found]
    assert shares == sorted(shares)
    assert likely == sorted(likely)
    assert likely[0] < 0.5  # by a press of 30 t, which hardly knows so small a force
    assert likely[-1] > 0.99
    for risk in found:
        assert risk.probability_low <= risk.probability <= risk.probability_high
        assert (risk.value > risk.limit) == (risk.probability > 0.5)


@pytest.mark.parametrize("name", ["na-foil", "symmetric-cell", "na-thermal-press"])
def test_what_is_foreseen_is_what_a_march_from_the_start_finds(name):
    """The closed form knows only the dwell: the way up makes the marched foil a little thinner."""
    recipe = load_recipe(name).replace(NARROW if name == "na-foil" else {})
    stack = build(recipe)
    index = next(i for i, step in enumerate(stack.steps) if step.pressure and step.dwell)
    step = stack.steps[index]
    plates = step.temperature or stack.temperature
    found = planned_leak(stack, step.layers, step.pressure, plates, step.dwell)
    planned = next(risk for risk in found if risk.where == "metal")
    marched = next(
        risk
        for risk in asperity.press(recipe).steps[index].risks
        if risk.kind == "extrusion" and risk.where == "metal"
    )
    assert planned.value == pytest.approx(marched.value, rel=0.3)
    assert planned.level == marched.level
    assert planned.cure == marched.cure


def test_nothing_is_foreseen_without_pressure_or_metal():
    stack = build(load_recipe("na-foil"))
    present = stack.steps[1].layers
    assert not list(planned_leak(stack, present, 0.0, 363.0, 600.0))
    powder = build(load_recipe("multi-step"))
    bare = [layer.name for layer in powder.layers if layer.metal is None]
    assert not list(planned_leak(powder, bare, 1e8, 300.0, 60.0))
