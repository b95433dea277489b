"""What is known at presses comes out of a search that is told nothing of it.

The searches are those of the documentation, which keeps their answers (`validation/kept.py`).
"""

from collections.abc import Callable

import pytest

import asperity
from asperity.study.design import Design
from asperity.units import to_si

MPA = 1e6


@pytest.fixture
def solved(script) -> Callable[[str], tuple[object, Design, dict[str, float]]]:
    protocols = script("protocols")

    def found(name: str):
        case, design = protocols.CASES[name], protocols.solved(name)
        kinds = {"flatness": "length"}
        at = {
            path: to_si(one.found, kinds.get(last, last))
            for one in design.variables
            for path in one.path.split(",")
            for last in [path.rpartition(".")[2]]
        }
        return case, design, at

    return found


PRESS, OPERATE = "steps.press.pressure", "steps.operate.pressure"
WARMTH, BOW = "steps.press.temperature", "stack.electrolyte.flatness"


@pytest.mark.slow
def test_a_thick_ceramic_wants_warm_sodium_and_little_pressure(solved):
    case, design, at = solved("warm-thick")
    assert at[WARMTH] > 273.15 + 85
    assert 2.5 * MPA < at[PRESS] < 4.5 * MPA
    full = 2e-4  # charge transfer at full contact, on the ceramic's card
    assert design.goals[0].reached == pytest.approx(full, rel=0.01)
    pressed = {one.path: one.found for one in design.variables}
    cold = asperity.press(case.written().replace({**pressed, WARMTH: "25 degC"}))
    assert cold.steps[-1].interfaces[0].resistance_ohm_m2 > 4 * full
    harder = asperity.press(case.written().replace({**pressed, PRESS: "4.5 MPa"}))
    assert max(one.value for one in harder.steps[0].risks if one.kind == "fracture") > 0.1


def test_without_a_heater_pressure_is_high_and_flatness_binds(solved):
    case, design, at = solved("cold")
    assert 15 * MPA < at[PRESS] < 70 * MPA
    assert design.goals[0].reached == pytest.approx(2e-4, rel=0.01)
    first = design.closest[0]
    assert first.kind == "fracture"
    assert first.value == pytest.approx(first.limit, rel=0.1)
    pressed = {one.path: one.found for one in design.variables}
    free = asperity.press(case.written().replace({**pressed, "press.die": None}))
    assert any(one.kind == "extrusion" and one.level == "bad" for one in free.steps[0].risks)


@pytest.mark.slow
def test_lithium_stays_between_contact_and_short(solved):
    _, design, at = solved("lithium")
    assert 10 * MPA < at[OPERATE] < at[PRESS] < 42 * MPA
    assert design.closest[0].kind == "mechanical-short"
    assert design.goals[0].reached < 0.75 * design.goals[0].given


def test_a_target_is_met_by_the_least_pressure_that_does(solved):
    case, design, at = solved("target")
    assert design.goals[0].reached <= 50
    less = f"{0.98 * at[PRESS] / MPA:.6g} MPa"
    cell = asperity.press(case.written().replace({PRESS: less, OPERATE: less})).cell
    assert cell.resistance_ohm > 50


@pytest.mark.slow
def test_a_sodium_ion_cell_is_better_pressed_in_steps(solved):
    _, design, _ = solved("steps")
    at_once = next(one for one in design.ways if one.name == "powders pressed at once")
    assert at_once.gain > 0.1
    assert design.goals[0].reached > 1.1 * at_once.reached
