"""From the tables of a TOML file to a card; refuses what a card may not say."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import cast

from asperity.errors import CardRefusal, UnitRefusal, one_of, quoted
from asperity.materials.card import TRUST, Card, Quantity, Trust
from asperity.materials.meaning import FIXED, MEANINGS, USUAL_UNITS
from asperity.units import to_si

MATERIAL_KINDS = ("metal", "ceramic", "soft-electrolyte", "active", "structural")
_CARD_KEYS = ("name", "kind", "title", "notes", "options", "quantities", "based_on")
_QUANTITY_KEYS = ("value", "unit", "low", "high", "source", "trust", "conditions")
_NUMBERS = ("low", "value", "high")
_WRITTEN = ("value", "low", "high")


def card(
    data: Mapping[str, object], where: str, *, kinds: tuple[str, ...], base: Card | None
) -> Card:
    """The card a file describes; `base` gives whatever the file leaves out.

    `where` names the file for refusals, `kinds` what it may be. Raises `CardRefusal`.
    """
    _only(data, _CARD_KEYS, where)
    kind = _text(data, "kind", where, default=base.kind if base else None)
    if kind not in kinds:
        raise CardRefusal(f"{where}: kind", quoted(kind), one_of(kind, kinds))
    own = {name: quantity(name, item, where) for name, item in _table(data, "quantities", where)}
    return Card(
        name=_text(data, "name", where, default=None),
        kind=kind,
        title=_text(data, "title", where, default=base.title if base else None),
        quantities={**(base.quantities if base else {}), **own},
        options={**(base.options if base else {}), **_options(data, where)},
        notes=_text(data, "notes", where, default=base.notes if base else ""),
    )


def quantity(name: str, item: object, where: str) -> Quantity:
    """One `[quantities.NAME]` table. Raises `CardRefusal` for what it may not say."""
    place = f"{where}: {name}"
    meaning = MEANINGS.get(name)
    if meaning is None:
        raise CardRefusal(place, "an unknown quantity", one_of(name, MEANINGS))
    if not isinstance(item, dict):
        raise CardRefusal(place, quoted(item), f"write a table [quantities.{name}]")
    _only(item, _QUANTITY_KEYS, place)
    numbers = {key: _number(item, key, place) for key in _NUMBERS}
    _in_order(numbers, place)
    trust = _text(item, "trust", place, default=None)
    if trust not in TRUST:
        raise CardRefusal(f"{place}.trust", quoted(trust), one_of(trust, TRUST))
    made = Quantity(
        name=name,
        dimension=meaning.dimension,
        unit=_unit(item, meaning.dimension, place),
        source=_text(item, "source", place, default=None),
        trust=cast("Trust", trust),
        conditions=_text(item, "conditions", place, default=""),
        **numbers,
    )
    _argued(made, place)
    return made


def _argued(made: Quantity, place: str) -> None:
    """An assumption must say on what ground, and how far it may be off."""
    if made.trust != "assumed" or made.value is None:
        return
    lacking = {
        "low": made.low is None,
        "high": made.high is None,
        "conditions": not made.conditions,
    }
    missing = [key for key, lacks in lacking.items() if lacks]
    if missing:
        ways = {"conditions": "conditions, the argument for the value"}
        cure = f"give {' and '.join(ways.get(key, key) for key in missing)}"
        raise CardRefusal(place, f"an assumed value without {', '.join(missing)}", cure)


def _unit(item: Mapping[str, object], dimension: str, place: str) -> str:
    unit = _text(item, "unit", place, default="" if dimension == "dimensionless" else None)
    if unit in USUAL_UNITS.get(dimension, ()):
        return unit
    if dimension in FIXED:
        raise CardRefusal(f"{place}.unit", quoted(unit), f'write "{FIXED[dimension]}"')
    written = next((item[key] for key in _WRITTEN if item.get(key) is not None), 300)
    try:
        to_si(f"{written!r} {unit}", dimension, f"{place}.unit")
    except UnitRefusal as refusal:
        raise CardRefusal(refusal.where, refusal.found, refusal.instead) from None
    return unit


def _number(item: Mapping[str, object], key: str, place: str) -> float | None:
    number = item.get(key)
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, int | float) or not isfinite(number):
        raise CardRefusal(f"{place}.{key}", quoted(number), "write a finite number")
    return float(number)


def _in_order(numbers: Mapping[str, float | None], place: str) -> None:
    given = [number for number in (numbers[key] for key in _NUMBERS) if number is not None]
    if given != sorted(given):
        found = " > ".join(f"{number:g}" for number in given)
        raise CardRefusal(place, found, "write low <= value <= high")


def _text(data: Mapping[str, object], key: str, where: str, *, default: str | None) -> str:
    text = data.get(key, default)
    if text is None:
        raise CardRefusal(where, f"no {key}", f'write {key} = "…"')
    if not isinstance(text, str) or (default is None and not text.strip()):
        raise CardRefusal(f"{where}: {key}", quoted(text), "write a text in quotes")
    return text


def _only(data: Mapping[str, object], known: tuple[str, ...], where: str) -> None:
    for key in data:
        if key not in known:
            raise CardRefusal(f"{where}: {key}", "an unknown key", one_of(key, known))


def _table(data: Mapping[str, object], key: str, where: str) -> list[tuple[str, object]]:
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise CardRefusal(f"{where}: {key}", quoted(table), f"write a table [{key}]")
    return list(table.items())


def _options(data: Mapping[str, object], where: str) -> dict[str, str | bool]:
    options: dict[str, str | bool] = {}
    for name, option in _table(data, "options", where):
        if not isinstance(option, str | bool):
            raise CardRefusal(f"{where}: options.{name}", quoted(option), "write a text")
        options[name] = option
    return options
