"""Plates and sample of a press with a controller: what its card promises, and what a step makes."""

import numpy as np
import pytest

from asperity import load_recipe, press
from asperity.laws.heat.controller import tuned
from asperity.materials import library
from asperity.process import warming as rooms
from asperity.process.march import run
from asperity.process.programme import SETTLED
from asperity.process.warming import Warming, lag_of, warming
from asperity.stack import Stack, build

HEATED = ("hydraulic-24t-heated", "hydraulic-30t-heated", "hydraulic-60t-heated")
LAYERS = ("metal", "electrolyte")


def stack(**changes: str) -> Stack:
    changed = {f"press.{key}": value for key, value in changes.items()}
    return build(load_recipe("na-thermal-press").replace(changed))


def free() -> Stack:
    """No die: foil and pellet between the plates."""
    recipe = load_recipe("na-thermal-press")
    return build(recipe.model_copy(update={"press": recipe.press.model_copy(update={"die": None})}))


def warmed(of: Stack, begin: float = 25.0, end: float = 97.0, rate: float = 8.0) -> Warming:
    both = (begin + 273.15, begin + 273.15)
    found = warming(of, LAYERS, both, target=end + 273.15, rate=rate / 60)
    assert found is not None
    return found


@pytest.mark.parametrize("name", HEATED)
def test_gains_are_those_of_the_rule_and_explain_the_overshoot_of_the_card(name):
    card = library.press(name)
    gain, integral = tuned(card.value("plate_heat_capacity"), card.value("sensor_lag"))
    assert card.value("heater_power") / card.value("proportional_band") == pytest.approx(
        gain, rel=0.01
    )
    assert card.value("integral_time") == pytest.approx(integral)
    told = card.quantities["temperature_overshoot"]
    found = warmed(stack(machine=name), rate=card.value("heating_rate") * 60).plates_peak()[1]
    assert told.si_low < found < told.si_high
    assert found == pytest.approx(card.value("temperature_overshoot"), abs=0.1)


def test_the_dwell_begins_when_plates_and_sample_are_there_and_not_before():
    found = warmed(stack())
    assert abs(found.sample[-1] - found.target) <= SETTLED
    assert abs(found.plates[-1] - found.target) <= SETTLED
    before = [i for i, t in enumerate(found.time) if t < found.duration - 1.5 * rooms.QUIET / 100]
    off = [abs(found.sample[i] - found.target) for i in before[-3:]]
    assert max(off) > SETTLED * 0.95


def test_without_a_die_the_sample_goes_where_the_plates_go_and_in_steel_it_does_not():
    bare, steel = warmed(free()), warmed(stack())
    assert bare.sample_peak()[1] == pytest.approx(bare.plates_peak()[1], rel=0.02)
    assert steel.plates_peak()[1] == pytest.approx(bare.plates_peak()[1], rel=0.05)
    assert steel.sample_peak()[1] < 0.1 * steel.plates_peak()[1]
    assert steel.duration > bare.duration + 2 * steel.lag


def test_behind_a_long_ramp_the_sample_is_late_by_its_lag():
    of = stack()
    found = warmed(of, rate=2.0)
    middle = 0.9 * 72 / (2 / 60)
    behind = found.plates_at(middle) - found.sample_at(middle)
    assert behind == pytest.approx(found.lag * 2 / 60, rel=0.01)
    assert found.lag == pytest.approx(lag_of(of, LAYERS), rel=0.5)  # joints and wall count besides


def test_finer_cells_change_nothing_that_matters(monkeypatch):
    coarse = warmed(stack())
    monkeypatch.setattr(rooms, "CELLS", 80)
    fine = warmed(stack())
    assert coarse.lag == pytest.approx(fine.lag, rel=5e-3)
    times = np.linspace(0, coarse.duration, 50)
    gap = [abs(coarse.sample_at(t) - fine.sample_at(t)) for t in times]
    assert max(gap) < 0.05


def test_what_heaters_cannot_do_is_left_to_the_programme():
    both = (298.15, 298.15)
    assert warming(stack(), LAYERS, both, target=280.0, rate=0.1) is None
    hand = stack(machine="hand-press")
    assert warming(hand, LAYERS, both, target=320.0, rate=0.1) is None


def test_cooling_to_the_room_slows_down_as_the_room_comes_near():
    found = warmed(stack(), begin=97.0, end=25.0, rate=3.0)
    half = found.plates_at(72 / 2 / (3 / 60)) - found.target
    assert half == pytest.approx(36.0, abs=2.0)
    assert found.duration > 72 / (3 / 60) * 1.5
    assert min(found.plates) > found.target - SETTLED


def test_the_course_of_a_step_shows_the_overshoot_and_splitting_its_hold_changes_nothing():
    recipe = load_recipe("na-thermal-press")
    whole = next(run(build(recipe)))
    plates = np.concatenate([course.plates for course in whole.courses])
    assert plates.max() == pytest.approx(whole.warm.warming.plates_peak()[1] + 370.15, abs=1e-9)
    cut = recipe.steps[0].model_copy(update={"dwell": "4 min"})
    rest = recipe.steps[0].model_copy(update={"name": "on", "kind": "hold", "dwell": "6 min"})
    halves = recipe.model_copy(update={"steps": (cut, rest)})
    parts = list(run(build(halves)))
    assert parts[-1].warm is None
    assert parts[-1].state.sample == pytest.approx(whole.state.sample, abs=1e-9)
    pair = next(iter(whole.courses[-1].touches))
    fractions = [trace.courses[-1].touches[pair].fraction[-1, -1] for trace in (whole, parts[-1])]
    assert fractions[0] == pytest.approx(fractions[1], rel=1e-3)


def test_an_outcome_tells_of_heating():
    steps = press(load_recipe("na-thermal-press")).steps
    heating = steps[0].heating
    assert heating.target_k == pytest.approx(370.15)
    assert 0.3 < heating.plate_overshoot_k < 5
    assert heating.sample_overshoot_k < 0.1
    assert heating.time_to_temperature_s == pytest.approx(steps[0].duration_s - 600, abs=5)
    assert steps[0].highest_temperature_k == pytest.approx(370.15, abs=SETTLED)
    assert steps[2].heating is None
