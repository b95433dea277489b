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


def sodium_on_ceramic(die=True, **changes):
    data = load_recipe("na-cold-press").model_dump(
        by_alias=True, mode="json", exclude_defaults=True
    )
    if not die:
        del data["press"]["die"]
    recipe = asperity.Recipe.model_validate(data)
    recipe = recipe.replace({path.replace("__", "."): value for path, value in changes.items()})
    step = asperity.press(recipe).steps[0]
    return step, next(layer for layer in step.layers if layer.name == "metal")


def share_lost(layer):
    return layer.extruded_volume_m3 / volume(layer)


@pytest.mark.parametrize("thickness", ["1 um", "20 um", "200 um"])
def test_a_die_never_loses_more_than_the_same_press_without_it(thickness):
    held = sodium_on_ceramic(stack__metal__thickness=thickness)[1]
    free = sodium_on_ceramic(die=False, stack__metal__thickness=thickness)[1]
    assert 0 < share_lost(held) <= share_lost(free) * (1 + 1e-9)
    assert held.thickness_m >= free.thickness_m * (1 - 1e-9)


def test_a_thin_foil_keeps_itself_in_a_die_as_without_one():
    assert share_lost(sodium_on_ceramic(stack__metal__thickness="1 um")[1]) < 1e-3


def test_a_foil_lost_over_the_edge_is_told_so_whatever_its_contact():
    step, metal = sodium_on_ceramic(die=False)
    told = next(one for one in step.risks if (one.kind, one.where) == ("extrusion", "metal"))
    assert share_lost(metal) > 0.9
    assert told.level == "bad"
    assert "hardly any is left" in told.reason


def test_a_bow_that_is_pressed_flat_leaves_no_hollow():
    """Against stiff plates: a disc of 1 mm bow takes some 170 MPa, of 5 um less than one."""
    flat = sodium_on_ceramic(die=False, stack__electrolyte__flatness="0 um")[1]
    bowed = sodium_on_ceramic(die=False, stack__electrolyte__flatness="1 mm")[1]
    soft = {"steps__press__pressure": "20 MPa", "stack__electrolyte__flatness": "1 mm"}
    assert bowed.evenness == pytest.approx(flat.evenness, rel=1e-9)
    assert sodium_on_ceramic(die=False, **soft)[1].evenness > 0.1


@pytest.mark.parametrize("thickness", ["1 um", "5 um", "50 um"])
def test_an_uneven_foil_has_the_metal_it_has(thickness):
    """Nowhere below nothing, and nowhere more than its mean and all that is missing elsewhere."""
    changes = {"stack__metal__thickness": thickness, "stack__electrolyte__flatness": "20 um"}
    metal = sodium_on_ceramic(steps__press__pressure="1 MPa", press__plate_tilt="50 um", **changes)
    metal = metal[1]
    assert 0 <= metal.thickness_lowest_m <= metal.thickness_m <= metal.thickness_highest_m
    assert metal.thickness_highest_m <= 2 * metal.thickness_m * (1 + 1e-9)


def test_plates_that_touched_are_certain_by_what_they_kept_from_happening():
    likely = []
    for tilt in ("120 um", "150 um", "500 um"):
        steps = outcome("na-foil", (("press.plate_tilt", tilt),)).steps
        pressed = next(step for step in steps if step.name == "press")
        told = next(risk for risk in pressed.risks if risk.where == "metal evenness")
        likely.append(told.probability)
    assert likely == sorted(likely)
    assert 0.5 < likely[0] < 0.999
    assert likely[-1] > 0.999
