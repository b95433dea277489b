"""The stress that carries a rough contact, at both ends where it is known exactly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.laws.closure import fraction
from asperity.laws.closure.stress import (
    CONSTANT,
    asperity_stress,
    pressure_spectrum,
    void_stress,
)
from asperity.laws.flow.creep import Creep, fluidity
from asperity.reference.flow import void_closing_rate
from asperity.topography import Band, spectrum

FACE = spectrum([Band(rms_height=0.5e-6, hurst=0.8, longest=1e-5, shortest=2e-8)])
q, C, w = FACE.wavenumber, FACE.density, FACE.weight
ELASTIC = np.full_like(q, 2e-10)


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


def test_void_stress_is_continuous_at_a_linear_fluid():
    assert void_stress(1.0, 1 + 1e-9) == pytest.approx(void_stress(1.0, 1.0), rel=1e-6)


def test_a_field_of_flat_punches_dissipates_what_each_of_them_does():
    """N punches of radius a under F each: N F²/(8ηa) per area; a thin layer shows it bare."""
    a, F, N, h = 1e-6, 1e-3, 1e8, 1e-15
    waves = np.geomspace(1e-4, 1e5, 400_001)[None] / a
    weights = np.gradient(waves[0])[None]
    carried = N * (F * np.sin(waves * a) / (waves * a)) ** 2 / (2 * np.pi) ** 2
    stress, _ = asperity_stress(
        waves,
        weights,
        carried,
        fraction=np.array([N * np.pi * a**2]),
        layer=np.ones_like(waves),
        thickness=h,
    )
    dissipated = stress[0] ** 2 * h * N * np.pi * a**2 / 3
    assert dissipated == pytest.approx(N * F**2 / (8 * a), rel=2e-3)


def test_the_constant_is_tabors_hardness():
    """σe² = (3π/8c) p_m² with p_m = 3 σe."""
    assert np.sqrt(3 * np.pi / (8 * CONSTANT)) == pytest.approx(1 / 3)


def carried_at(pressure, thickness=np.inf):
    x = fraction.closeness(pressure, fraction.pressure_variance(q, C, w, ELASTIC))
    f = fraction.contact_fraction(x)
    return asperity_stress(
        q,
        w,
        pressure_spectrum(q, C, ELASTIC, f),
        fraction=f[:, -1],
        layer=np.ones_like(q),
        thickness=thickness,
    )[0][0]


def test_while_little_touches_the_stress_knows_nothing_of_the_load():
    assert carried_at(1e3) == pytest.approx(carried_at(1e5), rel=1e-4)


@given(st.floats(-7, -2))
def test_a_thinner_layer_carries_more(exponent):
    assert carried_at(1e6, 10**exponent) >= carried_at(1e6)
