"""What a search for one value answers."""

from __future__ import annotations

from dataclasses import dataclass

Look = tuple[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The value at which a quantity reaches its target, or why there is none.

    Attributes:
        value: the value as a recipe writes it, in the unit of the range; None where none was found
        reached: the quantity at that very value, SI
        target: what it was to reach, SI
        iterations: how many times the recipe was pressed
        monotone: whether the quantity only rises or only falls, as far as the looks tell
        reason: how sure this value is, or why there is none
        looks: values over the whole range, evenly spaced, with the quantity at each (None where it
            has none), by which crossings were found
    """

    value: str | None
    reached: float | None
    target: float
    iterations: int
    monotone: bool
    reason: str
    looks: tuple[Look, ...]
