"""What was pressed a moment ago, so that only the steps from the first changed one are pressed."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from asperity.recipe import Recipe
from asperity.run import Reached

MOST = 16
"""Tabs whose last press is remembered; 100 kB each."""


Faces = tuple[tuple[int, int] | None, ...]
"""When the file of each measured face was written (ns) and its bytes; None of one that is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """A recipe, how far each of its steps brought it, and its measured faces when it began."""

    recipe: Recipe
    reached: tuple[Reached, ...]
    faces: Faces


class Memory:
    """The last pressing of each key."""

    def __init__(self) -> None:
        self._by_key: OrderedDict[str, Pressing] = OrderedDict()

    def keep(
        self, key: str, recipe: Recipe, reached: tuple[Reached, ...], faces: Faces | None = None
    ) -> None:
        """Remember a pressing in the place of the last of its key; `faces` as it found them."""
        known = measured(recipe) if faces is None else faces
        self._by_key[key] = Pressing(recipe=recipe, reached=reached, faces=known)
        self._by_key.move_to_end(key)
        while len(self._by_key) > MOST:
            self._by_key.popitem(last=False)

    def reached(self, key: str, recipe: Recipe) -> tuple[Reached, ...]:
        """How far the steps brought it that are the same as before; none of a first press."""
        last = self._by_key.get(key)
        if last is None or last.faces != measured(recipe):
            return ()
        return last.reached[: alike(last.recipe, recipe)]


def measured(recipe: Recipe) -> Faces:
    """What tells whether files of measured faces are still the same."""
    return tuple(_stamp(face.map) for face in recipe.interfaces if face.map is not None)


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        told = Path(path).stat()
    except (OSError, ValueError):
        return None
    return told.st_mtime_ns, told.st_size


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
