"""Force, pressure on the die and reading of the gauge, each from any other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from asperity.errors import Refusal, UnitRefusal, quoted
from asperity.laws.tools.force import force_of, gauge_of, pressure_of
from asperity.materials import Card, die, names, press
from asperity.report import words
from asperity.report.lines import INDENT, grid
from asperity.report.rows import Table
from asperity.units import from_si, show, to_si

DIGITS = 4
NARROWEST, WIDEST = 1e-4, 10.0
"""Diameters in m that can be meant."""
MOST = 1e12
"""Newton; beyond any press."""
ROUNDING = 1e-9
Kind = Literal["force", "pressure", "gauge"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversion:
    """One load, told in every way.

    `given` is what was asked for as written, `kind` what it was taken for. Force in N,
    pressures in Pa, diameters in m; the gauge and the ram are absent where no ram is known, the
    limits where no card was named.
    """

    given: str
    kind: Kind
    force_n: float
    pressure_pa: float
    diameter_m: float
    ram_m: float | None = None
    gauge_pa: float | None = None
    die_limit_pa: float | None = None
    press_limit_n: float | None = None


def convert(
    text: str,
    *,
    die_text: str,
    ram_text: str | None = None,
    press_name: str | None = None,
    gauge: bool = False,
) -> Conversion:
    """Read `text` as a force, a pressure on the die or, with `gauge`, the reading of the ram.

    `die_text` is a diameter or the name of a die card. Raises Refusal for what cannot be read.
    """
    diameter, die_card = _diameter(die_text)
    press_card = press(press_name) if press_name else None
    ram = _ram(ram_text, press_card)
    if gauge and ram is None:
        cure = 'give the ram, for example --ram "50 mm", or a press whose ram is known'
        raise Refusal("--gauge", "no ram", cure)
    kind, force = _load(text, diameter, ram if gauge else None)
    if force < 0:
        raise Refusal("value", quoted(text), "write a load above zero")
    if force > MOST:
        raise Refusal("value", quoted(text), "write a load a press can give")
    return Conversion(
        given=text.strip(),
        kind=kind,
        force_n=force,
        pressure_pa=float(pressure_of(force, diameter)),
        diameter_m=diameter,
        ram_m=ram,
        gauge_pa=None if ram is None else float(gauge_of(force, ram)),
        die_limit_pa=_limit(die_card, "rated_pressure"),
        press_limit_n=_limit(press_card, "max_force"),
    )


def _limit(card: Card | None, symbol: str) -> float | None:
    return card.value(symbol) if card and card.has(symbol) else None


def _diameter(text: str) -> tuple[float, Card | None]:
    if text in names("dies") or text.endswith(".toml"):
        card = die(text)
        return card.value("inner_diameter"), card
    if not any(sign.isdigit() for sign in text[:2]):
        card = die(text)  # refuses with the nearest known name
        return card.value("inner_diameter"), card
    return _length(text, "--die"), None


def _ram(text: str | None, card: Card | None) -> float | None:
    if text is not None:
        return _length(text, "--ram")
    return _limit(card, "ram_diameter")


def _length(text: str, where: str) -> float:
    if re.fullmatch(r"\s*\d+(\.\d*)?\s*", text):
        raise UnitRefusal(where, text.strip(), f'give a unit, for example "{text.strip()} mm"')
    value = to_si(text, "length", where)
    if value <= 0:
        raise Refusal(where, quoted(text), "write a diameter above zero")
    if not NARROWEST <= value <= WIDEST:
        raise Refusal(where, quoted(text), "write a diameter from 0.1 mm to 10 m")
    return value


def _load(text: str, diameter: float, ram: float | None) -> tuple[Kind, float]:
    """What `text` is, and the force in N it means; with a ram it is what its gauge reads."""
    if ram is not None:
        return "gauge", float(force_of(to_si(text, "pressure", "value"), ram))
    try:
        return "force", to_si(text, "force", "value")
    except UnitRefusal:
        pass
    try:
        return "pressure", float(force_of(to_si(text, "pressure", "value"), diameter))
    except UnitRefusal as refusal:
        cure = 'write a force or a pressure, for example "3 t" or "375 MPa"'
        raise UnitRefusal("value", refusal.found, cure) from None


def render(load: Conversion) -> RenderableType:
    """What is too much for the tools, a sentence, and a small table with all of them."""
    return Group(
        *(Text(line, style="bold red") for line in _beyond(load)),
        Text(_sentence(load), style="bold"),
        Padding(grid(_table(load)), INDENT),
    )


def _beyond(load: Conversion) -> Iterable[str]:
    press, die = load.press_limit_n, load.die_limit_pa
    if press is not None and load.force_n > press * (1 + ROUNDING):
        yield f"beyond this press: {words.force(load.force_n)} of {words.force(press)}"
    if die is not None and load.pressure_pa > die * (1 + ROUNDING):
        yield f"beyond this die: {words.pressure(load.pressure_pa)} of {words.pressure(die)}"


def _sentence(load: Conversion) -> str:
    on = show(load.diameter_m, "mm", DIGITS)
    pressure = show(load.pressure_pa, "MPa", DIGITS)
    if load.kind == "gauge":
        return f"{load.given} on the gauge is {pressure} on {on}, {_tons(load.force_n)}"
    return f"{load.given} on {on} is {pressure if load.kind == 'force' else _tons(load.force_n)}"


def _tons(force: float) -> str:
    """Metric tons to three digits, trailing zeros kept: a press is set to "3.00 t"."""
    return f"{from_si(force, 't', dimension='force'):#.3g} t".replace(". t", " t")


def _table(load: Conversion) -> Table:
    force = (show(load.force_n, "kN", DIGITS), _tons(load.force_n))
    lines = [
        ("force", *force, ""),
        ("on the die", *_both(load.pressure_pa), f"diameter {words.length(load.diameter_m)}"),
    ]
    if load.gauge_pa is not None and load.ram_m is not None:
        lines.append(("on the gauge", *_both(load.gauge_pa), f"ram {words.length(load.ram_m)}"))
    if load.die_limit_pa is not None:
        used = words.percent(load.pressure_pa / load.die_limit_pa)
        lines.append(("the die takes", *_both(load.die_limit_pa), f"{used} of it used"))
    if load.press_limit_n is not None:
        used = words.percent(load.force_n / load.press_limit_n)
        most = (words.force(load.press_limit_n), _tons(load.press_limit_n))
        lines.append(("the press gives", *most, f"{used} of it used"))
    return Table(headings=("", "", "", ""), rows=tuple(lines))


def _both(pressure: float) -> tuple[str, str]:
    return show(pressure, "MPa", DIGITS), show(pressure, "bar", DIGITS)
