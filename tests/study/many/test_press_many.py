"""Many presses at once tell what each would tell by itself."""

import numpy as np
import pytest

import asperity
from asperity.errors import Refusal
from asperity.study.many import Points, press_many, together
from asperity.study.many import press as pressing
from asperity.study.many.press import UNTOLD, numbers

ROWS = 14
CASES = {
    "na-thermal-press": {
        "steps.press.pressure": ("MPa", 3, 30),
        "steps.press.temperature": ("degC", 70, 96),
        "interfaces.metal:electrolyte.rms_height": ("um", 0.2, 1.0),
    },
    "na-cold-press": {
        "steps.press.pressure": ("MPa", 50, 400),
        "stack.electrolyte.thickness": ("mm", 0.8, 2.0),
    },
    "na-foil": {"steps.press.pressure": ("MPa", 5, 30), "steps.press.dwell": ("s", 10, 600)},
    "multi-step": {
        "steps.densify.pressure": ("MPa", 100, 400),
        "steps.bond.pressure": ("MPa", 150, 600),
        "stack.cathode.mass": ("mg", 8, 12),
    },
    "symmetric-cell": {"steps.press.pressure": ("MPa", 5, 40)},
    "anneal-under-pressure": {"steps.press.pressure": ("MPa", 20, 100)},
}
CARDS = {("sodium", "creep_prefactor"): 0.3, ("Na5SmSi4O12", "youngs_modulus"): 0.1}


CLOSED = "gas_pressure_pa"
"""Of voids as good as closed a quotient of vanishing gaps; of none where they just do not seal."""

VANISHING = {"mean_gap_m": 1e-13, "constriction_ohm_m2": 1e-12}
"""What is as good as none: a thousandth of an atom, a millionth of a good cell."""


def drawn(name: str, seed: int = 5) -> Points:
    rng = np.random.default_rng(seed)
    values = {
        path: [f"{number:.6g} {unit}" for number in rng.uniform(low, high, ROWS)]
        for path, (unit, low, high) in CASES[name].items()
    }
    cards = {}
    if name.startswith("na-"):
        usual = {of: asperity.material(of[0]).value(of[1]) for of in CARDS}
        cards = {
            of: usual[of] * np.exp(rng.normal(0.0, spread, ROWS)) for of, spread in CARDS.items()
        }
    return Points(values=values, cards=cards)


def agrees(path: str, one: float | None, other: float, *, contact: float) -> bool:
    if one is None or path.endswith((*UNTOLD, CLOSED)):
        return True
    # a contact marches with steps of its own; what it does not touch is the same to rounding
    least = VANISHING.get(path.rpartition(".")[2], 0.0)
    return bool(np.isclose(one, other, rtol=contact, atol=least))


@pytest.mark.parametrize("name", CASES)
def test_rows_are_what_each_press_tells(name, monkeypatch):
    def never(*_: object) -> None:
        raise AssertionError("a row was left to be pressed alone")

    points = drawn(name)
    with monkeypatch.context() as only:
        only.setattr(pressing, "FEWEST", 1)
        only.setattr("asperity.study.many.together.FEWEST", 1)
        only.setattr(pressing, "_alone", never)
        table = press_many(asperity.load_recipe(name), points)
    for row in (0, ROWS // 2, ROWS - 1):
        values, cards = points.row(row)
        outcome = asperity.press(asperity.load_recipe(name).replace(values), cards=cards)
        assert (table.status[row] == "done") == outcome.carried_out
        told = numbers(outcome)
        off = [
            (path, one, table.column(path)[row])
            for path, one in told.items()
            if not agrees(path, one, table.column(path)[row], contact=3e-3)
        ]
        assert not off
        assert table.column("verdict.level")[row] == told["verdict.level"]


def test_warm_and_hardly_warm_rows_go_together(monkeypatch):
    """With an overshoot and without, nearest to melting in one stretch or another, cooled or not.

    Only what is not heated at all goes its own way: its press closes with nothing to heat.
    """
    ways: list[int] = []
    real = together.Chain._once

    def once(chain, recipe, numbers, run, told):
        real(chain, recipe, numbers, run, told)
        ways.append(int(run.under_way.sum()))

    monkeypatch.setattr(together.Chain, "_once", once)
    warm = [25.0] * 3 + list(np.linspace(30.0, 97.0, 15))
    values = {
        "steps.press.pressure": [f"{p:.5g} MPa" for p in np.geomspace(1.5, 400.0, 18)],
        "steps.press.temperature": [f"{t:.5g} degC" for t in warm],
    }
    recipe = asperity.load_recipe("na-thermal-press")
    table = press_many(recipe, Points(values=values))
    assert ways == [15]
    for row in (0, 3, 10, 17):
        told = numbers(asperity.press(recipe.replace(Points(values=values).row(row)[0])))
        assert table.column("verdict.level")[row] == told["verdict.level"]
        for layer in ("stresses_pa.unlike expansion", "stresses_pa.bow", "probability"):
            path = f"steps.press.layers.electrolyte.survival.{layer}"
            meant = told.get(path)
            found = table.column(path)[row]
            assert found == pytest.approx(np.nan if meant is None else meant, rel=3e-3, nan_ok=True)


def test_molten_rows_and_refused_ones_say_why():
    recipe = asperity.load_recipe("na-thermal-press")
    warm = [f"{t:.5g} degC" for t in np.linspace(80, 105, 26)]
    values = {"steps.press.temperature": [*warm, "3 bananas", "5000 degC"]}
    table = press_many(recipe, Points(values=values))
    hot = recipe.replace({"steps.press.temperature": warm[-1]})
    assert table.status[0] == "done"
    assert table.status[25] == "not carried out"
    assert table.reason[25] == asperity.press(hot).verdict.reasons[0]
    assert table.status[26:] == ("refused", "refused")
    with pytest.raises(Refusal) as refusal:
        recipe.replace({"steps.press.temperature": "3 bananas"})
    assert table.reason[26] == str(refusal.value)


def test_what_contradicts_the_recipe_is_a_row_with_its_refusal():
    recipe = asperity.load_recipe("na-cold-press")
    values = {"stack.electrolyte.flatness": [f"{x:.4g} mm" for x in np.linspace(0.01, 2, 20)]}
    table = press_many(recipe, Points(values=values))
    with pytest.raises(Refusal) as refusal:
        recipe.replace({"stack.electrolyte.flatness": "2 mm"})
    assert table.status[0] != "refused"
    assert table.status[-1] == "refused"
    assert table.reason[-1] == str(refusal.value)


def test_words_make_groups_and_the_order_of_rows_stays():
    recipe = asperity.load_recipe("na-cold-press")
    pressures = [f"{p} MPa" for p in range(100, 130)]
    names = ["hardened-steel-10mm", "tungsten-carbide-10mm"] * 15
    table = press_many(
        recipe, Points(values={"steps.press.pressure": pressures, "press.die": names})
    )
    applied = table.column("steps.press.applied_pressure_pa")
    np.testing.assert_allclose(applied, [1e6 * p for p in range(100, 130)], rtol=1e-12)
    limits = table.column("steps.press.risks.die.limit")
    assert np.all(limits[1::2] != limits[::2])


def test_unknown_paths_are_refused():
    with pytest.raises(Refusal, match="pressure"):
        press_many(
            asperity.load_recipe("na-cold-press"), Points(values={"steps.press.presure": ["1 MPa"]})
        )


@pytest.mark.parametrize("name", CASES)
def test_every_quantity_of_every_example_may_differ(name, monkeypatch):
    monkeypatch.setattr(pressing, "FEWEST", 1)
    monkeypatch.setattr("asperity.study.many.together.FEWEST", 1)
    recipe = asperity.load_recipe(name)
    values = {}
    for path in recipe.paths():
        how, written = recipe.written_at(path), str(recipe.value_at(path) or "")
        number, _, unit = written.partition(" ")
        if how is not None and written and float(number) > 0:
            values[path] = [f"{float(number) * by:.6g} {unit}".strip() for by in (1, 0.98, 0.96)]
    assert len(values) > 10
    table = press_many(recipe, Points(values=values))
    assert not table.apart
    assert "failed" not in table.status


def test_a_row_that_contradicts_itself_leaves_the_others_together():
    recipe = asperity.load_recipe("na-cold-press")
    flat = [f"{x:.4g} mm" for x in (2.0, *np.linspace(0.001, 0.02, 15))]
    table = press_many(recipe, Points(values={"stack.electrolyte.flatness": flat}))
    assert table.status == ("refused", *["done"] * 15)
    assert not table.apart


def test_what_a_row_tells_does_not_rest_on_its_companions():
    """A risk that only one of them runs is told of that one."""
    recipe = asperity.load_recipe("na-thermal-press")
    alike = [f"{p:.6g} MPa" for p in np.linspace(30, 34, 13)]
    path = "steps.press.risks.press:hydraulic-30t-heated least force"
    for first in ("5 MPa", "35 MPa"):
        table = press_many(recipe, Points(values={"steps.press.pressure": [first, *alike]}))
        assert not np.isfinite(table.column(path)[1:]).any()
        assert np.isfinite(table.column(path)[0]) == (first == "5 MPa")


def test_a_press_that_breaks_down_is_a_row(monkeypatch):
    def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a pocket calculator")

    monkeypatch.setattr(pressing, "press", breaks)
    table = press_many(
        asperity.load_recipe("na-foil"), Points(values={"steps.press.pressure": ["5 MPa"]})
    )
    assert table.status == ("failed",)
    assert table.reason == ("ZeroDivisionError: a pocket calculator",)


def test_few_rows_tell_the_same_columns_as_many():
    def told(pressures):
        points = Points(values={"steps.bond.pressure": [f"{p} MPa" for p in pressures]})
        table = press_many(asperity.load_recipe("multi-step"), points)
        return {path for path, column in table.columns.items() if np.isfinite(column).any()}

    assert told(range(200, 216)) == told(range(200, 202))
    assert "steps.bond.layers.electrolyte.thinnest_m" in told(range(200, 202))
