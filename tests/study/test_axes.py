"""Axes as people write them on the command line."""

import pytest

from asperity.errors import Refusal
from asperity.study import Range, axis_of


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "count"),
    [
        ("a.b=1 MPa..400 MPa", 1, 400, "MPa", None),
        ("a.b = 1..400 MPa", 1, 400, "MPa", None),
        ("a.b=1 MPa..400:7", 1, 400, "MPa", 7),
        ("a.x:y.c=-60 degC..97 degC : 20", -60, 97, "degC", 20),
        ("a.b=0..1", 0, 1, "", None),
        ("a.b=.5e-3..1e2 ohm cm^2", 0.5e-3, 100, "ohm cm^2", None),
    ],
)
def test_a_range(text: str, low: float, high: float, unit: str, count: int | None) -> None:
    axis = axis_of(text)
    assert tuple(axis) == (axis.paths[0], Range(low=low, high=high, unit=unit), count)


def test_paths_moved_together_have_the_same_values() -> None:
    axis = axis_of("a.b, c.d=1..100 s:3")
    assert axis.values(axis.texts()) == {
        "a.b": ["1 s", "10 s", "100 s"],
        "c.d": ["1 s", "10 s", "100 s"],
    }


def test_values_are_spaced_as_one_means_them() -> None:
    assert axis_of("a=8..12 mm:5").texts() == ("8 mm", "9 mm", "10 mm", "11 mm", "12 mm")
    assert axis_of("a=10..90 degC:3").texts() == ("10 degC", "50 degC", "90 degC")
    assert axis_of("a=1..100 MPa:5").texts()[1] == "3.162278 MPa"


def test_a_list_is_as_it_was_written() -> None:
    axis = axis_of("a.b=5 MPa, 10 MPa,0.1 GPa")
    assert (axis.span, axis.count, axis.texts()) == (None, 3, ("5 MPa", "10 MPa", "0.1 GPa"))


def test_a_number_of_values_may_be_left_to_the_asker() -> None:
    assert axis_of("a=0..4 s").texts(5) == ("0 s", "1 s", "2 s", "3 s", "4 s")
    with pytest.raises(Refusal, match="say how many values"):
        axis_of("a=0..4 s").texts()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", 'found ""; write PATH=FROM..TO'),
        ("a.b", 'found "a.b"; write PATH=FROM..TO'),
        ("=1..2 s", "write PATH=FROM..TO"),
        ("a,=1..2 s", "write PATH=FROM..TO"),
        ("a.b=", "write PATH=FROM..TO"),
        ("a.b,a.b=1..2 s", "a path twice; write every path once"),
        ("a.b=5 s", "a.b: found \"5 s\"; write a range FROM..TO, or values with commas"),
        ("a.b=5 s,", "write every value once, with commas between"),
        ("a.b=5 s,5 s", "write every value once"),
        ("a.b=1..2 s:1", 'found "1" values; write how many values after the colon'),
        ("a.b=1..2 s:many", 'found "many" values'),
        ("a.b=1..2 s:1000000000000", "2 to 100000"),
        ("a.b=2..1 s", "write two ends, the lower one first"),
        ("a.b=1 s..1 min", "write one unit for both"),
        ("a.b=fast..slow", 'found "fast"; write a number and a unit'),
        ("a.b=1..2..3 s", 'found "2..3 s"; write a number and a unit'),
    ],
)  # fmt: skip
def test_what_is_no_axis(text: str, told: str) -> None:
    with pytest.raises(Refusal) as caught:
        axis_of(text, where="--grid")
    assert str(caught.value).startswith("--grid")
    assert told in str(caught.value)
