"""What touches the stack: the punches of a die, else the plates, else what is written."""

import pytest

import asperity
from asperity.stack import build


def machine(**changes):
    recipe = asperity.load_recipe("na-cold-press")
    return build(
        recipe.replace({path.replace("__", "."): to for path, to in changes.items()})
    ).machine


def test_in_a_die_the_punches_touch():
    found = machine()
    assert found.plate_bow == pytest.approx(2e-6)
    assert found.plate_doubt > 0.5  # known to a factor, not more


def test_a_narrower_pellet_feels_less_of_a_punch():
    narrow = {"stack.metal.diameter": "5 mm", "stack.electrolyte.diameter": "5 mm"}
    recipe = asperity.load_recipe("na-cold-press").replace(narrow)
    assert build(recipe).machine.plate_bow == pytest.approx(0.5e-6)


def test_without_a_die_the_plates_touch():
    assert machine(press__die=None).plate_bow == pytest.approx(10e-6 * (10 / 150) ** 2)


def test_what_is_written_goes_before_both():
    found = machine(press__plate_flatness="7 um")
    assert (found.plate_bow, found.plate_doubt) == (pytest.approx(7e-6), 0.0)
