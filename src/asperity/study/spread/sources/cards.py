"""What the cards of a recipe leave in doubt: every number used that has a spread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf
from types import MappingProxyType

from asperity.materials.card import Quantity
from asperity.stack import Stack
from asperity.study.spread.sources.law import Bounds, band
from asperity.study.spread.sources.parameter import Source

TOLD_BY_SCATTER = frozenset(
    {
        "force_resolution",
        "pressure_resolution",
        "setting_scatter",
        "gauge_accuracy",
        "hold_drift",
        "torque_coefficient",
    }
)
"""Numbers of a press that say how its pressure scatters, and are used for that."""
MOST: Mapping[str, float] = MappingProxyType(
    {
        "poisson_ratio": 0.49,
        "relative_density": 1.0,
        "friction_factor": 1.0,
        "share": 1.0,
        "hurst": 1.0,
    }
)
"""The most that a dimensionless quantity can be whose name has this in it."""


def name_of(card: str, quantity: str) -> str:
    """The path of a card's number."""
    return f"cards.{card}.{quantity}"


def bounds(quantity: Quantity) -> Bounds:
    """Where a number cannot go beyond."""
    most = (value for word, value in MOST.items() if word in quantity.name)
    low = quantity.si_low
    least = 0.0 if low is not None and low == 0 else -inf
    return least, max(next(most, inf), quantity.si)


def doubts(stack: Stack) -> Iterator[Source]:
    """Every number of a card that a stack uses and whose spread is told."""
    for card, quantity in stack.used:
        low, high = quantity.si_low, quantity.si_high
        if quantity.name in TOLD_BY_SCATTER or low is None or high is None:
            continue
        law = band(low, quantity.si, high, bounds=bounds(quantity))
        if not law.none:
            yield Source(
                name=name_of(card, quantity.name),
                family="doubt",
                effects=(((card, quantity.name), law),),
                words=quantity.name.replace("_", " "),
                basis=f"spread on the card, {quantity.trust}: {quantity.source}",
                assumed=quantity.trust in {"assumed", "recalled"},
            )
