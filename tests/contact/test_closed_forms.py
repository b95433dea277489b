"""Westergaard's wave and Hertz's sphere, with the order at which the grid comes nearer."""

import numpy as np
import pytest
from numpy.typing import NDArray

from asperity.contact import Contact, elastic_contact
from asperity.reference import hertz, westergaard
from tests.contact.faces import radius_map, wave

E, LENGTH, AMPLITUDE = 1e9, 1e-5, 1e-8
CLOSING = float(westergaard.full_contact_pressure(AMPLITUDE, LENGTH, E))
SHARES = (0.1, 0.17, 0.23, 0.31, 0.4, 0.5, 0.6, 0.7, 0.83)
RADIUS, PERIOD = 1e-3, 1e-4


def pressed_wave(points: int, share: float, tolerance: float = 1e-8) -> Contact:
    heights = wave(points, AMPLITUDE)
    load = share * CLOSING
    step = LENGTH / points
    return elastic_contact(heights, spacing=step, modulus=E, pressure=load, tolerance=tolerance)


def wave_error(points: int, share: float) -> float:
    """Mean error of the pressure over its mean."""
    x = np.arange(points) * LENGTH / points
    load = share * CLOSING
    closed = westergaard.contact_fraction(load, AMPLITUDE, LENGTH, E)
    exact = westergaard.pressure(np.minimum(x, LENGTH - x), load, closed, LENGTH)
    return float(np.mean(np.abs(pressed_wave(points, share).pressure[:, 0] - exact)) / load)


@pytest.mark.parametrize("share", [1.0001, 1.3, 4.0])
def test_full_contact_is_known_at_once(share: float) -> None:
    found = pressed_wave(48, share)
    x = 2 * np.pi * np.arange(48) / 48
    assert found.iterations == 0
    assert found.contact_fraction == 1
    assert found.mean_gap == 0
    assert found.pressure[:, 0] == pytest.approx(CLOSING * (share + np.cos(x)), rel=1e-9)


@pytest.mark.parametrize("share", SHARES)
def test_contact_of_a_wave_is_right_to_a_point(share: float) -> None:
    exact = westergaard.contact_fraction(share * CLOSING, AMPLITUDE, LENGTH, E)
    assert abs(pressed_wave(256, share).contact_fraction - exact) * 256 <= 1.3


def test_pressure_of_a_wave_converges_with_order_one_and_a_half() -> None:
    """p falls to zero as the root of the distance from the edge: order 3/2 is all there is."""
    errors = [np.mean([wave_error(n, share) for share in SHARES]) for n in (32, 64, 128, 256, 512)]
    orders = np.log2(np.array(errors[:-1]) / np.array(errors[1:]))
    assert errors[-1] < 2e-4
    assert 1.4 < orders.mean() < 1.8
    assert np.all(orders > 1)


def pressed_sphere(
    points: int, contact_radius: float
) -> tuple[Contact, float, NDArray[np.float64]]:
    spacing = PERIOD / points
    r = radius_map(points, spacing)
    force = 4 * E * contact_radius**3 / (3 * RADIUS)
    found = elastic_contact(
        -(r**2) / (2 * RADIUS), spacing=spacing, modulus=E, pressure=force / PERIOD**2
    )
    return found, force, r


def sphere_error(points: int, contact_radius: float) -> float:
    found, force, r = pressed_sphere(points, contact_radius)
    exact = hertz.pressure(r, force, RADIUS, E)
    return float(np.abs(found.pressure - exact).sum() / exact.sum())


RADII = (6.1e-6, 8.3e-6, 10e-6)


def test_pressure_of_a_sphere_converges_with_order_one_and_a_half() -> None:
    """The periodic images, (a/L)³ = 1e-3 of the pressure, stop it on finer grids than these."""
    errors = [np.mean([sphere_error(n, a) for a in RADII]) for n in (32, 64, 128)]
    orders = np.log2(np.array(errors[:-1]) / np.array(errors[1:]))
    assert errors[-1] < 0.01
    assert np.all((orders > 1.2) & (orders < 1.9))


def test_peak_and_radius_under_a_sphere() -> None:
    found, force, _ = pressed_sphere(128, 9e-6)
    radius = np.sqrt(found.contact_fraction / np.pi) * PERIOD
    peak = 1.5 * force / (np.pi * 9e-6**2)
    assert found.pressure.max() == pytest.approx(peak, rel=3e-3)
    assert radius == pytest.approx(9e-6, abs=0.3 * PERIOD / 128)
