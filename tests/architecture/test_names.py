"""What `import asperity` offers, and nothing else: other people's scripts rest on it."""

import asperity

NAMES = [
    "AsperityError",
    "Outcome",
    "Recipe",
    "Refusal",
    "__version__",
    "check",
    "load_recipe",
    "material",
    "press",
]


def test_the_names_are_pinned() -> None:
    assert sorted(asperity.__all__) == NAMES


def test_every_name_is_there() -> None:
    assert [name for name in NAMES if not hasattr(asperity, name)] == []


def test_rooms_are_reached_by_name() -> None:
    assert callable(asperity.contact.elastic_contact)
    assert callable(asperity.layered.solve)
    assert callable(asperity.solid.compact)
    assert callable(asperity.study.solve)
