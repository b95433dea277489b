"""What is kept: volume, load, gas; and what a state carries over."""

import numpy as np
import pytest

from asperity.contact import Schedule
from tests.contact.closure.metals import (
    MODULUS,
    SPACING,
    closed,
    dimples,
    fraction_at,
    hold,
    powered,
    rough_face,
)

SODIUM = powered(5.0, size=1e-5)
ATMOSPHERE = 1e5
ARGON = {"atmosphere": ATMOSPHERE, "adsorbed": 0.0}


@pytest.fixture(scope="module")
def held():
    return closed(rough_face(), hold(1e7, 100.0), SODIUM)


def test_volume_is_conserved(held):
    """A half-space moves nothing in the mean: gap, indentation and heights add up."""
    face = rough_face()
    volume = held.mean_gap[0]
    assert abs(held.state.viscous.mean()) < 1e-10 * volume
    height = face.max() - face.mean()
    assert held.last.mean_gap + held.last.indentation == pytest.approx(height, rel=1e-10)
    waves = np.fft.rfft2(held.state.viscous + held.last.gap * 0)
    q = (
        2
        * np.pi
        * np.hypot(np.fft.fftfreq(64, SPACING)[:, None], np.fft.rfftfreq(64, SPACING)[None, :])
    )
    elastic = np.divide(2 / MODULUS, q, out=np.zeros_like(q), where=q > 0)
    moved = np.fft.irfft2(waves + elastic * np.fft.rfft2(held.last.pressure), s=face.shape)
    apart = held.last.gap - moved + face
    assert np.ptp(apart) < 1e-3 * face.std()


def test_a_face_that_is_full_has_taken_the_shape_of_the_other():
    face = rough_face()
    found = closed(face, hold(1e8, 1e4), SODIUM)
    assert found.contact_fraction[-1] == 1
    assert found.last.gap.max() == 0
    assert np.abs(found.state.viscous - (face - face.mean())).max() < 1e-3 * face.std()


def test_the_load_is_met(held):
    assert held.last.pressure.mean() == pytest.approx(1e7, rel=3e-4)
    assert held.pressure == pytest.approx(1e7)
    assert np.all(held.last.pressure[held.last.gap > 0] == 0)


def test_a_hold_split_in_two_is_the_same_hold(held):
    first = closed(rough_face(), hold(1e7, 20.0), SODIUM)
    second = closed(rough_face(), hold(1e7, 80.0), SODIUM, state=first.state)
    assert second.contact_fraction[-1] == pytest.approx(held.contact_fraction[-1], abs=2e-3)
    assert second.mean_gap[-1] == pytest.approx(held.mean_gap[-1], rel=1e-2)
    assert second.contact_fraction[0] == pytest.approx(first.contact_fraction[-1], abs=3 / 4096)
    assert np.all(np.diff(second.contact_fraction) > -3 / 4096)


def test_halving_the_tolerance_moves_contact_by_less_than_one_per_cent(held):
    moments = np.geomspace(1e-6, 100, 9)
    both = [
        closed(rough_face(), hold(1e7, 100.0), SODIUM, frames=moments.tolist(), tolerance=tolerance)
        for tolerance in (1e-3, 5e-4)
    ]
    coarse, fine = (fraction_at(found, moments) for found in both)
    assert np.abs(coarse / fine - 1).max() < 0.01
    assert fraction_at(held, 100.0) == pytest.approx(fine[-1], abs=3e-3)


def test_contact_only_grows_under_a_load_that_does(held):
    assert np.all(np.diff(held.contact_fraction) >= -1 / 4096)
    assert np.all(np.diff(held.mean_gap) <= 0)
    rising = closed(
        rough_face(), Schedule([0, 10, 20], [0, 5e6, 2e7], [300] * 3), SODIUM, tolerance=5e-3
    )
    assert rising.contact_fraction[0] == 0
    assert np.all(np.diff(rising.mean_gap) <= 1e-9 * rising.mean_gap[0])
    assert np.all(np.diff(rising.contact_fraction) >= -2 / 4096)
    assert {10.0, 20.0} <= set(rising.time.tolist())
    assert rising.pressure == pytest.approx(np.interp(rising.time, [0, 10, 20], [0, 5e6, 2e7]))


def test_more_pressure_never_opens_a_gap():
    gaps = [
        closed(rough_face(), hold(p, 10.0), SODIUM, tolerance=5e-3).mean_gap[-1]
        for p in (1e5, 1e6, 3e6, 1e7)
    ]
    assert np.all(np.diff(gaps) < 0)


def test_release_keeps_what_has_flowed():
    cold = Schedule([0, 100, 101], [1e7, 1e7, 0], [300, 300, 300])
    found = closed(rough_face(), cold, SODIUM, frames=(100.0,))
    before, after = found.frames[0], found.last
    assert after.contact_fraction == 0
    assert after.pressure.max() == 0
    assert after.mean_gap > before.gap.mean()
    start = closed(rough_face(), hold(0.0, 1.0), SODIUM).mean_gap[0]
    assert after.mean_gap < 0.5 * start
    again = closed(rough_face(), hold(1e7, 0.1), SODIUM, state=found.state)
    assert again.contact_fraction[0] == pytest.approx(found.contact_fraction.max(), rel=0.05)


def test_welds_hold_when_the_load_goes():
    fall = Schedule([0, 100, 101], [1e7, 1e7, 1e5], [300] * 3)
    strong = 3e7
    bare = closed(rough_face(), fall, SODIUM, tolerance=3e-3)
    welded = closed(rough_face(), fall, SODIUM, tolerance=3e-3, adhesion=strong)
    assert welded.contact_fraction[-1] > 1.2 * bare.contact_fraction[-1]
    assert welded.last.pressure.min() >= -strong * (1 + 1e-3)
    assert bare.last.pressure.min() == 0
    assert welded.last.pressure.mean() == pytest.approx(1e5, rel=0.1)


@pytest.mark.parametrize("pressure", [2e6, 1e7])
def test_a_sealed_void_ends_where_its_gas_bears_the_load(pressure):
    """p V is kept: at the end p = p̄ + p0, V = V0 p0/p."""
    face = dimples(24, 2e-8)
    found = closed(face, hold(pressure, 1e5), powered(5.0), **ARGON, frames=(0.0,))
    amount = found.state.gas.sum()
    sealed = amount * 300 / ATMOSPHERE
    volume = found.last.gap.sum() * SPACING**2
    assert found.gas_pressure[-1] * volume == pytest.approx(amount * 300, rel=1e-10)
    assert found.gas_pressure[-1] == pytest.approx(pressure + ATMOSPHERE, rel=0.02)
    assert volume == pytest.approx(sealed * ATMOSPHERE / (pressure + ATMOSPHERE), rel=0.02)
    vacuum = closed(face, hold(pressure, 1e5), powered(5.0))
    assert vacuum.contact_fraction[-1] == 1
    assert np.all(vacuum.gas_pressure == 0)
    assert found.contact_fraction[-1] < 1


def test_gas_is_kept_from_one_closure_to_the_next_and_swells_with_heat():
    face = dimples(24, 2e-8)
    first = closed(face, hold(2e6, 1e3), powered(5.0), **ARGON)
    warm = Schedule([0, 10, 1e4], [2e6] * 3, [300, 390, 390])
    second = closed(face, warm, powered(5.0), **ARGON, state=first.state)
    assert second.state.gas.sum() == pytest.approx(first.state.gas.sum(), rel=1e-10)
    volume = second.last.gap.sum() * SPACING**2
    assert second.gas_pressure[-1] * volume == pytest.approx(first.state.gas.sum() * 390)
