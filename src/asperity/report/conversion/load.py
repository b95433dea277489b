"""Force, pressure, reading of a gauge, torque of bolts and compression of springs: any from any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from asperity.errors import Refusal, UnitRefusal, quoted
from asperity.laws.tools.force import force_of, gauge_of, pressure_of
from asperity.materials import Card, die, names, press
from asperity.outcome.gather.hazards.dies import borne
from asperity.report.conversion.clamp import Bolts, Clamp, Springs, bolts_of, springs_of
from asperity.stack.build import die_of
from asperity.stack.ledger import Ledger
from asperity.units import to_si

NARROWEST, WIDEST = 1e-4, 10.0
"""Diameters in m that can be meant."""
MOST = 1e12
"""Newton; beyond any press."""
ROOM = 296.15
"""Temperature (K) at which dies are rated."""
Kind = Literal["force", "pressure", "gauge", "torque", "compression"]
NO_CLAMP = Clamp()


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversion:
    """One load, told in every way.

    `given` is what was asked for as written, `kind` what it was taken for. Force in N,
    pressures in Pa, diameters in m; the gauge and the ram are absent where no ram is known, the
    limits where no card was named, bolts and springs where none were told of. `die_limit_pa` is
    what the die bears of powder, `die_metal_pa` of soft metal, which presses on its wall as hard as
    along its axis, both at room temperature and for minutes; `die_ages` says that it bears less
    warm or for long.
    """

    given: str
    kind: Kind
    force_n: float
    pressure_pa: float
    diameter_m: float
    ram_m: float | None = None
    gauge_pa: float | None = None
    die_limit_pa: float | None = None
    die_metal_pa: float | None = None
    die_ages: bool = False
    press_limit_n: float | None = None
    bolts: Bolts | None = None
    springs: Springs | None = None

    @property
    def torque_n_m(self) -> float | None:
        """Torque on each bolt, N m."""
        return None if self.bolts is None else self.bolts.torque(self.force_n)

    @property
    def compression_m(self) -> float | None:
        """By how much the springs are shorter than without load, m."""
        return None if self.springs is None else self.force_n / self.springs.stiffness


def convert(
    text: str,
    *,
    die_text: str,
    ram_text: str | None = None,
    press_name: str | None = None,
    gauge: bool = False,
    clamp: Clamp = NO_CLAMP,
) -> Conversion:
    """Read `text` as a force, a pressure on the die or, with `gauge`, the reading of the ram.

    With bolts it may be the torque on each of them, with springs by how much these are compressed.
    `die_text` is a diameter or the name of a die card. Raises Refusal for what cannot be read.
    """
    diameter, die_card = _diameter(die_text)
    press_card = press(press_name) if press_name else None
    ram = _ram(ram_text, press_card)
    if gauge and ram is None:
        cure = 'give the ram, for example --ram "50 mm", or a press whose ram is known'
        raise Refusal("--gauge", "no ram", cure)
    bolts, springs = bolts_of(clamp, press_card), springs_of(clamp)
    if gauge:
        kind, force = _gauge(text, ram or 0.0)
    else:
        kind, force = _load(text, diameter, bolts, springs)
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
        die_metal_pa=None if die_card is None else _on_metal(die_card),
        die_ages=die_card is not None and die_card.has("strength_loss_per_decade"),
        press_limit_n=_limit(press_card, "max_force"),
        bolts=bolts,
        springs=springs,
    )


def _limit(card: Card | None, symbol: str) -> float | None:
    return card.value(symbol) if card and card.has(symbol) else None


def _on_metal(card: Card) -> float:
    """The axial pressure (Pa) a die bears with soft metal in it, by the law that judges recipes."""
    return borne(die_of(card, Ledger(), both=False), 1.0, (ROOM, 0.0)).limit


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


def _gauge(text: str, ram: float) -> tuple[Kind, float]:
    """The force in N that a ram gives when its gauge reads `text`."""
    return "gauge", float(force_of(to_si(text, "pressure", "value"), ram))


def _load(
    text: str, diameter: float, bolts: Bolts | None, springs: Springs | None
) -> tuple[Kind, float]:
    """What `text` is, and the force in N it means."""
    found = {dimension: _amount(text, dimension) for dimension in ("force", "torque", "length")}
    force, torque, length = found.values()
    if force is not None:
        return "force", force
    if torque is not None:
        if bolts is None:
            cure = 'say on which bolts, for example --bolts 4 --thread "M6"'
            raise Refusal("value", f"{quoted(text)}, a torque", cure)
        return "torque", bolts.force(torque)
    if length is not None:
        if springs is None:
            cure = 'say of which spring, for example --spring "20 N/mm"'
            raise Refusal("value", f"{quoted(text)}, a length", cure)
        return "compression", springs.stiffness * length
    try:
        return "pressure", float(force_of(to_si(text, "pressure", "value"), diameter))
    except UnitRefusal as refusal:
        cure = 'write a force or a pressure, for example "3 t" or "375 MPa"'
        raise UnitRefusal("value", refusal.found, cure) from None


def _amount(text: str, dimension: str) -> float | None:
    """`text` in SI, or None where it is something else."""
    try:
        return to_si(text, dimension, "value")
    except UnitRefusal:
        return None
