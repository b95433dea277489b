"""The cards one can pick, and what stands on them."""

from __future__ import annotations

from functools import lru_cache

from nicegui import ui

from asperity.errors import CardRefusal
from asperity.materials import Card, Quantity, die, material, names, press
from asperity.materials.library import Shelf
from asperity.report.rows import WEAK
from asperity.report.usual.values import spread, value
from asperity.report.words import pretty
from asperity.web.parts.frame import act, heading, words
from asperity.web.parts.text import escaped

_SUITING = {
    "foil": ("metal",),
    "pellet": ("ceramic", "soft-electrolyte"),
    "powder": ("soft-electrolyte", "ceramic"),
    "film": ("active", "soft-electrolyte", "ceramic"),
    "plate": ("structural",),
}.items()
_PARTS = {"active": ("active",), "electrolyte": ("soft-electrolyte", "ceramic")}.items()


def card_choices(shelf: str, *, kind: str = "", field: str = "") -> tuple[tuple[str, str], ...]:
    """The cards of a shelf as choices, those first that suit a kind of layer."""
    suiting = dict(_PARTS).get(field) or dict(_SUITING).get(kind, ())
    return _choices(shelf, suiting)


@lru_cache(maxsize=32)
def _choices(shelf: str, suiting: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    cards = [_read(shelf, name) for name in names(_shelf(shelf))]
    cards.sort(key=lambda card: suiting.index(card.kind) if card.kind in suiting else 9)
    titles = [_brief(card) if shelf == "materials" else card.title for card in cards]
    return tuple(
        (card.name, title if titles.count(title) == 1 else card.name)
        for card, title in zip(cards, titles, strict=True)
    )


def _brief(card: Card) -> str:
    return card.title.partition(",")[0].partition(" (")[0]


def _shelf(shelf: str) -> Shelf:
    return "presses" if shelf == "presses" else "dies" if shelf == "dies" else "materials"


def _read(shelf: str, name: str) -> Card:
    reader = {"presses": press, "dies": die}.get(shelf, material)
    return reader(name)


def show_card(shelf: str, name: str) -> None:
    """Open what stands on a card: numbers, their spread, how far to trust them, sources."""
    if name not in names(_shelf(shelf)):
        ui.notify(f"No shipped card is called {name!r}.", type="info")
        return
    try:
        card = _read(shelf, name)
    except CardRefusal as refusal:
        ui.notify(str(refusal), type="warning")
        return
    with ui.dialog(value=True) as dialog, ui.element("div").classes("sheet card-sheet"):
        dialog.props(f'aria-label="Card {escaped(card.name)}"')
        heading(f"{card.title}")
        words(_weighed(card), "soft small", tag="p")
        ui.html(_table(card), sanitize=False).classes("sideways")
        if card.notes:
            words(card.notes.strip(), "small", tag="p")
        act("Close", "main").on("click", dialog.close)
    dialog.on("hide", dialog.delete)


def _weighed(card: Card) -> str:
    quantities = card.quantities.values()
    weak = sum(quantity.trust in WEAK for quantity in quantities)
    return (
        f"Card {card.name}: {len(quantities)} numbers, {weak} of them recalled, assumed or fitted."
    )


def _table(card: Card) -> str:
    rows = "".join(map(_row, card.quantities.values()))
    heads = "".join(f"<th scope='col'>{name}</th>" for name in _HEADS)
    return f"<table class='plain-table small'><thead><tr>{heads}</tr></thead>{rows}</table>"


_HEADS = ("Quantity", "Value", "Spread", "Trust", "Source")


def _row(quantity: Quantity) -> str:
    name = quantity.name.replace("_", " ")
    source = "; ".join(filter(None, (quantity.source, quantity.conditions)))
    cells = (pretty(value(quantity)), pretty(spread(quantity)), quantity.trust, source)
    told = "".join(f"<td>{escaped(cell)}</td>" for cell in cells)
    return f"<tr><th scope='row'>{escaped(name)}</th>{told}</tr>"
