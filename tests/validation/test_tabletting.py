"""The tabletting powder: its table given back, and what friction by the density does."""

import numpy as np
import pytest

pytestmark = pytest.mark.validation
MESH = (6, 12)


def test_the_hardening_table_is_given_back_to_a_percent(script):
    D, given, found = script("tabletting").recovered()
    assert D.size >= 10
    assert np.abs(found / given - 1).max() < 0.01


def test_the_formula_of_the_friction_is_the_table(script):
    tabletting = script("tabletting")
    D, mu = tabletting.table("wall-friction", "relative_density", "friction_coefficient")
    assert tabletting.lubricated_die(D) == pytest.approx(mu, rel=0.005)


def test_friction_by_the_density_costs_early_force_and_widens_the_map(script):
    tabletting = script("tabletting")
    plain, other = (
        tabletting.pressed(name, elements=MESH) for name in ("constant 0.161", "lubricated die")
    )
    early = np.interp(1e-3, other.stroke, other.top_force)
    assert early == pytest.approx(1.09 * np.interp(1e-3, plain.stroke, plain.top_force), rel=0.03)
    assert other.top_force[-1] == pytest.approx(plain.top_force[-1], rel=0.005)
    assert other.top_force[-1] == pytest.approx(3.905e3, rel=0.005)  # ours, on twice as fine a mesh
    fields = plain.after("load"), other.after("load")
    assert fields[1].density_spread > 1.02 * fields[0].density_spread


def test_how_the_hardening_is_counted_matters_more(script):
    tabletting = script("tabletting")
    fill = tabletting.FILLS[0]
    forces = [
        tabletting.pressed("none", fill=fill, elements=(1, 1), shifted=shifted).top_force[-1]
        for shifted in (False, True)
    ]
    assert forces[1] / forces[0] == pytest.approx(0.638, abs=0.01)
