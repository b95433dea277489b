"""Die compaction of a powder: balances, observed order, and what friction, stages and time do."""

from functools import cache

import numpy as np
import pytest

from asperity.errors import Stopped
from asperity.solid import Compaction, compact
from asperity.solid.press import Times
from tests.solid.powder import CASE, STROKE, cellulose, lubricated, simple

COARSE = (4, 6)
CONSTANT = 0.161


@cache
def pressed(friction: float | None, n: int) -> Compaction:
    """The die case on n by 2 n elements; without a number, friction by the density."""
    mu = lubricated if friction is None else friction
    return compact(
        cellulose(), stroke=STROKE, friction=mu, elements=(n, 2 * n), until="load", **CASE
    )


@cache
def through(action: str = "one-sided") -> Compaction:
    return compact(
        cellulose(), stroke=STROKE, friction=lubricated, elements=COARSE, action=action, **CASE
    )


@pytest.mark.parametrize("action", ["one-sided", "two-sided", "floating"])
def test_forces_balance_and_mass_stays(action):
    done = through(action)
    assert done.converged, done.reason
    assert np.abs(done.balance).max() < 1e-8
    assert abs(done.mass_error) < 1e-12
    field = done.after("eject")
    assert field.density @ field.volume == pytest.approx(
        CASE["density"] * np.pi * CASE["radius"] ** 2 * CASE["fill"], rel=1e-10
    )


def test_friction_takes_force_from_the_lower_punch_and_none_without():
    assert pressed(0.0, 4).wall_friction == pytest.approx(0.0, abs=1e-9)
    done = pressed(CONSTANT, 4)
    assert done.top_force[-1] - done.bottom_force[-1] == pytest.approx(done.wall_friction[-1])
    assert done.wall_friction[-1] <= CONSTANT * done.wall_force[-1] * (1 + 1e-9)
    assert done.wall_friction[-1] > 0.9 * CONSTANT * done.wall_force[-1]


def test_without_friction_the_density_is_even_and_that_of_the_stroke():
    field = pressed(0.0, 4).after("load")
    assert field.density == pytest.approx(np.full(32, 0.6822), rel=1e-9)


@pytest.mark.parametrize("friction", [CONSTANT, None])
def test_forces_converge_with_the_mesh(friction):
    """The corner, where friction ends on a node that cannot slip, leaves first order below."""
    runs = [pressed(friction, n) for n in (2, 4, 8, 16)]
    top = np.diff([run.top_force[-1] for run in runs])
    bottom = np.diff([run.bottom_force[-1] for run in runs])
    spread = np.diff([run.after("load").density_spread for run in runs])
    assert np.log2(top[-2] / top[-1]) > 1.3
    assert np.log2(bottom[-2] / bottom[-1]) == pytest.approx(1.0, abs=0.1)
    assert np.log2(spread[-2] / spread[-1]) > 1.3
    assert abs(top[-1]) < 1e-3 * runs[-1].top_force[-1]


def test_friction_by_the_density_against_constant():
    """High in the loose powder: more force early, hardly more late, and a wider density map."""
    plain, by_density = pressed(CONSTANT, 8), pressed(None, 8)
    strokes = np.linspace(0.2e-3, STROKE, 30)
    force = [np.interp(strokes, run.stroke, run.top_force) for run in (plain, by_density)]
    more = force[1] / force[0] - 1
    assert more.max() > 0.03
    assert 0 < more[-1] < 0.003
    assert np.argmax(more) < 10
    fields = [run.after("load") for run in (plain, by_density)]
    assert fields[1].density_spread > 1.02 * fields[0].density_spread
    assert fields[1].density.min() < fields[0].density.min()


def test_the_dense_edge_is_at_the_moving_punch_and_the_loose_one_below_it():
    field = pressed(CONSTANT, 8).after("load")
    r, z = field.centres.T
    assert z[np.argmax(field.density)] > 0.9 * z.max()
    assert r[np.argmax(field.density)] > 0.9 * r.max()
    assert z[np.argmin(field.density)] < 0.1 * z.max()


def test_a_pressure_is_reached_and_springs_back_when_it_goes():
    done = compact(
        cellulose(), pressure=40e6, friction=lubricated, elements=COARSE, until="release", **CASE
    )
    area = np.pi * CASE["radius"] ** 2
    loads = done.top_force[[stage == "load" for stage in done.stage]]
    assert loads[-1] == pytest.approx(40e6 * area, rel=1e-6)
    assert done.top_force[-1] == pytest.approx(0.0, abs=1e-6 * 40e6 * area)
    assert done.height[-1] > 1.005 * done.height[len(loads) - 1]
    assert done.wall_force[-1] > 0


def test_the_pellet_leaves_the_die_free_of_force_and_wider():
    done = through()
    assert done.after("eject").nodes[:, 0].max() > 1.001 * CASE["radius"]
    for force in (done.top_force, done.bottom_force, done.wall_friction, done.wall_force):
        assert abs(force[-1]) < 1e-6 * done.top_force.max()
    pushed = [f for stage, f in zip(done.stage, done.bottom_force, strict=True) if stage == "eject"]
    assert max(pushed) > 0.02 * done.top_force.max()
    assert done.after("eject").tension.max() > done.after("release").tension.max() > 0


def test_two_punches_press_more_evenly_than_one():
    one, two = through().after("load"), through("two-sided").after("load")
    assert two.density_spread < 0.8 * one.density_spread


def test_the_rate_of_release_matters_to_a_powder_with_a_viscosity():
    """A release slow beside relaxation leaves less on the wall, and less tension in the pellet."""
    settings = {"stroke": STROKE, "elements": (2, 3), "friction": CONSTANT, **CASE}
    quick, slow = (
        compact(cellulose(1e11), times=Times(release=seconds), **settings) for seconds in (0.0, 1e4)
    )
    plain = [compact(cellulose(), times=Times(release=t), **settings) for t in (0.0, 1e4)]
    ends = {run: max(i for i, s in enumerate(run.stage) if s == "release") for run in (quick, slow)}
    assert slow.wall_force[ends[slow]] < 0.2 * quick.wall_force[ends[quick]]
    assert slow.after("eject").tension.max() < 0.6 * quick.after("eject").tension.max()
    assert np.array_equal(plain[0].top_force, plain[1].top_force)
    assert plain[0].after("eject").tension.max() == quick.after("eject").tension.max()


def test_stress_relaxes_in_a_dwell():
    """What is released before it relaxed springs back further along the axis."""
    cap = cellulose(1e11)
    quick, slow = (
        compact(cap, stroke=STROKE, elements=(2, 3), until="release", times=times, **CASE)
        for times in (Times(), Times(dwell=1e4))
    )
    top = {run: run.top_force[run.stage.index("release") - 1] for run in (quick, slow)}
    assert slow.after("dwell").density == pytest.approx(quick.after("load").density, rel=1e-9)
    assert top[slow] < 0.9 * top[quick]
    rr, _, zz, _ = slow.after("dwell").stress.T
    assert rr == pytest.approx(zz, rel=1e-3)
    assert slow.height[-1] < quick.height[-1]


def test_the_watcher_may_end_it():
    seen = []

    def watch(share: float, stage: str) -> None:
        seen.append((stage, share))
        if stage == "release":
            raise Stopped

    with pytest.raises(Stopped):
        compact(simple(), stroke=1e-3, elements=(2, 2), watch=watch, **CASE)
    assert [share for stage, share in seen if stage == "load"][-1] == 1.0
    assert sorted(seen[:-1], key=lambda told: told[1]) == seen[:-1]


def test_too_much_pressure_ends_with_a_reason():
    done = compact(simple(), pressure=5e9, elements=(2, 2), **CASE)
    assert not done.converged
    assert "press less" in done.reason
    assert done.fields == ()


def test_its_arrays_cannot_be_written():
    done = pressed(CONSTANT, 4)
    for values in (done.top_force, done.after("load").density, done.after("load").nodes):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 1.0
