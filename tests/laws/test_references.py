"""The reference solutions against the balances and limits that define them."""

import numpy as np
import pytest

from asperity.reference import hertz, maxwell, spot, westergaard


def test_hertz_pressure_carries_the_load():
    a = hertz.contact_radius(1e-3, 1e-4, 50e9)
    r = (np.arange(200_000) + 0.5) * a / 200_000
    p = hertz.pressure(r, 1e-3, 1e-4, 50e9)
    assert np.sum(p * 2 * np.pi * r) * a / 200_000 == pytest.approx(1e-3, rel=1e-6)
    assert hertz.pressure(1.1 * a, 1e-3, 1e-4, 50e9) == 0.0
    step = 1e-6
    work = (hertz.approach(1e-3 + step, 1e-4, 50e9) - hertz.approach(1e-3 - step, 1e-4, 50e9)) / 2
    stiffness = 2 * 50e9 * a  # flat punch: any axisymmetric contact has 2 E* a
    assert step / work == pytest.approx(stiffness, rel=1e-5)


def test_westergaard_carries_the_mean_pressure_and_ends():
    h, wave, E = 1e-7, 1e-5, 20e9
    full = westergaard.full_contact_pressure(h, wave, E)
    mean = 0.4 * full
    f = float(westergaard.contact_fraction(mean, h, wave, E))
    x = ((np.arange(400_000) + 0.5) / 400_000 - 0.5) * wave
    p = westergaard.pressure(x, mean, f, wave)
    assert np.mean(p) == pytest.approx(mean, rel=1e-5)
    assert np.mean(p > 0) == pytest.approx(f, abs=1e-5)
    assert westergaard.contact_fraction(full, h, wave, E) == pytest.approx(1.0)
    light = westergaard.contact_fraction(1e-4 * full, h, wave, E)
    line_hertz = np.sqrt(4 * 1e-4 * full * wave / (np.pi * E * (4 * np.pi**2 * h / wave**2)))
    assert light * wave / 2 == pytest.approx(line_hertz, rel=1e-3)  # a crest is a cylinder


def test_maxwell_starts_as_hertz_and_ends_viscous():
    G, eta = 1e9, 1e13
    elastic = hertz.contact_radius(1e-3, 1e-4, 4 * G)
    assert maxwell.sphere_radius(0.0, 1e-3, 1e-4, G=G, eta=eta) == pytest.approx(elastic)
    late = maxwell.sphere_radius(1e12, 1e-3, 1e-4, G=G, eta=eta)
    assert late**3 == pytest.approx(3 / 16 * 1e-7 * 1e12 / eta, rel=1e-5)
    w = maxwell.wave_displacement(0.0, 1e5, 1e6, G=G, eta=eta)
    assert w == pytest.approx(2 * 1e5 / (4 * G * 1e6))


def test_spot_in_a_tube():
    assert spot.tube(1e-6, 1.0, 2.0) == pytest.approx(float(spot.holm(1e-6, 2.0)), rel=1e-5)
    e = np.linspace(0.0, 0.5, 51)[1:]
    psi = [law(e, 1.0, 0.25) * e for law in (spot.tube, spot.tube_series)]  # R is psi/e here
    off = np.abs(psi[0] - psi[1])
    assert np.all(off[e <= 0.35] < 0.0065)
    assert off[-1] < 0.015
