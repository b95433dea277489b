"""What is told of runs side by side."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import asperity
from asperity.outcome import Outcome
from asperity.recipe import Recipe
from asperity.recipe.read import example_text
from asperity.web.compare import outcomes, recipes
from asperity.web.compare.changed import changed
from asperity.web.compare.course import course
from asperity.web.compare.record import ABSENT, numbers, relative, texts

PRESSURE = "steps.press.pressure"


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return asperity.load_recipe("na-thermal-press")


@pytest.fixture(scope="module")
def pair(recipe: Recipe) -> tuple[Outcome, Outcome]:
    cold = recipe.replace({"steps.press.temperature": "60 degC", PRESSURE: "2 MPa"})
    return asperity.press(recipe), asperity.press(cold)


def test_only_paths_that_mean_another_thing_differ(recipe: Recipe) -> None:
    other = recipe.replace({PRESSURE: "0.01 GPa", "stack.metal.thickness": "300 um"})
    told = recipes.differences((recipe, other))
    assert [row.name for row in told.rows] == ["layer metal: thickness"]
    assert [cell.differs for cell in told.rows[0].cells] == [False, True]
    assert told.rows[0].cells[1].text == "300\N{NO-BREAK SPACE}µm"


def test_the_same_recipe_has_no_differences(recipe: Recipe) -> None:
    assert recipes.differences((recipe, recipe, recipe)).rows == ()


def test_a_title_and_steps_that_are_missing_are_told() -> None:
    one, other = (asperity.load_recipe(name) for name in ("multi-step", "na-foil"))
    rows = {row.name: row.cells for row in recipes.differences((one, other)).rows}
    assert rows["title"][1].text == other.title
    only = {step.name for step in one.steps} - {step.name for step in other.steps}
    assert only
    for name in only:
        assert rows[f"step {name}"][1].text == ABSENT
        assert rows[f"step {name}"][1].differs


def test_changes_are_against_the_first() -> None:
    row = numbers("a", [200.0, 210.0, 100.0, 2e4, None, 200.4], str)
    assert [cell.change for cell in row.cells] == ["", "+5 %", "-50 %", "× 1e+02", "", ""]
    assert [cell.differs for cell in row.cells] == [False, True, True, True, True, False]
    assert row.cells[4].text == ABSENT


def test_temperatures_change_by_kelvin() -> None:
    row = numbers("a", [370.0, 350.0], str, differences=True)
    assert row.cells[1].change == "-20 K"


def test_nothing_has_no_change_in_percent() -> None:
    assert relative(0.0, 3.0) == ""
    assert numbers("a", [None, 3.0], str).cells[1].change == ""
    assert relative(3.0, 1e-17) == "-100 %"


def test_what_reads_the_same_does_not_differ() -> None:
    assert not numbers("a", [19.0, 21.0], lambda value: f"about {value:.0e}").differs


@given(st.lists(st.floats(1e-9, 1e9), min_size=2, max_size=6))
def test_the_first_never_differs_and_equal_ones_neither(values: list[float]) -> None:
    assert not numbers("a", values, str).cells[0].differs
    assert not numbers("a", [values[0]] * 3, str).differs
    assert not texts("a", ["x", "x"]).differs


def test_an_outcome_does_not_differ_from_itself(pair: tuple[Outcome, Outcome]) -> None:
    parts = outcomes.differences((pair[0], pair[0]))
    assert parts
    assert not any(row.differs for part in parts for row in part.rows)


def test_colder_and_softer_touches_less(pair: tuple[Outcome, Outcome]) -> None:
    parts = {part.title: part for part in outcomes.differences(pair)}
    assert set(parts) >= {"Cell", "Interfaces at the end", "Layers at the end", "Steps"}
    faces = {row.name: row for row in parts["Interfaces at the end"].rows}
    contact = faces["metal – electrolyte: contact"]
    assert contact.differs
    assert contact.cells[1].change.startswith("-")
    steps = {row.name: row for row in parts["Steps"].rows}
    assert steps["press: pressure at its end"].cells[1].change == "-80 %"
    assert steps["press: temperature at its end"].cells[1].change == "-37 K"
    assert not steps["press: time"].cells[0].differs


def test_levels_of_risks_stand_beside_their_shares(pair: tuple[Outcome, Outcome]) -> None:
    parts = {part.title.partition(",")[0]: part for part in outcomes.differences(pair)}
    for row in parts["Risks"].rows:
        for cell in row.cells:
            assert (cell.text == ABSENT) or cell.level in {"good", "marginal", "bad"}


def test_runs_that_share_nothing_are_compared_too(pair: tuple[Outcome, Outcome]) -> None:
    nothing = replace(pair[0], steps=(), cell=None)
    parts = outcomes.differences((pair[0], nothing))
    cells = [row.cells[1] for part in parts for row in part.rows]
    assert {cell.text for cell in cells} == {ABSENT}
    assert all(cell.differs for cell in cells)


def test_lines_rise_in_time_and_end_where_the_outcome_does(pair: tuple[Outcome, Outcome]) -> None:
    told = course({"A": pair[0], "B": pair[1]})
    assert told.faces == ("metal:electrolyte",)
    for key, outcome in zip("AB", pair, strict=True):
        times = [time for line, time, _ in told.rows if line == key]
        assert times == sorted(times)
        values = [row[2]["contact metal:electrolyte"] for row in told.rows if row[0] == key]
        last = outcome.steps[-1].interfaces[0].contact_fraction
        assert values[-1] == pytest.approx(100 * last, rel=1e-6)


def test_steps_that_last_very_unequally_are_told_by_place(pair: tuple[Outcome, Outcome]) -> None:
    told = course({"A": pair[0]})
    lasting = [step.duration_s for step in pair[0].steps]
    assert max(lasting) > 20 * min(lasting)
    assert told.steps == tuple(step.name for step in pair[0].steps)
    assert max(time for _, time, _ in told.rows) == pytest.approx(len(told.steps))


def test_what_was_changed_in_a_shipped_recipe_tells_runs_apart() -> None:
    text = example_text("na-thermal-press")
    assert changed(text) == ""
    rougher = text.replace('"0.5 um"', '"0.8 um"')
    assert changed(rougher) == "face metal:electrolyte: roughness (rms) 0.8\N{NO-BREAK SPACE}µm"
    assert changed(rougher.replace("pressed warm", "of mine")) == ""
    assert changed("this is [ no recipe") == ""
