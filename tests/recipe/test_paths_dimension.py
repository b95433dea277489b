"""What may be written at a path."""

import pytest

import asperity
from asperity.errors import RecipeRefusal

RECIPE = asperity.load_recipe("na-thermal-press")


@pytest.mark.parametrize(
    ("path", "dimension"),
    [
        ("steps.press.pressure", "pressure"),
        (" steps.press.temperature ", "temperature"),
        ("interfaces.electrolyte:metal.rms_height", "length"),
        ("interfaces.metal:electrolyte.hurst", "dimensionless"),
    ],
)
def test_a_quantity_has_a_dimension(path, dimension):
    written = RECIPE.written_at(path)
    assert written is not None
    assert written.dimension == dimension


@pytest.mark.parametrize("path", ["title", "press.machine", "stack.metal.film"])
def test_a_name_or_a_switch_has_none(path):
    assert RECIPE.written_at(path) is None


def test_an_unknown_path_is_refused_with_the_nearest():
    with pytest.raises(RecipeRefusal, match='did you mean "pressure"'):
        RECIPE.written_at("steps.press.presure")


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("steps.press.pressure", "-5 MPa", "write more than 0 MPa"),
        ("steps.press.pressure", "5", "give a unit"),
        ("interfaces.metal:electrolyte.hurst", "1", "write less than 1"),
    ],
)
def test_what_cannot_stand_there_is_refused(path, text, said):
    written = RECIPE.written_at(path)
    assert written is not None
    with pytest.raises(RecipeRefusal, match=f"--x: found .*{said}"):
        written.checked(text, "--x")


def test_what_is_written_at_a_path():
    assert RECIPE.value_at("steps.press.pressure") == "10 MPa"
    assert RECIPE.value_at("steps.cool.pressure") is None
    with pytest.raises(RecipeRefusal, match="unknown path"):
        RECIPE.value_at("steps.cool.presure")
