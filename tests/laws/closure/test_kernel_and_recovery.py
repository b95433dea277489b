"""A layer between thin film and half-space; what contact is left when the pressure falls."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.laws.closure.kernel import elastic_compliance, layer_factor
from asperity.laws.closure.recovery import recovered_fraction
from asperity.reference import maxwell

THICK = 2e-4


def test_a_thin_film_levels_as_lubrication_says():
    q, eta, h = np.array([1.0, 10.0, 60.0]), 1e9, 1e-4  # qh up to 0.006
    rate = layer_factor(q, h) / (2 * eta * q)
    np.testing.assert_allclose(rate, q**2 * h**3 / (3 * eta), rtol=1e-4)


def test_a_deep_layer_is_a_half_space():
    q = np.array([20.0, 100.0, 1e5]) / THICK
    np.testing.assert_allclose(layer_factor(q, THICK), 1.0, rtol=1e-12)
    assert np.all(layer_factor(q, np.inf) == 1.0)
    flat = layer_factor(np.array([1e3]), np.inf)
    wave = flat * maxwell.wave_displacement(0.0, 1e5, 1e3, G=1e9, eta=1e13)
    assert wave[0] == maxwell.wave_displacement(0.0, 1e5, 1e3, G=1e9, eta=1e13)


def test_the_series_meets_the_full_formula():
    below, above = layer_factor(np.array([0.00999999, 0.01000001]), 1.0)
    assert above / below == pytest.approx((0.01000001 / 0.00999999) ** 3, rel=1e-6)


@given(st.floats(-4, 3), st.floats(1.001, 3))
def test_longer_waves_are_held_back_more(exponent, longer):
    q = np.array([10**exponent])
    short, wide = layer_factor(q, 1.0)[0], layer_factor(q / longer, 1.0)[0]
    assert 0 < wide <= short <= 1


def test_elastic_ends():
    nu, E, other = 0.4, 5e9, 1e-11
    known = {"modulus": E, "poisson": nu, "other": other}
    deep = elastic_compliance(np.array([1e9]), thickness=THICK, **known)
    assert deep[0] == pytest.approx(other + (1 - nu**2) / E, rel=1e-9)
    q = 1e-3 / THICK
    thin = elastic_compliance(np.array([q]), thickness=THICK, **known)[0] - other
    column = THICK * (1 + nu) * (1 - 2 * nu) / ((1 - nu) * E)  # one-dimensional compression
    assert 2 * thin / q == pytest.approx(column, rel=1e-4)  # w = 2 p J/q


parts = st.floats(0.01, 1.0)


@given(parts, st.floats(0, 1), st.floats(0, 1), st.floats(0, 1e7))
def test_less_pressure_never_keeps_more(f, one, other, adhesion):
    kept = [
        recovered_fraction(p * 1e7, fraction=np.array([f]), largest=1e7, adhesion=adhesion)[0]
        for p in sorted((one, other))
    ]
    assert 0 <= kept[0] <= kept[1] <= f


@given(parts)
def test_recovery_ends(f):
    touched = np.array([f])
    assert recovered_fraction(2e7, fraction=touched, largest=1e7)[0] == f
    assert recovered_fraction(0.0, fraction=np.array([1.0]), largest=1e7)[0] == 1.0  # full stays
    if f < 1:
        assert recovered_fraction(0.0, fraction=touched, largest=1e7)[0] == 0.0
    sticky = recovered_fraction(0.0, fraction=touched, largest=1e7, adhesion=1e12)
    assert sticky[0] == pytest.approx(f, rel=1e-3)


def test_few_spots_unload_as_hertz():
    few = np.array([1e-9])
    half = recovered_fraction(5e6, fraction=few, largest=1e7)
    assert half[0] == pytest.approx(1e-9 * 0.5 ** (2 / 3), rel=1e-6)


def test_bands_keep_their_proportions():
    kept = recovered_fraction(1e6, fraction=np.array([0.8, 0.4]), largest=1e7)
    assert kept[1] / kept[0] == pytest.approx(0.5)
