"""Critical currents of a cell: both views, what pressing and pressure do, what is told."""

from dataclasses import replace

import numpy as np
import pytest

import asperity
from asperity.laws import GAS_CONSTANT
from asperity.laws.current.stripping import hardest_void
from asperity.outcome import CriticalCurrent
from asperity.outcome.gather.electric.stripped import (
    nucleus_of,
    stripped_metal,
    stripping_limit,
    supply_of,
)
from asperity.stack import build


def cell(recipe="symmetric-cell", **steps):
    changes = {"steps." + name.replace("__", "."): value for name, value in steps.items()}
    return asperity.press(asperity.load_recipe(recipe).replace(changes))


@pytest.fixture(scope="module")
def shipped():
    return cell()


def test_pressing_before_raises_every_limit(shipped):
    """The same 5 MPa in operation, after 5 and after 25 MPa."""
    less = cell(press__pressure="5 MPa").cell.critical_current_a_per_m2
    more = shipped.cell.critical_current_a_per_m2
    for way in ("stripping", "stripping_interface_limited", "plating"):
        assert getattr(more, way) > 1.3 * getattr(less, way)


def test_pressure_beyond_what_opens_a_flaw_lets_nothing_plate():
    """The metal's own pressure opens a 5 µm flaw at K/(1.12 √(πa)) over what the wall leaves.

    52 MPa at a free rim; here a sleeve holds 0.59 of the pressure against it.
    """
    assert cell(operate__pressure="60 MPa").cell.critical_current_a_per_m2.plating > 0.0
    pressed = cell(operate__pressure="150 MPa")
    assert pressed.cell.critical_current_a_per_m2.plating == 0.0
    assert any("nothing can be plated" in told for told in pressed.warnings)


def test_the_views_answer_differently_to_heat(shipped):
    """Per contact: one by the activation energy of the card, the other as metal diffuses."""
    warm = cell(operate__temperature="60 degC")
    limits, contact = [], []
    for outcome in (shipped, warm):
        limits.append(outcome.cell.critical_current_a_per_m2)
        contact.append(min(face.contact_fraction for face in outcome.steps[-1].interfaces))
    kelvin = [outcome.steps[-1].temperature_k for outcome in (shipped, warm)]
    rise = [
        np.log(getattr(limits[1], way) / getattr(limits[0], way) * contact[0] / contact[1])
        * GAS_CONSTANT
        / (1 / kelvin[0] - 1 / kelvin[1])
        for way in ("stripping_interface_limited", "stripping")
    ]
    assert rise[0] == pytest.approx(0.14 * 96485.3, rel=1e-3)
    assert 3 * rise[0] < rise[1] < 60e3


def test_a_pair_nobody_has_measured_has_no_interface_limit():
    found = cell("na-cold-press").cell
    assert found.critical_current_a_per_m2.stripping is not None
    assert found.critical_current_a_per_m2.stripping_interface_limited is None
    assert found.critical_current_a_per_m2.views_apart is None
    assert "if the interface sets it" not in found.protocol


def test_the_protocol_tells_views_pits_pressure_and_temperature(shipped):
    for told in (
        "creep and diffusion",
        "creep brings",
        "interface",
        "sideways",
        "pits of 0.25 um",
        "5 MPa",
        "25 degC",
        "flaw",
    ):
        assert told in shipped.cell.protocol
    apart = shipped.cell.critical_current_a_per_m2.views_apart
    assert any(f"{apart:.2g} times apart" in told for told in shipped.warnings)


def test_how_far_the_views_lie_apart_has_no_sign():
    one = CriticalCurrent(stripping=2.0, stripping_interface_limited=8.0)
    other = CriticalCurrent(stripping=8.0, stripping_interface_limited=2.0)
    assert one.views_apart == other.views_apart == 4.0
    assert CriticalCurrent(stripping=2.0).views_apart is None


def test_a_face_of_which_nothing_is_known_gets_the_bound(shipped):
    """The void that is hardest to fill: less than from any pit, and no interface to speak of."""
    stack = build(asperity.load_recipe("symmetric-cell"))
    metal, known = stack.layer("metal").metal, stack.layer("electrolyte")
    unknown = replace(known, voids=None)
    state = {"pressure": 5e6, "temperature": 298.15}
    hardest = hardest_void(5e6, stripped_metal(metal, **state))
    assert nucleus_of(metal, unknown, **state) == pytest.approx(float(hardest))
    face = shipped.steps[-1].interfaces[0]
    bound = stripping_limit(metal, unknown, face, **state)
    for radius in (0.1e-6, 0.25e-6, 1e-6, 10e-6):
        pits = replace(known, voids=replace(known.voids, nucleus=radius))
        assert stripping_limit(metal, pits, face, **state) > bound
    assert supply_of(metal, unknown, "interface-limited") is None


def test_a_film_takes_its_share_of_the_limit(shipped):
    stack = build(asperity.load_recipe("symmetric-cell"))
    metal, layer = stack.layer("metal").metal, stack.layer("electrolyte")
    face, state = shipped.steps[-1].interfaces[0], {"pressure": 5e6, "temperature": 298.15}
    filmed = replace(face, clean_fraction=0.3 * face.contact_fraction)
    for view in ("creep-limited", "interface-limited"):
        clean = stripping_limit(metal, layer, face, **state, view=view)
        assert stripping_limit(metal, layer, filmed, **state, view=view) == pytest.approx(
            0.3 * clean
        )
