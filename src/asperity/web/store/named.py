"""Files of this machine that a recipe names, or that is asked to be put into one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from asperity.recipe import Recipe

CARD_FILE: Final = ".toml"
_WORDS = frozenset({"name", "title"})
"""Fields that are never read as the name of a card."""


def card_files(recipe: Recipe) -> Iterator[tuple[str, str]]:
    """Cards of a recipe that are files, each with its place."""
    yield from _ending("press", recipe.press.model_dump())
    for layer in recipe.stack:
        yield from _ending(f"stack.{layer.name}", layer.model_dump())


def asked_files(options: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Options of a study that would put a file into a recipe, each with its place."""
    for name, value in options.items():
        for text in _texts(value):
            paths = text.partition("=")[0].split(",") if "=" in text else []
            of_map = any(path.strip().rpartition(".")[2] == "map" for path in paths)
            if of_map or CARD_FILE in text:
                yield f"options.{name}", text


def _ending(where: str, fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field, value in fields.items():
        if field not in _WORDS and isinstance(value, str) and value.endswith(CARD_FILE):
            yield f"{where}.{field}", value


def _texts(value: object) -> Iterator[str]:
    """All texts in what came as JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield str(name)
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
