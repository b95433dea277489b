"""A card's powder in a die as a body: an assumed set, and said so."""

from functools import cache

import numpy as np
import pytest

import asperity
from asperity.errors import AsperityError, CardRefusal, Refusal
from asperity.recipe import parse_recipe
from asperity.study import PressedPellet, press_pellet
from asperity.study.die.pellet import STRENGTH

SULFIDE = {"mass": 100e-6, "diameter": 10e-3, "elements": (6, 4)}
C1, C2 = 1.664, 0.2405  # Walker's law of the card, MPa

RECIPE = """
schema = "asperity-recipe-1"
[press]
machine = "hydraulic-30t-heated"
die = "hardened-steel-10mm"
[[stack]]
name = "powder"
kind = "powder"
material = "Li6PS5Cl"
mass = "100 mg"
diameter = "10 mm"
[[steps]]
name = "press"
kind = "compact"
pressure = "{pressure!r} MPa"
[[steps]]
name = "release"
kind = "release"
pressure = "0.1 MPa"
"""


@cache
def pressed(pressure: float, friction: float | None = None, action: str = "one-sided"):
    return press_pellet("Li6PS5Cl", pressure=pressure, friction=friction, action=action, **SULFIDE)


@pytest.mark.parametrize("pressure", [50e6, 250e6, 400e6])
def test_without_friction_it_is_the_compaction_law_and_its_springback(pressure):
    """Under load within 0.006, as if wall and solid were stiff; released by the springback law."""
    done = pressed(pressure, 0.0).compaction
    assert done.converged, done.reason
    law = 1 / (C1 - C2 * np.log10(pressure / 1e6))
    assert done.after("load").mean_density == pytest.approx(law, abs=0.006)
    sprung = law / (1 + pressure / (18.1e9 * np.exp(-5 * (1 - law))))
    assert done.after("release").mean_density == pytest.approx(sprung, abs=0.006)


def test_the_mass_is_that_of_the_card():
    done = pressed(50e6, 0.0).compaction
    field = done.after("load")
    assert 1860 * field.density @ field.volume == pytest.approx(100e-6, rel=1e-6)
    assert done.mass == pytest.approx(100e-6, rel=1e-6)


def test_friction_of_the_card_acts_and_two_punches_press_more_evenly():
    one, two = (pressed(250e6, None, action).compaction for action in ("one-sided", "two-sided"))
    spreads = [run.after("load").density_spread for run in (one, two)]
    assert spreads[0] > 1.5 * spreads[1] > 0
    assert np.abs(one.balance).max() < 1e-8


def test_it_says_that_the_set_is_guessed():
    pellet = pressed(50e6, 0.0)
    assert isinstance(pellet, PressedPellet)
    assert pellet.assumptions[0].startswith("no electrolyte powder has a measured cap set")
    assert f"{STRENGTH:g}" in pellet.assumptions[0]
    assert pellet.ledger.used


def grip_of_the_law(pressure: float) -> float:
    """Pressure (Pa) on the wall that a recipe's pellet keeps: twice the tension at its rim."""
    outcome = asperity.press(parse_recipe(RECIPE.format(pressure=pressure / 1e6)))
    return 2 * outcome.steps[-1].layers[0].ejection_tension_pa


@pytest.mark.parametrize(("pressure", "least", "most"), [(100e6, 0.95, 1.1), (300e6, 0.5, 0.8)])
def test_released_it_grips_the_wall_as_the_law_of_a_recipe_says(pressure, least, most):
    """The same at 100 MPa; the law, which knows a dense solid that yields, grips harder at 300."""
    done = pressed(pressure).compaction
    field = done.after("release")
    height = np.ptp(field.nodes[:, 1])
    grip = done.wall_force[-1] / (np.pi * SULFIDE["diameter"] * height)
    assert least < grip / grip_of_the_law(pressure) < most
    assert field.nodes[:, 0].max() == pytest.approx(SULFIDE["diameter"] / 2, rel=1e-9)
    assert np.all(field.stress[:, 0] < 0)


@pytest.mark.parametrize("where", ["mass", "diameter", "pressure"])
def test_no_size_at_all_is_refused(where):
    with pytest.raises(Refusal) as refused:
        press_pellet("Li6PS5Cl", **{**SULFIDE, "pressure": 1e8, where: 0.0})
    assert refused.value.where == where


def test_a_material_that_does_not_compact_is_refused():
    with pytest.raises(AsperityError, match="compaction law"):
        press_pellet("sodium", pressure=1e8, **SULFIDE)
    with pytest.raises(CardRefusal):
        press_pellet("moon dust", pressure=1e8, **SULFIDE)
