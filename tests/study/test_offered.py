"""What a recipe offers to be varied can be varied so."""

import pytest

import asperity
from asperity.errors import Refusal
from asperity.recipe.read import list_examples
from asperity.study.design.goals import GOALS
from asperity.study.design.variables import usual, variable
from asperity.study.mapping.lines import line_of
from asperity.study.offered import offered, pair, told_by


@pytest.mark.parametrize("name", list_examples())
def test_every_offer_can_be_taken(name):
    recipe = asperity.load_recipe(name)
    offers = offered(recipe)
    assert len({one.paths[0] for one in offers}) == len(offers)
    for one in offers:
        assert str(recipe.value_at(one.paths[0])) == one.given
        assert variable(recipe, one.axis).paths == one.paths
        line = line_of(recipe, one.axis, 3, "x")
        assert line.values[0] < line.values[-1]
    assert [one.paths[0] for one in offers if one.press] == [one.path for one in usual(recipe)]


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("na-thermal-press", "steps.press.pressure", "steps.press.temperature"),
        ("na-foil", "steps.press.pressure", "steps.press.temperature,steps.heat.temperature"),
        ("na-cold-press", "steps.press.pressure", "interfaces.metal:electrolyte.rms_height"),
        ("multi-step", "steps.densify.pressure", "steps.bond.pressure"),
    ],
)
def test_the_pair_that_says_most(name, first, second):
    assert [one.path for one in pair(asperity.load_recipe(name))] == [first, second]


def test_what_a_recipe_tells():
    foil = told_by(asperity.load_recipe("na-foil"))
    assert set(foil) == {"foil", "reproducibility"}
    assert foil["foil"] == GOALS["foil"].title
    cell = told_by(asperity.load_recipe("multi-step"))
    assert {"cell-resistance", "cycle-life", "contact-fraction"} <= set(cell)
    assert "foil" not in cell


def test_what_is_offered_elsewhere_is_refused():
    recipe = asperity.load_recipe("na-foil")
    with pytest.raises(Refusal):
        variable(recipe, offered(asperity.load_recipe("multi-step"))[0].axis)
