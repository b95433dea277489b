"""Axes of a map and what it tells: spacing, units, words, refusals."""

import numpy as np
import pytest

import asperity
from asperity.errors import Refusal
from asperity.study import map_recipe
from asperity.study.many import Points, press_many
from asperity.study.many.press import UNTOLD
from asperity.study.mapping.lines import line_of
from asperity.study.mapping.quantity import NAMES, known_in, quantity_of

RECIPE = asperity.load_recipe("na-thermal-press")
PRESSURE, WARMTH = "steps.press.pressure", "steps.press.temperature"


def test_ratios_are_divided_by_ratio():
    line = line_of(RECIPE, f"{PRESSURE}=1 MPa..100 MPa", 5, "x")
    assert line.logarithmic
    assert line.values == pytest.approx([1e6, 10**6.5, 1e7, 10**7.5, 1e8], rel=1e-6)
    assert line.written[0] == "1 MPa"
    assert line.at(np.array([1.5])) == pytest.approx(10**6.75, rel=1e-6)


@pytest.mark.parametrize("asked", [f"{PRESSURE}=10..20 MPa", f"{WARMTH}=20 degC..97 degC"])
def test_near_ends_and_degrees_are_divided_evenly(asked):
    line = line_of(RECIPE, asked, 12, "x")
    assert not line.logarithmic
    assert np.diff(line.values) == pytest.approx(np.diff(line.values)[0], rel=1e-4)
    assert line.at(5.5) == pytest.approx(line.values[5:7].mean())


def test_an_axis_may_say_its_own_number():
    assert len(line_of(RECIPE, f"{PRESSURE}=1..2 MPa:7", 200, "x")) == 7


def test_paths_move_together():
    line = line_of(RECIPE, f"{WARMTH},steps.cool.temperature=20..30 degC", 3, "y")
    assert line.paths == (WARMTH, "steps.cool.temperature")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (f"{PRESSURE}=5 MPa..1 MPa", "the lower one first"),
        (f"{PRESSURE}=1..5", "give a unit"),
        (f"{PRESSURE}=1 MPa,2 MPa", "write a range"),
        (f"{PRESSURE}=0 MPa..5 MPa", "more than 0 MPa"),
        (f"{PRESSURE}=1 MPa..5000 MPa", "2 GPa or less"),
        ("steps.press.presure=1 MPa..5 MPa", 'did you mean "pressure"'),
        ("press.machine=1..5", "which is no quantity"),
        (f"{PRESSURE},{WARMTH}=1 MPa..5 MPa", "a pressure; write a temperature"),
        (f"{PRESSURE}=1 MPa..5 MPa:100000", "2 to 1000"),
        ("nonsense", "PATH=FROM..TO"),
    ],
)
def test_axes_that_are_none_are_refused(asked, said):
    with pytest.raises(Refusal, match=said):
        line_of(RECIPE, asked, 10, "x")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"y": f"{PRESSURE}=1 MPa..5 MPa"}, "--y: found steps.press.pressure, which --x"),
        ({"of": "interface-resistence"}, 'did you mean "interface-resistance"'),
        ({"of": "steps.press.risks.fractur"}, "did you mean"),
        ({"of": "reproducibility"}, "--of: found"),
        ({"points": 1}, "points: found 1"),
        ({"presses": 3}, "presses: found 3"),
        ({"every_point": True, "presses": 100}, "leave one of the two out"),
        ({"workers": 0}, "workers: found 0"),
    ],
)
def test_maps_that_are_none_are_refused(changes, said):
    asked = {
        "x": f"{PRESSURE}=1 MPa..5 MPa",
        "y": f"{WARMTH}=30..60 degC",
        "of": "interface-resistance",
    }
    with pytest.raises(Refusal, match=said):
        map_recipe(RECIPE, **(asked | changes))


@pytest.mark.parametrize(
    ("name", "title", "unit", "sense"),
    [
        ("critical-current", "critical current", "mA/cm^2", "highest"),
        ("contact-fraction", "least contact of all interfaces", "%", "highest"),
        ("cell.area_resistance_ohm_m2", "cell area resistance", "ohm cm^2", "lowest"),
        (
            "steps.press.interfaces.electrolyte:metal.contact_fraction",
            "contact fraction of metal:electrolyte after step press",
            "%",
            "highest",
        ),
        (
            "steps.cool.layers.metal.thickness_m",
            "thickness of metal after step cool",
            "um",
            "",
        ),
        (
            "steps.press.risks.melting.used",
            "melting: share of the way to the limit after step press",
            "%",
            "lowest",
        ),
        (
            "cell.critical_current_a_per_m2.plating",
            "cell critical current plating",
            "mA/cm^2",
            "highest",
        ),
    ],
)
def test_a_quantity_is_told_in_words(name, title, unit, sense):
    found = quantity_of(RECIPE, name)
    assert (found.title, found.unit, found.sense) == (title, unit, sense)


def test_every_short_name_is_known():
    assert {"interface-resistance", "cell-resistance", "critical-current"} <= set(NAMES)
    for name in NAMES:
        assert quantity_of(RECIPE, name).name == name


def test_every_number_of_an_outcome_is_one():
    """Known by its path, and the number that a table of presses has there, if they tell it."""
    outcome, table = (
        asperity.press(RECIPE),
        press_many(RECIPE, Points(values={WARMTH: ["97 degC"]})),
    )
    told = asperity.study.scalars(outcome)
    assert len(told) > 100
    for path, number in told.items():
        quantity = quantity_of(RECIPE, path)
        if path.endswith(UNTOLD):
            with pytest.raises(Refusal, match="told of one press, not of many"):
                known_in(quantity, outcome)
            continue
        known_in(quantity, outcome)
        found = quantity.number(RECIPE, table)
        assert found == pytest.approx([np.nan if number is None else number], nan_ok=True), path


def test_a_path_that_is_none_is_refused_with_the_nearest():
    near = "steps.press.interfaces.metal:electrolyte.contact_fraction"
    with pytest.raises(Refusal, match=f'did you mean "{near}"'):
        known_in(quantity_of(RECIPE, near[:-1]), asperity.press(RECIPE))
