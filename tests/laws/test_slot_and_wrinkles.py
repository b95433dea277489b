"""Metal along the gap of a die, and wrinkles pressed flat: closed forms, balances, properties."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

import asperity
from asperity.laws.flow.foil import Squeeze, thickness_after
from asperity.laws.flow.slot import Full, Slot, warmed
from asperity.laws.flow.squeeze import thinning_rate
from asperity.laws.flow.wrinkle import (
    LEFT,
    POWER,
    asked_strain,
    flattened,
    hinge_pressure,
    remaining_height,
)
from asperity.laws.quadrature import gauss_legendre

C, BULK, WIDE = 1e-5, 0.53e-30, 5e-3
SLOT = Slot(clearance=C, guided=15e-3, friction=0.2, ratio=2.0)
FACES = Squeeze(force=1.0, A=1.0, n=5.0, friction=0.3, limit_radius=WIDE)


def full(thickness, leaked=0.0, **changes):
    ours = {key: changes.pop(key) for key in ("clearance", "guided", "ratio") if key in changes}
    return Full(
        thickness=thickness,
        leaked=leaked,
        squeeze=replace(FACES, **changes),
        slot=replace(SLOT, **ours),
    )


def speed(L, q, s=2.0, n=5.0, m=0.2):
    """Of the front in the gap at the pressure q at the rim: slot flow at the wall stress c q/2L."""
    N = 1 / n
    K = 3 ** (-(1 + N) / 2) * BULK**-N * s
    return N / (2 * N + 1) * C / 2 * (C * q / (2 * L) / (m * K)) ** n


@pytest.mark.parametrize("h0", [3e-6, 2e-5, 1e-3])
def test_foil_and_gap_in_series_against_stepping_them_through_time(h0):
    """The pressure at the rim is found at each instant so that what leaves enters the gap."""
    p, L0 = 1e8, 1e-4

    def thinning(_, y):
        h = h0 * np.exp(-y[0])
        L = L0 + WIDE * (h0 - h) / (2 * C)

        def flux(q):
            rate = thinning_rate(p - q, WIDE, h, A=BULK, n=5.0, friction=0.3)
            return np.log(h * WIDE / 2 * rate) - np.log(C * speed(L, q))

        q = brentq(flux, 1e-9 * p, p * (1 - 1e-12), xtol=1e-12 * p, rtol=1e-14)
        return [thinning_rate(p - q, WIDE, h, A=BULK, n=5.0, friction=0.3)]

    found = h0 * np.exp(-solve_ivp(thinning, (0, 600), [0.0], rtol=1e-9, atol=1e-14).y[0, -1])
    foil = full(h0, 2 * np.pi * WIDE * C * L0)
    law = foil.after(BULK * p**5 * 600)
    assert (h0 - law) == pytest.approx(h0 - found, rel=1e-6)
    assert foil.effort(law) == pytest.approx(BULK * p**5 * 600, rel=1e-9)


def test_a_thick_foil_leaks_as_if_all_the_pressure_were_at_its_rim():
    """The front brakes itself: L^(n+1) = L0^(n+1) + (n+1) κ E/s^n."""
    p, h0, thick = 1e8, 0.1, full(0.1, friction=0.0)
    start = 1e-3
    found = solve_ivp(lambda _, L: speed(L, p), (0, 600), [start], rtol=1e-10, atol=1e-15)
    thick = replace(thick, leaked=2 * np.pi * WIDE * C * start)
    left = thick.after(BULK * p**5 * 600)
    entered = (h0 - left) * WIDE / (2 * C)
    # what the foil itself asks for is the strength over the pressure, a few thousandths
    assert entered == pytest.approx(found.y[0, -1] - start, rel=0.01)
    assert entered < found.y[0, -1] - start


foils = st.floats(-7, -2.5).map(lambda e: 10**e)
efforts = st.floats(-3, 18).map(lambda e: 10**e)


@given(foils, efforts, st.floats(0.0, 1.0), st.floats(0.0, 0.02), st.floats(0.0, 0.01))
def test_a_leak_split_in_two_is_the_same_leak(h0, effort, share, before, slope):
    area = np.pi * WIDE**2
    begun = 2 * np.pi * WIDE * C * before
    once = full(h0, begun, slope=slope).after(effort)
    half = full(h0, begun, slope=slope).after(share * effort)
    rest = full(half, begun + area * (h0 - half), slope=slope)
    assert rest.after((1 - share) * effort) == pytest.approx(once, rel=1e-9)
    assert once <= h0


@given(foils, efforts, st.floats(-7, -4), st.floats(0.0, 1.0))
def test_a_die_never_loses_more_than_plates_without_one(h0, effort, clearance, friction):
    """Under the same pressure, between the same faces, with the rim where the wall would be."""
    open_plates = Squeeze(force=np.pi * WIDE**2, A=1.0, n=5.0, friction=friction, limit_radius=WIDE)
    free = thickness_after(effort, h0, WIDE, open_plates)
    held = full(h0, clearance=10**clearance, friction=friction).after(effort)
    assert held >= free * (1 - 1e-9)


@given(foils, efforts, st.floats(1.0, 1.5), st.floats(1.0, 1.5))
def test_a_thicker_foil_stays_thicker_and_more_effort_thins_it(h0, effort, thicker, more):
    left = full(h0).after(effort)
    assert full(h0 * thicker).after(effort) >= left * (1 - 1e-12)
    assert full(h0).after(effort * more) <= left * (1 + 1e-12)
    assert full(h0, ratio=2.0 * more).after(effort) >= left * (1 - 1e-12)


def test_a_foil_thinner_than_its_gap_keeps_itself():
    """1 um under what presses 360 MPa for ten minutes: its own hill holds it, not the gap."""
    effort = 2e15
    thin = full(1e-6)
    assert 1 - thin.after(effort) / 1e-6 < 0.01
    assert thin.gap_share(thin.after(effort)) < 1e-3
    assert full(1e-3).gap_share(0.99e-3) > 0.99


def test_beyond_the_guided_length_the_flow_is_steady():
    """Of a foil so thick that its own share is small; less of it goes on thinning it alike."""
    leaked = 2 * np.pi * WIDE * C * SLOT.guided
    thick = full(0.1, leaked, friction=0.0)
    efforts = np.array([1e12, 2e12, 3e12])
    gone = np.diff(0.1 - thick.after(efforts))
    assert gone[0] > 0
    assert gone[1] == pytest.approx(gone[0], rel=0.01)


@pytest.mark.parametrize("h0", [1e-6, 2e-5, 2e-4])
def test_a_course_that_warms_against_stepping_it_through_time(h0):
    """The metal in the gap weakens from s = 1.4 to 1.1 while it is pressed."""
    effort, panels, start = 1e14, 40, 2 * np.pi * WIDE * C * 1e-3
    x, _ = gauss_legendre(6)
    at = (np.arange(panels)[:, None] + x) / panels
    foil = full(h0, start, ratio=1.4)
    done = foil.after(warmed(foil, np.full(at.shape, effort / panels), 1.4 - 0.3 * at))

    def thinning(t, y):
        now = foil.in_gap(y) * (1.4 - 0.3 * t) / 1.4 + foil.hindrance(y)
        return effort / now**5

    found = solve_ivp(thinning, (0, 1), [0.0], method="LSODA", rtol=1e-10, atol=1e-14).y[0, -1]
    assert h0 - done[-1] == pytest.approx(-h0 * np.expm1(-found), rel=1e-5)
    assert np.all(np.diff(done) <= 0)


def test_plates_at_an_angle_touch_in_a_die_too():
    leaning = full(1e-4, slope=0.01)
    assert leaning.after(1e40) == pytest.approx(0.01 * WIDE, rel=1e-9)
    assert leaning.effort(0.9 * 0.01 * WIDE) == np.inf


def test_the_first_fold_balances_work_and_hinges():
    """A span turns by dH/(L/2) between two hinges; two spans a wave, four hinges' rotations."""
    flow, h, L, sunk = 0.5e6, 2e-4, 5e-3, 1e-6
    work = hinge_pressure(h, L) * flow * L * sunk
    hinge = flow * h**2 / (2 * np.sqrt(3))
    assert work == pytest.approx(4 * hinge * sunk / (L / 2))


def test_what_a_fold_leaves_is_the_departure_from_the_chord():
    x = np.linspace(0, np.pi / 2, 100_001)
    assert np.max(np.cos(x) - 1 + 2 * x / np.pi) == pytest.approx(LEFT, rel=1e-8)
    first = hinge_pressure(1e-4, 2e-2)
    assert flattened(0.99 * first, 1e-4, 2e-2) == pytest.approx(1.0, abs=1e-3)
    assert flattened(4 * first, 1e-4, 2e-2) == pytest.approx(LEFT, abs=1e-3)
    assert pytest.approx(1.1241, abs=1e-4) == POWER


@given(st.floats(0.0, 5.0), st.floats(0.0, 5.0), st.floats(1e-5, 1e-3), st.floats(1e-3, 2e-2))
def test_more_pressure_never_raises_a_wrinkle(low, more, thickness, length):
    before = flattened(low, thickness, length)
    assert 0 <= flattened(low + more, thickness, length) <= before <= 1
    assert flattened(3.0, thickness, length) == 0


def test_wrinkles_stay_without_pressure_and_go_with_enough():
    at = {"n": 6.6, "ratio": 1.05}
    assert remaining_height(1e-4, 5e-3, 2e-4, 0.0, **at) == 1e-4
    assert remaining_height(1e-4, 5e-3, 2e-4, 1e9, **at) == 0
    assert remaining_height(0.0, 5e-3, 2e-4, 1.0, **at) == 0
    assert asked_strain(1e-4, 5e-3, 2e-4) == pytest.approx(0.5)


@pytest.mark.parametrize("pressure", ["1 Pa", "1 kPa", "50 kPa"])
def test_hardly_any_pressure_leaves_a_foil_in_its_die_as_it_is(pressure):
    """Warnings are errors here: an effort too small to thin by a bit of a number is none."""
    changes = {"steps.press.pressure": pressure, "steps.press.temperature": "30 degC"}
    recipe = asperity.load_recipe("na-cold-press").replace(
        {**changes, "steps.release.pressure": "0 MPa"}
    )
    (metal,) = (one for one in asperity.press(recipe).steps[0].layers if one.name == "metal")
    assert metal.thickness_m == pytest.approx(200e-6, rel=1e-6)
