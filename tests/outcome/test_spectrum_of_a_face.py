"""A face as an element of the circuit, in the mean field, against the law with its own numbers."""

from dataclasses import replace
from functools import cache
from math import pi

import numpy as np
import pytest

import asperity
from asperity.laws.current.circuit import VACUUM, interface_impedance, parallel_gap
from asperity.outcome.gather.spectra.element import Medium
from asperity.outcome.gather.spectra.face import double_layer, mean_field, touching
from asperity.run import pressed

F = np.geomspace(1e-1, 1e13, 57)
SIGMA, EPSILON = 0.25, 12 * VACUUM
PLAIN = Medium(conductivity=SIGMA, inside=(1 / SIGMA, EPSILON), between=(0.0, 0.0))
FRACTION, GAP = 0.03, 40e-9
TRANSFER, CONSTRICTION = 2e-4, 8e-4
"""Of a face that hardly touches: the gap and the constriction count as much as charge transfer."""


@cache
def cell():
    return pressed(asperity.load_recipe("symmetric-cell"))


def face(fraction=FRACTION):
    own = cell().outcome.steps[-1].interfaces[0]
    return replace(
        own,
        contact_fraction=fraction,
        clean_fraction=None,
        mean_gap_m=GAP,
        charge_transfer_ohm_m2=TRANSFER,
        constriction_ohm_m2=CONSTRICTION,
        resistance_ohm_m2=TRANSFER + CONSTRICTION,
    )


def gap_of(fraction):
    """Over what does not touch; the record's is over all of the face."""
    return parallel_gap(GAP / (1 - fraction), fraction=fraction)


@pytest.mark.parametrize("fraction", [0.005, FRACTION, 0.5])
def test_a_face_that_hardly_touches_is_the_law(fraction):
    stack, own = cell().stack, face(fraction)
    wanted = interface_impedance(
        F,
        fraction=fraction,
        charge_transfer=TRANSFER * fraction,
        double_layer=double_layer(stack, own.between),
        gap=gap_of(fraction),
        constriction=CONSTRICTION,
        conductivity=SIGMA,
        permittivity=EPSILON,
    )
    found = touching(stack, own, PLAIN).at(F)
    assert found == pytest.approx(wanted, rel=1e-12)
    area = pi / 4 * 0.01**2
    assert mean_field(stack, own, PLAIN, 0.01).at(F) == pytest.approx(wanted / area, rel=1e-12)


def test_its_gap_and_its_constriction_show():
    """Each moves the law far beyond what the comparison above lets pass."""
    stack = cell().stack
    own = touching(stack, face(0.5), PLAIN)
    for changed in (
        replace(own, gap=own.gap * 0.5),
        replace(own, constriction=0.5 * own.constriction),
        replace(own, medium=replace(PLAIN, inside=(1 / SIGMA, 0.0))),
    ):
        apart = abs(changed.at(F) / own.at(F) - 1)
        assert apart.max() > 1e-4


def test_arcs_have_the_capacitance_beside_them():
    """Charge transfer: double layer of what touches beside the gap over the rest."""
    stack, own, area = cell().stack, face(), 2e-4
    transfer, constriction = touching(stack, own, PLAIN).arcs(area)
    layer = double_layer(stack, own.between) * FRACTION
    beside = VACUUM * (1 - FRACTION) / gap_of(FRACTION)
    assert transfer.kind == "charge-transfer"
    assert transfer.resistance_ohm == pytest.approx(TRANSFER / area, rel=1e-12)
    assert transfer.capacitance_f == pytest.approx((layer + beside) * area, rel=1e-12)
    assert beside > 1e-3 * layer
    assert constriction.kind == "constriction"
    assert constriction.resistance_ohm == pytest.approx(CONSTRICTION / area, rel=1e-12)


@pytest.mark.parametrize("slower", ["inside", "between"])
def test_constriction_turns_with_what_resists_more(slower):
    branches = {"inside": (1.0, 3e-10), "between": (1.0, 5e-8)}
    branches[slower] = (3.0, branches[slower][1])
    medium = Medium(conductivity=0.25, **branches)
    resistivity, permittivity = branches[slower]
    arc = touching(cell().stack, face(), medium).arcs(1.0)[-1]
    assert arc.resistance_ohm * arc.capacitance_f == pytest.approx(
        resistivity * permittivity, rel=1e-12
    )
    assert arc.peak_frequency_hz == pytest.approx(
        1 / (2 * pi * resistivity * permittivity), rel=1e-12
    )
