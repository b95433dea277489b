"""A recipe as people hold it: examples, paths, changes, text, digest."""

import pickle
from pathlib import Path

import pytest
from pydantic import ValidationError

from asperity.errors import RecipeRefusal
from asperity.recipe import Recipe, list_examples, load_recipe, parse_recipe

NAMES = [
    "anneal-under-pressure",
    "multi-step",
    "na-cold-press",
    "na-foil",
    "na-thermal-press",
    "symmetric-cell",
]
SAMPLE = Path(__file__).parent / "sample.toml"  # numbers of its own: the examples are tuned
PRESS = load_recipe(SAMPLE)
CELL = load_recipe(SAMPLE.with_name("sample-cell.toml"))


def test_examples_are_listed() -> None:
    assert list(list_examples()) == NAMES
    assert all(title.strip() for title in list_examples().values())


@pytest.mark.parametrize("name", NAMES)
def test_examples_read_and_write(name: str, tmp_path: Path) -> None:
    recipe = load_recipe(name)
    assert recipe.title == list_examples()[name]
    path = tmp_path / "again.toml"
    path.write_text(recipe.to_toml(), "utf-8")
    again = load_recipe(path)
    assert again == recipe
    assert again.digest == recipe.digest


@pytest.mark.parametrize("name", NAMES)
def test_examples_keep_the_names_people_rely_on(name: str) -> None:
    recipe = load_recipe(name)
    known = {"metal", "electrolyte", "cathode", "rod", "plate"}
    assert {layer.name.removesuffix("-2") for layer in recipe.stack} <= known
    steps = {"press", "densify", "bond", "attach", "anneal", "operate"}
    assert steps & {step.name for step in recipe.steps}


def test_what_interface_md_promises() -> None:
    changed = PRESS.replace(
        {
            "steps.press.pressure": "20 MPa",
            "stack.electrolyte.flatness": "10 um",
            "interfaces.metal:electrolyte.rms_height": "1 um",
        }
    )
    assert changed.steps[1].si("pressure") == 2e7
    assert changed.stack[1].si("flatness") == 1e-5
    assert changed.interfaces[0].si("rms_height") == 1e-6
    assert PRESS.steps[1].si("pressure") == 1e7


@pytest.mark.parametrize(
    ("path", "value", "attribute", "held"),
    [
        ("title", "another", "title", "another"),
        ("title", '"in quotes"', "title", "in quotes"),
        ("press.die", "none-such", "press.die", "none-such"),
        ("press.die", None, "press.die", None),
        ("press.temperature", "'30 degC'", "press.temperature", "30 degC"),
        ("stack.metal.film", "false", "stack.0.film", False),
        ("stack.metal.film", False, "stack.0.film", False),
        ("stack.electrolyte.relative_density", "90 %", "stack.1.relative_density", 0.9),
        ("interfaces.metal:electrolyte.hurst", "0.7", "interfaces.0.hurst", 0.7),
        ("interfaces.electrolyte:metal.hurst", 0.7, "interfaces.0.hurst", 0.7),
        ("interfaces.metal:electrolyte.gas", "false", "interfaces.0.gas", False),
        ("steps.press.rate", "1 MPa/s", "steps.1.rate", "1 MPa/s"),
        (" steps.press.pressure ", ' "20 MPa" ', "steps.1.pressure", "20 MPa"),
    ],
)
def test_replace(path: str, value: object, attribute: str, held: object) -> None:
    found: object = PRESS.replace({path: value})
    for word in attribute.split("."):
        found = found[int(word)] if isinstance(found, tuple) else getattr(found, word)
    assert found == held


def test_replace_lists() -> None:
    moved = CELL.replace({"steps.bond.adds": '["cathode", "metal"]', "steps.attach.adds": "[]"})
    assert moved.layers_at()[1] == ("metal", "electrolyte", "cathode")


def test_bands() -> None:
    band = {"rms_height": "2 um", "hurst": 0.9, "longest": "5 mm", "shortest": "100 um"}
    wavy = PRESS.replace({"interfaces.metal:electrolyte.bands": [band]})
    path = "interfaces.metal:electrolyte.bands.0.rms_height"
    assert path in wavy.paths()
    assert wavy.replace({path: "3 um"}).interfaces[0].bands[0].rms_height == "3 um"
    assert parse_recipe(wavy.to_toml()) == wavy


REFUSED = [
    (
        "steps.pres.pressure",
        "20 MPa",
        'found an unknown path; did you mean "steps.press.pressure"?',
    ),
    ("steps.press.presure", "20 MPa", 'found an unknown path; did you mean "pressure"?'),
    ("interfaces.metal:rod.hurst", "0.5", "interfaces.metal:electrolyte.hurst"),
    ("stack.metal.name", "x", "found an unknown path"),
    ("steps", "x", "found an unknown path"),
    ("", "x", "found an unknown path"),
    ("steps.press.pressure", "20", 'steps.press.pressure: found 20; give a unit, for example "20'),
    (
        "steps.press.pressure",
        None,
        'steps.press.pressure: found nothing; write pressure = "10 MPa"',
    ),
    ("steps.press.adds", "metal", 'steps.press.adds: found "metal"; write a list'),
    ("stack.metal.film", "perhaps", 'stack.metal.film: found "perhaps"; write true or false'),
    ("stack.metal.diameter", ["10 mm"], "stack.metal.diameter: found a list of 1"),
    ("steps.cool.temperature", "100 degC", 'found "100 degC" while it is at 97 degC'),
]


@pytest.mark.parametrize(("path", "value", "message"), REFUSED)
def test_replace_refuses(path: str, value: object, message: str) -> None:
    with pytest.raises(RecipeRefusal) as refusal:
        PRESS.replace({path: value})
    assert message in str(refusal.value)


@pytest.mark.parametrize("name", NAMES)
def test_every_path_can_be_set_to_what_it_is(name: str) -> None:
    recipe = load_recipe(name)
    for path in recipe.paths():
        found: object = recipe
        root, *words = path.split(".")
        found = getattr(recipe, root)
        if isinstance(found, tuple):
            key, *words = words
            keys = [getattr(part, "key", getattr(part, "name", None)) for part in found]
            found = found[keys.index(key)]
        for word in words:
            found = getattr(found, word)
        assert recipe.replace({path: found}) == recipe


def test_digest_is_blind_to_spelling() -> None:
    text = PRESS.to_toml()
    other = "# a comment\n" + text.replace('"10 MPa"', '"100 bar"').replace(
        '"97 degC"', '"370.15 K"'
    ).replace('between = ["metal", "electrolyte"]\n', "").replace(
        "hurst = 0.8", 'hurst = "80 %"\nbetween = ["electrolyte", "metal"]'
    )
    assert other != text
    assert parse_recipe(other) != PRESS
    assert parse_recipe(other).digest == PRESS.digest


def test_digest_sees_every_path() -> None:
    seen = {PRESS.digest}
    for path, value in {
        "title": "x",
        "press.die": None,
        "press.gas_pressure": "2 bar",
        "stack.metal.film": False,
        "stack.electrolyte.thickness": "1.001 mm",
        "interfaces.metal:electrolyte.hurst": 0.81,
        "steps.press.dwell": "601 s",
        "steps.release.pressure": "1 kPa",
    }.items():
        seen.add(PRESS.replace({path: value}).digest)
    assert len(seen) == 9


def test_layers_come_and_go() -> None:
    assert CELL.layers_at() == (
        ("electrolyte",),
        ("electrolyte", "cathode"),
        ("metal", "electrolyte", "cathode"),
        ("metal", "electrolyte", "cathode"),
    )


def test_recipes_are_frozen_hashable_and_travel() -> None:
    with pytest.raises(ValidationError):
        PRESS.title = "x"
    assert hash(PRESS) == hash(load_recipe(SAMPLE))
    assert pickle.loads(pickle.dumps(PRESS)) == PRESS


def test_python_is_refused_in_the_same_words() -> None:
    data = {"schema": "asperity-recipe-1", "press": {}, "stack": [], "steps": "x"}
    with pytest.raises(RecipeRefusal) as refusal:
        Recipe.model_validate(data)
    assert 'press.machine: found nothing; write machine = "hydraulic' in str(refusal.value)
    with pytest.raises(RecipeRefusal):
        Recipe(version="asperity-recipe-1", press=PRESS.press, stack=(), steps=PRESS.steps)
    with pytest.raises(RecipeRefusal):
        Recipe.model_validate(None)


def test_si_of_what_is_left_out() -> None:
    step = PRESS.steps[2]
    assert step.si("pressure", 5.0) == 5.0
    with pytest.raises(RecipeRefusal, match="write pressure"):
        step.si("pressure")
    with pytest.raises(TypeError):
        step.si("name")


def test_a_ball_seat_has_two_names_and_one_meaning() -> None:
    ball, spherical = (PRESS.replace({"press.seat": seat}) for seat in ("ball", "spherical"))
    assert ball == spherical
    assert ball.digest == spherical.digest != PRESS.replace({"press.seat": "fixed"}).digest
    assert 'seat = "ball"' in spherical.to_toml()
