"""Strength, heat and tools against closed forms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad, solve_ivp

from asperity.laws.heat import lag
from asperity.laws.strength import bending, lame, release, unconfined, weibull
from asperity.laws.tools import fixture, force
from asperity.reference import edge, heating, parts, springs

PLATE = {"E": 150e9, "nu": 0.25}
R, T = 5e-3, 0.5e-3


def test_bow_is_the_plate_deflection_read_backwards():
    p = 2e6
    bow = parts.plate_deflection(p, R, T, **PLATE)
    assert bending.flattening_pressure(bow, R, T, **PLATE) == pytest.approx(p)
    stress = parts.plate_stress(p, R, T, nu=0.25)
    assert bending.bending_stress(bow, R, T, **PLATE) == pytest.approx(stress)
    assert bending.pressed_bending_stress(p / 3, bow, R, T, **PLATE) == pytest.approx(stress / 3)


def test_once_flat_more_pressure_bends_no_more():
    full = bending.bending_stress(3e-6, R, T, **PLATE)
    assert bending.pressed_bending_stress(360e6, 3e-6, R, T, **PLATE) == pytest.approx(full)
    pure = PLATE["E"] * T * 3e-6 / R**2 / (1 - PLATE["nu"])
    assert pure < full < 1.3 * pure


@given(st.floats(1e6, 1e9), st.floats(2, 30), st.floats(0.01, 100))
def test_weibull_inverse_and_volume(stress, m, volume):
    P = weibull.failure_probability(stress, strength=200e6, m=m, volume=volume, V0=1.0)
    if 1e-12 < P < 1 - 1e-6:
        back = weibull.stress_at_probability(P, strength=200e6, m=m, volume=volume, V0=1.0)
        assert back == pytest.approx(stress, rel=1e-6)
    survive = weibull.failure_probability(stress, strength=200e6, m=m)
    if survive < 0.99:  # beyond, 1 - survive has lost its digits
        together = 1 - (1 - survive) ** volume  # `volume` independent pieces, weakest link
        assert together == pytest.approx(P, rel=1e-6, abs=1e-9)


def test_weibull_marks():
    assert weibull.failure_probability(200e6, strength=200e6, m=9) == pytest.approx(1 - np.exp(-1))
    assert weibull.failure_probability(-1e9, strength=200e6, m=9) == 0.0
    median = weibull.median_strength(strength=200e6, m=9)
    assert weibull.failure_probability(median, strength=200e6, m=9) == pytest.approx(0.5)
    x = (np.arange(200_000) + 0.5) / 200_000
    sample = weibull.stress_at_probability(x, strength=200e6, m=9)
    assert weibull.characteristic_strength(np.mean(sample), 9) == pytest.approx(200e6, rel=1e-4)


@pytest.mark.parametrize("inner", [0.0, 0.5])
def test_effective_volume_of_a_bar_by_quadrature(inner):
    m = 8.0
    u = (np.arange(4000) + 0.5) / 4000
    along = np.minimum(u / (1 - inner), 1.0)  # moment from a support to the middle
    through = np.mean(u**m) / 2  # only one half of the height is in tension
    volume = weibull.bent_bar_volume(1.0, m, inner_span=inner)
    assert volume == pytest.approx(np.mean(along**m) * through, rel=1e-4)
    assert weibull.bent_disc_volume(1.0, m) == pytest.approx(2 * through, rel=1e-4)


def test_lame():
    a, b, p = 5e-3, 20e-3, 300e6
    for r in (a, 1e-2, b):
        hoop, radial = parts.tube_stress(p, a, b, r)
        assert lame.hoop_stress(p, a, b, r) == pytest.approx(hoop)
        assert lame.radial_stress(p, a, b, r) == pytest.approx(radial, abs=1e-3)
    assert lame.radial_stress(p, a, b, a) == pytest.approx(-p)
    first = lame.yield_pressure(1500e6, a, b)
    assert lame.bore_von_mises(first, a, b) == pytest.approx(1500e6)
    assert lame.burst_pressure(1500e6, a, b) > first
    thin = lame.hoop_stress(1e6, 1.0, 1.001, 1.0)
    assert thin == pytest.approx(1e6 * 1.0 / 0.001, rel=1e-3)  # the thin tube, p r/t


def test_edge_of_the_die():
    for nu in (0.0, 0.25, 0.45):
        assert edge.step_tension(1e-3, nu) == pytest.approx(release.EDGE_TENSION, abs=5e-3)
        outside = [edge.step_tension(z, nu) for z in (0.01, 0.05, 0.1, 0.3, 1.0)]
        assert max(outside) < 0.51
    assert edge.wave_ratio(300.0, 0.3) == pytest.approx(1.0, abs=0.01)  # the half-plane
    assert release.ejection_tension(10e6) == pytest.approx(5e6)


def test_release_leaves_wall_pressure_and_gas():
    elastic = {"Y": np.inf, "s": 1.0}
    assert release.gripping_pressure(4e8, K=0.5, nu=0.25, **elastic) == pytest.approx(2e8 - 4e8 / 3)
    assert release.gripping_pressure(4e8, K=0.3, nu=0.3, **elastic) == 0.0
    D, D0 = 0.95, 0.6
    pores = release.trapped_gas_pressure(D, D0, 1e5)
    assert pores == pytest.approx(1e5 * (1 / D0 - 1) / (1 / D - 1))
    assert release.gas_tension(D0, 1e5) == pytest.approx(pores * (1 - D) / D)


def test_lag_of_a_slab_and_of_its_layers():
    L, k, c = 4e-3, 0.5, 2e6
    exact = L**2 / (8 * k / c)
    halves = lag.stack_lag(np.full(2, L / 2), np.full(2, k), np.full(2, c))
    assert halves == pytest.approx([0.0, exact, 0.0], abs=1e-12)
    many = lag.stack_lag(np.full(40, L / 40), np.full(40, k), np.full(40, c))
    x = np.linspace(0, L, 41)
    assert many == pytest.approx(x * (L - x) * c / (2 * k), abs=1e-9)


def test_lag_is_the_first_moment_of_the_step_response():
    L, alpha, x = 2e-3, 2.5e-7, 0.7e-3
    t = (np.arange(40_000) + 0.5) * 1e-3
    moment = np.sum(heating.slab_step(x, t, L, alpha)) * 1e-3
    one = np.ones(2)
    law = lag.stack_lag(np.array([x, L - x]), one, one / alpha)[1]
    assert moment == pytest.approx(law, rel=1e-3)


def test_a_thick_slab_starts_as_a_half_space():
    early = heating.slab_step(1e-3, 5.0, 0.1, 1e-7)
    assert early == pytest.approx(heating.half_space_step(1e-3, 5.0, 1e-7), abs=1e-6)


def test_contacts_lag_like_a_lumped_body():
    """A good conductor between two poor contacts: capacity over both conductances."""
    tau = lag.stack_lag(np.full(2, 0.5e-3), np.full(2, 1e6), np.full(2, 1e6), contacts=(1e-3, 1e-3))
    assert tau == pytest.approx(np.full(3, 1e6 * 1e-3 * 1e-3 / 2), rel=1e-3)


def test_ramp_is_the_lumped_reference():
    law = lag.follow_ramp(300.0, 300.0, 0.2, 77.0, lag=30.0)
    assert law == pytest.approx(heating.lumped_ramp(77.0, 300.0, 0.2, 30.0))


@pytest.mark.parametrize("settling", [5.0, 29.999999999, 30.0, 200.0])
def test_decay_against_an_integrator(settling):
    def slope(t, y):
        return (370.0 + 8 * np.exp(-t / settling) - y) / 30.0

    exact = solve_ivp(slope, (0, 90), [340.0], rtol=1e-10, atol=1e-10).y[0, -1]
    law = lag.follow_decay(340.0, 370.0, 8.0, 90.0, lag=30.0, settling=settling)
    assert law == pytest.approx(exact, abs=1e-6)


@given(st.floats(0, 1), st.floats(1, 1e4), st.floats(0.1, 1e3), st.floats(1, 1e3), st.floats(0, 20))
def test_splitting_heat_steps_changes_nothing(share, time, tau, settling, excess):
    how = {"lag": tau, "settling": settling}
    first = share * time
    half = lag.follow_decay(340.0, 370.0, excess, first, **how)
    left = excess * np.exp(-first / settling)
    twice = lag.follow_decay(half, 370.0, left, time - first, **how)
    assert twice == pytest.approx(float(lag.follow_decay(340.0, 370.0, excess, time, **how)))
    half = lag.follow_ramp(300.0, 305.0, 0.1, first, lag=tau)
    twice = lag.follow_ramp(half, 305.0 + 0.1 * first, 0.1, time - first, lag=tau)
    assert twice == pytest.approx(lag.follow_ramp(300.0, 305.0, 0.1, time, lag=tau))


@given(st.floats(300, 378), st.floats(0, 10), st.floats(0.5, 300), st.floats(0.5, 300))
def test_highest_temperature_is_the_maximum(start, excess, tau, settling):
    how = {"lag": tau, "settling": settling}
    t = np.linspace(0, 20 * max(tau, settling), 20_001)
    seen = max(np.max(lag.follow_decay(start, 370.0, excess, t, **how)), 370.0)
    highest = lag.highest_decay(start, 370.0, excess, **how)
    assert highest == pytest.approx(float(seen), abs=2e-3)
    assert highest >= seen - 1e-9


def test_tons_and_gauges():
    assert force.pressure_of(3 * force.TON_FORCE, 10e-3) / 1e6 == pytest.approx(374.6, abs=0.05)
    assert force.tons_of(force.force_of(375e6, 10e-3)) == pytest.approx(3.00, abs=0.005)
    gauge = force.gauge_of(30e3, 50e-3)
    p = force.sample_pressure(gauge, ram_diameter=50e-3, diameter=13e-3)
    assert force.force_of(p, 13e-3) == pytest.approx(30e3)


def test_fixtures():
    assert fixture.bolt_torque(fixture.bolt_force(3.0, 6e-3), 6e-3) == pytest.approx(3.0)
    assert springs.series_stiffness(2.0, 2.0) == pytest.approx(1.0)
    assert springs.series_stiffness(0.0, 5.0) == 0.0
    assert springs.series_stiffness(np.inf, 5.0) == pytest.approx(5.0)
    common = {"area": 1e-4, "cell": 1e8}
    for stiff, expected in ((0.0, 5e6), (np.inf, 5e6 + 1e8 * 1e-6 / 1e-4)):
        p = springs.breathing_pressure(5e6, 1e-6, fixture=stiff, **common)
        assert p == pytest.approx(expected)
    assert springs.breathing_pressure(5e6, -1e-3, fixture=1e8, **common) == 0.0


def test_a_disc_between_sticking_punches_has_a_friction_hill():
    """dp/dr = -2 (Y/√3)/t from p = Y at the rim, averaged over the area."""
    Y, d, t = 60e6, 10e-3, 0.7e-3
    mean = quad(lambda r: (Y + 2 * Y / np.sqrt(3) / t * (d / 2 - r)) * 2 * np.pi * r, 0, d / 2)[0]
    mean /= np.pi * (d / 2) ** 2
    assert unconfined.spreading_pressure(Y, diameter=d, thickness=t) == pytest.approx(mean)
