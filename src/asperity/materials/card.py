"""A card: the numbers of one material, press or die, each with where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal, get_args

from asperity.errors import CardRefusal, one_of
from asperity.materials.meaning import FIXED
from asperity.units import to_si

Trust = Literal["paper", "quoted", "digest", "derived", "recalled", "assumed", "fitted", "measured"]
TRUST: tuple[str, ...] = get_args(Trust)


@dataclass(frozen=True)
class Quantity:
    """One number of a card, as its source gives it.

    `value`, `low` and `high` are in `unit`; `low` and `high` are the spread as reported (None where
    none is). `trust` says how far to believe it, `conditions` under which it holds. A quantity
    without a value is known to matter and not known in size.
    """

    name: str
    dimension: str
    unit: str
    source: str
    trust: Trust
    value: float | None = None
    low: float | None = None
    high: float | None = None
    conditions: str = ""

    @cached_property
    def si(self) -> float:
        """The value in SI. Raises `CardRefusal` where the card has none."""
        if self.value is None:
            raise CardRefusal(self.name, "no value", "give one in a card of your own")
        return self._in_si(self.value)

    @cached_property
    def si_low(self) -> float | None:
        """The lower end of the spread in SI; None where no spread is reported."""
        return None if self.low is None else self._in_si(self.low)

    @cached_property
    def si_high(self) -> float | None:
        """The upper end of the spread in SI; None where no spread is reported."""
        return None if self.high is None else self._in_si(self.high)

    def _in_si(self, number: float) -> float:
        if self.dimension in FIXED:
            return number
        return to_si(f"{number!r} {self.unit}".rstrip(), self.dimension, self.name)


@dataclass(frozen=True, eq=False)
class Card:
    """What is known of one material, press or die.

    `kind` is what it is to the stack ("metal", "ceramic", "soft-electrolyte", "active",
    "structural", "press", "die"). `quantities` are the numbers, by the names of
    `asperity.materials.MEANINGS`; `options` the words, such as the law its powder follows. `alone`
    is the name of the file of a user's card that is based on no other.
    """

    name: str
    kind: str
    title: str
    quantities: Mapping[str, Quantity]
    options: Mapping[str, str | bool] = field(default_factory=dict)
    notes: str = ""
    alone: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "quantities", MappingProxyType(dict(self.quantities)))
        object.__setattr__(self, "options", MappingProxyType(dict(self.options)))

    def __reduce__(self) -> tuple[type[Card], tuple[object, ...]]:
        """Cards travel to other processes; a mapping proxy alone would not."""
        parts = (dict(self.quantities), dict(self.options), self.notes, self.alone)
        return Card, (self.name, self.kind, self.title, *parts)

    def has(self, symbol: str) -> bool:
        """Whether the card gives a number for this quantity."""
        quantity = self.quantities.get(symbol)
        return quantity is not None and quantity.value is not None

    def value(self, symbol: str) -> float:
        """The quantity in SI. Raises `CardRefusal` where the card does not have it."""
        if self.has(symbol):
            return self.quantities[symbol].si
        near = one_of(symbol, (name for name in self.quantities if self.has(name)))
        cure = f"give {symbol} in a card of your own based_on this one, or {near}"
        raise CardRefusal(f"{self.name}.{symbol}", "no value", self.completing or cure)

    @property
    def completing(self) -> str:
        """How to give a user's card what it lacks; "" for a card that rests on another."""
        rest = 'based_on = "..." with the card of a like material, such as based_on = "Li6PS5Cl"'
        return f"add to {self.alone} the line {rest}" if self.alone else ""

    def get(self, symbol: str, default: float) -> float:
        """The quantity in SI, or `default` where the card does not have it."""
        return self.quantities[symbol].si if self.has(symbol) else default
