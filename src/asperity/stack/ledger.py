"""Who lent which number: a card read through the ledger leaves a note of every value used."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from asperity.errors import CardRefusal
from asperity.laws.chance import doubt_of
from asperity.materials.card import Card, Quantity

_NOTHING: Mapping[tuple[str, str], float] = MappingProxyType({})


class Ledger:
    """Reads cards, and remembers each quantity it was asked for, in the order of asking."""

    def __init__(self, instead: Mapping[tuple[str, str], float] = _NOTHING) -> None:
        """`instead`: by (card, quantity), numbers (SI) that stand for the card's own."""
        self._used: dict[tuple[str, str], Quantity] = {}
        self._instead = instead

    @property
    def used(self) -> tuple[tuple[str, Quantity], ...]:
        """(card's name, quantity) of every number that was used."""
        return tuple((card, quantity) for (card, _), quantity in self._used.items())

    def value(self, card: Card, name: str) -> float:
        """A quantity in SI. Raises `CardRefusal` where the card lacks it."""
        number = card.value(name)
        self._note(card, name)
        return _possible(card.name, name, self._instead.get((card.name, name), number))

    def get(self, card: Card, name: str, default: float) -> float:
        """A quantity in SI, or `default` where the card lacks it."""
        if not card.has(name):
            return default
        return self.value(card, name)

    def doubt(self, card: Card, name: str) -> float:
        """Standard deviation of the logarithm of a quantity, by its spread; 0 where none is told.

        The spread, low to high, is taken to hold nine of ten (`laws.chance.doubt_of`).
        """
        if not card.has(name):
            return 0.0
        low, high = card.quantities[name].si_low, card.quantities[name].si_high
        if low is None or high is None or low <= 0 or high < low:
            return 0.0
        return float(doubt_of(low, high))

    def _note(self, card: Card, name: str) -> None:
        self._used.setdefault((card.name, name), card.quantities[name])


def _possible(card: str, name: str, value: float) -> float:
    """A number that a card may have. Raises `CardRefusal` for one no solid can have."""
    if name == "poisson_ratio" and not (value >= 0.0 and value < 0.5):
        raise CardRefusal(f"cards.{card}.{name}", f"{value:g}", "write 0 or more, less than 0.5")
    return value
