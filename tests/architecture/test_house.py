"""The package keeps the rules of the house."""

import pytest

from tests.architecture.house import RULES, Rule, crowded, sources


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_package_obeys(rule: Rule) -> None:
    assert [line for source in sources() for line in rule(source)] == []


def test_rooms_are_small() -> None:
    assert crowded([source.path for source in sources()]) == []
