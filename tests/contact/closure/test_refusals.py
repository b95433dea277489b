"""What cannot be closed is refused, and what stops is stopped at once."""

import numpy as np
import pytest

from asperity.contact import Schedule, close_interface
from asperity.errors import Refusal, Stopped, TopographyRefusal
from asperity.laws.flow.creep import Creep
from asperity.laws.flow.flow import Flow
from asperity.laws.flow.size import SizeEffect
from tests.contact.closure.metals import closed, hold, newtonian, powered, rough_face

GOOD = {
    "heights": np.zeros((8, 8)),
    "spacing": 1e-7,
    "modulus": 1e9,
    "creep": newtonian,
    "schedule": hold(1e6, 1.0),
}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"heights": np.zeros(5)}, "heights"),
        ({"heights": np.full((8, 8), np.nan)}, "heights"),
        ({"heights": np.ma.masked_equal(np.zeros((8, 8)), 0.0)}, "heights"),
        ({"heights": "face"}, "heights"),
        ({"heights": np.diag(np.arange(8.0))}, "heights"),
        ({"spacing": 0.0}, "spacing"),
        ({"modulus": np.inf}, "modulus"),
        ({"thickness": 0.0}, "thickness"),
        ({"atmosphere": -1.0}, "atmosphere"),
        ({"adhesion": np.nan}, "adhesion"),
        ({"tolerance": 0.5}, "tolerance"),
        ({"frames": (2.0,)}, "frames"),
        ({"threads": 0}, "threads"),
    ],
)
def test_what_is_out_of_range_is_refused(change, where):
    with pytest.raises(Refusal) as told:
        close_interface(**(GOOD | change))
    assert told.value.where == where
    if where in {"heights", "spacing"}:
        assert isinstance(told.value, TopographyRefusal)


@pytest.mark.parametrize(
    ("programme", "where"),
    [
        (([0, 1], [1e6], [300, 300]), "schedule"),
        (([1, 2], [1e6, 1e6], [300, 300]), "schedule.time"),
        (([0, 0], [1e6, 1e6], [300, 300]), "schedule.time"),
        (([0, 1], [-1, 1e6], [300, 300]), "schedule.pressure"),
        (([0, 1], [1e6, 1e6], [0, 300]), "schedule.temperature"),
        (([0, "x"], [1e6, 1e6], [300, 300]), "schedule.time"),
    ],
)
def test_a_programme_that_cannot_be_is_refused(programme, where):
    with pytest.raises(Refusal) as told:
        Schedule(*programme)
    assert told.value.where == where


def test_a_state_of_another_face_is_refused():
    state = close_interface(**GOOD).state
    with pytest.raises(Refusal, match="shape"):
        close_interface(**(GOOD | {"heights": np.zeros((8, 9)), "state": state}))


def test_a_watcher_stops_it_at_once():
    calls = []

    def watch(share, time):
        calls.append((share, time))
        if len(calls) > 30:
            raise Stopped("enough")

    with pytest.raises(Stopped):
        close_interface(
            rough_face(),
            spacing=1e-7,
            modulus=5e9,
            creep=powered(5.0),
            schedule=hold(1e7, 100.0),
            watch=watch,
        )
    shares, times = np.array(calls).T
    assert np.all(np.diff(times) >= 0)
    assert np.all((shares >= 0) & (shares <= 1))


def test_a_face_that_does_not_flow_is_elastic():
    def rigid(_stress, _temperature, _pressure, wavelength):
        return np.zeros_like(wavelength)

    found = closed(rough_face(), Schedule([0, 1, 2], [1e6, 1e7, 1e6], [300] * 3), rigid)
    assert found.contact_fraction[0] == pytest.approx(found.contact_fraction[-1], abs=1e-3)
    assert found.contact_fraction.max() > 2 * found.contact_fraction[0]
    assert not found.state.viscous.any()


def test_arrays_are_read_only_and_a_flat_face_is_full_at_once():
    found = close_interface(**GOOD)
    assert np.all(found.contact_fraction == 1)
    for array in (found.time, found.last.gap, found.state.viscous, found.state.gap):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_a_flow_is_slower_under_short_waves():
    creep = Creep(
        prefactor=1e-30,
        exponent=5.0,
        activation_energy=4e4,
        activation_volume=0.0,
        reference_temperature=298.15,
    )
    size = SizeEffect(
        length=1e-5, reference_temperature=298.15, softening=0.1, melting_temperature=371.0
    )
    rates = Flow(creep, size)(1e6, 298.15, 0.0, np.array([1e-7, 1e-5, 1.0]))
    assert rates[2] == pytest.approx(1.0, rel=1e-4)
    assert rates[1] == pytest.approx(2**-2.5)
    assert rates[0] == pytest.approx(101**-2.5)
