"""Squeeze flow: its Newtonian and plastic limits, volume, and time that splits without a trace."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import hyp2f1

from asperity.laws.flow import melting
from asperity.laws.flow.foil import (
    Squeeze,
    extruded_volume,
    foil_radius,
    force_for,
    squeeze_time,
    thickness_after,
)
from asperity.laws.flow.squeeze import (
    amplification,
    mean_friction,
    scott_factor,
    squeeze_pressure,
    thinning_rate,
)
from asperity.reference.flow import friction_hill, stefan_force

A, N = 0.53e-30, 5.0  # sodium, Pa^-5/s
H0, R0, LIMIT = 1e-3, 2e-3, 5e-3


def squeeze(pressure=1e6, friction=0.25, limit=LIMIT, walled=False):
    return Squeeze(
        force=pressure * np.pi * LIMIT**2, A=A, n=N, friction=friction,
        limit_radius=limit, walled=walled,
    )  # fmt: skip


def test_newtonian_limit_is_stefan():
    mu, radius, thickness, speed = 1e6, 5e-3, 1e-5, 1e-7
    p = squeeze_pressure(speed / thickness, radius, thickness, A=1 / (3 * mu), n=1.0, friction=1.0)
    upsetting = 3 * mu * speed / thickness
    film = stefan_force(radius, thickness, speed, mu) / (np.pi * radius**2)
    assert p - upsetting == pytest.approx(film, rel=1e-12)


def test_plastic_limit_is_the_friction_hill():
    held = amplification(5e-3, 1e-4, 1e7, 0.6)
    assert held == pytest.approx(float(friction_hill(5e-3, 1e-4, 0.6)), rel=1e-4)


def test_scott_by_integrating_the_slot_flow():
    """The film's mean pressure, from the local wall stress of a power-law slot, by quadrature."""
    n, radius, thickness, rate = 4.0, 5e-3, 1e-4, 1e-3
    index = 1 / n
    K = 3 ** (-(1 + index) / 2) * A**-index
    r = (np.arange(20_000) + 0.5) * radius / 20_000
    mean_speed = rate * r / 2
    wall = K * ((2 * index + 1) / index * 2 * mean_speed / thickness) ** index
    gradient = 2 * wall / thickness
    film = np.sum(r**2 * gradient) * (radius / 20_000) / radius**2
    flow = (rate / A) ** index
    law = squeeze_pressure(rate, radius, thickness, A=A, n=n, friction=1.0) - flow
    assert law == pytest.approx(film, rel=1e-6)


def test_rate_and_pressure_are_inverse():
    rate = thinning_rate(3e6, 4e-3, 2e-4, A=A, n=N, friction=0.3)
    assert squeeze_pressure(rate, 4e-3, 2e-4, A=A, n=N, friction=0.3) == pytest.approx(3e6)
    assert mean_friction(0.2, 0.4) == pytest.approx(0.3)
    assert scott_factor(1.0) == pytest.approx(0.5)


def test_free_spreading_against_the_hypergeometric_closed_form():
    q = squeeze(limit=np.inf)
    thickness, index = 5e-5, 1 / N
    k = 1.5 * (1 + index)
    c = 0.25 * scott_factor(N) * (R0 * np.sqrt(H0)) ** (1 + index)

    def primitive(h):
        return h**-N / N * hyp2f1(-N, N / k, N / k + 1, -c * h**-k)

    volume = np.pi * R0**2 * H0
    exact = (primitive(thickness) - primitive(H0)) / (A * (q.force / volume) ** N)
    assert squeeze_time(thickness, H0, R0, q) == pytest.approx(exact, rel=1e-10)


def test_without_friction_and_area_fixed_it_is_exponential():
    q = squeeze(friction=0.0)
    rate = A * 1e6**N
    assert thickness_after(3.0, H0, LIMIT, q) == pytest.approx(H0 * np.exp(-3.0 * rate), rel=1e-12)


@given(
    st.floats(0.01, 0.99), st.floats(1.0, 1e5), st.floats(3e5, 3e7), st.floats(0.0, 1.0),
    st.booleans(),
)  # fmt: skip
def test_splitting_a_hold_changes_nothing(share, time, pressure, friction, walled):
    q = squeeze(pressure, friction, walled=walled)
    once = thickness_after(time, H0, R0, q)
    half = thickness_after(share * time, H0, R0, q)
    twice = thickness_after((1 - share) * time, half, foil_radius(half, H0, R0, LIMIT), q)
    assert twice == pytest.approx(once, rel=1e-10)


@given(st.floats(1e-3, 1e6), st.floats(1e5, 1e8), st.floats(0.01, 1.0))
def test_more_time_force_or_slip_never_thickens(time, pressure, friction):
    base = thickness_after(time, H0, R0, squeeze(pressure, friction))
    assert base <= H0
    assert thickness_after(2 * time, H0, R0, squeeze(pressure, friction)) <= base
    assert thickness_after(time, H0, R0, squeeze(1.5 * pressure, friction)) <= base
    assert thickness_after(time, H0, R0, squeeze(pressure, friction / 2)) <= base


def test_time_thickness_and_force_are_inverse():
    q = squeeze()
    thickness = thickness_after(600.0, H0, R0, q)
    assert squeeze_time(thickness, H0, R0, q) == pytest.approx(600.0, rel=1e-9)
    assert force_for(thickness, 600.0, H0, R0, q) == pytest.approx(q.force, rel=1e-9)


def test_volume_is_kept_while_spreading_then_leaves_over_the_edge():
    volume = np.pi * R0**2 * H0
    for thickness in (9e-4, 2e-4, 1.6e-4, 1e-4, 1e-5):
        radius = foil_radius(thickness, H0, R0, LIMIT)
        lost = extruded_volume(thickness, H0, R0, LIMIT)
        assert np.pi * radius**2 * thickness + lost == pytest.approx(volume, rel=1e-12)
        assert lost == pytest.approx(0.0, abs=1e-18) if thickness > 1.6e-4 else lost >= -1e-18


def test_a_die_wall_stops_the_foil():
    q = squeeze(walled=True)
    full = H0 * (R0 / LIMIT) ** 2
    assert thickness_after(1e12, H0, R0, q) == pytest.approx(full, rel=1e-12)
    assert squeeze_time(0.9 * full, H0, R0, q) == np.inf
    assert thickness_after(1.0, full, LIMIT, q) == pytest.approx(full)


def test_nothing_moves_without_force_or_time():
    assert thickness_after(0.0, H0, R0, squeeze()) == H0
    assert thickness_after(100.0, H0, R0, squeeze(pressure=0.0)) == H0


def test_arrays_broadcast():
    q = Squeeze(force=np.array([10.0, 100.0, 1000.0]), A=A, n=N, friction=np.array([[0.1], [0.9]]))
    together = thickness_after(60.0, H0, R0, q)
    assert together.shape == (2, 3)
    alone = thickness_after(60.0, H0, R0, Squeeze(force=100.0, A=A, n=N, friction=0.9))
    assert together[1, 1] == pytest.approx(float(alone), rel=1e-13)


def test_sodium_melts_nine_kelvin_later_at_100_mpa():
    sodium = {"Tm0": 370.97, "slope": 8.9e-8}
    assert melting.melting_temperature(100e6, **sodium) == pytest.approx(379.87)
    assert melting.melting_margin(372.15, 1e6, **sodium) < 0  # 99 °C at 1 MPa
    assert melting.melting_margin(372.15, 100e6, **sodium) > 7
    slope = melting.clausius_clapeyron(370.97, 0.027 * 2.375e-5 * 1.0, 2.6e3)
    assert slope == pytest.approx(8.9e-8, rel=0.05)
