"""Maps of a real recipe: what is pressed is what `press` tells, by any number of processes."""

import numpy as np
import pytest

import asperity
from asperity.study import map_recipe
from asperity.study.crew import batches

RECIPE = asperity.load_recipe("na-thermal-press")
ASKED = {
    "x": "steps.press.pressure=2 MPa..200 MPa",
    "y": "steps.press.temperature=40 degC..105 degC",
    "of": "interface-resistance",
}


@pytest.fixture(scope="module")
def found():
    return map_recipe(RECIPE, **ASKED, points=4, workers=1)


def test_a_point_is_what_a_press_tells(found):
    for row, column in ((0, 0), (1, 2), (3, 0)):
        changes = {
            found.x.path: found.x.written[column],
            found.y.path: found.y.written[row],
        }
        outcome = asperity.press(RECIPE.replace(changes))
        assert (found.status[row, column] == 0) == outcome.carried_out
        if outcome.carried_out:
            face = outcome.steps[-1].interfaces[0]
            assert found.values[row, column] == pytest.approx(face.resistance_ohm_m2, rel=5e-3)
        else:
            assert np.isnan(found.values[row, column])
            assert "melts" in found.reasons[row, column]
        levels = {"good": 0, "marginal": 1, "bad": 2}
        worst = max(levels[risk.level] for step in outcome.steps for risk in step.risks)
        assert found.level[row, column] == worst


def test_warm_sodium_melts_and_is_told_so(found):
    melting = next(one for one in found.dangers if one.kind == "melting")
    assert melting.where == "metal"
    assert melting.level[-1, 0] == 2
    assert found.dangers[found.binding[-1, 0]].kind == "melting"


def test_the_recipe_as_written_is_marked(found):
    assert found.here == pytest.approx((10e6, 370.15))


def test_two_processes_make_the_same_map(monkeypatch):
    monkeypatch.setattr(batches, "WORTH", 4)  # nine points are work for two
    asked: list[list[int]] = [[], []]
    one, two = (
        map_recipe(RECIPE, **ASKED, points=3, workers=count, told=told.append)
        for count, told in zip((1, 2), asked, strict=True)
    )
    assert asked[0][-1] == asked[1][-1] == one.presses == two.presses == 9
    assert len(asked[1]) == 2
    assert (one.status == two.status).all()
    assert np.array_equal(one.values, two.values, equal_nan=True)
    for first, second in zip(one.dangers, two.dangers, strict=True):
        assert (first.kind, first.where) == (second.kind, second.where)
        assert np.array_equal(first.severity, second.severity, equal_nan=True)


def test_every_point_may_be_pressed():
    one = map_recipe(RECIPE, **ASKED, points=3, every_point=True, workers=1)
    assert one.presses == 9
    assert one.pressed.all()
    assert one.error is None


def test_paths_that_move_together_do():
    both = map_recipe(
        RECIPE,
        x="steps.press.pressure=5 MPa..20 MPa",
        y="steps.press.temperature,steps.cool.temperature=30..60 degC",
        of="steps.cool.temperature_k",
        points=2,
        workers=1,
    )
    assert both.values[:, 0] == pytest.approx(both.y.values, abs=0.5)
    assert both.here is None
