"""Ranges as people write them."""

import pytest

from asperity.errors import Refusal
from asperity.study import Range


def test_positive_ends_are_spanned_in_equal_ratios() -> None:
    assert Range.of("1 MPa", "100 MPa").texts(5) == (
        "1 MPa", "3.1623 MPa", "10 MPa", "31.623 MPa", "100 MPa",
    )  # fmt: skip


def test_other_ends_are_spanned_in_equal_steps() -> None:
    assert Range.of("-10 degC", "30 degC").texts(3) == ("-10 degC", "10 degC", "30 degC")
    assert Range.of(0, 1).texts(3) == ("0", "0.5", "1")


def test_the_ends_stay_as_they_were_written() -> None:
    assert Range.of("0.1234567 um", "9.8765432 um").texts(2) == ("0.1234567 um", "9.8765432 um")


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        ("1 MPa", "2 GPa", '"1 MPa" and "2 GPa"; write one unit for both'),
        ("5 s", "1 s", '"5 s" to "1 s"; write two ends, the lower one first'),
        ("5 s", "5 s", "the lower one first"),
        ("fast", "5 s", '"fast"; write a number and a unit'),
        ("1 s", "1.2.3 s", '"1.2.3 s"; write a number'),
        ("1 s", "1e999 s", '"1e999 s"; write a number'),
        ("nan", "1", '"nan"; write a number'),
    ],
)
def test_what_is_no_range(low: str, high: str, found: str) -> None:
    with pytest.raises(Refusal) as caught:
        Range.of(low, high)
    assert str(caught.value).startswith("between: found ")
    assert found in str(caught.value)
