"""Bows that metal takes up, or does not; caps deeper than they are thick; punches on a bow."""

from dataclasses import replace

import numpy as np
import pytest

import asperity
from asperity.laws.strength.ceramic import membrane
from asperity.outcome.gather.breaking.hazard import stresses
from asperity.outcome.gather.breaking.judge import probability
from asperity.outcome.gather.breaking.loads import Load, bent_away
from asperity.stack import build

CELL = {"stack.electrolyte.flatness": "100 um", "steps.pre-press.dwell": "1 s"}


def survival(recipe):
    step = asperity.press(recipe).steps[-1]
    return next(layer.survival for layer in step.layers if layer.name == "electrolyte")


def cell(thickness):
    foils = {f"stack.{name}.thickness": thickness for name in ("metal", "metal-2")}
    return survival(
        asperity.load_recipe("symmetric-cell").replace(CELL | foils | {"steps.press.dwell": "1 s"})
    )


def load(**fields):
    known = {"radius": 5e-3, "thickness": 1e-3, "E": 75e9, "nu": 0.26, "pressure": 100e6}
    return Load(**(known | fields))


def pellet():
    return build(asperity.load_recipe("na-cold-press")).layer("electrolyte")


def test_thick_foils_follow_a_bow_and_thin_ones_do_not():
    assert "bow" not in cell("0.5 mm").stresses_pa
    assert cell("20 um").stresses_pa["bow"] > 1e6


def test_a_wide_plate_bows_less_over_a_narrow_disc():
    stack = build(asperity.load_recipe("symmetric-cell"))
    disc, wide = stack.layer("electrolyte"), replace(stack.layer("rod"), diameter=26e-3, bow=8e-6)
    plates, bow = bent_away(stack, (wide,), disc)
    assert bow == pytest.approx(disc.bow + plates + 2e-6)


def test_the_advice_names_how_thick_metal_must_be():
    bowed = {"stack.electrolyte.flatness": "15 um", "steps.press.dwell": "1 s"}
    step = asperity.press(asperity.load_recipe("na-cold-press").replace(bowed)).steps[0]
    found = next(layer.survival for layer in step.layers if layer.name == "electrolyte")
    told = next(one.change for one in found.advice if "soft metal" in one.change)
    assert told == "put 17 um of soft metal or more on both faces, to take up its bow"


def test_a_cap_deeper_than_its_thickness_breaks_at_its_rim():
    thin = load(thickness=20e-6, bow=np.array([20e-6, 994e-6]))
    flat, deep = probability(thin, pellet())
    assert flat < 0.01
    assert deep > 0.99
    found = stresses(load(thickness=20e-6, bow=994e-6))
    stretched = float(found.sources["stretching"])
    assert stretched == pytest.approx(75e9 * 994e-6**2 / (2 * 5e-3**2))
    assert stretched > 10 * float(found.sources["bow"])


def test_stretching_of_a_shallow_bow_is_little():
    found = stresses(load(bow=20e-6)).sources
    assert 0 < float(found["stretching"]) < 0.02 * float(found["bow"])


def test_the_bow_counts_at_the_edge_of_a_rod():
    flat, bowed = (stresses(load(step=0.8, bow=bow)) for bow in (0.0, 20e-6))
    there = float(bowed.sources["bow"]) * (1 - 0.8**2)
    assert float(bowed.ring - flat.ring) == pytest.approx(there)


def test_rods_that_give_way_halve_what_uneven_thickness_does():
    backing = 2 * membrane.give(5e-3, E=200e9, nu=0.29)
    rigid, steel = (stresses(load(variation=3e-6, backing=one)).largest for one in (0.0, backing))
    assert 0.4 < float(steel / rigid) < 0.6
