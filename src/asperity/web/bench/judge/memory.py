"""What was pressed a moment ago, so that only the steps from the first changed one are pressed."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from asperity.recipe import Recipe
from asperity.run import Reached

MOST = 16
"""Tabs whose last press is remembered; 100 kB each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """A recipe and how far each of its steps brought it."""

    recipe: Recipe
    reached: tuple[Reached, ...]


class Memory:
    """The last pressing of each key."""

    def __init__(self) -> None:
        self._by_key: OrderedDict[str, Pressing] = OrderedDict()

    def keep(self, key: str, recipe: Recipe, reached: tuple[Reached, ...]) -> None:
        """Remember a pressing in the place of the last of its key."""
        self._by_key[key] = Pressing(recipe=recipe, reached=reached)
        self._by_key.move_to_end(key)
        while len(self._by_key) > MOST:
            self._by_key.popitem(last=False)

    def reached(self, key: str, recipe: Recipe) -> tuple[Reached, ...]:
        """How far the steps brought it that are the same as before; none of a first press."""
        last = self._by_key.get(key)
        return () if last is None else last.reached[: alike(last.recipe, recipe)]


def alike(before: Recipe, after: Recipe) -> int:
    """How many steps two recipes begin with that do just the same."""
    if (before.press, before.stack, before.interfaces) != (
        after.press,
        after.stack,
        after.interfaces,
    ):
        return 0
    there = zip(before.layers_at(), after.layers_at(), strict=False)
    pairs = zip(before.steps, after.steps, there, strict=False)
    count = 0
    for one, other, (first, second) in pairs:
        if one != other or first != second:
            break
        count += 1
    return count
