"""The cards as tables: what is known of each material, press and die, and how well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from types import MappingProxyType

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from asperity.errors import CardRefusal, one_of, quoted
from asperity.materials import Card, Quantity, die, material, names, press
from asperity.report.lines import INDENT, Remarked, grid, heading, title
from asperity.report.rows import WEAK, Table, table
from asperity.report.usual.values import spread, value

READERS = MappingProxyType({"materials": material, "presses": press, "dies": die})
SHELVES = ("materials", "presses", "dies")
TITLES = MappingProxyType(
    {
        "metal": "Metals",
        "ceramic": "Ceramic electrolytes",
        "soft-electrolyte": "Soft electrolytes",
        "active": "Active materials",
        "structural": "Rods, plates, sleeves",
        "press": "Presses and fixtures",
        "die": "Dies",
    }
)


def every_name() -> tuple[str, ...]:
    """Names of all shipped cards: materials, then presses, then dies."""
    return tuple(name for shelf in SHELVES for name in names(shelf))


def find(name: str) -> Card:
    """The card of this name on any shelf, or of a card file of a material.

    Raises CardRefusal for an unknown name, with the nearest known one.
    """
    for shelf in SHELVES:
        if name in names(shelf):
            return READERS[shelf](name)
    if name.endswith(".toml"):
        return material(name)
    raise CardRefusal("card", quoted(name), one_of(name, every_name(), limit=60))


def render_list() -> RenderableType:
    """All cards, grouped by kind, with how many numbers each has and how many are doubtful."""
    cards = [READERS[shelf](name) for shelf in SHELVES for name in names(shelf)]
    order = list(TITLES)
    cards.sort(key=lambda card: order.index(card.kind) if card.kind in order else len(order))
    parts: list[RenderableType] = []
    for kind, group in groupby(cards, key=lambda card: card.kind):
        parts += [heading(TITLES.get(kind, kind)), Padding(grid(_overview(list(group))), INDENT)]
    return Group(
        *parts,
        Text("\nDoubtful numbers are recalled, assumed or fitted.", style="dim"),
        Text("asperity materials NAME shows one card with its sources.", style="dim"),
    )


def _overview(cards: Sequence[Card]) -> Table:
    return table(
        cards,
        {
            "name": lambda card: card.name,
            "what it is": lambda card: card.title,
            "numbers": lambda card: str(len(card.quantities)),
            "doubtful": lambda card: str(sum(q.trust in WEAK for q in card.quantities.values())),
        },
    )


def render_card(card: Card) -> RenderableType:
    """One card: every number with unit, spread, trust, source and conditions."""
    quantities = list(card.quantities.values())
    parts: list[RenderableType] = [title(f"{card.title} ({card.name}, {card.kind})")]
    if quantities:
        told = [_origin(quantity) for quantity in quantities]
        parts.append(Remarked(_numbers(quantities), told, heading="source", style="dim"))
    if card.options:
        parts += [heading("Choices"), *(_option(*option) for option in card.options.items())]
    if card.notes:
        parts += [heading("Notes"), Padding(Text(card.notes.strip()), INDENT)]
    counts = Counter(quantity.trust for quantity in quantities)
    told_trust = ", ".join(f"{count} {trust}" for trust, count in counts.most_common())
    return Group(*parts, Text(f"\n{len(quantities)} numbers: {told_trust}.", style="dim"))


def _option(name: str, value: str | bool) -> Text:
    told = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    return Text(f"  {name.replace('_', ' ')}: {told}")


def _numbers(quantities: Sequence[Quantity]) -> Table:
    return table(
        quantities,
        {
            "quantity": lambda quantity: quantity.name,
            "value": value,
            "spread": spread,
            "trust": lambda quantity: quantity.trust,
        },
    )


def _origin(quantity: Quantity) -> str:
    return "; ".join(_said((quantity.source, quantity.conditions)))


def _said(texts: Iterable[str]) -> Iterable[str]:
    return (text for text in texts if text)
