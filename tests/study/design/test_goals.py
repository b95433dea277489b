"""Goals, limits and bounds of tables of a few rows; scatter against a closed form."""

import numpy as np
import pytest

import asperity
from asperity.errors import Refusal
from asperity.study.design.goals import GOALS, NEVER, goal
from asperity.study.design.limits import bound, columns, limits_of, name_of
from asperity.study.design.scatter import Scatter, spread_of
from asperity.study.many import Points, Table


def table(**columns: list[float]) -> Table:
    arrays = {path: np.array(column) for path, column in columns.items()}
    rows = len(next(iter(arrays.values())))
    return Table(status=("done",) * rows, reason=("",) * rows, columns=arrays)


def test_interfaces_add_and_the_last_step_that_tells_them_counts():
    recipe = asperity.load_recipe("symmetric-cell")
    one = "steps.press.interfaces.metal:electrolyte.resistance_ohm_m2"
    two = "steps.press.interfaces.electrolyte:metal-2.resistance_ohm_m2"
    found = table(**{one: [1.0, 2.0], two: [3.0, np.nan]})
    number = GOALS["interface-resistance"].number
    assert number(recipe, found)[0] == 4.0
    assert np.isnan(number(recipe, found)[1])
    later = {path.replace("press", "operate"): [9.0, 9.0] for path in (one, two)}
    assert number(recipe, table(**found.columns, **later)).tolist() == [18.0, 18.0]


def test_the_lowest_critical_current_counts_and_its_reserve_is_over_that_of_operation():
    recipe = asperity.load_recipe("symmetric-cell")  # 0.2 mA/cm^2, 2 A/m^2
    found = table(
        **{
            "cell.critical_current_a_per_m2.stripping": [8.0, np.nan],
            "cell.critical_current_a_per_m2.plating": [6.0, 5.0],
            "steps.operate.risks.delamination:metal:electrolyte": [0.5, 0.0],
        }
    )
    assert GOALS["critical-current"].number(recipe, found).tolist() == [6.0, 5.0]
    assert GOALS["cycle-life"].number(recipe, found) == pytest.approx([1.5, 2.5])


def test_efficiency_is_least_density_times_evenness():
    recipe = asperity.load_recipe("multi-step")
    where = "steps.operate.layers.electrolyte"
    found = table(
        **{
            f"{where}.relative_density_lowest": [0.9],
            f"{where}.thinnest_m": [0.4e-3],
            f"{where}.thickness_m": [0.5e-3],
        }
    )
    assert GOALS["efficiency"].number(recipe, found) == pytest.approx([0.72])


def test_the_worst_step_breaks_and_what_never_happens_is_not_told_apart():
    recipe = asperity.load_recipe("na-thermal-press")
    found = table(
        **{
            "steps.press.risks.fracture.probability": [0.02, 1e-40],
            "steps.cool.risks.fracture.probability": [0.03, 0.0],
        }
    )
    assert GOALS["integrity"].number(recipe, found).tolist() == [0.03, NEVER]


def test_a_target_is_read_in_its_own_unit():
    assert goal("interface-resistance = 50 ohm cm^2").target == pytest.approx(5e-3)
    assert goal("foil").target is None
    with pytest.raises(Refusal, match="interface-resistance"):
        goal("interface-resistence")


@pytest.mark.parametrize("wanted", ["cell-resistance=-50 ohm", "foil=0 um", "integrity=120 %"])
def test_a_target_that_no_press_has_is_refused(wanted):
    with pytest.raises(Refusal, match=r"--goal .* write a target"):
        goal(wanted)


def test_bounds_that_no_number_keeps_together_are_refused_both():
    path = "steps.press.layers.metal.thickness_m"
    with pytest.raises(Refusal, match=r">= 60 um.*<= 40 um"):
        limits_of((), (f"{path}>=60 um", f"{path}<=40 um"))


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("hydraulic-15t least force", "missing the least force of hydraulic-15t"),
        ("hydraulic-15t plates", "overheating the plates of hydraulic-15t"),
        ("hydraulic-15t", "overloading hydraulic-15t"),
    ],
)
def test_what_a_press_may_do_is_told_in_words(where, told):
    assert name_of(f"press|press|{where}|used").told == told
    assert name_of(f"press|press|{where}|probability").told == f"probability of {told}"


def test_a_risk_keeps_its_value_and_its_probability():
    found = columns(
        table(
            **{
                "steps.press.risks.die:steel.used": [0.5, 1.0],
                "steps.press.risks.die:steel.probability": [0.1, 0.2],
                "steps.press.risks.die.used": [0.5, 1.0],  # the gravest of its kind: told already
                "steps.press.risks.fracture:pellet.used": [0.5, 2.0],
            }
        ),
        limits_of((), ()),
    )
    assert {name_of(name).told for name in found} == {
        "overloading steel",
        "probability of overloading steel",
    }
    used, likely = found["press|die|steel|used"], found["press|die|steel|probability"]
    assert used[0] < 0 < used[1]
    assert likely[0] == 0.0
    assert likely[1] > 0


def test_what_is_allowed_is_by_kind():
    limits = limits_of(["0.05", "fracture=0.01", "press=1"], [])
    assert [limits.allowed(kind) for kind in ("die", "fracture", "press")] == [0.05, 0.01, 1.0]
    risk = table(**{"steps.s.risks.press:p.probability": [0.9]})
    assert columns(risk, limits) == {}


def test_a_bound_is_read_by_the_unit_its_quantity_ends_with():
    least = bound("steps.press.layers.metal.thickness_m >= 50 um")
    assert (least.value, least.most) == (pytest.approx(5e-5), False)
    found = columns(table(**{least.quantity: [4e-5, 6e-5]}), limits_of((), (least.told,)))
    (column,) = found.values()
    assert column == pytest.approx([0.2, -0.2])
    with pytest.raises(Refusal, match="resistance"):
        bound("cell.resistance_ohm<=5 um")


def test_a_spread_of_powers_is_their_scatters_by_their_powers():
    """Of R = roughness^2 / (dwell), 20 % and 5 %: the root of 0.4 and 0.05 squared."""
    recipe = asperity.load_recipe("na-thermal-press")
    face = "interfaces.metal:electrolyte.rms_height"
    scatter = (
        Scatter(name="roughness", path=face, share=0.2),
        Scatter(name="dwell", path="steps.press.dwell", share=0.05),
    )

    def pressed(points: Points) -> Table:
        rough = np.array([float(str(text).split()[0]) for text in points.values[face]])
        dwells = [str(text).split() for text in points.values["steps.press.dwell"]]
        time = np.array([float(n) * (60 if unit == "min" else 1) for n, unit in dwells])
        path = "steps.press.interfaces.metal:electrolyte.resistance_ohm_m2"
        return table(**{path: list(rough**2 / time)})

    points = Points(values={"steps.press.pressure": ["10 MPa", "20 MPa"]})
    base, spread = spread_of(recipe, points, scatter, pressed)
    assert len(base) == 2
    assert spread == pytest.approx(np.hypot(0.4, 0.05), rel=1e-6)
