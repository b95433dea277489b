"""The search against functions whose crossings are known."""

from collections.abc import Callable
from math import exp, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.study import Range, Solution
from asperity.study.search import Answer, search


def number(text: str) -> float:
    return float(text.split(maxsplit=1)[0])


def find(
    function: Callable[[float], float | None],
    ends: tuple[str, str],
    target: float,
    looks: int = 9,
) -> Solution:
    def answer(text: str) -> Answer:
        return function(number(text)), f"nothing at {text}"

    return search(answer, Range.of(*ends), target=target, looks=looks)


@given(st.floats(-4, 4).filter(lambda power: abs(power) > 0.2), st.floats(0.01, 0.99))
def test_a_power_law_is_met(power: float, share: float) -> None:
    exact = 0.5 * 100**share
    found = find(lambda x: 1e-6 * x**power, ("0.5 MPa", "50 MPa"), 1e-6 * exact**power)
    assert found.value is not None
    assert found.value.endswith(" MPa")
    assert number(found.value) == pytest.approx(exact, rel=1e-4 / abs(power) + 5e-5)
    assert found.reached == 1e-6 * number(found.value) ** power
    assert found.monotone
    assert found.iterations <= 9 + 9
    assert f"the quantity {'rises' if power > 0 else 'falls'}" in found.reason


def test_ends_that_are_not_both_positive_are_spanned_in_equal_steps() -> None:
    found = find(lambda x: x**3, ("-2 K", "2 K"), 0.5)
    assert [text for text, _ in found.looks][:3] == ["-2 K", "-1.5 K", "-1 K"]
    assert found.value is not None
    assert number(found.value) == pytest.approx(0.5 ** (1 / 3), rel=1e-4)


def test_of_two_crossings_the_first_is_given_and_both_are_told() -> None:
    found = find(lambda x: (x - 3) ** 2, ("0", "8"), 4.0)
    assert found.value == "1"
    assert not found.monotone
    assert found.reason.startswith("the first from the low end of 2 crossings that 9 looks show")


@pytest.mark.parametrize("end", ["1 s", "9 s"])
def test_a_target_met_at_an_end(end: str) -> None:
    found = find(lambda x: 2 * x, ("1 s", "9 s"), 2 * number(end))
    assert (found.value, found.iterations) == (end, 9)


def test_a_target_met_on_a_look_is_one_crossing() -> None:
    found = find(lambda x: x, ("-4 s", "4 s"), 1.0)
    assert found.value == "1 s"
    assert found.reason.startswith("the only crossing")


def test_a_step_across_the_target_is_no_solution() -> None:
    found = find(lambda x: 1.0 if x < 2.7 else 5.0, ("1 MPa", "10 MPa"), 3.0)
    assert found.value is None
    assert found.reached is None
    assert found.monotone
    assert found.reason.startswith("no value: it jumps across the target at 2.6999 MPa, ")
    assert found.reason.endswith("from 1 to 5")


def test_out_of_reach_tells_how_far_it_goes() -> None:
    found = find(exp, ("0", "1"), 4.0)
    assert found.value is None
    assert found.reason == "out of reach: from 0 to 1 the quantity lies within 1 and 2.718"
    assert found.iterations == 9


def test_what_never_changes_is_told() -> None:
    found = find(lambda _: 1.0, ("1 s", "5 s"), 0.5)
    assert found.reason == "out of reach: from 1 s to 5 s the quantity is 1 throughout"


def test_looks_without_a_number_are_told_and_the_rest_is_used() -> None:
    found = find(lambda x: x if x <= 6 else None, ("0 s", "8 s"), 2.5)
    assert found.value == "2.5 s"
    assert found.reason.endswith("; 2 of 9 looks have none, at 7 s: nothing at 7 s")


def test_a_crossing_beside_what_has_no_number_is_not_claimed() -> None:
    found = find(lambda x: x if x <= 6 else None, ("0 s", "8 s"), 6.5)
    assert found.value is None
    assert found.reason.startswith("out of reach: from 0 s to 8 s the quantity lies within 0 and 6")
    assert "2 of 9 looks have none" in found.reason


def test_a_number_lost_within_the_crossing_is_told() -> None:
    found = find(lambda x: None if 2.1 < x < 2.9 else x, ("0 s", "8 s"), 2.5)
    assert found.value is None
    assert found.reason.startswith("lost at 2.5")
    assert "where nothing at 2.5" in found.reason


def test_no_number_anywhere() -> None:
    found = find(lambda _: None, ("1 s", "2 s"), 1.0)
    assert found.reason == "none of 9 looks has this quantity: nothing at 1 s"


def test_more_looks_find_what_few_pass_over() -> None:
    ends = ("0", "18.84")
    few, many = (find(lambda x: sin(x) + 0.01 * x, ends, 0.9, looks=n) for n in (3, 25))
    assert few.value is None
    assert many.value is not None
    assert not many.monotone
    assert many.reached == pytest.approx(0.9, rel=1e-4)
