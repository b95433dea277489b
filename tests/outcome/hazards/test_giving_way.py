"""Plates that yield and ceramics that are crushed: what is judged, and what is not."""

from dataclasses import replace

import pytest

import asperity
from asperity.outcome.gather.ahead.risks import planned_risks
from asperity.stack import Step, build

MPA = 1e6


def found(stack, pressure, name):
    present = tuple(layer.name for layer in stack.layers)
    step = Step(name="press", kind="press", layers=present, pressure=pressure, rate=1e12)
    risks = planned_risks(replace(stack, steps=(step,)))
    return [risk for risk in risks if risk.kind == "crushing" and risk.where == name]


@pytest.fixture(scope="module")
def sodium():
    return build(asperity.load_recipe("na-foil"))


@pytest.fixture(scope="module")
def cell():
    return build(asperity.load_recipe("symmetric-cell"))


@pytest.fixture(scope="module")
def ceramic():
    return build(asperity.load_recipe("na-cold-press"))


def test_a_free_plate_yields_a_little_above_its_yield_stress(sodium):
    plate = sodium.layers[0]
    told = found(sodium, 2000 * MPA, plate.name)[0]
    assert plate.yield_stress < told.limit < 2 * plate.yield_stress
    assert told.level == "bad"
    assert found(sodium, 10 * MPA, plate.name)[0].level == "good"
    thin = replace(plate, thickness=plate.thickness / 20)
    thinner = replace(sodium, layers=(thin, *sodium.layers[1:]))
    assert found(thinner, 10 * MPA, plate.name)[0].limit > 3 * told.limit


def test_rods_in_a_sleeve_are_held_by_it(cell):
    told = found(cell, 375 * MPA, "rod")[0]
    bare = found(replace(cell, die=None), 375 * MPA, "rod")[0]
    assert told.limit == pytest.approx(bare.limit + 0.5 * cell.die.rated_pressure)
    assert (told.level, bare.level) == ("marginal", "bad")
    loose = replace(cell, die=replace(cell.die, bore=1.1 * cell.die.bore))
    assert found(loose, 375 * MPA, "rod")[0].limit == pytest.approx(bare.limit)


def test_a_ceramic_is_crushed_at_what_its_card_says_or_ten_times_its_strength(ceramic):
    layer = ceramic.layer("electrolyte")
    told = found(ceramic, 360 * MPA, "electrolyte")[0]
    assert told.limit == pytest.approx(10 * layer.brittle.strength)
    assert "assumed" in told.reason
    known = replace(layer, brittle=replace(layer.brittle, compressive=500 * MPA))
    stack = replace(ceramic, layers=(ceramic.layers[0], known))
    told = found(stack, 360 * MPA, "electrolyte")[0]
    assert told.limit == pytest.approx(500 * MPA)
    assert "assumed" not in told.reason


def test_a_wall_that_it_reaches_keeps_a_ceramic_from_being_crushed(ceramic):
    tight = replace(ceramic, die=replace(ceramic.die, clearance=1e-9))
    assert not found(tight, 360 * MPA, "electrolyte")


def test_from_all_sides_nothing_yields_and_powders_are_not_asked(ceramic, cell):
    around = replace(ceramic, machine=replace(ceramic.machine, isostatic=True))
    assert not found(around, 360 * MPA, "electrolyte")
    assert not found(cell, 375 * MPA, "electrolyte")
