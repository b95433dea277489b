"""Voids at a stripped face: closed forms, balance of volume, what more current and pressure do."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from asperity.laws import FARADAY
from asperity.laws.current import voids
from asperity.laws.current.stripping import StrippedMetal, hardest_void, void_supply
from asperity.laws.current.voids import VoidedFace

LITHIUM = StrippedMetal(
    A=7.7e-3 * 1e6**-6.56, n=6.56, D=5e-15, Vm=1.3e-5, surface_energy=0.5, size_length=45e-6
)
FACE = VoidedFace(nucleus=0.25e-6, spacing=5e-6, fraction=0.4, molar_volume=1.3e-5, clean=0.7)
TOUCHING = FACE.fraction * FACE.clean
radii = st.floats(0.25e-6, 12e-6)
currents = st.floats(0.01, 100.0)


def after(time, current, supply=None, face=FACE, pressure=1e6, start=None):
    """Radius (m) of the voids after a time (s) of a steady current (A/m²)."""

    def rate(_, a):
        s = void_supply(pressure, a, LITHIUM) if supply is None else supply
        return voids.growth(a, current, s, face)

    begun = [face.nucleus if start is None else start]
    found = solve_ivp(rate, (0.0, time), begun, rtol=1e-10, atol=1e-16, method="LSODA")
    return max(found.y[0, -1], face.nucleus)


def cycled(current, hours, pressure, cycles=4):
    """Radii (m) at the end of each cycle: half of it stripping, half plating."""
    radii = [FACE.nucleus]
    for _ in range(cycles):
        grown = after(3600 * hours, current, pressure=pressure, start=radii[-1])
        radii.append(after(3600 * hours, -current, pressure=pressure, start=grown))
    return np.array(radii)


def test_alone_and_unfed_a_void_grows_as_the_charge():
    """da/dt = Vm i/(2F f χ) while mouths are far apart."""
    apart = VoidedFace(nucleus=0.25e-6, spacing=1e-3, fraction=0.4, molar_volume=1.3e-5, clean=0.7)
    grown = after(3600.0, 2.0, 0.0, apart) - apart.nucleus
    assert grown == pytest.approx(1.3e-5 / (2 * FARADAY) * 2.0 / TOUCHING * 3600, rel=1e-4)


@pytest.mark.parametrize("current", [0.5, 20.0])
def test_unfed_half_of_the_contact_costs_its_charge_at_any_current(current):
    half = voids.radius_at_half_contact(FACE)
    charge = voids.charge_without_supply(half, FACE)
    assert after(charge / current, current, 0.0) == pytest.approx(half, rel=1e-7)
    assert voids.contact_left(half, FACE) == pytest.approx(FACE.fraction / 2, rel=1e-12)


def test_that_charge_is_two_radii_of_metal_while_voids_are_small():
    small = 0.5e-6
    two = 2 * (small - FACE.nucleus) * FARADAY / FACE.molar_volume * TOUCHING
    assert voids.charge_without_supply(small, FACE) == pytest.approx(two, rel=0.01)


def test_voids_that_have_joined_are_one_gap():
    """It opens as fast as the metal goes: half a void's rate becomes the whole of it."""
    rate = [float(voids.growth(a, 5.0, 0.0, FACE)) for a in (1e-8, 500e-6)]
    plain = FACE.molar_volume / FARADAY * 5.0 / TOUCHING
    assert rate == pytest.approx([plain / 2, plain], rel=1e-4)


@given(radii, currents, st.floats(0.0, 200.0))
def test_volume_is_what_is_stripped_round_the_mouths_less_what_comes(a, current, supply):
    """dv/dt from the volume and from the rate, and never more than what is stripped."""
    step = 1e-4 * a
    more = voids.void_volume(a + step, FACE) - voids.void_volume(a - step, FACE)
    grows = float(voids.growth(a, current, supply, FACE))
    mouths = -np.expm1(-np.pi * a**2 / FACE.spacing**2)
    net = FACE.molar_volume / FARADAY * mouths * (current - TOUCHING * supply)
    if grows != 0.0:
        assert more / (2 * step) * grows == pytest.approx(net, rel=1e-5)
    assert more / (2 * step) * grows <= FACE.molar_volume / FARADAY * current * (1 + 1e-6)


def test_hemispheres_far_apart_have_their_volume():
    a, a0, spacing = 0.5e-6, 0.25e-6, 50e-6
    face = VoidedFace(nucleus=a0, spacing=spacing, fraction=1.0, molar_volume=1.3e-5)
    each = 2 / 3 * np.pi * (a**3 - a0**3)
    assert voids.void_volume(a, face) == pytest.approx(each / spacing**2, rel=1e-3)
    assert voids.covered(a, face) == pytest.approx(np.pi * (a**2 - a0**2) / spacing**2, rel=1e-3)


@given(st.floats(0.1e6, 50e6), st.floats(0.0, 0.999))
def test_below_the_limit_nothing_grows(pressure, share):
    limit = TOUCHING * void_supply(pressure, FACE.nucleus, LITHIUM)
    assert after(3600.0, share * limit, pressure=pressure) == FACE.nucleus


def test_above_the_limit_a_small_pit_runs_away_and_a_large_one_stops():
    """Metal comes ever more slowly to a void below the hardest, ever faster to one above.

    So the small one comes to rest only beyond the hardest, where creep brings as much again.
    """
    p = 10e6
    hardest = float(hardest_void(p, LITHIUM))
    for start, jump in ((hardest / 5, 10.0), (2 * hardest, 1.0)):
        face = VoidedFace(nucleus=start, spacing=1e-3, fraction=1.0, molar_volume=1.3e-5)
        current = 1.05 * float(void_supply(p, start, LITHIUM))
        stopped = after(1e7, current, face=face, pressure=p)
        assert jump * start < stopped < (jump + 2) * start
        assert stopped > hardest
        assert void_supply(p, stopped, LITHIUM) == pytest.approx(current, rel=1e-6)


def test_at_rest_voids_close_down_to_their_pits_and_no_further():
    assert voids.growth(1e-6, 0.0, void_supply(1e5, 1e-6, LITHIUM), FACE) < 0
    assert voids.growth(1e-6, -3.0, 4.0, FACE) == voids.growth(1e-6, 0.0, 4.0, FACE)
    assert voids.growth(FACE.nucleus, -3.0, 4.0, FACE) == 0.0


def test_voids_accumulate_over_cycles_well_above_the_limit():
    """As Kasemchainan et al. saw; little above it plating leaves time enough to fill them again."""
    p = 3e6
    limit = TOUCHING * float(void_supply(p, FACE.nucleus, LITHIUM))
    assert np.all(cycled(0.9 * limit, 1.0, p) == FACE.nucleus)
    assert np.all(cycled(1.2 * limit, 0.1, p) == pytest.approx(FACE.nucleus, rel=1e-3))
    assert np.all(np.diff(cycled(4 * limit, 1.0, p)) > 0)


@settings(max_examples=20)
@given(currents, st.floats(1.0, 3.0), st.floats(0.2e6, 30e6), st.floats(1.0, 3.0))
def test_more_current_never_less_void_more_pressure_never_more(current, more, pressure, harder):
    plain = after(1800.0, current, pressure=pressure)
    assert after(1800.0, more * current, pressure=pressure) >= plain * (1 - 1e-7)
    assert after(1800.0, current, pressure=harder * pressure) <= plain * (1 + 1e-7)


@given(radii, radii)
def test_larger_voids_leave_less_contact_and_never_less_than_none(one, other):
    low, high = sorted((one, other))
    assert 0 <= voids.contact_left(high, FACE) <= voids.contact_left(low, FACE) <= FACE.fraction
