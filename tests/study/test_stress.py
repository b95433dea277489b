"""Brittle layers of a recipe by finite elements: closed forms, limits, refusals."""

from functools import cache

import numpy as np
import pytest

import asperity
from asperity import layered
from asperity.errors import Refusal
from asperity.laws.strength.bending import bending_stress
from asperity.outcome.gather.breaking.survival import FLATNESS, THICKNESS
from asperity.recipe import parse_recipe
from asperity.study import analyse

COLD, E, NU = "na-cold-press", 75e9, 0.26
BOW = "stack.electrolyte.flatness"


@cache
def solved(*changes):
    recipe = asperity.load_recipe(COLD).replace(dict(changes))
    return analyse(recipe, mesh=layered.Mesh(across=20, along=4))


def layer(*changes):
    (found,) = solved(*changes).outcome.layers
    return found


@pytest.mark.parametrize("thickness", [0.3e-3, 0.5e-3])
def test_a_thin_disc_pressed_flat_bends_to_one_curvature(thickness):
    """E t δ/(R² (1-ν)): what a bow leaves once it is flat, whatever the pressure."""
    found = layer(("stack.electrolyte.thickness", f"{thickness!r} m"))
    flat = E * thickness * found.bow_m / (5e-3**2 * (1 - NU))
    assert found.tension_full_pa == pytest.approx(flat, rel=0.02)


def test_no_more_than_a_plate_on_its_rim_on_the_way():
    """Pressed in the middle while it stands on its rim it bends more, for a while, than flat."""
    found = layer(("stack.electrolyte.thickness", "0.5 mm"))
    plate = bending_stress(found.bow_m, 5e-3, 0.5e-3, E=E, nu=NU)
    assert found.tension_full_pa <= found.tension_pa < 1.02 * plate
    assert found.tension_pressure_pa < 10e6


def test_elements_and_closed_forms_are_of_one_mind():
    found = layer()
    assert found.simple_probability is not None
    assert found.failure_probability == pytest.approx(found.simple_probability, rel=0.15)
    assert (
        found.failure_probability_low < found.failure_probability < found.failure_probability_high
    )


def test_from_all_sides_nothing_pulls():
    bag = (("press.machine", "cold-isostatic"), ("press.die", None))
    found = layer(*bag, ("steps.press.pressure", "300 MPa"))
    assert found.tension_pa < 0
    assert found.failure_probability == found.failure_probability_high == 0


@pytest.mark.parametrize("flaw", [None, "30 um"])
def test_flatter_never_breaks_more_often(flaw):
    deep = [] if flaw is None else [("stack.electrolyte.flaw_size", flaw)]
    chances = [layer((BOW, f"{bow} um"), *deep).failure_probability for bow in (2, 10, 20)]
    assert chances[0] < chances[1] < chances[2]


def test_contact_closes_on_the_way():
    course = layer().course
    assert np.all(np.diff(course.touching) >= -1e-9)
    assert course.touching[0] < 0.1
    assert course.touching[-1] == pytest.approx(1.0)


def test_a_survey_asks_every_flatness_and_thickness():
    recipe = asperity.load_recipe(COLD)
    told = []
    found = analyse(recipe, survey=True, mesh=layered.Mesh(12, 3), told=told.append)
    (survey,) = found.outcome.surveys
    assert survey.probability.shape == (len(FLATNESS), len(THICKNESS))
    assert np.all(np.diff(survey.probability, axis=0) >= 0)
    assert np.all(survey.isostatic == 0)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_two_soft_faces_bend_nothing():
    text = asperity.load_recipe(COLD).to_toml()
    second = (
        '[[stack]]\nname = "metal-2"\nkind = "foil"\nmaterial = "sodium"\nthickness = "200 um"\n'
        'diameter = "10 mm"\nfilm = false\n\n[[interfaces]]\n'
    )
    face = (
        '[[interfaces]]\nbetween = ["electrolyte", "metal-2"]\nrms_height = "0.5 um"\nhurst = 0.8\n'
        'longest = "10 um"\nshortest = "20 nm"\n\n[[steps]]\n'
    )
    text = text.replace("[[interfaces]]\n", second, 1).replace("[[steps]]\n", face, 1)
    (found,) = analyse(parse_recipe(text)).outcome.layers
    assert found.tension_pa < 1e-3 * 360e6
    thin = text.replace('thickness = "200 um"', 'thickness = "2 um"')
    thin = thin.replace('flatness = "5 um"', 'flatness = "50 um"')
    (bent,) = analyse(parse_recipe(thin)).outcome.layers
    assert bent.tension_pa > 50e6


def test_a_pellet_thicker_in_the_middle_is_pulled_between_plates():
    """At the rim, by what the pressure there lacks to its mean, as the closed form has it."""
    recipe = asperity.load_recipe("na-foil").to_toml()
    pellet = (
        '[[stack]]\nname = "metal"\nkind = "pellet"\nmaterial = "NaSICON"\n'
        'thickness = "1 mm"\ndiameter = "30 mm"\nthickness_variation = "2 um"\n'
    )
    start, end = (
        recipe.index('[[stack]]\nname = "metal"'),
        recipe.index('[[stack]]\nname = "plate-2"'),
    )
    text = recipe[:start] + pellet + recipe[end:]
    text = text.replace('flatness = "2 um"', 'flatness = "0 um"')
    text = text.replace("[press]\n", '[press]\nplate_flatness = "0 um"\n')
    bulged = analyse(parse_recipe(text)).outcome.layers[0]
    flat = analyse(parse_recipe(text.replace('variation = "2 um"', 'variation = "0 um"')))
    assert flat.outcome.layers[0].tension_pa < 0.1 * bulged.tension_pa
    assert bulged.simple_probability is not None


def test_a_load_aside_pulls_more():
    free = (("press.die", None), ("steps.press.pressure", "10 MPa"))
    level = layer(*free, ("press.plate_tilt", "0 um"))
    tilted = layer(*free, ("press.plate_tilt", "100 um"))
    assert level.load_offset_m == 0.0
    assert level.tension_leaning_pa is None
    assert tilted.load_offset_m > 0.0
    assert tilted.tension_leaning_pa > tilted.tension_full_pa
    assert layer(*free, ("press.plate_tilt", "100 um"), ("press.seat", "spherical")) is not None


def test_a_release_is_solved_at_what_it_leaves():
    found = analyse(asperity.load_recipe(COLD), "release", mesh=layered.Mesh(12, 3)).outcome
    assert found.pressure_pa == pytest.approx(1e6)


def test_a_press_too_weak_is_told():
    found = solved(("press.machine", "coin-cell-crimper")).outcome
    assert not found.carried_out
    assert "asks 28.3 kN" in found.ended


@pytest.mark.parametrize(
    ("name", "step", "said"),
    [
        (COLD, "pres", "no step of this recipe"),
        ("na-foil", None, "nothing brittle"),
        ("multi-step", "bond", "nothing brittle"),
    ],
)
def test_what_cannot_be_asked_is_refused(name, step, said):
    with pytest.raises(Refusal, match=said):
        analyse(asperity.load_recipe(name), step)
