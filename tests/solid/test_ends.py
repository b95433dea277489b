"""How a compaction ends: followed or not, within its iterations, twice the same, refused."""

import numpy as np
import pytest

from asperity.errors import Refusal
from asperity.solid import Compaction, Times, compact
from asperity.solid.march import March, Stage
from tests.solid.powder import CASE, cellulose, lubricated, simple

SMALL = {"elements": (2, 4), "friction": lubricated, **CASE}


@pytest.fixture
def stuck(monkeypatch):
    """Newton's method finds nothing at one of the stretches in which the pellet is pushed out."""

    def at(which: int) -> None:
        along, seen = March.along, []

        def once(self: March, stage: Stage, *, limit: float | None = None) -> bool:
            seen.extend([stage.name] if stage.name == "eject" else [])
            if stage.name == "eject" and len(seen) == which:
                return self._gave_up(stage, 0.0)
            return along(self, stage, limit=limit)

        monkeypatch.setattr(March, "along", once)

    return at


@pytest.mark.parametrize(("which", "left"), [(1, 5), (2, 5), (5, 3), (9, 1), (10, 1)])
def test_rings_that_cannot_be_followed_are_counted_and_told(stuck, which, left):
    """Each of five rings is pushed to the rim (odd) and then let go (even)."""
    stuck(which)
    done = compact(cellulose(), stroke=2e-3, **SMALL)
    assert done.rings_left == left
    assert not done.converged
    assert "gave up in 'eject'" in done.reason
    assert f"of 5 rings the last {left} were let out of the die in one go" in done.reason
    assert abs(done.wall_force[-1]) < 1e-6 * done.wall_force.max()
    assert done.after("eject").stage == "eject"


def test_a_pellet_followed_to_its_end_has_no_rings_left():
    done = compact(cellulose(), stroke=2e-3, **SMALL)
    assert (done.rings_left, done.converged) == (0, True)
    assert done.reason == "followed to the end of 'eject'"


@pytest.mark.parametrize(("share", "stage"), [(0.2, "load"), (0.9, "eject")])
def test_iterations_that_are_used_up_end_it(share, stage):
    whole = compact(cellulose(), stroke=2e-3, **SMALL)
    most = int(share * whole.iterations)
    done = compact(cellulose(), stroke=2e-3, most=most, **SMALL)
    assert not done.converged
    assert done.reason.startswith(f"gave up in '{stage}'")
    assert f"the {most} iterations that Newton's method is allowed are used up" in done.reason
    assert done.reason.count("gave up") == 1
    assert most <= done.iterations < whole.iterations
    assert np.array_equal(done.top_force, whole.top_force[: done.top_force.size])


def test_the_same_compaction_twice_is_the_same_to_the_last_bit():
    one, two = (compact(cellulose(), stroke=4e-3, **SMALL) for _ in range(2))
    assert one.reason == two.reason
    assert one.iterations == two.iterations
    for name in ("stroke", "height", "top_force", "bottom_force", "wall_friction", "wall_force"):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes()
    for a, b in zip(one.fields, two.fields, strict=True):
        assert a.stress.tobytes() == b.stress.tobytes()
        assert a.density.tobytes() == b.density.tobytes()


def test_under_pressure_two_punches_are_mirrors_of_each_other():
    """The step that lands on the force moves the die half as far as the punch, too."""
    done: Compaction = compact(
        simple(), pressure=20e6, action="two-sided", until="load", **{**SMALL, "friction": 0.3}
    )
    area = np.pi * CASE["radius"] ** 2
    assert done.converged, done.reason
    assert done.top_force[-1] == pytest.approx(20e6 * area, rel=1e-8)
    assert done.bottom_force[-1] == pytest.approx(done.top_force[-1], rel=1e-8)
    field = done.after("load")
    z = field.centres[:, 1]
    above = z > field.nodes[:, 1].mean()
    upper, lower = np.sort(field.density[above]), np.sort(field.density[~above])
    assert upper == pytest.approx(lower, rel=1e-8)
    assert np.ptp(field.density) > 1e-3


def gap(density: np.ndarray) -> np.ndarray:
    """A table that ends."""
    return np.interp(density, [0.3, 0.5], [0.4, 0.2], right=np.nan)


@pytest.mark.parametrize("where", ["friction", "punch_friction"])
@pytest.mark.parametrize(
    "given",
    [
        lambda D: np.full(D.shape, np.nan),
        lambda D: np.full(D.shape, np.inf),
        lambda D: 0.5 - D,
        lambda D: np.full(D.size + 1, 0.2),
        lambda _: -0.1,
        gap,
        "0.2",
        None,
    ],
)
def test_a_friction_that_is_none(where, given):
    with pytest.raises(Refusal) as refused:
        compact(simple(), stroke=1e-3, **{**SMALL, where: given})
    assert refused.value.where == where


def test_a_friction_is_judged_whenever_it_is_asked():
    """One that is right at first and at every density that was tried, and wrong afterwards."""
    calls = []

    def fickle(density: np.ndarray) -> np.ndarray:
        calls.append(density.size)
        return np.full(density.shape, 0.2 if len(calls) < 4 else np.nan)

    with pytest.raises(Refusal, match=r"friction: found nan at a relative density of 0\.3"):
        compact(simple(), stroke=1e-3, **{**SMALL, "friction": fickle})
    assert len(calls) == 4


def test_a_friction_function_may_answer_one_number():
    plain, called = (
        compact(simple(), stroke=1e-3, until="load", **{**SMALL, "friction": mu})
        for mu in (0.2, lambda _: 0.2)
    )
    assert np.array_equal(plain.top_force, called.top_force)


@pytest.mark.parametrize("stage", ["load", "dwell", "release", "eject"])
@pytest.mark.parametrize("time", [-1.0, np.nan, np.inf, "1 s"])
def test_a_time_that_is_none(stage, time):
    with pytest.raises(Refusal) as refused:
        Times(**{stage: time})
    assert refused.value.where == f"times.{stage}"


@pytest.mark.parametrize(
    ("where", "changed"),
    [
        ("elements", {"elements": (2.5, 2)}),
        ("elements", {"elements": (2,)}),
        ("elements", {"elements": 4}),
        ("elements", {"elements": (2, 10_000)}),
        ("most", {"most": 0}),
        ("most", {"most": 2.5}),
        ("stroke", {"stroke": np.nan}),
        ("stroke", {"stroke": "1 mm"}),
        ("radius", {"radius": "5 mm"}),
        ("fill", {"fill": np.nan}),
        ("solid_density", {"solid_density": np.inf}),
        ("action", {"action": 2}),
    ],
)
def test_arguments_that_are_none(where, changed):
    with pytest.raises(Refusal) as refused:
        compact(simple(), **{**SMALL, "stroke": 1e-3, **changed})
    assert refused.value.where == where
