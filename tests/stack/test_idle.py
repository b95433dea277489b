"""What is written and changes nothing is told, and what does change something is not."""

import pytest

import asperity
from asperity.recipe import list_examples, parse_recipe
from asperity.stack import build

PELLET = "stack.electrolyte."
NO_DIE = {"press.die": None}


def told(name, changes):
    return list(build(asperity.load_recipe(name).replace(changes)).warnings)


CASES = [
    ({PELLET + "thickness_variation": "3 um"}, "soft metal on a face evens it out"),
    ({PELLET + "flaw_size": "1 um"}, "more than the strength of 84.9 MPa"),
    (
        {PELLET + "flaw_size": "0.2 mm", PELLET + "flexural_strength": "80 MPa"},
        "the flaw decides, and the strength has no effect",
    ),
    ({"press.plate_tilt": "100 um"}, "of 100 um count in it"),
    ({"press.seat": "ball", "press.plate_tilt": "5 um"}, "the seat does not make"),
    ({"press.seat": "ball", "press.plate_tilt": "0 um", **NO_DIE}, "as parallel"),
    (
        {"press.machine": "cold-isostatic", **NO_DIE},
        f"nothing is pressed flat; no effect of {PELLET}flatness",
    ),
    ({PELLET + "thickness": "50 um", PELLET + "flatness": "100 um"}, "a shell rather than a disc"),
    ({"stack.metal.wrinkle_height": "9 um", "stack.metal.wrinkle_length": "1 mm"}, "a flat foil"),
]


@pytest.mark.parametrize(("changes", "words"), CASES)
def test_what_has_no_effect_is_told(changes, words):
    assert any(words in one for one in told("na-cold-press", changes))
    assert not any(words in one for one in told("na-cold-press", {}))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("na-foil", {"press.plate_tilt": "100 um", "press.seat": "ball"}),
        ("na-cold-press", {"press.plate_tilt": "1 um"}),
        ("na-cold-press", {PELLET + "flaw_size": "0.2 mm"}),
    ],
)
def test_what_has_an_effect_is_not(name, changes):
    assert told(name, changes) == told(name, {})


def between_plates(layer):
    """The stack of na-foil with another layer in place of its foil."""
    text = asperity.load_recipe("na-foil").to_toml()
    foil = 'kind = "foil"\nmaterial = "sodium"'
    assert foil in text
    text = text.replace(foil, layer).replace("film = true\n", "")
    return build(parse_recipe(text).replace({"press.plate_tilt": "5 um"}))


def test_a_ceramic_between_stiff_plates_feels_its_uneven_thickness():
    found = between_plates('kind = "pellet"\nmaterial = "NaSICON"\nthickness_variation = "2 um"')
    assert found.layers[1].brittle.variation == 2e-6
    assert not any("thickness_variation" in one for one in found.warnings)
    assert any("press.plate_tilt: there is no foil" in one for one in found.warnings)


def test_what_has_no_strength_is_not_judged():
    found = between_plates('kind = "film"\nmaterial = "NaCrO2"\nflexural_strength = "50 MPa"')
    assert any("flexural_strength has no effect" in one for one in found.warnings)


@pytest.mark.parametrize("name", list_examples())
def test_no_example_says_what_has_no_effect(name):
    marks = ("flaw_size", "_variation", "press.seat", "plate_tilt", "wrinkle", "pressed flat")
    assert not any(mark in one for mark in marks for one in told(name, {}))


def test_the_weaker_of_flaw_and_strength_decides():
    shallow, deep = (
        build(asperity.load_recipe("na-cold-press").replace({PELLET + "flaw_size": depth}))
        .layer("electrolyte")
        .brittle
        for depth in ("59 um", "60 um")
    )
    assert (shallow.flaw, deep.flaw) == (0.0, pytest.approx(6e-5))  # K/(1.12 √(π a)) = 84.9 MPa
    assert "weibull_modulus" not in deep.assumed
