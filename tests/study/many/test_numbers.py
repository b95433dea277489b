"""Lanes: what code does with them is what it would do with each lane by itself."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asperity.outcome import risk
from asperity.study.many.lift.numbers.arrays import numpy
from asperity.study.many.lift.numbers.lanes import Lanes, as_lanes, full
from asperity.study.many.lift.numbers.run import NotLiftedError, Run
from asperity.study.many.lift.numbers.scalars import Float, mathematics, words
from asperity.study.many.lift.rules.levels import rank, used
from asperity.study.many.lift.rules.words import Units, text_of

LANES = 7
np_ = numpy()
RNG = np.random.default_rng(3)


def lanes(*shape: int, run: Run | None = None, positive: bool = True) -> Lanes:
    data = RNG.uniform(0.5 if positive else -2.0, 2.0, (*shape, LANES))
    return Lanes(data, run or Run(LANES))


def each(function, *args):
    """The same, lane by lane, with plain numbers."""
    width = LANES
    rows = []
    for lane in range(width):
        plain = [
            np.broadcast_to(a.data, (*a.shape, width))[..., lane] if isinstance(a, Lanes) else a
            for a in args
        ]
        rows.append(function(np, *plain))
    return np.stack(rows, axis=-1)


FUNCTIONS = {  # m is numpy, plain or lifted
    "sum of rows": (lambda m, a, b: m.sum(a * b, axis=1), (4, 3), (3,)),
    "broadcast": (lambda _, a, b: a[:, None] + b, (4,), (3,)),
    "plain beside": (lambda m, a, b: a * m.arange(3.0) - b, (4, 3), (3,)),
    "power": (lambda _, a, b: a**b / (1 + a), (4, 3), (3,)),
    "cumulative": (lambda m, a, b: m.cumsum(a, axis=0) @ b, (4, 3), (3,)),
    "matrix": (lambda _, a, b: a @ b, (4, 3), (3, 2)),
    "clip": (lambda m, a, b: m.clip(a, 0.7, b), (4, 3), (3,)),
    "where": (lambda m, a, b: m.where(a > 1.2, a, b), (4, 3), (3,)),
    "concatenate": (lambda m, a, b: m.concatenate([a, b, m.zeros(2)]), (4,), (3,)),
    "stack": (lambda m, a, b: m.stack([a, b], axis=-1), (3,), (3,)),
    "lists": (lambda m, a, b: m.array([[a[0], 1.0], [b[1], a[2]]]), (4,), (3,)),
    "last": (lambda _, a, b: a[..., -1] + b[0], (4, 3), (3,)),
    "reduce": (lambda m, a, b: m.maximum.accumulate(a, axis=0) + b.max(), (4, 3), (3,)),
    "differences": (lambda m, a, b: m.diff(a, axis=-1) / m.diff(b), (4, 3), (3,)),
    "linspace": (lambda m, a, b: m.linspace(a[0], b[0], 5), (4,), (3,)),
    "geomspace": (lambda m, a, b: m.geomspace(a[0], b[0], 5), (4,), (3,)),
    "interpolate": (
        lambda m, a, b: m.interp(a, m.cumsum(b), m.sqrt(b)),
        (4,),
        (9,),
    ),
    "interpolate many": (lambda m, a, b: m.interp(a, m.cumsum(b), m.sqrt(b)), (90,), (9,)),
    "gradient": (lambda m, a, b: m.gradient(a, m.cumsum(b), axis=1, edge_order=2), (4, 6), (6,)),
    "where it is largest": (lambda m, a, b: m.take(b, m.argmax(a)), (5,), (5,)),
    "one of each": (
        lambda m, a, b: m.take_along_axis(a, m.argmax(a, axis=0)[None], axis=0)[0] + b,
        (5, 3),
        (3,),
    ),
    "search": (lambda m, a, b: m.searchsorted(m.cumsum(b), a), (4,), (9,)),
    "solve": (lambda m, a, b: m.linalg.solve(a + 5 * m.eye(3), b), (3, 3), (3,)),
    "trapezoid": (lambda m, a, b: m.trapezoid(a, m.cumsum(b), axis=-1), (4, 6), (6,)),
    "divide with care": (
        lambda m, a, b: m.divide(a, b, out=m.zeros_like(a), where=b > 1.0),
        (4, 3),
        (3,),
    ),
    "moved": (lambda m, a, b: m.moveaxis(a, 0, -1) * b[:, None], (4, 3), (3,)),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_those_of_each_lane(name):
    function, *shapes = FUNCTIONS[name]
    run = Run(LANES)
    args = [lanes(*shape, run=run) for shape in shapes]
    found = function(np_, *args)
    expected = each(function, *args)
    assert found.shape == expected.shape[:-1]
    np.testing.assert_allclose(np.broadcast_to(found.data, expected.shape), expected, rtol=1e-12)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_of_plain_arrays_are_numpys(name):
    function, *shapes = FUNCTIONS[name]
    args = [RNG.uniform(0.5, 2.0, shape) for shape in shapes]
    np.testing.assert_array_equal(function(np_, *args), function(np, *args))


def test_what_is_not_lifted_refuses_lanes():
    with pytest.raises(NotLiftedError, match="polyfit"):
        np_.polyfit(lanes(4), lanes(4), 1)
    with pytest.raises(NotLiftedError, match="histogram"):
        np_.histogram(lanes(4))
    with pytest.raises(NotLiftedError):
        np.asarray(lanes(4))
    with pytest.raises(NotLiftedError):
        math.sqrt(lanes())


def test_a_decision_keeps_the_most_and_sends_the_others_on():
    run = Run(5)
    one = Lanes(np.array([1.0, 2.0, 3.0, 4.0, 5.0]), run)
    assert bool(one > 2.5)
    assert [list(left) for left in run.left] == [[0, 1]]
    assert bool(one > 2.5)  # those that are under way agree now
    assert len(run.left) == 1
    assert not bool(one > 4.5)
    assert [list(left) for left in run.left] == [[0, 1], [4]]
    assert list(np.flatnonzero(run.under_way)) == [2, 3]


def test_a_mask_reaches_what_any_lane_asks_for_and_leaves_the_rest():
    run = Run(3)
    values = Lanes(np.arange(12.0).reshape(4, 3), run)
    mask = Lanes(values.data % 5 == 0, run)
    changed = values.copy()
    changed[mask] = values[mask] * 100
    np.testing.assert_array_equal(changed.data, np.where(mask.data, values.data * 100, values.data))


def test_built_in_functions_take_lanes():
    run = Run(3)
    one = Lanes(np.array([1.0, 5.0, 3.0]), run)
    word = words(__import__)
    assert list(word["max"](one, 2.0).data) == [2.0, 5.0, 3.0]
    assert list(word["min"]([one, 4.0, 3.5]).data) == [1.0, 3.5, 3.0]
    assert word["max"]([3, 1]) == 3
    assert word["max"]([], default=0.5) == 0.5
    assert list(mathematics().hypot(one, 0.0).data) == [1.0, 5.0, 3.0]
    assert mathematics().hypot(3.0, 4.0) == 5.0
    assert isinstance(one, Float)
    assert isinstance(1.0, Float)
    assert not isinstance("1", Float)
    assert Float("2.5") == 2.5
    assert not run.left


def test_texts_read_in_each_lane_as_if_written_there():
    run = Run(2)
    pressure = Lanes(np.array([1e7, 2.5e7]), run)
    text = f"at {Units().show(pressure, 'MPa')}, {pressure:.1e} Pa"
    assert text_of(text, run.told, 0) == "at 10 MPa, 1.0e+07 Pa"
    assert text_of(text, run.told, 1) == "at 25 MPa, 2.5e+07 Pa"


marks = st.floats(-10, 10, allow_nan=False)


@settings(max_examples=200, deadline=None)
@given(value=marks, limit=marks | st.just(math.inf), marginal=marks | st.none(), safe=marks)
def test_levels_are_those_of_each_risk_by_itself(value, limit, marginal, safe):
    run = Run(2)
    lane = Lanes(np.array([value, value]), run)
    found = used(lane, limit, marginal=marginal, safe=safe)
    expected = risk.used(value, limit, marginal=marginal, safe=safe)
    assert full(as_lanes(found, run), run)[0] == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_ranks_of_levels():
    run = Run(3)
    level = Lanes(np.array(["good", "bad", "marginal"]), run)
    assert list(rank(level).data) == [0.0, 2.0, 1.0]
    assert rank("bad") == 2.0
