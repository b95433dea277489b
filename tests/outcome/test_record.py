"""Records: frozen, finite, and the same after a round trip through JSON."""

import copy
import dataclasses
import json
import math
import pickle
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import asperity
from asperity.errors import Refusal
from asperity.outcome import Cell, History, LayerOutcome, Outcome
from asperity.outcome.shape import json_schema, plan_schema, schema_of, spectrum_schema
from asperity.outcome.spectrum.told import cell_spectrum
from asperity.study.stress.told import SCHEMA as STRESS
from asperity.study.stress.told import StressOutcome
from tests.outcome.samples import SAMPLES, step, thermal_press


def shipped_schema():
    return json.loads((files("asperity.outcome") / "schema/outcome-1.json").read_text("utf-8"))


def test_shipped_schema_is_the_records():
    assert shipped_schema() == json_schema()


def test_shipped_schema_of_a_spectrum_is_the_record():
    shipped = json.loads((files("asperity.outcome") / "schema/spectrum-1.json").read_text("utf-8"))
    assert shipped == spectrum_schema()
    Draft202012Validator.check_schema(shipped)
    found = cell_spectrum(asperity.press(asperity.load_recipe("symmetric-cell")))
    data = json.loads(found.to_json())
    assert list(Draft202012Validator(shipped).iter_errors(data)) == []
    del data["spectrum"]["frequency_hz"]
    assert list(Draft202012Validator(shipped).iter_errors(data))


@pytest.mark.parametrize("name", ["plan", "stress"])
def test_shipped_schema_of_what_else_is_told(name):
    text = (files("asperity.outcome") / f"schema/{name}-1.json").read_text("utf-8")
    stress = schema_of(StressOutcome, STRESS, "Stresses of asperity stress")
    assert json.loads(text) == (plan_schema() if name == "plan" else stress)
    Draft202012Validator.check_schema(json.loads(text))


def test_a_plan_keeps_its_schema():
    data = json.loads(asperity.check(asperity.load_recipe("symmetric-cell")).to_json())
    assert data["schema"] == "asperity-plan-1"
    assert data["versions"]["asperity"]
    assert list(Draft202012Validator(plan_schema()).iter_errors(data)) == []
    del data["steps"][0]["kind"]
    assert list(Draft202012Validator(plan_schema()).iter_errors(data))


def test_schema_is_a_schema_and_describes_every_field():
    Draft202012Validator.check_schema(json_schema())
    assert "volume squeezed out" in json.dumps(json_schema())


def test_a_description_that_runs_over_lines_is_told_whole():
    steps = json_schema()["properties"]["steps"]["items"]
    face = steps["properties"]["interfaces"]["items"]["properties"]
    told = face["current_focusing"]["description"]
    assert told.startswith("highest over mean current density; ")
    assert told.endswith("shared evenly by the contact, where constriction counts it is more")


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_keep_the_schema(name):
    data = json.loads(SAMPLES[name]().to_json())
    assert list(Draft202012Validator(shipped_schema()).iter_errors(data)) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_round_trip(name):
    outcome = SAMPLES[name]()
    assert Outcome.from_dict(json.loads(outcome.to_json())) == outcome


def test_shape_others_rely_on():
    data = thermal_press().to_dict()
    assert data["schema"] == "asperity-outcome-1"
    assert set(data["recipe"]) == {"title", "digest"}
    assert data["steps"][1]["interfaces"][1]["between"] == ["metal", "electrolyte"]
    assert data["steps"][1]["risks"][0]["kind"] == "melting"
    assert isinstance(data["steps"][1]["history"]["contact_fraction"][0], list)
    assert set(data["cell"]) >= {"resistance_ohm", "area_m2", "critical_current_a_per_m2"}


def test_absent_is_left_out():
    rod = thermal_press().to_dict()["steps"][0]["layers"][0]
    assert "relative_density" not in rod
    assert "conductivity_s_per_m" not in rod


def test_no_record_carries_nan_or_infinity():
    bare = {"name": "a", "material": "steel", "kind": "plate", "diameter_m": 0.01}
    assert LayerOutcome(**bare, thickness_m=1.0, resistance_ohm=math.inf).resistance_ohm is None
    with pytest.raises(ValueError, match="thickness_m must be finite"):
        LayerOutcome(**bare, thickness_m=math.nan)


def test_holes_in_a_history_become_null_and_come_back():
    course = History(time_s=np.array([0.0, 1.0]), pressure_pa=np.array([math.nan, 1e6]))
    outcome = dataclasses.replace(thermal_press(), steps=(step("press", history=course),))
    data = json.loads(outcome.to_json())
    assert data["steps"][0]["history"]["pressure_pa"] == [None, 1e6]
    assert Outcome.from_dict(data) == outcome


def test_nothing_can_be_changed():
    outcome = thermal_press()
    with pytest.raises(dataclasses.FrozenInstanceError):
        outcome.fidelity = "full-field"  # type: ignore[misc]
    with pytest.raises(ValueError, match="read-only"):
        outcome.steps[0].history.pressure_pa[0] = 1.0


def test_arrays_are_not_shared_with_the_maker():
    time = np.zeros(3)
    course = History(time_s=time, pressure_pa=time)
    time[0] = 1.0
    assert course.time_s[0] == 0.0


def test_numpy_numbers_become_plain():
    cell = Cell(area_m2=np.float64(2.0), resistance_ohm=np.float64(3.0))
    assert type(cell.area_m2) is float
    assert cell.area_resistance_ohm_m2 == 6.0


def test_other_schema_is_refused():
    with pytest.raises(Refusal, match="asperity-outcome-1"):
        Outcome.from_dict({"schema": "asperity-outcome-9"})


def test_missing_field_is_named():
    data = thermal_press().to_dict()
    del data["steps"][1]["interfaces"][0]["contact_fraction"]
    with pytest.raises(Refusal, match=r"steps\[1\].interfaces\[0\].contact_fraction"):
        Outcome.from_dict(data)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda o: pickle.loads(pickle.dumps(o))]
)
def test_copies_are_equal_and_as_frozen(name, copied):
    outcome = SAMPLES[name]()
    again = copied(outcome)
    assert again == outcome
    with pytest.raises(TypeError):
        again.versions["asperity"] = "0"
    for done in again.steps:
        assert done.history is None or not done.history.time_s.flags.writeable


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ((), [], "outcome"),
        (("recipe",), None, "recipe"),
        (("recipe", "title"), 3, "recipe.title"),
        (("steps",), 7, "steps"),
        (("steps", 0), "x", r"steps\[0\]"),
        (("steps", 0, "duration_s"), "long", r"steps\[0\].duration_s"),
        (("steps", 0, "duration_s"), math.inf, r"steps\[0\].duration_s"),
        (("steps", 0, "duration_s"), 10**400, r"steps\[0\].duration_s"),
        (("steps", 0, "carried_out"), 1, r"steps\[0\].carried_out"),
        (("steps", 1, "interfaces", 0, "between"), ["a"], "between"),
        (("steps", 1, "history", "time_s"), ["a"], "history.time_s"),
        (("steps", 1, "history", "time_s"), [[1.0], 2.0], "history.time_s"),
        (("verdict", "level"), "fine", "verdict.level"),
        (("verdict", "level"), ["bad"], "verdict.level"),
        (("versions",), ["a"], "versions"),
        (("versions", "asperity"), 1, "versions.asperity"),
    ],
)
def test_bad_input_is_refused_with_its_place(path, value, place):
    data = json.loads(thermal_press().to_json())
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    if path:
        inner[path[-1]] = value
    with pytest.raises(Refusal, match=place):
        Outcome.from_dict(data if path else value)


def test_unknown_fields_are_passed_over():
    data = thermal_press().to_dict() | {"colour": "blue"}
    assert Outcome.from_dict(data) == thermal_press()


@given(st.floats(), st.floats(min_value=0, max_value=1))
def test_any_float_survives_or_is_absent(value, contact):
    done = step("press", cell_resistance_ohm=value, highest_temperature_k=contact)
    outcome = dataclasses.replace(thermal_press(), steps=(done,))
    again = Outcome.from_dict(json.loads(outcome.to_json()))
    assert again == outcome
    kept = again.steps[0].cell_resistance_ohm
    assert kept == value if math.isfinite(value) else kept is None


def test_carried_out():
    assert SAMPLES["thermal"]().carried_out
    assert not SAMPLES["molten"]().carried_out
    assert not SAMPLES["powder"]().carried_out, "the press cannot reach the force"
