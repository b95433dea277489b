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
