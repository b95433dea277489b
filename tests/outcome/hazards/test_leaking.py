"""Extrusion: probability at its limit, what is foreseen against what is marched."""

import pytest

import asperity
from asperity.recipe import load_recipe

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
    pressures = [f"{p} MPa" for p in (0.6, 1.0, 1.5, 2.0, 20.0)]
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


@pytest.mark.parametrize("tilt", ["1.2 mm", "2 mm"])
def test_plates_that_touch_before_they_press_are_told(tilt):
    step = asperity.press(load_recipe("na-foil").replace({"press.plate_tilt": tilt})).steps[1]
    risk = next(one for one in step.risks if one.where == "metal evenness")
    assert risk.level == "bad"
    assert risk.value > 1
    assert "touch at one edge" in risk.reason
