"""The root of a rising function, by halving: slow, sure, and nothing heavy to load."""

from collections.abc import Callable


def rising_root(lacking: Callable[[float], float], low: float, high: float) -> float:
    """Where `lacking` turns from negative to positive between `low` and `high`, to rounding."""
    while low < (middle := 0.5 * (low + high)) < high:
        low, high = (middle, high) if lacking(middle) < 0 else (low, middle)
    return 0.5 * (low + high)
