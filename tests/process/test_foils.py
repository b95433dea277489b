"""Foils pressed by a recipe: volume, plates at an angle, ball seats, the gap of a die, wrinkles."""

from functools import cache
from math import pi

import pytest

import asperity
from asperity.recipe import load_recipe
from asperity.stack import build


@cache
def outcome(name, changes=()):
    return asperity.press(load_recipe(name).replace(dict(changes)))


def foil(name, step="press", **changes):
    """The foil `metal` at the end of a step; changes as `press__plate_tilt="10 um"`."""
    written = tuple((path.replace("__", "."), value) for path, value in changes.items())
    steps = {one.name: one for one in outcome(name, written).steps}
    return next(layer for layer in steps[step].layers if layer.name == "metal")


def volume(layer):
    return pi / 4 * layer.diameter_m**2 * layer.thickness_m + layer.extruded_volume_m3


def test_more_tilt_is_never_more_even():
    tilts = ["0 um", "2 um", "5 um", "10 um"]
    found = [foil("na-foil", press__plate_tilt=tilt) for tilt in tilts]
    evenness = [layer.evenness for layer in found]
    assert evenness == sorted(evenness)
    assert evenness[-1] > evenness[0] + 0.1
    for layer in found:
        assert layer.thickness_lowest_m <= layer.thickness_m <= layer.thickness_highest_m
        assert layer.evenness == pytest.approx(
            (layer.thickness_highest_m - layer.thickness_lowest_m) / layer.thickness_m
        )
        assert volume(layer) == pytest.approx(pi / 4 * 8e-3**2 * 5e-4, rel=1e-9)


def test_the_tilt_is_that_of_the_plates_over_the_foil():
    flat = {"stack.plate.flatness": "0 um", "stack.plate-2.flatness": "0 um"}
    layer = next(
        one
        for one in outcome("na-foil", (("press.plate_tilt", "10 um"), *flat.items()))
        .steps[1]
        .layers
        if one.name == "metal"
    )
    spread = layer.thickness_highest_m - layer.thickness_lowest_m
    assert spread == pytest.approx(10e-6 * layer.diameter_m / 30e-3, rel=1e-9)
    assert layer.thickness_rms_m == pytest.approx(spread / 4, rel=1e-9)


def test_a_ball_seat_evens_out_what_fixed_plates_keep():
    fixed = foil("na-foil", press__plate_tilt="10 um")
    seated = foil("na-foil", press__plate_tilt="10 um", press__seat="ball")
    bow = foil("na-foil", press__plate_tilt="0 um")
    assert seated.evenness == pytest.approx(bow.evenness, abs=0.01)
    assert fixed.evenness > bow.evenness + 0.1


def test_a_foil_that_was_hardly_pressed_is_as_even_as_it_was():
    assert foil("na-foil", step="heat", press__plate_tilt="10 um").evenness == 0


def test_plates_that_touch_hold_the_foil_and_are_told():
    steps = outcome("na-foil", (("press.plate_tilt", "150 um"),)).steps
    pressed = next(step for step in steps if step.name == "press")
    metal = next(layer for layer in pressed.layers if layer.name == "metal")
    assert metal.thickness_m == pytest.approx(75e-6, rel=1e-6)
    told = next(risk for risk in pressed.risks if risk.where == "metal evenness")
    assert told.level == "bad"
    assert "the plates touch" in told.reason
    assert "ball seat" in told.cure


def test_a_die_lets_metal_out_only_along_its_gap():
    stack = build(load_recipe("symmetric-cell"))
    assert stack.die.clearance > 0
    leaked = foil("symmetric-cell", step="pre-press")
    assert 0 < leaked.extruded_volume_m3 < 0.05 * pi / 4 * 12.7e-3**2 * 5e-4
    assert volume(leaked) == pytest.approx(pi / 4 * 12.7e-3**2 * 5e-4, rel=1e-9)
    assert leaked.diameter_m == pytest.approx(13e-3)


def test_a_dwell_in_two_parts_leaks_as_much_as_in_one():
    base = load_recipe("symmetric-cell").model_dump(by_alias=True, mode="json")
    whole = dict(base, steps=[step for step in base["steps"] if step["name"] == "pre-press"])
    first, second = dict(whole["steps"][0]), dict(whole["steps"][0])
    first["dwell"], second["dwell"] = "1 min", "1 min"
    second |= {"name": "again", "kind": "hold"}
    both = dict(whole, steps=[first, {**second, "adds": [], "removes": []}])
    one, two = (
        asperity.press(asperity.Recipe.model_validate(recipe)).steps[-1].layers[1]
        for recipe in (whole, both)
    )
    assert two.thickness_m == pytest.approx(one.thickness_m, rel=1e-9)
    assert two.extruded_volume_m3 == pytest.approx(one.extruded_volume_m3, rel=1e-6)


def test_the_pre_press_flattens_the_wrinkles_of_lithium_on_its_rod():
    changes = {"stack.metal.wrinkle_height": "100 um", "stack.metal.wrinkle_length": "5 mm"}
    hard = outcome("symmetric-cell", tuple(changes.items())).steps[0].layers[1]
    assert hard.wrinkle_m == 0
    soft = (
        outcome(
            "symmetric-cell",
            (
                *changes.items(),
                ("steps.pre-press.pressure", "0.85 MPa"),
                ("steps.press.pressure", "0.85 MPa"),
            ),
        )
        .steps[0]
        .layers[1]
    )
    assert 1e-6 < soft.wrinkle_m < 100e-6


def test_the_foil_stays_on_the_face_that_holds_it_better():
    step = outcome("symmetric-cell").steps[1]
    faces = {face.between: face for face in step.interfaces}
    assert step.layers[1].stays_on == "rod"  # flat on its rod, a quarter in contact above
    assert faces["metal", "electrolyte"].pull_off_pa == pytest.approx(
        faces["metal", "electrolyte"].contact_fraction * 0.02e6
    )
    assert outcome("na-foil").steps[1].layers[1].stays_on is None  # both plates are alike
