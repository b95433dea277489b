"""Persson's contact fraction and gap against their limits, and against each other by energy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import erf

from asperity.laws.closure import fraction, gap
from asperity.topography import Band, rms_height, rms_slope, spectrum

MODULUS = 5e9  # Pa
FACE = spectrum([Band(rms_height=0.5e-6, hurst=0.8, longest=1e-5, shortest=2e-8)])
ELASTIC = np.full_like(FACE.wavenumber, 1 / MODULUS)
FLOWED = ELASTIC * (1 + 1e3 * (FACE.wavenumber[0, 0] / FACE.wavenumber) ** 2)


def touch(pressure, compliance=ELASTIC, face=FACE):
    """x, f of every wavenumber, and the mean gap."""
    q, C, w = face.wavenumber, face.density, face.weight
    G = fraction.pressure_variance(q, C, w, compliance)
    x = fraction.closeness(pressure, G)
    weights = gap.gap_weights(q, C, w, compliance=compliance, variance=G)
    return x, fraction.contact_fraction(x), gap.mean_gap(weights, x)


def test_light_elastic_contact_grows_linearly():
    p = 1e-4 * MODULUS * rms_slope(FACE)
    _, f, _ = touch(p)
    expected = np.sqrt(8 / np.pi) * p / (MODULUS * rms_slope(FACE))  # Persson 2001
    assert f[0, -1] == pytest.approx(expected, rel=1e-6)


def test_hard_pressed_contact_is_full_and_has_no_gap():
    x, f, u = touch(20 * MODULUS * rms_slope(FACE))
    assert np.all(f == 1.0)
    assert u == 0.0
    assert np.all(x > fraction.CLOSED)


def test_contact_shrinks_with_resolution():
    _, f, _ = touch(0.1 * MODULUS * rms_slope(FACE))
    assert np.all(np.diff(f[0]) < 0)


def test_an_eased_compliance_is_an_eased_pressure():
    """Where J is one number, only p J counts: a metal ten times softer needs a tenth."""
    soft, hard = touch(1e6, 10 * ELASTIC), touch(1e7, ELASTIC)
    np.testing.assert_allclose(soft[1], hard[1], rtol=1e-13)
    assert soft[2] == pytest.approx(hard[2], rel=1e-12)


def test_gap_under_light_load_is_some_rms_heights_and_decays_as_a_logarithm():
    gaps = [touch(p)[2] for p in (1e4, 1e5, 1e6)]
    assert all(1 < u / rms_height(FACE) < 8 for u in gaps)
    assert gaps[0] - gaps[1] == pytest.approx(gaps[1] - gaps[2], rel=0.02)


def energy(pressure, compliance):
    """Elastic energy of the contact, J/m²: what each wave stores in full contact, times W(f)."""
    q, C, w = FACE.wavenumber, FACE.density, FACE.weight
    _, f, _ = touch(pressure, compliance)
    kept = f * (gap.GAMMA + (1 - gap.GAMMA) * f**2)
    return 0.5 * np.pi * np.sum(q**2 * C * w / compliance * kept)


@pytest.mark.parametrize("compliance", [ELASTIC, FLOWED], ids=["elastic", "flowed"])
@pytest.mark.parametrize("pressure", [1e6, 1e7, 1e8, 1e9])
def test_pressure_is_the_derivative_of_the_energy(compliance, pressure):
    low, high = pressure * 0.99, pressure * 1.01  # wider than a cell of the table of K
    work = energy(high, compliance) - energy(low, compliance)
    closed = touch(low, compliance)[2] - touch(high, compliance)[2]
    assert work / closed == pytest.approx(pressure, rel=5e-4)


def integrand(y):
    return (gap.GAMMA + 3 * (1 - gap.GAMMA) * erf(y) ** 2) * np.exp(-(y**2)) / y


@given(st.floats(-5.5, np.log10(5.0)))
def test_table_of_the_closing_integral(exponent):
    """Between its nodes the table is off by up to 2.2e-5, largest near x = 1.3 (measured)."""
    x = 10**exponent
    exact = quad(integrand, x, 7.0, limit=400, points=np.geomspace(x, 7.0, 9)[1:-1])[0]
    assert gap.closing_integral(np.array([x]))[0] == pytest.approx(exact, abs=2.2e-5)


def test_closing_integral_ends():
    assert gap.closing_integral(np.array([6.0, 1e6])).max() == 0.0
    low = gap.closing_integral(np.array([1e-8, 1e-9]))
    assert low[1] - low[0] == pytest.approx(gap.GAMMA * np.log(10))


@given(st.floats(1e-3, 2.0))
def test_slope_of_the_closing_integral(x):
    step = 0.02 * x  # wider than a cell of the table
    ends = gap.closing_integral(np.array([x - step, x + step]))
    slope = (ends[1] - ends[0]) / (2 * step)
    assert slope == pytest.approx(gap.closing_slope(np.array([x]))[0], rel=1e-2)
