"""Sets of tables: where they are known, what they hold beyond their rows, what makes none."""

import numpy as np
import pytest

from asperity.errors import Refusal
from asperity.solid import assumed_set, cap_set, compact
from tests.solid.powder import CASE, cellulose, simple, table

E, NU = [1e8, 5e9], [0.1, 0.3]
ELASTICITY = ([0.3, 0.95], E, NU)
CAP = ([0.3, 0.95], [2e4, 2e7], [1.05, 1.15], [0.4, 0.9])
HARDENING = ([0.3, 0.95], [1e6, 2e8])
TABLES = {"elasticity": ELASTICITY, "cap": CAP, "hardening": HARDENING}
D = np.array([0.5, 0.7, 0.9])
CURVE = {"wall_ratio": 0.45, "young": 1e10, "poisson": 0.2, "strength": 1e4}


def to(name: str, densities: list[float]) -> dict[str, tuple[list[float], ...]]:
    """The tables, one of them with rows at other densities."""
    return {**TABLES, name: (densities, *TABLES[name][1:])}


def test_moduli_at_the_rows_are_those_of_the_table():
    """K = E/(3(1 - 2ν)), G = E/(2(1 + ν))."""
    young, poisson, density = table("elasticity")
    K, G = cellulose().at(density)[:2]
    assert pytest.approx(1e6 * young / (3 * (1 - 2 * poisson)), rel=1e-3) == K
    assert pytest.approx(1e6 * young / (2 * (1 + poisson)), rel=1e-3) == G


def test_above_its_last_row_the_yield_pressure_goes_on_as_a_power():
    slope = np.log(2e8 / 1e6) / np.log(0.95 / 0.3)
    found = simple().at([0.95, 1.0, 1.1])
    assert found[5] == pytest.approx(2e8 * (np.array([0.95, 1.0, 1.1]) / 0.95) ** slope, rel=1e-3)
    assert found[:5, 1:] == pytest.approx(np.repeat(found[:5, :1], 2, axis=1), rel=1e-3)


@pytest.mark.parametrize("name", ["elasticity", "cap", "hardening"])
def test_a_set_is_known_where_every_table_has_rows(name):
    known = cap_set(**to(name, [0.4, 0.8]))
    assert (known.lowest, known.highest) == (0.4, 0.8)
    with pytest.raises(Refusal, match=r"density: found 0.35"):
        compact(known, **{**CASE, "density": 0.35}, stroke=1e-3)


def test_the_tabletting_set_is_known_over_all_of_its_tables():
    assert (cellulose().lowest, cellulose().highest) == (0.3, 0.999)


def test_a_table_of_one_row_holds_everywhere():
    known = cap_set(**{**TABLES, "elasticity": ([0.5], [1e9], [0.25])})
    assert (known.lowest, known.highest) == (0.3, 0.95)
    assert known.at([0.3, 0.9])[0] == pytest.approx([1e9 / 1.5, 1e9 / 1.5])


@pytest.mark.parametrize("name", ["elasticity", "cap", "hardening"])
def test_tables_that_do_not_meet(name):
    with pytest.raises(Refusal, match="in common") as refused:
        cap_set(**to(name, [0.96, 0.99]))
    assert refused.value.where == name


def test_hardening_of_one_row():
    with pytest.raises(Refusal, match="hardening: found one row"):
        cap_set(**{**TABLES, "hardening": ([0.5], [1e7])})


@pytest.mark.parametrize(
    ("where", "pressure", "changed"),
    [
        ("strength", 1e8 * D, {"strength": 1e9}),
        ("strength", 1e8 * D, {"strength": [1e4, 1e4, 9e7]}),
        ("strength", 1e8 * D, {"strength": np.nan}),
        ("strength", 1e8 * D, {"strength": 0.0}),
        ("strength", 1e8 * D, {"strength": [1e4, 1e4]}),
        ("young", 1e8 * D, {"young": [1e9, 1e9]}),
        ("poisson", 1e8 * D, {"poisson": [0.2, 0.2]}),
        ("pressure", [5e7, 7e7], {}),
        ("pressure", [5e7, 9e7, 7e7], {}),
        ("pressure", [0.0, 7e7, 9e7], {}),
        ("pressure", [5e7, np.nan, 9e7], {}),
        ("wall_ratio", 1e8 * D, {"wall_ratio": np.nan}),
        ("angle", 1e8 * D, {"angle": 2.0}),
    ],
)
def test_a_curve_that_makes_no_set(where, pressure, changed):
    with pytest.raises(Refusal) as refused:
        assumed_set(D, pressure, **{**CURVE, **changed})
    assert refused.value.where == where


@pytest.mark.parametrize("share", [0.2, 0.4])
def test_a_strong_compact_is_taken_up_to_where_the_cap_meets_the_axis(share):
    """The refusal stands where p_a = 0: d = √(q (q + 1.5 p)), and not before."""
    p, q, t = 1.9 / 3, 0.55, np.tan(1.13)
    strongest = np.sqrt(q * (q + 1.5 * p)) / (1 + t / 3)
    made = assumed_set(D, 1e8 * D, **{**CURVE, "strength": share * strongest * 1e8 * D})
    assert made.at(D)[3] == pytest.approx(share * strongest * 1e8 * D * (1 + t / 3), rel=1e-3)
