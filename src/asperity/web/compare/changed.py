"""What somebody changed in a shipped recipe: what tells runs of one title apart."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from asperity.errors import Refusal
from asperity.recipe import Recipe, parse_recipe
from asperity.recipe.read import example_text, list_examples
from asperity.web.compare.recipes import differences
from asperity.web.compare.record import ABSENT, Row

NAMED = 3
"""Changes that are named; of more it says how many."""


@lru_cache(maxsize=1000)
def changed(text: str) -> str:
    """What differs from the shipped recipe of the same title; "" where there is none, or nothing.

    "face metal:electrolyte: roughness 0.8 um", at most three of them.
    """
    try:
        recipe = parse_recipe(text)
    except Refusal:
        return ""
    shipped = _shipped().get(recipe.title)
    if shipped is None:
        return ""
    rows = differences([shipped, recipe]).rows
    said = [f"{row.name} {_now(row)}" for row in rows[:NAMED]]
    if len(rows) > NAMED:
        said.append(f"{len(rows) - NAMED} more")
    return "; ".join(said)


def _now(row: Row) -> str:
    text = row.cells[1].text
    return "left out" if text == ABSENT else text


@cache
def _shipped() -> Mapping[str, Recipe]:
    recipes = [parse_recipe(example_text(name)) for name in list_examples()]
    return {recipe.title: recipe for recipe in recipes}
