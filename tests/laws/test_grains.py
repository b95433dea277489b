"""Grain contacts: made on loading, opened on release; and the older form of two numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.laws.current.conductivity import Conduction, PelletState, conductivity_factor
from asperity.laws.current.grains import complete_contact, formed_contact, opened_contact

pressures = st.floats(0.0, 500e6)
OPENED = {"p0": 46e6, "b": 0.12, "r": 0.2}
FORMED = {"p0": 84e6, "r": 0.5}


@given(pressures, pressures)
def test_formed_contact_lies_between_bonded_and_formed(p, P):
    p, P = min(p, P), max(p, P)
    c = formed_contact(p, P, **FORMED)
    formed = formed_contact(P, P, **FORMED)
    assert 0.5 * formed - 1e-12 <= c <= formed + 1e-12
    assert formed == pytest.approx(-np.expm1(-P / 84e6), abs=1e-15)


@given(st.floats(1.0, 500e6), st.floats(0, 1))
def test_opened_contact_is_grain_and_contact_in_series(P, x):
    """On loading 1 + p0/P of the grain's own resistance; of what is not bonded 1 + b (P/p - 1)."""
    full = opened_contact(P, P, **OPENED)
    assert full == pytest.approx(1 / (1 + 46e6 / P), rel=1e-12)
    loose = opened_contact(x * P, P, p0=46e6, b=0.12, r=0.0)
    apart = 1 / (1 + 0.12 * (1 / x - 1)) if x > 1e-300 else 0.0
    assert loose == pytest.approx(full * apart, rel=1e-9, abs=1e-12)
    assert opened_contact(x * P, P, **OPENED) == pytest.approx(0.2 * full + 0.8 * loose, rel=1e-12)


def test_opened_contact_depends_on_the_share_of_the_largest_pressure_alone():
    P = np.array([50e6, 200e6, 500e6])
    kept = opened_contact(0.3 * P, P, **OPENED) / opened_contact(P, P, **OPENED)
    assert kept == pytest.approx(kept[0], rel=1e-12)


def test_limits_of_opened_contact():
    assert opened_contact(0.0, 0.0, **OPENED) == 0.0
    assert opened_contact(0.0, 100e6, **OPENED) == pytest.approx(0.2 * 100 / 146)
    assert opened_contact(1e6, np.inf, **OPENED) == pytest.approx(0.2)
    assert opened_contact(0.0, 100e6, p0=46e6, b=0.0, r=0.0) == pytest.approx(100 / 146)
    assert opened_contact(90e6, 100e6, p0=0.0, b=0.0, r=0.0) == 1.0
    assert np.all(complete_contact(np.zeros(3), 1.0) == 1.0)


@given(pressures, pressures, pressures)
def test_pressing_never_breaks_a_contact(one, other, more):
    low, high = sorted((one, other))
    P = high + more
    for law, numbers in ((opened_contact, OPENED), (formed_contact, FORMED)):
        assert law(low, P, **numbers) <= law(high, P, **numbers) + 1e-15
        assert law(high, high, **numbers) <= law(P, P, **numbers) + 1e-15


def test_conductivity_of_a_released_pellet_has_one_maximum_over_stack_pressure():
    """Contacts close, then the compressed lattice wins: between a tenth and all of 487 MPa."""
    law = Conduction(contact=lambda p, P: opened_contact(p, P, **OPENED), activation_volume=1e-6)
    p = np.linspace(1e6, 487e6, 200)
    now = PelletState(pressure=p, largest_pressure=487e6)
    sigma = np.asarray(conductivity_factor(now, PelletState(largest_pressure=487e6), law))
    peak = int(np.argmax(sigma))
    assert 49e6 < p[peak] < 487e6
    assert np.all(np.diff(sigma[: peak + 1]) > 0)
    assert np.all(np.diff(sigma[peak:]) < 0)
