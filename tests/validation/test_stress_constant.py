"""Finite elements of a power-law metal: closed forms, their order, what is told of the constant."""

import numpy as np
import pytest

from asperity.laws.closure.stress import void_stress

pytestmark = pytest.mark.validation


@pytest.fixture
def cells(script):
    return script("creep_cell")


@pytest.fixture
def rules(script):
    return script("stress_rules")


@pytest.fixture
def constant(script):
    return script("stress_constant")


@pytest.fixture
def layer(script):
    return script("stress_layer")


def column(script, name):
    return script("tables").column("stress-constant", name)


def shell_pressure(n, outer):
    """Of a void of radius 1 in a shell whose outer face sinks with velocity 1 (A = 1)."""
    return 2 * n / 3 * (2 * outer**2) ** (1 / n) * (1 - outer ** (-3 / n))


def test_a_void_in_a_shell_closes_as_its_closed_form_with_the_fourth_order(cells):
    off = []
    for fine in (2, 4):
        cell = cells.shell_cell(outer=4.0, fine=fine)
        found = [cell.creep(n).power / 16 for n in (1, 3, 7)]
        off.append(np.array(found) / [shell_pressure(n, 4.0) for n in (1, 3, 7)] - 1)
    assert np.abs(off[1]).max() < 3e-6
    assert np.log2(np.abs(off[0] / off[1])).min() > 3.8


@pytest.mark.parametrize("n", [1, 3])
def test_a_lone_void_closes_at_the_known_rate(cells, n):
    """V'/V = -(3/2) A (3p/2n)^n; what the shell lacks of infinity is in closed form."""
    outer = 30.0
    pressure = cells.shell_cell(outer=outer, fine=6).creep(n).power / outer**2
    rate = outer**2 / (1 / 3)  # of 2π steradians: half a sphere
    lone = 1.5 * (1.5 * pressure / n) ** n * (1 - outer ** (-3 / n)) ** -n
    assert rate == pytest.approx(lone, rel=1e-4)


def test_the_stress_of_a_lone_void_is_the_one_of_the_laws(constant):
    for n in (3.0, 5.0, 7.0):
        s, c = constant.lone_pit(n)
        assert s == pytest.approx(float(void_stress(1.0, n)))
        assert c == pytest.approx(2 / 3 * n ** (2 * n / (n - 1)))


def test_linear_strips_meet_westergaard_and_nearer_on_a_finer_mesh(constant, rules):
    f = 3 / 8
    off = []
    for fine in (1, 2):
        power = constant.strips(f, fine=fine).creep(1).power / 0.5
        off.append(1 - 1 / (3 * power * rules.strip_compliance(f)))
    assert 0 < off[1] < 7e-4
    assert off[0] / off[1] > 2**2.5  # graded towards the edge: far more than the first order


def test_the_face_between_linear_strips_moves_as_in_closed_form(constant):
    f, x = 1 / 4, np.linspace(0.13, 0.5, 20)
    cell = constant.strips(f)
    found = constant.closing(cell, cell.creep(1), x)
    np.testing.assert_allclose(found, _speed(f, x), atol=3e-3)


def _speed(f, x):
    """Of the gap between linear strips, over that of the approach."""
    edge = np.sin(np.pi * f / 2)
    return np.arccosh(np.maximum(np.sin(np.pi * x) / edge, 1)) / np.log(1 / edge)


def test_a_linear_sine_closes_as_westergaard_with_the_second_order(rules):
    off = []
    for steps in (16, 32):
        fractions = (np.arange(steps) + 0.5) / steps
        ends = (np.arange(steps) + 1) / steps
        speeds = np.array([_speed(f, ends / 2) for f in fractions])
        sunk = np.cumsum(rules.approach(fractions, ends / 2, speeds, 1.0))
        exact = np.cumsum(rules.linear_approach(np.arange(0.5, 4096) / 4096, 1 / 4096))
        off.append(np.abs(sunk / np.interp(ends, np.arange(1, 4097) / 4096, exact) - 1)[ends > 0.2])
    assert off[1].max() < 0.01
    assert off[0].max() / off[1].max() > 2


def test_power_of_rates_and_of_stresses_agree(constant):
    """The parallel linear creep is beside the point."""
    cell = constant.rounds(1 / 4, touches=False, fine=1)
    for n in constant.EXPONENTS:
        flow = cell.creep(n)
        assert flow.other_power == pytest.approx(flow.power, rel=3e-6)


def test_the_table_is_what_the_script_computes(constant, script):
    f, n = 31 / 64, 5.0
    cell = constant.strips(f)
    found = constant.results("strips", (f, f), [cell.creep(1), cell.creep(n)], 0.5)[1]
    rows = [column(script, name) for name in ("contact_fraction", "exponent", "constant")]
    row = np.flatnonzero((np.abs(rows[0] - f) < 1e-5) & (rows[1] == n))
    assert rows[2][row[0]] == pytest.approx(found.constant, rel=1e-4)


def test_the_constant_is_none_and_a_third_of_the_pressure_nearly_one(script, rules):
    """What the page says: c from 1.6 to 50, σe within 30 % of p̄/3f but at the ends."""
    f, n = column(script, "contact_fraction"), column(script, "exponent")
    s = column(script, "stress_over_pressure")
    c, family = column(script, "constant"), script("tables").words("stress-constant", "family")
    simple = np.array([name not in {"clusters", "pits"} for name in family]) & (n > 1)
    assert c[simple].min() < 1.6 < rules.CONSTANT < 45 < c[simple].max()
    middle = simple & (f > 0.05) & (f < 0.9)
    assert np.abs(3 * f * s - 1)[middle].max() < 0.3
    assert np.abs(3 * f * s - 1)[middle & (f > 0.25)].max() < 0.1


def test_the_law_is_as_far_off_as_it_says(rules):
    rms, least, largest = rules.law_errors()
    assert rms == pytest.approx(0.065, abs=0.001)
    assert np.log(0.875) < least < largest < np.log(1.2)


def test_clusters_want_a_band_for_each_scale(rules, constant):
    rows = [constant.Result(at, n, s, 1.0) for n, at, s in rules.shipped()]
    one, two = np.log(np.array(constant.grouped(rows))[:, 2:]).T
    assert len(one) == 9
    assert np.abs(two).max() < 0.125
    assert np.abs(one).max() > 0.3
    assert np.sqrt(np.mean(two**2)) < 0.075


def test_a_squeezed_layer_becomes_the_film_of_the_closed_form_with_the_first_order(layer):
    thick, thin = (
        np.array([row.film / row.stress - 1 for row in layer.results(3 / 4, depth)])
        for depth in (1 / 32, 1 / 64)
    )
    assert 0 < thin.min() < thin.max() < 0.15
    np.testing.assert_allclose(np.log2(thick / thin), 1, atol=0.06)


def test_layers_are_met_as_the_law_says(layer):
    rows = layer.read()
    assert len(rows) == 75
    rms, least, most = layer.errors(rows, "law")
    assert rms < 1.14
    assert 1 / 1.35 < least < most < 1.09
    assert layer.errors(rows, "half_space")[2] > 2.2
    again = layer.results(1 / 2, 1 / 8)
    shipped = [row for row in rows if (row.fraction, row.depth) == (1 / 2, 1 / 8)]
    assert [row.stress for row in again] == pytest.approx([row.stress for row in shipped], rel=1e-4)


def test_a_layer_as_thick_as_a_period_is_a_half_space(layer):
    for row in layer.results(1 / 2, 1.0):
        assert row.law == pytest.approx(row.half_space, rel=2e-3)


@pytest.mark.slow
def test_a_punch_without_hardening_finds_the_slip_lines(constant):
    assert constant.hardness(axisymmetric=False) == pytest.approx((2 + np.pi) / 3**0.5, rel=5e-3)
    assert constant.hardness(axisymmetric=True) == pytest.approx(3.02, abs=0.01)
