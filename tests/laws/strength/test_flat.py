"""A bow between foils, and a cap pressed flat: limits, balance, the same integrated otherwise."""

import numpy as np
import pytest
from scipy.integrate import quad

from asperity.laws.strength.ceramic import flat, membrane

E, NU, R = 75e9, 0.26, 5e-3


def test_the_thinner_foil_decides_and_one_foil_takes_up_nothing():
    assert flat.bow_left(100e-6, 10e-6, 10e-6) == pytest.approx(90e-6)
    assert flat.bow_left(100e-6, 10e-6, 500e-6) == pytest.approx(90e-6)
    assert flat.bow_left(100e-6, 0.0, 500e-6) == pytest.approx(100e-6)
    assert flat.bow_left(5e-6, 10e-6, 10e-6) == 0.0


def test_a_cap_pressed_flat_against_minimal_energy():
    """Shorter circles, not longer radii, as the misfit: κ²r²/6 round the axis; least energy."""
    bow, n = 80e-6, 400
    r = np.linspace(0.0, R, n + 1)
    mid, step = (r[1:] + r[:-1]) / 2, R / n
    radial = (np.eye(n + 1)[1:] - np.eye(n + 1)[:-1]) / step
    hoop = (np.eye(n + 1)[1:] + np.eye(n + 1)[:-1]) / 2 / mid[:, None]
    lacks = -((2 * bow / R**2) ** 2) * mid**2 / 6

    stiff = np.diag(mid)
    first = radial.T @ stiff @ (radial + NU * hoop) + hoop.T @ stiff @ (hoop + NU * radial)
    second = (NU * radial + hoop).T @ stiff @ lacks
    u = np.zeros(n + 1)
    u[1:] = np.linalg.solve(first[1:, 1:], second[1:])
    strain = radial @ u, hoop @ u - lacks
    found = E / (1 - NU**2) * np.array([strain[0] + NU * strain[1], strain[1] + NU * strain[0]])
    tension = flat.stretching_tension(bow, bow, R, E=E)
    law = np.array(flat.of_stretching(mid / R, tension))
    assert tension == pytest.approx(E * bow**2 / (2 * R**2))
    far = np.abs(found - law)[:, 10:]
    assert far.max() < 2e-3 * tension


def test_half_a_cap_pressed_out_stretches_by_three_quarters():
    whole = flat.stretching_tension(80e-6, 80e-6, R, E=E)
    assert flat.stretching_tension(80e-6, 40e-6, R, E=E) == pytest.approx(0.75 * whole)
    assert flat.stretching_tension(80e-6, 0.0, R, E=E) == 0.0


def test_half_spaces_give_way_as_deep_as_integrated():
    """Pressure 1 - 2r² on r < 1: from polar coordinates about the middle, and about the rim."""
    middle = 2 * quad(lambda s: 1 - 2 * s * s, 0, 1)[0]

    def along(angle):
        far = 2 * np.cos(angle)
        return quad(lambda s: 1 - 2 * (1 + s * s - s * far), 0, far)[0]

    rim = quad(along, -np.pi / 2, np.pi / 2)[0] / np.pi
    assert (middle - rim) / 2 == pytest.approx(membrane.DEEP, abs=5e-4)


def test_stiff_plates_are_the_limit_of_plates_that_give_way():
    rigid = membrane.bulge_pressure(1e-6, 1e-3, E=E, nu=NU)
    steel = membrane.give(R, E=200e9, nu=0.29)
    stiff = membrane.give(R, E=1e18, nu=0.29)
    assert membrane.bulge_pressure(1e-6, 1e-3, E=E, nu=NU, backing=2 * stiff) == pytest.approx(
        rigid, rel=1e-6
    )
    assert membrane.bulge_pressure(1e-6, 1e-3, E=E, nu=NU, backing=2 * steel) < 0.5 * rigid


def test_bending_under_a_punch_is_even_and_falls_to_the_rim():
    rho = np.array([0.0, 0.5, 0.8, 0.8 + 1e-9, 1.0])
    radial, hoop = flat.punched_shape(rho, 0.8, nu=NU)
    beta = (5 + NU) / (2 * (3 + NU))
    assert radial == pytest.approx([beta, beta, beta, beta, 0.0], abs=1e-7)
    assert hoop == pytest.approx([beta, beta, beta, beta, beta * (1 - NU)], abs=1e-7)
