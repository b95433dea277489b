"""The column and its controller against closed forms, with observed orders and balances."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

from asperity.laws.heat import controller as control
from asperity.laws.heat.column import Column, column
from asperity.laws.heat.controller import COARSE, Controller, drive, tuned
from asperity.laws.heat.exponential import exponential
from asperity.laws.heat.lag import stack_lag
from asperity.reference import heating

THICK, K, CAPACITY = 45e-3, 15.2, 3.8e6
ALPHA = K / CAPACITY
AREA = 1e-3


def slab(cells: int, contact: float = 0.0) -> Column:
    """A slab between two plates that are held at their temperature."""
    return column(
        np.array([THICK]),
        np.array([K]),
        np.array([CAPACITY]),
        joints=np.array([contact, contact]),
        area=AREA,
        plates=(np.inf, np.inf),
        cells=cells,
    )


def stepped(body: Column, time: float) -> np.ndarray:
    """Temperatures of the cells a time after both plates went from 0 to 1 K."""
    start = np.zeros(len(body.capacity))
    start[[0, -1]] = 1.0
    return (expm(time * body.matrix()) @ start)[1:-1]


def middles(cells: int) -> np.ndarray:
    return (np.arange(cells) + 0.5) * THICK / cells


def order(errors: list[float]) -> np.ndarray:
    """Observed orders as cells are doubled."""
    return np.log2(np.array(errors[:-1]) / np.array(errors[1:]))


@pytest.mark.parametrize("time", [20.0, 100.0])
def test_a_slab_between_plates_is_of_second_order(time):
    errors = []
    for cells in (10, 20, 40, 80):
        exact = 1.0 - heating.slab_step(middles(cells), time, THICK, ALPHA)
        errors.append(np.abs(stepped(slab(cells), time) - exact).max())
    assert order(errors) == pytest.approx(2.0, abs=0.15)
    assert errors[1] < 4e-3


def test_early_on_a_slab_is_a_half_space_of_second_order():
    time, errors = 3.0, []  # before the other plate is felt, by parts in a million
    for cells in (30, 60, 120, 240):
        x = middles(cells)
        near = x < 0.4 * THICK
        exact = 1.0 - heating.half_space_step(x[near], time, ALPHA)
        errors.append(np.abs(stepped(slab(cells), time)[near] - exact).max())
    assert order(errors) == pytest.approx(2.0, abs=0.2)
    assert errors[-1] < 5e-4


def test_with_poor_joints_a_slab_is_lumped():
    resistance = 0.5  # joints 300 times that of half the slab
    lag = resistance / 2 * CAPACITY * THICK
    for time in (0.3 * lag, lag, 2 * lag):
        found = stepped(slab(16, contact=resistance), time)
        assert found == pytest.approx(1.0 - np.exp(-time / lag), abs=4e-3)


def test_the_lag_is_that_of_the_conduction_kernel_of_second_order():
    exact = stack_lag(np.full(2, THICK / 2), np.full(2, K), np.full(2, CAPACITY))[1]
    assert exact == pytest.approx(THICK**2 / 8 / ALPHA)
    errors = [abs(slab(cells).lags().max() - exact) for cells in (5, 11, 21, 41)]
    assert errors[2] < 1e-2 * exact
    rates = np.log(np.array(errors[:-1]) / errors[1:]) / np.log([11 / 5, 21 / 11, 41 / 21])
    assert rates == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize("time", [1e-6, 1.0, 8.0, 1e3])
def test_the_exponential_is_scipys(time):
    matrix = time * slab(20).matrix()
    assert exponential(matrix) == pytest.approx(expm(matrix), abs=1e-12)
    turn = np.array([[0.0, -time], [time, 0.0]])
    exact = np.array([[np.cos(time), -np.sin(time)], [np.sin(time), np.cos(time)]])
    assert exponential(turn) == pytest.approx(exact, abs=1e-11)


PLATES, POWER = 8.5e3, 2e3


def press(sensor: float = 5.0, loss: float = 3.0, **changed: float) -> Controller:
    gain, integral = tuned(PLATES, sensor)
    given_ = {
        "power": POWER,
        "plates": PLATES,
        "loss": loss,
        "cooling": 25.0,
        "band": changed.get("power", POWER) / gain,
        "integral": integral,
        "derivative": 0.0,
        "sensor": sensor,
    }
    return Controller(**given_ | changed)


def between(controller: Controller, area: float = AREA) -> Column:
    """Steel of an area between the plates of a press."""
    half = controller.plates / 2
    return column(
        np.array([THICK]),
        np.array([K]),
        np.array([CAPACITY]),
        joints=np.full(2, 2e-4),
        area=area,
        plates=(half, half),
        losses=(controller.loss / 2, controller.loss / 2),
        cells=12,
    )


def course(controller: Controller, area: float = AREA, start: float = 0.0, **asked: float):
    """Time, set point, plates, power and nodes from rest on."""
    body = between(controller, area)
    asked = {"rate": 8 / 60, "cool": False, "longest": 3000.0} | asked
    pieces = list(drive(body, controller, np.full(len(body.capacity), start), **asked))
    names = ("time", "asked", "plates", "power")
    joined = [np.concatenate([getattr(piece, name) for piece in pieces]) for name in names]
    return (*joined, np.concatenate([piece.nodes for piece in pieces], axis=1), body)


def test_a_controller_with_equal_roots_is_behind_its_ramp_as_the_closed_form():
    """The thermocouple's lag, alone left, goes to zero: of first order in it."""
    gain, errors = 600.0, []
    for sensor in (0.4, 0.2, 0.1):
        controller = press(sensor, 0.0, band=POWER / gain, integral=4 * PLATES / gain)
        time, asked, plates, *_ = course(controller, area=1e-9, target=60.0)
        rising = time < 449.0
        exact = heating.behind_a_ramp(time[rising], 8 / 60, gain, PLATES)
        errors.append(np.abs(asked[rising] - plates[rising] - exact).max())
        top = heating.behind_a_ramp(2 * PLATES / gain, 8 / 60, gain, PLATES)
    assert (plates - 60.0).max() == pytest.approx(float(top), rel=0.02)
    assert order(errors) == pytest.approx(1.0, abs=0.1)
    assert errors[-1] < 0.02 * float(top)


def test_at_full_power_plates_rise_as_a_body_that_loses_heat():
    controller = press(loss=10.0)
    time, _, plates, power, *_ = course(controller, area=1e-9, target=150.0, rate=10.0)
    full = (power >= POWER * (1 - 1e-9)) & (time > 20)
    assert full.sum() > 300
    since = time[full] - time[full][0]
    exact = heating.heated_at_power(since, POWER, PLATES, 10.0)
    exact = exact + plates[full][0] * np.exp(-since * 10.0 / PLATES)
    assert plates[full] == pytest.approx(exact, rel=1e-7)


@pytest.mark.parametrize("rate", [15 / 60, 60 / 60])
def test_an_integral_held_at_its_limit_does_not_wind_up(rate):
    """What winds up overshoots by many kelvin after a ramp that the heaters cannot follow."""
    _, asked, plates, power, *_ = course(press(), target=72.0, rate=rate)
    assert (asked - plates).max() > 8.0
    assert power.min() >= 0.0
    assert power.max() <= POWER
    assert (plates - 72.0).max() < 0.1


def test_a_derivative_damps_the_overshoot():
    plain, damped = (
        float((course(press(derivative=time), target=72.0)[2] - 72.0).max()) for time in (0.0, 5.0)
    )
    assert damped < 0.9 * plain


def test_energy_is_kept(monkeypatch):
    """What the heaters give is in the nodes or lost; looked at oftener, ever more nearly."""
    controller, errors = press(), []
    for sample in (1.0, 0.5, 0.25, 0.125):
        monkeypatch.setattr(control, "SAMPLE", sample)
        monkeypatch.setattr(control, "COARSE", sample)
        time, _, plates, power, nodes, body = course(controller, target=72.0, longest=1000.0)
        held = (body.capacity @ nodes)[-1]
        lost = np.trapezoid(controller.loss * plates, time)
        errors.append(abs(np.trapezoid(power, time) / (held + lost) - 1.0))
    assert errors[0] < 1e-4
    assert order(errors[1:]) == pytest.approx(2.0, abs=0.2)


def test_cooling_keeps_to_its_rate_until_the_valve_carries_off_no_more():
    time, asked, plates, power, *_ = course(press(), start=72.0, target=0.0, rate=0.05, cool=True)
    capped = 28.0 * plates > 1.2 * 0.05 * PLATES
    assert np.abs(plates - asked)[capped].max() < 1.0
    assert power.min() >= -25.0 * 72.0
    late = (time > 1900) & (plates > 0.3)
    tail = np.polyfit(time[late], np.log(plates[late]), 1)[0]
    whole = PLATES + CAPACITY * THICK * AREA
    assert tail == pytest.approx(-28.0 / whole, rel=0.01)


@settings(max_examples=25, deadline=None)
@given(
    target=st.floats(5.0, 150.0),
    rate=st.floats(0.02, 0.5),
    sensor=st.floats(2.0, 15.0),
    area=st.floats(1e-5, 2e-3),
)
def test_plates_end_where_they_were_asked_and_nothing_inside_is_hotter(target, rate, sensor, area):
    longest = target / rate + 4 * 3600.0
    time, _, plates, power, nodes, _ = course(
        press(sensor), area, target=target, rate=rate, longest=longest
    )
    assert plates[-1] == pytest.approx(target, abs=0.02)
    assert time[-1] >= longest - COARSE
    assert nodes.max() <= nodes[[0, -1]].max() + 1e-9
    assert np.all((power >= -1e-6) & (power <= POWER * (1 + 1e-9)))
