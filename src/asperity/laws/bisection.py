"""Roots of rising functions, by halving or faster, without anything heavy to load."""

from collections.abc import Callable


def rising_root(lacking: Callable[[float], float], low: float, high: float) -> float:
    """Where `lacking` turns from negative to positive between `low` and `high`, to rounding."""
    while low < (middle := 0.5 * (low + high)) < high:
        low, high = (middle, high) if lacking(middle) < 0 else (low, middle)
    return 0.5 * (low + high)


def bracketed_root(
    lacking: Callable[[float], float], low: float, high: float, *, tolerance: float
) -> float:
    """The same to within `tolerance` by false position, for what is smooth and costly to look at.

    An end that stays twice counts less, by as much as the other has fallen (Anderson & Björck 1973,
    10.1007/BF01951936), and every look is a tolerance away from either end, so that the root is
    shut in and not only neared. An end that has the sign already is the root.
    """
    left, right, last = lacking(low), lacking(high), 0.0
    if left >= 0 or right <= 0:
        return low if left >= 0 else high
    while high - low > 2 * tolerance:
        middle = low - left * (high - low) / (right - left)
        middle = min(max(middle, low + tolerance), high - tolerance)
        found = lacking(middle)
        if found < 0:
            right *= _less(found, left) if last < 0 else 1.0
            low, left = middle, found
        else:
            left *= _less(found, right) if last > 0 else 1.0
            high, right = middle, found
        last = found
    return 0.5 * (low + high)


def _less(found: float, before: float) -> float:
    """What the end that stays counts, where the other fell from `before` to `found`."""
    return 1.0 - found / before if found / before < 1.0 else 0.5
