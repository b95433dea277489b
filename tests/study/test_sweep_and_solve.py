"""Sweeps and solutions of real recipes."""

import pytest

import asperity
from asperity.errors import Refusal
from asperity.recipe import Recipe
from asperity.study import grid, read, solve, sweep

PRESSURE, TEMPERATURE = "steps.press.pressure", "steps.press.temperature"
THICKNESS = "steps.press.layers.metal.thickness_m"
CONTACT = "steps.press.interfaces.metal:electrolyte.contact_fraction"


@pytest.fixture(scope="module")
def foil() -> Recipe:
    return asperity.load_recipe("na-foil")


@pytest.fixture(scope="module")
def warm() -> Recipe:
    return asperity.load_recipe("na-thermal-press")


def test_a_grid_varies_its_last_path_fastest() -> None:
    points = list(grid({"a": ["1", "2"], "b": ["x", "y"]}))
    assert [tuple(point.values()) for point in points] == [
        ("1", "x"), ("1", "y"), ("2", "x"), ("2", "y"),
    ]  # fmt: skip
    assert list(grid({})) == [{}]


def test_rows_come_in_order_refusals_too(warm: Recipe) -> None:
    axes = {PRESSURE: ["10 MPa", "10", "1 MPa"], TEMPERATURE: ["97 degC", "99 degC"]}
    runs = list(sweep(warm, grid(axes)))
    assert [run.values for run in runs] == list(grid(axes))
    assert [run.status for run in runs] == [
        "done", "not carried out", "refused", "refused", "done", "not carried out",
    ]  # fmt: skip
    assert runs[2].outcome is None
    assert runs[2].reason.startswith(f'{PRESSURE}: found 10; give a unit, for example "10 MPa"')
    assert "melt" in runs[5].reason
    assert runs[0].reason == ""


def test_a_sweep_presses_only_what_is_asked_for(warm: Recipe) -> None:
    runs = sweep(warm, ({PRESSURE: f"{p} MPa"} for p in range(1, 10**9)))
    assert next(runs).outcome is not None


def test_an_outcome_of_a_sweep_is_that_of_press(warm: Recipe) -> None:
    changes = {PRESSURE: "5 MPa"}
    (run,) = sweep(warm, [changes])
    assert run.outcome == asperity.press(warm.replace(changes))


def test_which_pressure_makes_the_foil_forty_micrometres(foil: Recipe) -> None:
    found = solve(
        foil, vary=PRESSURE, between=("0.5 MPa", "50 MPa"), quantity=THICKNESS, target=40e-6
    )
    assert found.value is not None
    pressed = asperity.press(foil.replace({PRESSURE: found.value}))
    assert read(pressed, THICKNESS) == found.reached == pytest.approx(40e-6, rel=2e-4)
    assert found.monotone
    assert found.iterations < 25
    assert "falls" in found.reason


def test_a_thickness_no_pressure_makes(foil: Recipe) -> None:
    found = solve(
        foil, vary=PRESSURE, between=("0.5 MPa", "50 MPa"), quantity=THICKNESS, target=1e-9
    )
    assert found.value is None
    assert found.reason.startswith("out of reach: from 0.5 MPa to 50 MPa the quantity lies within")


def test_what_melts_is_no_solution(warm: Recipe) -> None:
    found = solve(
        warm,
        vary=TEMPERATURE,
        between=("110 degC", "130 degC"),
        quantity=CONTACT,
        target=0.5,
        looks=3,
    )
    assert found.value is None
    assert found.iterations == 3
    assert found.reason.startswith("none of 3 looks has this quantity: step press cannot be")


def test_an_end_the_recipe_cannot_hold_is_a_look_without_a_number(warm: Recipe) -> None:
    """Below 1 MPa the recipe's release would press harder than the step before it."""
    found = solve(
        warm, vary=PRESSURE, between=("0.1 MPa", "10 MPa"), quantity=CONTACT, target=0.9, looks=5
    )
    assert found.value is not None
    assert found.reached == pytest.approx(0.9, rel=1e-3)
    assert "2 of 5 looks have none, at 0.1 MPa: steps.release.pressure" in found.reason


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"vary": "steps.press.presure"}, 'did you mean "pressure"?'),
        ({"quantity": "steps.pres.force_n"}, 'unknown step; did you mean "press"?'),
        ({"quantity": "steps.press.layers.metal.thick"}, "thickness_m"),
        ({"between": ("1 mm", "2 mm")}, "write a pressure"),
        ({"between": ("1 MPa", "1 GPa")}, "one unit"),
        ({"target": float("nan")}, "target: found nan; write a number in SI units"),
        ({"looks": 1}, "looks: found 1; write 2 or more"),
    ],
)
def test_a_question_that_cannot_be_asked(
    foil: Recipe, changes: dict[str, object], told: str
) -> None:
    question = {
        "vary": PRESSURE,
        "between": ("1 MPa", "20 MPa"),
        "quantity": THICKNESS,
        "target": 4e-5,
    } | changes
    with pytest.raises(Refusal) as caught:
        solve(foil, **question)  # type: ignore[arg-type]
    assert told in str(caught.value)
