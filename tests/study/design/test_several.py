"""The front of a problem whose front is known, and other steps for the same stack."""

import numpy as np
import pytest

import asperity
from asperity.study.design.least.known import Aim, Known, first_goal
from asperity.study.design.least.search import Effort, look
from asperity.study.design.several.front import SHOWN, front, knee, spread_out
from asperity.study.design.several.ways import variants
from asperity.study.design.variables import variable

AIM = Aim(worth=first_goal, slack={})
BOTH = np.array([0, 1])


def two_goals(x: np.ndarray) -> Known:
    """Zitzler, Deb and Thiele's first problem in three variables: its front has g = 1, that is
    the second goal is 1 less the root of the first; a limit keeps the first above 0.2.
    """
    first = x[:, 0]
    g = 1 + 4.5 * x[:, 1:].sum(axis=1)
    numbers = np.array([first, g * (1 - np.sqrt(first / g))]).T
    return Known(
        shares=x, numbers=numbers, limits={"a|b|c|used": 0.2 - first}, lost=np.zeros(len(x))
    )


@pytest.fixture(scope="module")
def known() -> Known:
    looks = look(two_goals, 3, Effort(looks=64))
    return spread_out(two_goals, looks, AIM, columns=BOTH, seed=0, told=lambda *_: None)


def test_generations_come_to_the_known_front_within_the_limit(known):
    at = front(known, AIM, BOTH)
    first, second = known.numbers[at].T
    assert first.min() == pytest.approx(0.2, abs=0.01)
    assert first.min() >= 0.2
    assert first.max() > 0.9
    assert second == pytest.approx(1 - np.sqrt(first), abs=0.05)


def test_of_a_front_nothing_is_beaten_and_few_are_told(known):
    at = front(known, AIM, BOTH)
    assert 2 < len(at) <= SHOWN
    chosen = known.numbers[at]
    better = (chosen[:, None] <= chosen[None]).all(axis=2)
    assert (better == np.eye(len(at), dtype=bool)).all()


def test_the_knee_is_nearest_to_the_best_of_every_goal():
    assert knee(np.array([[0.0, 1.0], [0.1, 0.2], [1.0, 0.0]])) == 1
    assert knee(np.array([[3.0, 3.0]])) == 0


def test_the_front_does_not_depend_on_more_than_the_seed(known):
    looks = look(two_goals, 3, Effort(looks=64))
    again = spread_out(two_goals, looks, AIM, columns=BOTH, seed=0, told=lambda *_: None)
    assert np.array_equal(known.shares, again.shares)


def ways(name, *vary):
    recipe = asperity.load_recipe(name)
    return {one.name: one for one in variants(recipe, tuple(variable(recipe, v) for v in vary))}


def test_powders_pressed_one_after_the_other_are_merged_and_every_step_is_parted():
    found = ways("multi-step", "steps.densify.pressure=10 MPa..500 MPa")
    assert list(found) == [
        "as given",
        "powders pressed at once",
        "densify in two stages",
        "bond in two stages",
        "attach in two stages",
    ]
    merged = found["powders pressed at once"]
    assert [step.name for step in merged.recipe.steps] == ["bond", "attach", "operate"]
    assert merged.variables == ()  # what was varied is a step that is gone
    assert merged.presses == 2
    staged = found["densify in two stages"]
    assert [step.name for step in staged.recipe.steps][:2] == ["densify-first", "densify"]
    assert [one.path for one in staged.variables] == [
        "steps.densify.pressure",
        "steps.densify-first.pressure",
    ]


def test_what_is_pressed_at_once_is_parted_into_powder_and_mixture():
    recipe = asperity.load_recipe("multi-step")
    merged = next(one for one in variants(recipe, ()) if one.name == "powders pressed at once")
    vary = variable(merged.recipe, "steps.bond.pressure=10 MPa..500 MPa")
    parted = {one.name: one for one in variants(merged.recipe, (vary,))}
    again = parted["cathode pressed on after the rest"]
    assert [(step.name, step.kind) for step in again.recipe.steps][:2] == [
        ("bond-first", "compact"),
        ("bond", "bond"),
    ]
    assert again.recipe.layers_at()[0] == ("electrolyte",)
    assert len(again.variables) == 2
