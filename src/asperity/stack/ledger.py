"""Who lent which number: a card read through the ledger leaves a note of every value used."""

from __future__ import annotations

from asperity.materials.card import Card, Quantity


class Ledger:
    """Reads cards, and remembers each quantity it was asked for, in the order of asking."""

    def __init__(self) -> None:
        self._used: dict[tuple[str, str], Quantity] = {}

    @property
    def used(self) -> tuple[tuple[str, Quantity], ...]:
        """(card's name, quantity) of every number that was used."""
        return tuple((card, quantity) for (card, _), quantity in self._used.items())

    def value(self, card: Card, name: str) -> float:
        """A quantity in SI. Raises `CardRefusal` where the card lacks it."""
        number = card.value(name)
        self._note(card, name)
        return number

    def get(self, card: Card, name: str, default: float) -> float:
        """A quantity in SI, or `default` where the card lacks it."""
        if not card.has(name):
            return default
        self._note(card, name)
        return card.value(name)

    def _note(self, card: Card, name: str) -> None:
        self._used.setdefault((card.name, name), card.quantities[name])
