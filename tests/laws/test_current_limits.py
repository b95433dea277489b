"""Conductivity away from its stated conditions, composites, and the two critical currents."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.laws import FARADAY, GAS_CONSTANT
from asperity.laws.current import composite, plating, stripping
from asperity.laws.current.conductivity import Conduction, PelletState, conductivity_factor
from asperity.laws.current.grains import formed_contact, opened_contact
from asperity.reference.flow import void_closing_rate

LAW = Conduction(
    activation_energy=37.7e3,
    contact=partial(formed_contact, p0=84e6, r=0.5),
    activation_volume=1e-6,
)
OPENING = Conduction(
    activation_energy=37.7e3,
    contact=partial(opened_contact, p0=46e6, b=0.12, r=0.2),
    activation_volume=1e-6,
)
LITHIUM = stripping.StrippedMetal(
    A=7.7e-3 * 1e6**-6.56, n=6.56, D=5e-15, Vm=1.3e-5, surface_energy=0.5, size_length=45e-6
)
pressures = st.floats(0.0, 500e6)


@pytest.mark.parametrize("law", [LAW, OPENING])
@given(pressures, pressures, st.floats(0.83, 1.0), st.floats(250.0, 400.0))
def test_the_stated_value_comes_back_at_its_conditions(law, p, P, D, T):
    state = PelletState(
        density=D, pressure=min(p, P), largest_pressure=max(p, P, 1e6), temperature=T
    )
    assert conductivity_factor(state, state, law) == pytest.approx(1.0, rel=1e-12)


@pytest.mark.parametrize("law", [LAW, OPENING])
@given(st.floats(1e6, 500e6), st.floats(0, 1), st.floats(0.5, 1.0), st.floats(0.5, 1.0))
def test_more_density_never_conducts_less(law, P, share, one, other):
    low, high = (
        conductivity_factor(
            PelletState(density=D, pressure=share * P, largest_pressure=P), PelletState(), law
        )
        for D in sorted((one, other))
    )
    assert low <= high


def test_a_ready_pellet_at_rest_is_no_insulator():
    stated = PelletState(density=0.82, pressure=25e6, largest_pressure=370e6)
    rest = PelletState(density=0.82, pressure=0.0, largest_pressure=370e6)
    assert 0.5 < conductivity_factor(rest, stated, LAW) < 1


def test_neutral_law_is_bruggeman_only():
    now, stated = PelletState(density=0.8), PelletState(density=1.0)
    assert conductivity_factor(now, stated, Conduction()) == pytest.approx(0.8**1.5)


def test_activation_is_that_of_sigma_t():
    cold, hot = PelletState(temperature=290.0), PelletState(temperature=310.0)
    law = Conduction(activation_energy=30e3)
    slope = np.log(conductivity_factor(hot, cold, law) * 310 / 290) / (1 / 310 - 1 / 290)
    assert slope == pytest.approx(-30e3 / GAS_CONSTANT)


@pytest.mark.parametrize(
    ("law", "threshold", "whole"),
    [
        (composite.ionic, composite.IONIC_THRESHOLD, 3.0),
        (composite.electronic, composite.ELECTRONIC_THRESHOLD, 3.0 * composite.CONTACT_SHARE),
    ],
)
def test_percolation_ends(law, threshold, whole):
    assert law(3.0, 1.0) == pytest.approx(whole)
    assert law(3.0, threshold) == 0.0
    assert law(3.0, threshold / 2) == 0.0
    assert np.all(np.diff(law(1.0, np.linspace(0, 1, 50))) >= 0)


def test_near_its_threshold_a_path_falls_with_its_exponent():
    above = composite.IONIC_THRESHOLD + np.array([1e-4, 2e-4])
    slope = np.diff(np.log(composite.ionic(1.0, above))) / np.log(2)
    assert slope == pytest.approx(composite.IONIC_EXPONENT, rel=1e-3)


def test_without_an_insulator_percolation_is_the_effective_medium_of_mclachlan():
    """A (σi^1/t - σm^1/t)/(σi^1/t + A σm^1/t) summed over phases is zero, the other one dead."""
    phi, limit, t = 0.4, composite.IONIC_THRESHOLD, composite.IONIC_EXPONENT
    mean, A = composite.ionic(1.0, phi) ** (1 / t), (1 - limit) / limit
    assert phi * (1 - mean) / (1 + A * mean) == pytest.approx((1 - phi) / A, rel=1e-12)


def test_tortuosity():
    assert composite.tortuosity(2.0, 1.0, 2.0) == 1.0
    assert composite.tortuosity(2.0, 0.5, 0.1) == pytest.approx(10.0)
    assert np.isinf(composite.tortuosity(2.0, 0.1, 0.0))


def test_composite_fractions_and_area():
    parts = composite.fractions((0.5, 0.45, 0.05), 0.85)
    assert sum(parts) == pytest.approx(1.0)
    dense = composite.active_area(0.5, 0.5, 5e-6, porosity=0.0)
    assert dense == pytest.approx(6 * 0.5 / 5e-6)
    half = composite.active_area(0.4, 0.3, 5e-6, porosity=0.3)
    assert half == pytest.approx(0.5 * 6 * 0.4 / 5e-6)


def test_large_voids_close_as_half_a_spherical_void():
    bare = stripping.StrippedMetal(A=1e-34, n=5.0, D=0.0, Vm=1.3e-5, surface_energy=0.0)
    a, p = 1e-5, 5e6
    volume_rate = -2 / 3 * np.pi * a**3 * void_closing_rate(p, A=1e-34, n=5.0)
    per_mouth = volume_rate / (np.pi * a**2)
    assert stripping.void_supply(p, a, bare) == pytest.approx(FARADAY / 1.3e-5 * per_mouth)


def test_the_hardest_void_is_the_minimum():
    for p in (2e6, 10e6, 30e6):
        a = stripping.hardest_void(p, LITHIUM)
        least = stripping.critical_stripping_current(p, LITHIUM)
        around = stripping.void_supply(p, a * np.geomspace(0.5, 2, 2001), LITHIUM)
        assert least == pytest.approx(np.min(around), rel=1e-6)


@given(st.floats(1e5, 1e8), st.floats(1.01, 3))
def test_more_pressure_lets_more_current(p, more):
    low, high = stripping.critical_stripping_current(np.array([p, more * p]), LITHIUM)
    assert high > low > 0


def test_interface_limited():
    known = {"reference_current": 10.0, "reference_temperature": 298.15}
    assert stripping.interface_limited(298.15, **known, Ea=13e3) == pytest.approx(10.0)
    hot = stripping.interface_limited(333.15, **known, Ea=13e3)
    assert np.log(hot / 10) == pytest.approx(-13e3 / GAS_CONSTANT * (1 / 333.15 - 1 / 298.15))


def test_lithium_builds_7_4_mpa_per_millivolt():
    assert plating.plating_pressure(1e-3, 1.3e-5) == pytest.approx(7.42e6, rel=1e-3)
    assert plating.critical_overpotential(7.42e6, 1.3e-5) == pytest.approx(1e-3, rel=1e-3)


def test_opening_a_flaw():
    K, a = 1.25e6, 5e-6
    p = plating.opening_pressure(K, a, shape=1.12)
    assert 1.12 * p * np.sqrt(np.pi * a) == pytest.approx(K)
    assert plating.opening_pressure(K, a, closing=3e6) == pytest.approx(p + 3e6)
    assert plating.PENNY_CRACK * np.sqrt(np.pi * a) == pytest.approx(2 * np.sqrt(a / np.pi))
    assert plating.critical_plating_current(0.05, 1e-3, 2.0) == pytest.approx(25.0)


def test_metal_under_pressure_opens_a_flaw_earlier_and_in_the_end_alone():
    K, a = 1.25e6, 5e-6
    bare = plating.opening_pressure(K, a)
    assert plating.opening_pressure(K, a, closing=-2e6) == pytest.approx(bare - 2e6)
    assert plating.opening_pressure(K, a, closing=-2 * bare) == 0.0


@given(st.floats(1e5, 5e7), st.floats(1e-8, 1e-4), st.floats(0.01, 3.0))
def test_no_pit_strips_less_than_the_hardest_void(p, nucleus, share):
    law = stripping.critical_stripping_current
    assert law(p, LITHIUM, nucleus=nucleus) >= law(p, LITHIUM) * (1 - 1e-6)
    assert law(p, LITHIUM, nucleus=nucleus, share=share) == pytest.approx(
        share * stripping.void_supply(p, nucleus, LITHIUM)
    )


@given(st.floats(1e5, 1e8), st.floats(1e-8, 1e-4), st.floats(1e-9, 1e-2))
def test_creep_brings_no_more_than_the_fastest_that_is_known(p, a, fastest):
    capped = replace(LITHIUM, fastest=fastest)
    still = float(stripping.void_supply(p, a, replace(LITHIUM, A=0.0)))
    most = FARADAY / LITHIUM.Vm * a * fastest
    found = float(stripping.void_supply(p, a, capped))
    assert found <= float(stripping.void_supply(p, a, LITHIUM))
    assert found <= (still + most) * (1 + 1e-12)
    assert stripping.creep_share(p, a, capped) == pytest.approx(1 - still / found, abs=1e-12)


def test_pits_of_lithium_are_filled_by_diffusion_wide_voids_by_creep():
    shares = stripping.creep_share(np.array([2e6, 14e6]), 0.25e-6, LITHIUM)
    assert shares == pytest.approx([5e-6, 2e-3], rel=0.3)
    assert stripping.creep_share(14e6, 20e-6, LITHIUM) > 0.9


def test_a_wall_takes_its_share_of_what_opens_a_flaw():
    """Poisson's ratio 0.3 and 25 MPa: 27.6 MPa at a free rim, some 40 where a wall holds."""
    side = plating.held_sideways(0.3)
    assert side == pytest.approx(3 / 7)
    free, held = (
        plating.opening_pressure(52.6e6 * 1.12 * np.sqrt(np.pi * 5e-6), 5e-6, closing=closing)
        for closing in (plating.closing_pressure(25e6, 0.0), plating.closing_pressure(25e6, side))
    )
    assert free == pytest.approx(27.6e6)
    assert held - free == pytest.approx(25e6 * side)
    assert plating.held_sideways(0.5) == 1.0  # as a fluid: nothing helps to open


@given(st.floats(0.05e6, 5e6), st.floats(1e-8, 2e-7))
def test_from_small_pits_the_limit_is_a_straight_line_in_pressure(p, nucleus):
    """Diffusion down p + 2γ/a0: proportional to it, while creep has no say."""
    bare = replace(LITHIUM, A=0.0)
    offset = 2 * bare.surface_energy / nucleus
    one, two = (stripping.void_supply(x, nucleus, bare) for x in (p, 3 * p))
    assert two / one == pytest.approx((3 * p + offset) / (p + offset), rel=1e-9)
