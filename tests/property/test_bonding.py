"""Two powders pressed together, whatever they are: what must hold of the face between them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asperity
from asperity.recipe import parse_recipe

SHEET = """
schema = "asperity-recipe-1"
title = "Separator, then cathode"

[press]
machine = "hydraulic-30t-heated"
die = "tungsten-carbide-10mm"
atmosphere = "argon"

[[stack]]
name = "electrolyte"
kind = "powder"
material = "{material}"
mass = "60 mg"
diameter = "10 mm"

[[stack]]
name = "cathode"
kind = "composite"
active = "NMC622"
electrolyte = "{material}"
active_fraction = "{active:.3f}"
mass = "15 mg"
diameter = "10 mm"
"""
STEP = '\n[[steps]]\nname = "{}"\nkind = "{}"\npressure = "{:.9g} MPa"\n'
few = settings(max_examples=10)
materials = st.sampled_from(["Li6PS5Cl", "Na3PS4", "Na-hydroborate", "Li3PS4-glass"])
actives = st.floats(0.2, 0.6)
pressures = st.floats(5, 600)


def pressed(material, active, first, *bonds):
    """The face after each pressure of `bonds` (MPa), the separator pressed at `first` before."""
    sheet = SHEET.format(material=material, active=active)
    if first > 0:
        sheet += STEP.format("first", "compact", first)
    for index, pressure in enumerate(bonds):
        sheet += STEP.format(f"bond-{index}", "bond", pressure)
        sheet += 'adds = ["cathode"]\n' if first > 0 and index == 0 else ""
    steps = asperity.press(parse_recipe(sheet)).steps[-len(bonds) :]
    return [step.interfaces[-1] for step in steps]


@few
@given(materials, actives, st.just(0.0) | pressures, pressures, st.floats(1, 3))
def test_more_pressure_never_gives_less(material, active, first, bond, more):
    (least,) = pressed(material, active, first, bond)
    (found,) = pressed(material, active, first, more * bond)
    assert found.contact_fraction >= least.contact_fraction - 1e-9
    assert found.embedding_depth_m >= least.embedding_depth_m * (1 - 1e-9)
    assert 0 < least.contact_fraction <= 1
    assert 0 < least.embedding_depth_m <= 3.0e-6  # half a particle


@few
@given(materials, actives, st.just(0.0) | pressures, pressures, st.floats(0.1, 1))
def test_a_smaller_step_before_changes_nothing(material, active, first, bond, share):
    """Pressing the pair in two steps, the first of them gentler, is pressing it in one."""
    (one,) = pressed(material, active, first, bond)
    two = pressed(material, active, first, share * bond, bond)[-1]
    assert two.contact_fraction == pytest.approx(one.contact_fraction, rel=1e-6)
    assert two.embedding_depth_m == pytest.approx(one.embedding_depth_m, rel=1e-6)


@few
@given(materials, actives, pressures, pressures)
def test_a_pressed_face_is_flatter_and_harder(material, active, first, bond):
    """Against two loose fills: never deeper, and less contact where both end equally dense."""
    (loose,) = pressed(material, active, 0.0, bond)
    (flat,) = pressed(material, active, first, bond)
    (harder,) = pressed(material, active, 1.5 * first, bond)
    assert flat.embedding_depth_m <= loose.embedding_depth_m * (1 + 1e-9)
    assert harder.embedding_depth_m <= flat.embedding_depth_m * (1 + 1e-6)
    if first <= bond:
        assert flat.contact_fraction <= loose.contact_fraction * (1 + 1e-6)


@few
@given(materials, actives, st.just(0.0) | pressures)
def test_without_pressure_nothing_touches(material, active, first):
    gone = [
        pressed(material, active, first, bond)[0].contact_fraction for bond in (1e-1, 1e-3, 1e-5)
    ]
    assert gone[0] >= gone[1] >= gone[2]
    assert gone[2] < 1e-3
