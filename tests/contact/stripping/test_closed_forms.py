"""Waves stripped into a metal that flows, against what is known of them."""

import numpy as np
import pytest

from asperity.contact import Segment, strip_interface
from tests.contact.closure.metals import MODULUS, VISCOSITY, newtonian, powered
from tests.contact.stripping.faces import (
    GAS_CONSTANT,
    MOLAR_VOLUME,
    PRESSURE,
    RELAXATION,
    TEMPERATURE,
    UNEVEN,
    VOLUME,
    WAVE,
    still,
    stripped,
    wave,
)

CRITICAL = PRESSURE / (2 * VISCOSITY * WAVE) / (UNEVEN * VOLUME)
"""Current at which the pressure of a wave would swing by its mean, A/m2."""


def swing(found):
    """Amplitude of the pressure, Pa."""
    return np.ptp(found.last.pressure) / 2


def test_even_current_on_full_contact_changes_nothing_at_all():
    found = stripped(np.zeros((16, 12)), powered(5.0), (1e5, 20.0, 2e6), (1e4, -5.0, 2e6))
    assert found.finished
    assert np.all(found.last.pressure == 2e6)
    assert np.all(found.mean_gap == 0)
    assert np.all(found.contact_fraction == 1)
    assert np.all(found.last.density == 1)
    assert found.stripped[-1] == pytest.approx(VOLUME * (20.0 * 1e5 - 5.0 * 1e4), rel=1e-14)
    assert found.travel == pytest.approx(found.stripped, rel=1e-12)


@pytest.mark.parametrize("times", [0.5, 2.0, 8.0])
def test_pressure_follows_a_wave_of_recession_with_the_maxwell_time(times):
    """p' = (2 η q r' - p)/τ: an amplitude of 2 η q r' (1 - exp(-t/τ)) at full contact."""
    found = wave(newtonian, (times * RELAXATION, 0.9 * CRITICAL, PRESSURE), tolerance=1e-4)
    assert found.contact_fraction.min() == 1
    expected = 0.9 * PRESSURE * (1 - np.exp(-times))
    assert swing(found) == pytest.approx(expected, rel=2e-3)


@pytest.mark.parametrize("pressure", [0.5e6, 2e6])
def test_contact_is_lost_when_the_swing_reaches_the_pressure(pressure):
    """At 2 η q r' > p̄, after -τ ln(1 - p̄/2 η q r'); below never: linear in the pressure."""
    critical = CRITICAL * pressure / PRESSURE
    kept = wave(newtonian, (12 * RELAXATION, 0.97 * critical, pressure))
    assert kept.contact_fraction.min() == 1
    found = wave(newtonian, (1.3 * RELAXATION, 1.5 * critical, pressure), tolerance=3e-4)
    first = int(np.argmax(found.contact_fraction < 1 - 1e-9))
    exact = RELAXATION * np.log(3)
    assert found.time[first - 1] <= 1.01 * exact
    assert found.time[first] >= 0.99 * exact
    assert found.contact_fraction[-1] < 0.999


def test_diffusion_alone_holds_a_swing_of_its_own():
    """Amplitude r' R T/(D V_m q), reached with the time 2 R T/(E* D V_m q²)."""
    diffusivity = 1e-12
    mobility = diffusivity * MOLAR_VOLUME * WAVE / (GAS_CONSTANT * TEMPERATURE)
    time = 2 / (MODULUS * WAVE * mobility)
    current = 0.8 * PRESSURE * mobility / (UNEVEN * VOLUME)
    for times in (1.0, 10.0):
        found = wave(
            still, (times * time, current, PRESSURE), tolerance=1e-4, diffusivity=diffusivity
        )
        expected = 0.8 * PRESSURE * (1 - np.exp(-times))
        assert swing(found) == pytest.approx(expected, rel=2e-3)


def test_creep_and_diffusion_act_side_by_side():
    creep, diffusivity = 1 / (2 * VISCOSITY * WAVE), 1e-12
    both = creep + diffusivity * MOLAR_VOLUME * WAVE / (GAS_CONSTANT * TEMPERATURE)
    found = wave(newtonian, (12 * RELAXATION, 0.9 * CRITICAL, PRESSURE), diffusivity=diffusivity)
    assert swing(found) == pytest.approx(0.9 * PRESSURE * creep / both, rel=1e-3)


@pytest.mark.parametrize("exponent", [1.0, 3.0, 6.5])
def test_the_critical_current_goes_as_the_power_of_the_pressure(exponent):
    """Twice the pressure bears 2^n the current, alike in all else, on a metal twice as stiff."""
    shares = []
    for pressure in (1e6, 2e6):
        by = (pressure / 1e6) ** exponent
        found = wave(
            powered(exponent),
            (0.2 / by, 60.0 * by, pressure),
            points=16,
            modulus=MODULUS * pressure / 1e6,
        )
        shares.append((found.contact_fraction[-1], swing(found) / pressure))
    assert shares[0] == pytest.approx(shares[1], rel=1e-4)


def ran(parts, current, **more):
    """The swing after a wave was stripped in so many even steps."""
    seconds = 2 * RELAXATION
    found = wave(
        newtonian,
        (seconds, current, PRESSURE),
        tolerance=0.1,
        frames=np.linspace(0, seconds, parts + 1)[1:].tolist(),
        **more,
    )
    assert found.steps == parts
    return found


def test_full_contact_converges_with_second_order_in_time():
    exact = 0.9 * PRESSURE * (1 - np.exp(-2.0))
    errors = np.array([abs(swing(ran(parts, 0.9 * CRITICAL)) / exact - 1) for parts in (8, 16, 32)])
    orders = np.log2(errors[:-1] / errors[1:])
    assert np.all(orders > 1.8)
    assert np.all(orders < 2.2)
    assert errors[-1] < 1e-3


def test_metal_that_follows_everywhere_makes_voids_shallower():
    """Where all that touches conducts alike, voids lose what stripping takes: V' = -i V_m/F."""
    face = np.zeros((16, 16))
    face[:, 8:] = -2e-7
    seconds, current = 100.0, 4.0
    found = stripped(face, still, (seconds, current, 1e4), conductivity=1e12, modulus=5e12)
    conducting = found.conducting_fraction[0]
    assert conducting == 0.5
    assert found.contact_fraction[-1] == pytest.approx(0.5, abs=1e-5)
    taken = VOLUME * current * seconds
    assert found.mean_gap[-1] - found.mean_gap[0] == pytest.approx(
        -taken * (1 - conducting) / conducting, rel=1e-3
    )
    assert found.travel[-1] == pytest.approx(taken / conducting, rel=1e-3)


def test_the_resistance_of_full_contact_is_that_of_charge_transfer():
    found = strip_interface(
        np.zeros((8, 8)),
        spacing=1e-7,
        modulus=5e9,
        creep=still,
        segments=[Segment(duration=10.0, current=-3.0, pressure=1e6)],
        temperature=300.0,
        molar_volume=MOLAR_VOLUME,
        conductivity=0.1,
        charge_transfer=2e-3,
    )
    assert np.all(found.resistance == 2e-3)
    assert np.all(found.polarisation == -6e-3)
