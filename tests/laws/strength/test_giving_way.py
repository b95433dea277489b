"""Discs that spread, are dented or are crushed: limits and what holds them."""

import numpy as np
import pytest

from asperity.laws.strength.unconfined import (
    INDENTED,
    SLIDING,
    bearing_pressure,
    crushing_pressure,
    spreading_pressure,
)

ROD = {"diameter": 13e-3, "thickness": 20e-3}


def test_pressed_all_over_a_plate_spreads_as_a_disc_does():
    whole = bearing_pressure(215e6, pressed=13e-3, **ROD)
    assert whole == pytest.approx(spreading_pressure(215e6, **ROD))
    assert whole == bearing_pressure(215e6, pressed=20e-3, **ROD)


def test_a_narrow_punch_dents_and_no_width_makes_a_jump():
    assert bearing_pressure(1.0, pressed=1e-3, **ROD) == pytest.approx(INDENTED)
    widths = np.linspace(1e-3, 13e-3, 4001)
    found = bearing_pressure(1.0, pressed=widths, **ROD)
    assert np.all(np.abs(np.diff(found)) < 3e-3)  # as steep as a force over a width
    assert np.all(np.diff(found) <= 1e-12)


def test_a_force_that_a_wide_plate_bears_a_narrow_one_bears_no_better():
    forces = [
        bearing_pressure(1.0, diameter=d, thickness=5e-3, pressed=5e-3) for d in (5e-3, 7e-3, 2e-2)
    ]
    assert forces == sorted(forces)


def test_sides_that_are_held_keep_a_brittle_disc_from_being_crushed():
    assert crushing_pressure(800e6) == 800e6
    p = crushing_pressure(800e6, sideways=0.1)
    assert p == pytest.approx(800e6 + SLIDING * 0.1 * p)
    assert crushing_pressure(800e6, sideways=1 / SLIDING) == np.inf
    assert crushing_pressure(800e6, sideways=1.0) == np.inf
    assert abs((np.sqrt(1 + 0.36) + 0.6) ** 2 - SLIDING) < 0.005
