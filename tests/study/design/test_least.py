"""The least of functions within limits whose answers are known: on a boundary, inside, in a corner,
in one of two valleys; and limits that leave nothing.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from asperity.study.design.least.known import Aim, Known, first_goal
from asperity.study.design.least.search import Effort, Refined, look, refine
from asperity.study.design.why.conflicts import conflicts, missed

Columns = dict[str, np.ndarray]
LEAST = Aim(worth=first_goal, slack={})
EFFORT = Effort(looks=64, starts=4)


def problem(
    goal: Callable[[np.ndarray], np.ndarray],
    limits: Callable[[np.ndarray], Columns] = lambda _: {},
) -> Callable[[np.ndarray], Known]:
    """Answers by closed forms of x (N, D)."""

    def ask(x: np.ndarray) -> Known:
        return Known(shares=x, numbers=goal(x)[:, None], limits=limits(x), lost=np.zeros(len(x)))

    return ask


def solved(ask: Callable[[np.ndarray], Known], width: int, effort: Effort = EFFORT) -> Refined:
    return refine(ask, look(ask, width, effort), LEAST, effort=effort)


def best(found: Refined) -> tuple[np.ndarray, float]:
    at = LEAST.best(found.known)
    assert at is not None
    return found.known.shares[at], float(found.known.numbers[at, 0])


def bowl(x: np.ndarray, centre: tuple[float, ...]) -> np.ndarray:
    return np.sum((x - np.array(centre)) ** 2, axis=1)


def test_an_optimum_inside_is_found():
    where, value = best(solved(problem(lambda x: bowl(x, (0.31, 0.77))), 2))
    assert where == pytest.approx([0.31, 0.77], abs=1e-3)
    assert value < 1e-6


@pytest.mark.parametrize("width", [1, 2, 4])
def test_an_optimum_on_a_limit_lies_on_it_and_keeps_it(width):
    ask = problem(
        lambda x: bowl(x, (0.9,) * width), lambda x: {"|sum|s|used": x.sum(axis=1) - 0.6 * width}
    )
    where, _ = best(solved(ask, width))
    assert where.sum() <= 0.6 * width
    assert where == pytest.approx([0.6] * width, abs=1e-3)


def test_an_optimum_in_a_corner_of_two_curved_limits():
    ask = problem(
        lambda x: -x[:, 0] - 2 * x[:, 1],
        lambda x: {
            "|disc|a|used": (x**2).sum(axis=1) - 0.8,
            "|slope|b|used": x[:, 1] - 1.2 * x[:, 0],
        },
    )
    where, _ = best(solved(ask, 2))
    # on the disc the goal would be best at (1, 2)/sqrt(5) sqrt(0.8), which the slope forbids
    first = np.sqrt(0.8 / 2.44)
    assert where == pytest.approx([first, 1.2 * first], abs=1e-3)


def test_a_limit_that_jumps_is_come_near_to():
    ask = problem(
        lambda x: -x[:, 0], lambda x: {"|step|a|used": np.where(x[:, 0] > 0.437, 1.0, -1.0)}
    )
    where, _ = best(solved(ask, 1))
    assert 0.437 - 1e-3 < where[0] <= 0.437


def test_starts_that_end_in_another_valley_do_not_agree():
    def two_valleys(x: np.ndarray) -> np.ndarray:
        return np.minimum(bowl(x, (0.2, 0.2)), 0.05 + bowl(x, (0.85, 0.8)))

    found = solved(problem(two_valleys), 2, replace(EFFORT, starts=6))
    ends = found.known.numbers[list(found.ends), 0]
    assert ends.min() == pytest.approx(0.0, abs=1e-6)
    assert {round(float(end), 3) for end in ends} == {0.0, 0.05}


def test_what_has_no_answer_is_gone_round():
    def holed(x: np.ndarray) -> np.ndarray:
        return np.where(bowl(x, (0.5, 0.5)) < 0.01, np.nan, bowl(x, (0.5, 0.5)))

    _, value = best(solved(problem(holed), 2))
    assert value == pytest.approx(0.01, rel=1e-2)


def test_it_does_not_depend_on_more_than_the_seed():
    ask = problem(lambda x: bowl(x, (0.3, 0.6)) + 0.1 * np.sin(20 * x[:, 0]))
    one, two = solved(ask, 2), solved(ask, 2)
    assert np.array_equal(one.known.shares, two.known.shares)
    other = solved(ask, 2, replace(EFFORT, seed=5))
    assert not np.array_equal(one.known.shares[:64], other.known.shares[:64])


def test_two_limits_in_conflict_are_named_and_no_third():
    ask = problem(
        lambda x: x[:, 0],
        lambda x: {
            "press|weak|press|used": 0.7 - x[:, 0],
            "press|fracture|disc|probability": x[:, 0] - 0.4,
            "press|melting|metal|used": x[:, 1] - 0.9,
        },
    )
    found = solved(ask, 2)
    assert LEAST.best(found.known) is None
    told = conflicts(ask, found.known, LEAST)
    assert sorted(told) == ["probability of fracture of disc", "weak of press"]
    assert set(missed(found.known, LEAST)) == set(told)


def test_the_nearest_point_to_an_impossible_limit_is_found():
    ask = problem(lambda x: x[:, 0], lambda x: {"a|far|b|used": 1.5 - x[:, 0] * x[:, 1]})
    found = solved(ask, 2)
    at = int(LEAST.order(found.known)[0])
    assert found.known.shares[at] == pytest.approx([1.0, 1.0], abs=2e-2)
    assert conflicts(ask, found.known, LEAST) == ("far of b",)
