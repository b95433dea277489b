"""The stress that carries a rough contact, at the ends where it is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.laws.closure import fraction
from asperity.laws.closure.stress import contact_stress, film_depth, layer_stress, void_stress
from asperity.laws.flow.creep import Creep, fluidity
from asperity.reference.flow import void_closing_rate
from asperity.topography import Band, spectrum

FACE = spectrum([Band(rms_height=0.5e-6, hurst=0.8, longest=1e-5, shortest=2e-8)])
q, C, w = FACE.wavenumber, FACE.density, FACE.weight
ELASTIC = np.full_like(q, 2e-10)
EXPONENTS = st.floats(1.0, 12.0)
SHARES = st.floats(1e-9, 1.0)


@pytest.mark.parametrize("n", [1.0, 1.5, 3.0, 5.0, 6.56, 7.0])
def test_a_void_closes_at_the_published_rate(n):
    """In the linear medium whose viscosity is the one at σv: dV/dt = -(3/4) V p/η."""
    A, p = 1e-6 ** (n + 1), 7e6
    creep = Creep(
        prefactor=A,
        exponent=n,
        activation_energy=0.0,
        activation_volume=0.0,
        reference_temperature=298.15,
    )
    eta = 1 / fluidity(creep, void_stress(p, n), temperature=298.15)
    assert -0.75 * p / eta == pytest.approx(float(void_closing_rate(p, A=A, n=n)), rel=1e-12)


def test_stresses_are_continuous_at_a_linear_fluid():
    assert void_stress(1.0, 1 + 1e-9) == pytest.approx(void_stress(1.0, 1.0), rel=1e-6)
    assert film_depth(1 + 1e-6) == pytest.approx(film_depth(1.0), rel=1e-5)


@given(EXPONENTS)
def test_the_last_void_is_a_lone_one(n):
    at_last = contact_stress(3e6, 1.0, n)
    assert at_last == pytest.approx(float(void_stress(3e6, n)), rel=1e-12)


def test_without_hardening_hardness_is_three_times_the_flow_stress():
    """Lone punches, n without bounds: p̄/f is the pressure under each (Tabor)."""
    assert contact_stress(1.0, 1e-6, 1e9) == pytest.approx(1e6 / 3, rel=1e-6)


def test_half_in_contact_by_hand():
    near, lone = (5 + 1.75 * 0.5**0.5) / 6.75, (1 - 0.5**0.5) ** 4
    void = 1.5 / 5**1.25
    assert contact_stress(6.0, 0.5, 5.0) == pytest.approx(4 * near * (1 - (1 - 3 * void) * lone))


@given(SHARES, SHARES, st.floats(3.0, 12.0))
def test_the_more_touches_the_less_it_bears(f, g, n):
    """Between the stress of a lone void and a third, in the range of n that has been looked at."""
    few, many = sorted((f, g))
    assert contact_stress(1.0, many, n) <= contact_stress(1.0, few, n) * (1 + 1e-12)
    assert void_stress(1.0, n) <= contact_stress(1.0, f, n) * (1 + 1e-12)
    assert contact_stress(1.0, f, n) <= 1 / (3 * f) * (1 + 1e-12)


def test_while_little_touches_the_stress_knows_nothing_of_the_load():
    assert carried_at(0.1) == pytest.approx(carried_at(10.0), rel=1e-4)


def carried_at(pressure):
    x = fraction.closeness(pressure, fraction.pressure_variance(q, C, w, ELASTIC))
    return float(contact_stress(pressure, fraction.contact_fraction(x)[0, -1], 5.0))


def test_the_power_of_the_contact_pressure_is_its_variance_at_full_contact():
    """Half of Σ|p_q|² where all touches is G (Persson: the variance of the pressure is 2G)."""
    slopes = fraction.slopes(q, C, w)
    power = fraction.contact_power(slopes, ELASTIC, np.ones_like(q))
    assert power.sum() == pytest.approx(fraction.variance_of(slopes, ELASTIC)[-1, -1], rel=1e-12)
    mean = fraction.mean_wavenumber(q, power)
    assert q[0, 0] < float(mean[0]) < q[0, -1]


@pytest.mark.parametrize("n", [1.0, 3.0, 6.56])
def test_a_film_of_the_power_law_is_squeezed_as_the_linear_one_at_its_stress(n):
    """By quadrature over half a strip, with the face free of shear and the ground sticking.

    The flux at x is D x = ∫ u dz, du/dz = √3 A (√3 τ)^n, τ = p' (h - z); the linear film approaches
    with G p/η, G = h³/a², η = σ/(3 A σ^n).
    """
    a, h, A = 1.0, 0.01, 1.0
    depth = (np.arange(4000) + 0.5) / 4000 * h
    flux = h / 4000 * float((np.sqrt(3) * A * (np.sqrt(3) * (h - depth)) ** n * (h - depth)).sum())
    x = (np.arange(4000) + 0.5) / 4000 * a
    gradient = (x / flux) ** (1 / n)  # at the approach 1
    pressure = float((gradient * x).mean())  # its mean, by parts
    G = h**3 / a**2
    layer = layer_stress(1e9, 1.0, G * pressure**2 / 1e9, fraction=1.0, thickness=h, exponent=n)
    thin = np.sqrt(3 * film_depth(n) * G / h) * pressure
    approach = G * pressure * 3 * A * thin ** (n - 1)
    assert approach == pytest.approx(1.0, rel=1e-3)
    assert layer < 1e9


@given(st.floats(-6, 0), st.floats(-7, -2), EXPONENTS)
def test_a_layer_carries_less_and_a_thick_one_the_same(share, depth, n):
    layer = {"fraction": 0.3, "thickness": 10**depth, "exponent": n}
    assert layer_stress(2e6, 1.0, 1.0, **layer) == 2e6
    assert 0 < layer_stress(2e6, 1.0, 10**share, **layer) <= 2e6


def test_a_thin_layer_is_a_film():
    h, f, S, n = 1e-6, 0.4, 1e-3, 5.0
    found = layer_stress(1e12, 1e9, S, fraction=f, thickness=h, exponent=n)
    assert found == pytest.approx(np.sqrt(3 * film_depth(n) * S / (h * f)), rel=1e-6)
