"""Laws of what a powder remembers: dwell, wall, mixtures, ejection, evenness."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from asperity.laws.powder import dwell, evenness, inclusions, janssen, springback
from asperity.laws.strength.release import gripping_pressure

TABLE = Path(__file__).parents[2] / "validation/data/tabletting-elasticity.csv"
G, T0 = 0.05, 10.0
pressures = st.floats(1e6, 1e9)
times = st.floats(0.0, 1e6)


def waited(known, start, end, t, g=G):
    known, start, end = (np.array([x], dtype=float) for x in (known, start, end))
    return float(dwell.equivalent_pressure(known, start, end, t=t, g=g, t0=T0)[0])


@given(pressures, times)
def test_a_hold_is_worth_its_closed_form(P, t):
    expected = float(np.asarray(dwell.held_pressure(P, t, g=G, t0=T0)))
    assert waited(0.0, P, P, t) == pytest.approx(expected, rel=1e-12)


@given(pressures, times, st.floats(0, 1))
def test_splitting_a_hold_changes_nothing(P, t, share):
    once = waited(0.0, P, P, t)
    twice = waited(waited(0.0, P, P, share * t), P, P, (1 - share) * t)
    assert twice == pytest.approx(once, rel=1e-12)


@given(pressures, st.floats(0, 1), st.floats(1, 1e5))
def test_a_ramp_below_the_memory_counts_by_its_integral(P, low, t):
    n = 1 / G
    mean = quad(lambda x: (low + (1 - low) * x) ** n, 0, 1, epsabs=1e-13)[0]
    expected = P * (1 + mean * t / T0) ** G
    assert waited(P, low * P, P, t) == pytest.approx(expected, rel=1e-9)
    assert waited(P, P, low * P, t) == pytest.approx(expected, rel=1e-9)


@given(pressures, pressures, pressures, times)
def test_waiting_never_loosens_and_without_a_law_adds_nothing(known, start, end, t):
    most = max(known, start, end)
    assert waited(known, start, end, t) >= most
    assert waited(known, start, end, t, g=0.0) == most


def test_waiting_far_below_the_memory_adds_next_to_nothing():
    assert waited(400e6, 200e6, 200e6, 1e4) == pytest.approx(400e6, rel=1e-3)


@pytest.mark.parametrize("both", [False, True])
def test_the_wall_by_path_is_the_wall_by_height(both):
    height, length = 8e-3, 20e-3
    z = np.linspace(0, height, 7)
    by_height = janssen.wall_profile(z, 1.0, height, length=length, both=both)
    by_path = janssen.transmitted(z / length, height / length, both=both)
    np.testing.assert_allclose(by_path, by_height, rtol=1e-14)


def test_hard_grains_stiffen_as_hashin_and_shtrikman_bound_it():
    """Their lower bounds for two phases, with grains a million times stiffer."""
    nu, share, M = 0.3, 0.35, 5e9
    k, g = M * (1 + nu) / (3 * (1 - nu)), M * (1 - 2 * nu) / (2 * (1 - nu))
    kk, gg = 1e6 * k, 1e6 * g
    bulk = k + share / (1 / (kk - k) + 3 * (1 - share) / (3 * k + 4 * g))
    shear = g + share / (1 / (gg - g) + 6 * (1 - share) * (k + 2 * g) / (5 * g * (3 * k + 4 * g)))
    found = inclusions.stiffened(M, share, nu=nu)
    assert found == pytest.approx(bulk + 4 / 3 * shear, rel=1e-5)
    assert inclusions.stiffened(M, 0.0, nu=nu) == M


@given(st.floats(0.4, 1.0), st.floats(0.0, 0.6))
def test_soft_density_undoes_the_mixing(D, hard):
    mixed = inclusions.mixed_density(D, hard)
    assert inclusions.soft_density(mixed, hard) == pytest.approx(D, rel=1e-12)


def test_ejection_frees_by_plane_stress():
    q, E, nu = 40e6, 12e9, 0.3
    radial, axial = springback.freed_strains(q, E=E, nu=nu)
    # σr = σθ = -q removed: εr = (1-ν) q/E, εz = -2ν q/E
    assert radial == pytest.approx(q / E - nu * q / E)
    assert axial == pytest.approx(-2 * nu * q / E)


def test_a_warped_disc_is_the_cap_of_a_sphere():
    slope, diameter = 0.5, 10e-3
    R = 1 / slope
    assert springback.warped_bow(slope, diameter) == pytest.approx(
        R - np.sqrt(R**2 - (diameter / 2) ** 2), rel=1e-5
    )
    assert springback.warped_bow(-slope, diameter) == springback.warped_bow(slope, diameter)


def test_the_grip_of_the_wall_has_its_limits():
    K, nu, Y = 0.5, 0.35, 50e6
    drop = nu / (1 - nu)
    loose = gripping_pressure(100e6, K=K, nu=0.2, Y=Y, s=0.0)
    assert loose == 0.0  # nothing solid that could grip
    unknown = gripping_pressure(100e6, K=K, nu=0.2, Y=np.inf, s=0.3)
    assert unknown == pytest.approx((K - 0.2 / 0.8) * 100e6)
    dense = gripping_pressure(200e6, K=K, nu=nu, Y=Y, s=1.0)
    assert dense == pytest.approx(200e6 - Y - drop * 200e6)  # Tresca, then elastic
    assert gripping_pressure(2e9, K=K, nu=nu, Y=Y, s=1.0) == Y  # yields back


@given(pressures, pressures, st.floats(0.0, 1.0), st.floats(0.3, 0.7), st.floats(0.1, 0.45))
def test_more_pressure_never_grips_less(P, more, s, K, nu):
    low, high = sorted((P, more))
    grips = [float(np.asarray(gripping_pressure(p, K=K, nu=nu, Y=60e6, s=s))) for p in (low, high)]
    assert grips[1] >= grips[0] * (1 - 1e-12)
    assert 0 <= grips[0] <= s * 60e6


def test_a_punch_levels_a_fill_by_three_rms():
    assert evenness.left_uneven(0.05, loose=0.45, pressed=0.45) == 0.05
    down = 0.45 / (1 - 3 * 0.05)  # gone down by three rms
    assert evenness.left_uneven(0.05, loose=0.45, pressed=down) == pytest.approx(0.0, abs=1e-15)
    assert evenness.left_uneven(0.05, loose=0.45, pressed=0.4) == 0.05
    assert evenness.thinnest(600e-6, 30e-6) == pytest.approx(510e-6)
    assert evenness.thinnest(10e-6, 30e-6) == 0.0


@given(st.floats(0.0, 0.2), st.floats(0.3, 0.9))
def test_the_share_left_goes_from_all_to_nothing(u, pressed):
    share = float(evenness.share_left(u, loose=0.4, pressed=pressed))
    assert 0.0 <= share <= 1.0
    assert share == 1.0 or pressed > 0.4
    assert u * share == pytest.approx(
        float(evenness.left_uneven(u, loose=0.4, pressed=pressed)), abs=1e-12
    )


def test_a_porous_compact_spreads_less_as_the_one_table_tells():
    rows = [
        line.split(",")
        for line in TABLE.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ][1:]
    nu, D = (np.array([float(row[i]) for row in rows]) for i in (1, 2))
    np.testing.assert_allclose(springback.compact_poisson(D, nu[-1]), nu, atol=0.009)
    assert springback.compact_poisson(1.0, 0.3) == 0.3


def test_confined_and_free_moduli_are_those_of_one_body():
    E, nu = 20e9, 0.3
    confined = E * (1 - nu) / ((1 + nu) * (1 - 2 * nu))
    assert springback.unconfined(confined, nu) == pytest.approx(E)
