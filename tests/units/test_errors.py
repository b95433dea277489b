"""Refusals: one line each, with the nearest known name."""

import pytest

from asperity.errors import AsperityError, CardRefusal, Refusal, Stopped, nearest, one_of, quoted


def test_one_tree() -> None:
    assert issubclass(CardRefusal, Refusal)
    assert issubclass(Refusal, AsperityError)
    assert issubclass(Stopped, AsperityError)
    assert not issubclass(Stopped, Refusal)


@pytest.mark.parametrize(
    ("name", "near"),
    [("sodum", "sodium"), ("SODIUM", "sodium"), ("nafion", None), ("li", None)],
)
def test_nearest(name: str, near: str | None) -> None:
    assert nearest(name, ["sodium", "Li6PS5Cl", "LLZO"]) == near


def test_one_of() -> None:
    assert one_of("sodum", ["sodium", "lithium"]) == 'did you mean "sodium"?'
    assert one_of("x", ["sodium", "lithium"]) == "write one of: sodium, lithium"
    assert one_of("x", [str(i) for i in range(99)]).endswith(", …")
    assert one_of("x", []) == "nothing is known here"


def test_found_values_are_short_and_printable() -> None:
    assert quoted("a\x1b[31m\n") == '"a\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}"'
    assert len(quoted("x" * 1000)) <= 60
    assert quoted(True) == "true"
    assert quoted(400) == "400"
