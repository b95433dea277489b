"""Scatter of a force, punches, polymer sleeves and gas in pores, against their closed forms."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from asperity.laws.strength import escape, polymer
from asperity.laws.strength.lame import yield_doubt, yield_pressure
from asperity.laws.tools.punch import bearable_pressure, buckling_pressure, punch_stress
from asperity.laws.tools.setting import (
    force_scatter,
    gauge_doubt,
    lost_share,
    relative,
    toward,
)

PEEK = {"share": 0.024, "exponent": 0.2, "energy": 150e3}


def test_reading_and_holding_scatter_like_rectangles():
    rng = np.random.default_rng(7)
    read = rng.uniform(-50, 50, 400_000)
    held = 1000 * (1 - rng.uniform(0, 0.2, 400_000))
    assert force_scatter(1e3, resolution=100) == pytest.approx(read.std(), rel=5e-3)
    assert force_scatter(1e3, resolution=0, lost=0.2) == pytest.approx(held.std(), rel=5e-3)
    together = (read + held + rng.normal(0, 30, 400_000)).std()
    assert force_scatter(1e3, resolution=100, setting=0.03, lost=0.2) == pytest.approx(
        together, rel=5e-3
    )


def test_scatter_of_the_logarithm_is_that_of_a_log_normal():
    rng = np.random.default_rng(8)
    drawn = np.exp(rng.normal(0, 0.6, 400_000))
    assert relative(drawn.std(), drawn.mean()) == pytest.approx(0.6, rel=1e-2)
    assert relative(1e-3, 1.0) == pytest.approx(1e-3, rel=1e-5)


def test_a_gauge_of_class_one_holds_nine_of_ten_within_its_class():
    doubt = gauge_doubt(100e3, accuracy=0.01, full_scale=100e3)
    assert 1.6449 * doubt == pytest.approx(0.01, rel=1e-3)
    assert gauge_doubt(1e3, accuracy=0.01, full_scale=100e3) > 0.5


def test_a_hold_loses_its_share_an_hour_again_and_again():
    once = 1 - lost_share(0.05, 3600.0)
    assert 1 - lost_share(0.05, 7200.0) == pytest.approx(once**2)
    assert lost_share(0.05, 3600.0) == pytest.approx(0.05, rel=0.03)
    assert lost_share(0.05, 0.0) == 0


def test_a_punch_buckles_at_eulers_load():
    modulus, d, length = 210e9, 10e-3, 60e-3
    euler = np.pi**2 * modulus * (np.pi * d**4 / 64) / length**2
    assert buckling_pressure(modulus, d, length) * np.pi * d**2 / 4 == pytest.approx(euler)


def test_bending_of_a_punch_is_that_of_an_eccentric_column():
    """Solves E I y'' = -F (y + e), hinged at both ends, and adds its stress at the middle."""
    modulus, d, length, e = 210e9, 6e-3, 90e-3, 0.2e-3
    area, inertia = np.pi * d**2 / 4, np.pi * d**4 / 64
    force = 0.5 * np.pi**2 * modulus * inertia / length**2
    k = np.sqrt(force / (modulus * inertia))

    def bent(slope):
        course = solve_ivp(
            lambda _, y: [y[1], -(k**2) * (y[0] + e)],
            (0, length),
            [0.0, slope],
            rtol=1e-10,
            atol=1e-14,
            dense_output=True,
        )
        return course.y[0, -1], course.sol(length / 2)[0]

    ends = [bent(slope) for slope in (0.0, 1e-2)]
    slope = -ends[0][0] * 1e-2 / (ends[1][0] - ends[0][0])
    middle = bent(slope)[1]
    stress = force / area + force * (e + middle) * (d / 2) / inertia
    found = punch_stress(
        force / area, buckling=buckling_pressure(modulus, d, length), offset=e, diameter=d
    )
    assert found == pytest.approx(stress, rel=1e-6)


def test_what_a_punch_bears_is_where_its_stress_is_its_strength():
    tool = {"buckling": np.array([8e9, 3e9, 0.5e9]), "offset": 1e-4, "diameter": 10e-3}
    limit = bearable_pressure(2e9, **tool)
    assert punch_stress(limit, **tool) == pytest.approx(2e9, rel=1e-6)
    assert np.all(np.diff(limit) < 0)
    straight = bearable_pressure(2e9, buckling=8e9, offset=0.0, diameter=10e-3)
    assert straight == pytest.approx(2e9)
    assert bearable_pressure(2e9, buckling=0.5e9, offset=0.0, diameter=1e-2) == pytest.approx(0.5e9)


def test_doubt_of_first_yield_is_its_slope():
    for k in (1.3, 2.0, 4.0):
        step = 1e-5
        slope = np.log(yield_pressure(1e9, 1.0, k * (1 + step)) / yield_pressure(1e9, 1.0, k))
        assert yield_doubt(1.0, k, strength=0.0, width=step) == pytest.approx(slope, rel=1e-3)
    assert yield_doubt(1.0, 9.0, strength=0.1, width=0.2) == pytest.approx(0.1, rel=2e-2)


def test_a_polymer_creeps_as_it_was_measured():
    """1.15 times the elastic strain after fourteen months at room temperature."""
    months = 14 * 30.4 * 86400
    assert polymer.creep_ratio(months, 296.15, **PEEK) == pytest.approx(1.15, abs=0.01)
    assert polymer.creep_ratio(0.0, 380.0, **PEEK) == 1
    warm, cold = (polymer.creep_ratio(3600.0, t, **PEEK) for t in (383.15, 296.15))
    assert warm > cold
    shift = float(polymer.time_shift(383.15, energy=PEEK["energy"]))
    assert polymer.creep_ratio(3600.0 * shift, 296.15, **PEEK) == pytest.approx(float(warm))


def test_strength_of_a_polymer_halves_where_it_should_and_ends_where_it_melts():
    marks = {"half": 393.15, "glass": 416.15, "melting": 616.15}
    assert polymer.strength_ratio(393.15, **marks) == pytest.approx(0.5)
    assert polymer.strength_ratio(280.0, **marks) == 1
    assert polymer.strength_ratio(616.15, **marks) == 0
    warm = polymer.strength_ratio(np.linspace(300.0, 620.0, 6401), **marks)
    assert np.all(np.diff(warm) <= 0)
    assert np.max(-np.diff(warm)) < 3e-4  # 0.05 K a step: no jump at the glass transition
    assert polymer.strength_ratio(np.array([473.15, 523.15]), **marks) == pytest.approx(
        [0.23, 0.12], abs=0.01
    )


def test_doubt_of_a_warm_polymer_is_that_of_its_half_strength_and_more_above_its_glass_transition():
    marks = {"half": 393.15, "glass": 416.15}
    step = 1e-3
    moved = [
        float(np.log(polymer.strength_ratio(400.0, half=393.15 + d, glass=416.15, melting=616.15)))
        for d in (-step, step)
    ]
    slope = (moved[1] - moved[0]) / (2 * step)
    found = polymer.strength_doubt(400.0, half_doubt=5.0, **marks)
    assert found == pytest.approx(5.0 * slope, rel=1e-5)
    assert polymer.strength_doubt(290.0, half_doubt=5.0, **marks) == 0
    assert polymer.strength_doubt(430.0, half_doubt=0.0, **marks) == polymer.CRYSTALS_DOUBT
    held = polymer.held_ratio(np.array([60.0, 600.0, 6e3, 6e6]), proven=600.0, loss=0.05)
    assert held == pytest.approx([1, 1, 0.95, 0.8])


def test_bore_of_a_sleeve_solves_lames_equations():
    """Displacement A r + B/r by a linear system for both outer faces."""
    E, nu, a, b, q = 3.8e9, 0.39, 5e-3, 17e-3, 40e6
    shear, squeezed = E / (2 * (1 + nu)), 1 - 2 * nu
    inside = [2 * shear / squeezed, -2 * shear / a**2]
    ringed = np.linalg.solve([inside, [b, 1 / b]], [-q, 0.0])
    backed = ringed[0] + ringed[1] / a**2
    assert polymer.backed_growth(q, b / a, E=E, nu=nu) == pytest.approx(backed)
    plane = [E / (1 - nu), -E / (1 + nu) / a**2], [E / (1 - nu), -E / (1 + nu) / b**2]
    free = np.linalg.solve(plane, [-q, 0.0])
    assert polymer.bare_growth(q, b / a, E=E, nu=nu) == pytest.approx(free[0] + free[1] / a**2)


def test_an_elastic_pellet_is_held_as_far_as_its_wall_is_stiff():
    rigid = polymer.elastic_wall(100e6, 0.0, E=20e9, nu=0.25)
    assert rigid == pytest.approx(100e6 / 3)
    assert polymer.elastic_wall(100e6, 1e-3, E=20e9, nu=0.25) < 1e3


def test_gas_in_pores_follows_its_balance():
    loose, dense, duration, tau = 0.4, 0.85, 5.0, 2.0
    rate = np.log((1 / loose - 1) / (1 / dense - 1)) / duration
    course = solve_ivp(
        lambda _, p: rate * p - (p - 1e5) / tau, (0, duration), [1e5], rtol=1e-9, atol=1e-3
    )
    found = escape.gas_pressure(loose, dense, duration=duration, escape=tau, around=1e5)
    assert found == pytest.approx(course.y[0, -1], rel=1e-6)


def test_gas_that_cannot_leave_is_compressed_and_gas_that_can_is_not():
    pores = (1 / 0.4 - 1) / (1 / 0.85 - 1)
    shut = escape.gas_pressure(0.4, 0.85, duration=1.0, escape=np.inf, around=1e5)
    assert shut == pytest.approx(1e5 * pores)
    slow = escape.gas_pressure(0.4, 0.85, duration=1e4, escape=1.0, around=1e5)
    assert slow == pytest.approx(1e5, rel=1e-3)
    closing = np.log(pores)
    level = escape.gas_pressure(0.4, 0.85, duration=closing, escape=1.0, around=1e5)
    assert level == pytest.approx(1e5 * (1 + closing))


def test_finer_grains_and_fewer_pores_keep_gas_longer():
    times = escape.escape_time(
        np.array([0.6, 0.8, 0.9]), np.array([[3e-6], [1e-6]]), 5e-3, gas_pressure=1e5
    )
    assert np.all(np.diff(times, axis=1) > 0)
    assert np.all(times[1] > times[0])
    bare = escape.escape_time(0.8, 1e-6, 5e-3, gas_pressure=0.0)
    assert times[1, 1] < bare < np.inf
    liquid = escape.permeability(0.5, 1e-6)
    assert liquid == pytest.approx(0.5**3 * 1e-12 / (180 * 0.25))


@pytest.mark.parametrize("share", [1.001, 3.0, 1e4])
def test_a_limit_far_away_is_met_by_newtons(share):
    """ln(share) over it is the distance in standard deviations of a normal force."""
    force, off = 100.0, 40.0
    found = np.log(share) / toward(off, force, share)
    assert found == pytest.approx((share - 1.0) * force / off, rel=1e-3)


def test_a_limit_below_is_met_by_the_logarithm():
    """A force of 100 N that errs by 400 N is still a force: nothing pulls."""
    assert toward(400.0, 100.0, 0.5) == relative(400.0, 100.0)


def test_at_the_limit_it_is_the_error_of_the_force():
    assert toward(1e-3, 1.0, 1.0) == pytest.approx(relative(1e-3, 1.0), rel=1e-5)
