"""Paths into an outcome."""

from dataclasses import replace

import pytest

import asperity
from asperity.errors import Refusal
from asperity.outcome import Outcome
from asperity.recipe import list_examples
from asperity.study import read, scalars


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return asperity.press(asperity.load_recipe("na-thermal-press"))


def step_of(outcome: Outcome) -> asperity.outcome.StepOutcome:
    return next(step for step in outcome.steps if step.name == "press")


def test_each_kind_of_path(outcome: Outcome) -> None:
    step, cell = step_of(outcome), outcome.cell
    assert cell is not None
    assert cell.critical_current_a_per_m2 is not None
    face = "metal:electrolyte"
    fracture = next(risk for risk in step.risks if risk.kind == "fracture")
    heating, survival = step.heating, step.layers[1].survival
    assert heating is not None
    assert survival is not None
    expected = {
        "cell.resistance_ohm": cell.resistance_ohm,
        "cell.area_resistance_ohm_m2": cell.area_resistance_ohm_m2,
        "cell.critical_current_a_per_m2.stripping": cell.critical_current_a_per_m2.stripping,
        "steps.press.applied_pressure_pa": step.applied_pressure_pa,
        "steps.press.layers.metal.thickness_m": step.layers[0].thickness_m,
        "steps.press.layers.metal.crushed_fraction": None,
        f"steps.press.interfaces.{face}.contact_fraction": step.interfaces[0].contact_fraction,
        "steps.press.risks.fracture": fracture.value,
        "steps.press.risks.fracture:electrolyte": fracture.value,
        "steps.press.risks.fracture.limit": fracture.limit,
        "steps.press.risks.fracture:electrolyte.used": fracture.used,
        "steps.press.risks.fracture.probability": fracture.probability,
        "steps.press.risks.fracture:electrolyte.probability_high": fracture.probability_high,
        "steps.press.heating.sample_overshoot_k": heating.sample_overshoot_k,
        "steps.release.heating.sample_overshoot_k": None,
        "steps.press.layers.electrolyte.survival.probability_low": survival.probability_low,
        "steps.press.layers.electrolyte.survival.stresses_pa.bow": survival.stresses_pa["bow"],
        "steps.press.layers.metal.survival.probability": None,
    }
    assert {path: read(outcome, path) for path in expected} == expected


def test_an_interface_may_be_named_from_either_side(outcome: Outcome) -> None:
    there, back = (
        read(outcome, f"steps.press.interfaces.{pair}.mean_gap_m")
        for pair in ("metal:electrolyte", "electrolyte:metal")
    )
    assert there == back is not None


def test_of_a_kind_of_risk_the_gravest_is_meant(outcome: Outcome) -> None:
    step = step_of(outcome)
    shares = [risk.used for risk in step.risks if risk.kind == "press" and risk.used is not None]
    assert len(shares) > 1
    assert read(outcome, "steps.press.risks.press.used") == max(shares)


@pytest.mark.parametrize(
    ("path", "cure"),
    [
        ("steps.pres.force_n", 'did you mean "steps.press.force_n"?'),
        ("steps.press.layers.metal.thickness", 'mean "steps.press.layers.metal.thickness_m"?'),
        ("cell.resistance", 'did you mean "cell.resistance_ohm"?'),
        ("steps.press.risks.fractures", 'did you mean "steps.press.risks.fracture"?'),
        ("verdict.level", "write one of: "),
        ("", "write one of: "),
        ("steps.press.interfaces.metal.gap", "steps.press.interfaces.metal:electrolyte.mean_gap_m"),
    ],
)
def test_an_unknown_path_names_the_nearest(outcome: Outcome, path: str, cure: str) -> None:
    with pytest.raises(Refusal) as caught:
        read(outcome, path)
    assert caught.value.found == "an unknown quantity"
    assert cure in caught.value.instead


def test_a_stack_that_is_no_cell_has_none_of_its_numbers() -> None:
    foil = asperity.press(asperity.load_recipe("na-foil"))
    assert foil.cell is None
    cell = {path: value for path, value in scalars(foil).items() if path.startswith("cell.")}
    assert len(cell) == 6
    assert set(cell.values()) == {None}


def test_what_was_cut_short_has_nothing_beyond(outcome: Outcome) -> None:
    hot = asperity.load_recipe("na-thermal-press").replace(
        {"steps.press.temperature": "99 degC", "steps.press.pressure": "1 MPa"}
    )
    cut = asperity.press(hot)
    assert not cut.carried_out
    assert read(cut, "steps.release.force_n") is None
    assert read(outcome, "steps.release.force_n") is not None


@pytest.mark.parametrize("name", list_examples())
def test_every_number_told_is_a_number_or_nothing(name: str) -> None:
    pressed = asperity.press(asperity.load_recipe(name))
    told = scalars(pressed)
    assert len(told) > 20
    assert all(value is None or isinstance(value, float) for value in told.values())
    assert told == scalars(replace(pressed, warnings=()))
