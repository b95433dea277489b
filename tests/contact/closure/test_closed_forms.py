"""A Maxwell half-space, grooves that close, voids that shrink: against what is known of them."""

import numpy as np
import pytest

from asperity.contact import elastic_contact
from asperity.contact.closure import close
from asperity.reference import westergaard
from tests.contact.closure.metals import (
    LENGTH,
    MODULUS,
    VISCOSITY,
    closed,
    dimples,
    fraction_at,
    groove,
    hold,
    newtonian,
    powered,
)

AMPLITUDE = 1e-8
FULL = np.pi * MODULUS * AMPLITUDE / LENGTH
RELAXATION = 4 * VISCOSITY / MODULUS
"""In full contact the pressure of every wave falls as exp(-t E*/(4 η))."""


def relaxed(parts, tolerance=0.1):
    """A wave in full contact over two relaxation times in so many even steps."""
    points, seconds = 32, 2 * RELAXATION
    return closed(
        groove(points, AMPLITUDE),
        hold(3 * FULL, seconds),
        newtonian,
        spacing=LENGTH / points,
        tolerance=tolerance,
        frames=np.linspace(0, seconds, parts + 1)[1:].tolist(),
    )


def relaxation_error(parts):
    found = relaxed(parts)
    assert found.steps == parts
    exact = np.exp(-2.0) * FULL
    return abs(np.ptp(found.last.pressure) / 2 - exact) / exact


def test_a_maxwell_half_space_relaxes_with_second_order_in_time():
    errors = np.array([relaxation_error(parts) for parts in (16, 32, 64)])
    orders = np.log2(errors[:-1] / errors[1:])
    assert errors[-1] < 1e-3
    assert np.all(orders > 1.8)
    assert np.all(orders < 2.3)


def test_a_maxwell_half_space_relaxes_as_it_should_by_its_own_steps():
    found = relaxed(1, tolerance=1e-4)
    error = abs(np.ptp(found.last.pressure) / 2 - np.exp(-2.0) * FULL) / FULL
    assert error <= 2 * found.steps * 1e-4  # each step about within the tolerance
    assert found.last.pressure.mean() == pytest.approx(3 * FULL, rel=1e-9)
    assert np.all(found.contact_fraction == 1)


@pytest.mark.parametrize("times", [0.5, 2.0])
def test_contact_that_grows_is_the_elastic_one_with_the_creep_compliance(times):
    """Lee and Radok: at constant load and growing contact, 1/E* becomes 1/E* + t/(4 η)."""
    points, load = 64, 0.15 * FULL
    face = groove(points, AMPLITUDE)
    found = closed(
        face,
        hold(load, times * RELAXATION),
        newtonian,
        spacing=LENGTH / points,
        tolerance=1e-4,
    )
    elastic = elastic_contact(
        face, spacing=LENGTH / points, modulus=MODULUS / (1 + times), pressure=load
    )
    assert 0.2 < elastic.contact_fraction < 0.9
    assert abs(found.last.contact_fraction - elastic.contact_fraction) <= 2.01 / points
    assert found.mean_gap[-1] == pytest.approx(elastic.mean_gap, rel=3e-3)
    assert np.abs(found.last.gap - elastic.gap).max() < 5e-3 * elastic.gap.max()


def sized(stress, _temperature, _pressure, wavelength):
    """A linear fluid, stiffer under short waves."""
    return stress / (3 * VISCOSITY) / (1 + LENGTH / wavelength) ** 2


def crept_gap(parts):
    seconds = 8 * RELAXATION
    found = closed(
        groove(64, AMPLITUDE),
        hold(0.15 * FULL, seconds),
        sized,
        spacing=LENGTH / 64,
        tolerance=0.1,
        frames=np.linspace(0, seconds, parts + 1)[1:].tolist(),
    )
    assert found.steps == parts
    return found.mean_gap[-1]


def test_partial_contact_that_grows_converges_with_second_order_in_time(monkeypatch):
    monkeypatch.setattr(close, "SOLVED", 1e-6)  # contacts far finer than steps
    exact = crept_gap(256)
    errors = np.array([abs(crept_gap(parts) / exact - 1) for parts in (8, 16, 32)])
    assert errors[0] < 1e-4
    assert np.log2(errors[0] / errors[-1]) / 2 > 1.8


def test_a_linear_fluid_of_one_viscosity_is_exact_whatever_the_step(monkeypatch):
    """Lee and Radok's correspondence holds step by step."""
    monkeypatch.setattr(close, "SOLVED", 1e-6)
    points, load = 64, 0.15 * FULL
    face = groove(points, AMPLITUDE)
    found = closed(
        face, hold(load, 2 * RELAXATION), newtonian, spacing=LENGTH / points, tolerance=0.1
    )
    elastic = elastic_contact(
        face, spacing=LENGTH / points, modulus=MODULUS / 3, pressure=load, tolerance=1e-9
    )
    assert found.steps < 6
    assert found.mean_gap[-1] == pytest.approx(elastic.mean_gap, rel=1e-6)
    assert found.last.contact_fraction == elastic.contact_fraction


def gap_error(points):
    """Mean gap of a wave that creeps, against Lee and Radok's on the finest grid."""
    found = closed(
        groove(points, AMPLITUDE),
        hold(0.15 * FULL, RELAXATION),
        newtonian,
        spacing=LENGTH / points,
        tolerance=3e-4,
    )
    exact = elastic_contact(
        groove(1024, AMPLITUDE),
        spacing=LENGTH / 1024,
        modulus=MODULUS / 2,
        pressure=0.15 * FULL,
    )
    return abs(found.mean_gap[-1] / exact.mean_gap - 1)


def test_the_gap_converges_with_the_grid():
    errors = np.array([gap_error(points) for points in (8, 16, 32)])
    assert np.log2(errors[0] / errors[-1]) / 2 > 1.2
    assert errors[-1] < 0.01


def test_a_groove_is_full_when_its_creep_compliance_says_so():
    """Full contact of a wave at 1/J = p λ/(π a): t = 4 η (J - 1/E*)."""
    points, load = 64, 0.2 * FULL
    found = closed(
        groove(points, AMPLITUDE),
        hold(load, 30 * RELAXATION),
        newtonian,
        spacing=LENGTH / points,
        tolerance=3e-4,
    )
    full = found.time[np.argmax(found.contact_fraction > 1 - 1e-12)]
    before = found.time[np.argmax(found.contact_fraction > 1 - 1e-12) - 1]
    exact = RELAXATION * (FULL / load - 1)
    assert before < 1.02 * exact
    assert full > 0.94 * exact
    for share in (0.5, 0.8):
        J = (1 + share * exact / RELAXATION) / MODULUS
        wide = westergaard.contact_fraction(load, AMPLITUDE, LENGTH, 1 / J)
        assert fraction_at(found, share * exact) == pytest.approx(wide, abs=1.5 / points)


@pytest.mark.parametrize("exponent", [3.0, 5.0])
def test_the_rate_of_closing_goes_as_the_power_of_the_pressure(exponent):
    """Twice the pressure on twice the stiffness is the same contact 2^n times as fast."""
    face = dimples(32, 5e-8)
    slow = closed(face, hold(2e6, 2000.0), powered(exponent), modulus=1e9, tolerance=3e-3)
    fast = closed(
        face,
        hold(4e6, 2000.0 / 2**exponent),
        powered(exponent),
        modulus=2e9,
        tolerance=3e-3,
    )
    share = np.array([1e-4, 1e-2, 1.0])
    assert fraction_at(fast, share * 2000 / 2**exponent) == pytest.approx(
        fraction_at(slow, share * 2000), abs=2e-3
    )


@pytest.mark.parametrize("exponent", [1.0, 5.0])
def test_the_last_void_closes_at_the_rate_of_its_stress(exponent):
    """Near full contact σe is that of a void, (3/2) p n^(-n/(n-1)), whatever the roughness."""
    pressure = 5e6
    found = closed(dimples(16, 1e-8), hold(pressure, 1e4), powered(exponent), tolerance=1e-2)
    n = exponent
    shape = n ** (-n / (n - 1)) if n > 1 else np.exp(-1.0)
    assert found.contact_fraction[-1] == 1
    assert found.state.stress == pytest.approx(1.5 * pressure * shape, rel=1e-2)
