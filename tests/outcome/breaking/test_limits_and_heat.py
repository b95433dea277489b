"""Safe thicknesses without a gap, what unlike expansion does step by step, what is told when."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asperity
from asperity.outcome.risk import in_words
from asperity.recipe import parse_recipe
from asperity.stack import build

BASE = {"steps.press.dwell": "1 s"}
WARM = """
schema = "asperity-recipe-1"
title = "A film on a ceramic, pressed hot"
[press]
machine = "hydraulic-24t-heated"
die = "hardened-steel-10mm"
[[stack]]
name = "electrolyte"
kind = "pellet"
material = "NaSICON"
thickness = "0.5 mm"
diameter = "10 mm"
[[stack]]
name = "cathode"
kind = "film"
material = "LiCoO2"
thickness = "50 um"
diameter = "10 mm"
[[steps]]
name = "press"
kind = "press"
pressure = "5 MPa"
temperature = "150 degC"
dwell = "1 s"
"""


def cold(**changes):
    paths = {path.replace("__", "."): to for path, to in changes.items()}
    return asperity.press(asperity.load_recipe("na-cold-press").replace(BASE | paths))


def survival(step, name="electrolyte"):
    return next(layer.survival for layer in step.layers if layer.name == name)


@settings(max_examples=8, deadline=None)
@given(
    flatness=st.floats(2, 60),
    pressure=st.floats(1, 360),
    thickness=st.floats(0.2, 4),
    share=st.floats(0, 1),
)
def test_every_thickness_that_is_called_safe_is_safe(flatness, pressure, thickness, share):
    change = {"stack__electrolyte__flatness": f"{flatness} um"}
    change["steps__press__pressure"] = f"{pressure} MPa"
    found = survival(cold(**change, stack__electrolyte__thickness=f"{thickness} mm").steps[0])
    if found.probability > 0.01:
        assert (found.thinnest_m, found.thickest_m) == (None, None)
        tried = [one for one in (found.safe_below_m, found.safe_above_m) if one is not None]
    else:
        assert found.thinnest_m <= thickness * 1e-3 * (1 + 1e-9)
        assert found.thickest_m >= thickness * 1e-3 * (1 - 1e-9)
        tried = [found.thinnest_m * (found.thickest_m / found.thinnest_m) ** share]
    for one in tried:
        other = cold(**change, stack__electrolyte__thickness=f"{one * 1e3!r} mm").steps[0]
        assert survival(other).probability <= 0.01 * (1 + 1e-6)


def test_a_bow_that_a_mild_load_cannot_press_out_is_not_safe_in_a_thick_disc():
    found = survival(
        cold(stack__electrolyte__flatness="50 um", steps__press__pressure="20 MPa").steps[0]
    )
    assert found.probability > 0.9
    assert found.thickest_m is None
    assert (found.safe_below_m or 0) < 1e-3


@cache
def warmed(*temperatures, opened=False):
    text = WARM
    for number, kelvin in enumerate(temperatures):
        text += f'[[steps]]\nname = "cool-{number}"\nkind = "cool"\ntemperature = "{kelvin} K"\n'
        text += 'dwell = "1 h"\n'
    if opened:
        text += '[[steps]]\nname = "open"\nkind = "release"\npressure = "0 MPa"\n'
        text += '[[steps]]\nname = "lie"\nkind = "hold"\ndwell = "1 h"\n'
    return asperity.press(parse_recipe(text))


def pulled(outcome, name="electrolyte"):
    found = [survival(step, name) for step in outcome.steps]
    return [one.stresses_pa.get("unlike expansion", 0.0) for one in found if one is not None]


@settings(max_examples=4, deadline=None)
@given(between=st.floats(310, 410), further=st.floats(300, 410))
def test_cooling_in_parts_pulls_as_cooling_at_once(between, further):
    once, parts = warmed(298.15), warmed(*sorted((between, further), reverse=True), 298.15)
    assert pulled(once)[0] == 0.0
    assert max(pulled(once)) > 1e6
    assert pulled(parts)[-1] == pytest.approx(pulled(once)[-1], rel=2e-3)
    assert max(pulled(parts)) == pytest.approx(max(pulled(once)), rel=2e-3)


def test_what_pulls_pulls_still_when_the_press_is_open():
    done = warmed(298.15, opened=True)
    found = survival(done.steps[-1])
    assert found.pressure_pa == 0.0
    assert found.stresses_pa == {"unlike expansion": pytest.approx(max(pulled(done)))}
    assert [risk.where for risk in done.steps[-1].risks if risk.kind == "fracture"] != []
    assert np.all(np.isfinite([found.probability, found.probability_low, found.probability_high]))


def test_other_shapes_are_told_of_the_gravest_step_only():
    told = [survival(step) for step in cold(stack__electrolyte__flatness="10 um").steps]
    assert [bool(one.uniaxial) for one in told] == [True, False]
    assert told[0].probability >= told[1].probability > 0


def test_films_are_asked_at_thicknesses_of_films():
    found = survival(warmed(298.15).steps[0], "cathode")
    assert found.thickness_m[3] == pytest.approx(50e-6)
    assert max(found.thickness_m) < 0.2e-3


def test_a_thick_disc_is_told_to_be_solved():
    done = cold(stack__electrolyte__thickness="6 mm", stack__electrolyte__flatness="10 um")
    risk = next(risk for risk in done.steps[0].risks if risk.kind == "fracture")
    assert risk.level != "good"
    assert "asperity stress" in risk.reason
    assert "bound" not in risk.reason


def test_tilted_plates_are_remarked_where_a_ceramic_is_pressed():
    assert any("tilt" in one for one in cold(press__plate_tilt="20 um").warnings)
    assert not any("tilt" in one for one in cold(press__plate_tilt="0 um").warnings)


@pytest.mark.parametrize(
    ("probability", "said"),
    [(0.0, "0 %"), (1e-40, "<0.01 %"), (0.0321, "3.2 %"), (0.99, "99 %"), (0.9999, ">99 %")],
)
def test_a_probability_in_words(probability, said):
    assert in_words(probability) == said


def test_spreading_and_bending_of_one_pellet_are_two_risks():
    text = Path("tests/outcome/ejected.toml").read_text("utf-8")
    text += '\n[[steps]]\nname = "again"\nkind = "press"\npressure = "50 MPa"\ndwell = "1 s"\n'
    step = asperity.press(parse_recipe(text)).steps[-1]
    places = sorted(risk.where for risk in step.risks if risk.kind == "fracture")
    assert places == ["electrolyte", "electrolyte spreading"]


def test_a_film_is_stretched_by_the_plate_it_was_grown_on():
    """E (α₂-α₁) ΔT/(1-ν) of LiCoO2 on aluminium, 25 to 60 degC, however thick the film is."""
    recipe = asperity.load_recipe("anneal-under-pressure")
    found = {}
    for thickness in ("5 um", "10 um"):
        step = asperity.press(recipe.replace({"stack.cathode.thickness": thickness})).steps[2]
        film = next(one for one in step.layers if one.name == "cathode")
        found[thickness] = film.survival.stresses_pa["unlike expansion"]
    layer = build(recipe).layer("cathode")
    wanted = layer.modulus * (23.1e-6 - 13e-6) * 35.0 / (1 - layer.poisson)
    assert found["5 um"] == pytest.approx(wanted, rel=1e-3)
    assert found["10 um"] == pytest.approx(found["5 um"], rel=1e-6)
