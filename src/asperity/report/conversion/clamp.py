"""Bolts and springs as they are written on the command line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import pi

from asperity.errors import Refusal, UnitRefusal, quoted
from asperity.laws.tools.bolt import bolt_stiffness, proof_force
from asperity.laws.tools.fixture import bolt_force, bolt_torque
from asperity.materials import Card
from asperity.units import show, to_si

NUT_FACTOR = 0.2
OILED = 0.15
SCATTER = 0.3
"""By how much the force of a torque is uncertain, of itself, even when threads are kept alike."""
STRETCHED = 0.05
"""Length (m) of a bolt taken for its stiffness: the order of magnitude is what matters."""
GROWTH = 10e-6
"""Growth (m) of a cell for which bolts and springs are compared: some 2 mAh/cm2 of lithium."""
_METRIC = re.compile(r"[Mm]\s*(\d+(?:\.\d+)?)(?:\s*[x×X]\s*(\d+(?:\.\d+)?))?")
_BARE = re.compile(r"\s*\d+(\.\d*)?\s*")
_THINNEST, _THICKEST = 1e-3, 64e-3
_SOFTEST, _STIFFEST = 1.0, 1e12
_MOST = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Clamp:
    """What presses on the cell, as written; nothing where it was not given."""

    bolts: int | None = None
    thread: str | None = None
    nut_factor: float | None = None
    spring: str | None = None
    springs: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Bolts:
    """Bolts side by side: thread and pitch in m, torque (N m) = nut factor * diameter * force."""

    count: int
    diameter: float
    pitch: float | None
    nut_factor: float

    @property
    def proof_n(self) -> float:
        """Force one of them bears, class 8.8."""
        return proof_force(self.diameter, self.pitch)

    @property
    def stiffness(self) -> float:
        """All of them, N/m, were they 50 mm long."""
        return self.count * bolt_stiffness(self.diameter, STRETCHED, self.pitch)

    @property
    def title(self) -> str:
        """Such as "4 M6"."""
        size = show(self.diameter, "mm", 4).removesuffix(" mm")
        fine = "" if self.pitch is None else f"x{show(self.pitch, 'mm').removesuffix(' mm')}"
        return f"{self.count} M{size}{fine}"

    def torque(self, force: float) -> float:
        """On each of them, N m, for a force (N) of all together."""
        return float(bolt_torque(force / self.count, self.diameter, nut_factor=self.nut_factor))

    def force(self, torque: float) -> float:
        """Of all together, N, for a torque (N m) on each."""
        return self.count * float(bolt_force(torque, self.diameter, nut_factor=self.nut_factor))


@dataclass(frozen=True, kw_only=True, slots=True)
class Springs:
    """Springs side by side, `rate` in N/m each."""

    count: int
    rate: float

    @property
    def stiffness(self) -> float:
        """All of them, N/m."""
        return self.count * self.rate

    @property
    def title(self) -> str:
        """Such as "4 springs of 20 N/mm"."""
        what = "spring" if self.count == 1 else "springs"
        return f"{self.count} {what} of {show(self.rate, 'N/mm')}"


def per_growth(stiffness: float, diameter: float) -> float:
    """Pressure (Pa) that a cell on `diameter` (m) gains when it grows by `GROWTH`."""
    return stiffness * GROWTH / (pi / 4 * diameter**2)


def bolts_of(clamp: Clamp, press: Card | None) -> Bolts | None:
    """The bolts, where any are told of: on the command line, or on the card of a bolted press."""
    count, thread, nut = clamp.bolts, clamp.thread, clamp.nut_factor
    card = press if press is not None and press.has("thread_diameter") else None
    if card is None and count is None:
        if thread is not None or nut is not None:
            where = "--thread" if thread is not None else "--nut-factor"
            found = quoted(thread if thread is not None else nut)
            raise Refusal(where, found, "say how many bolts, for example --bolts 4")
        return None
    if thread is None and card is None:
        raise Refusal("--bolts", quoted(count), 'give their thread too, for example --thread "M6"')
    if card is not None:
        count = round(card.value("bolt_count")) if count is None else count
        nut = card.value("torque_coefficient") if nut is None else nut
    size = (card.value("thread_diameter"), None) if card and thread is None else _thread(thread)
    return Bolts(
        count=_count("--bolts", count),
        diameter=size[0],
        pitch=size[1],
        nut_factor=_nut_factor(NUT_FACTOR if nut is None else nut),
    )


def springs_of(clamp: Clamp) -> Springs | None:
    """The springs, where any are told of."""
    if clamp.spring is None:
        if clamp.springs is not None:
            cure = 'give the rate of one, for example --spring "20 N/mm"'
            raise Refusal("--springs", quoted(clamp.springs), cure)
        return None
    rate = _rate(clamp.spring)
    if not _SOFTEST <= rate <= _STIFFEST:
        cure = "write the rate of one spring, from 0.001 N/mm up"
        raise Refusal("--spring", quoted(clamp.spring), cure)
    count = 1 if clamp.springs is None else clamp.springs
    return Springs(count=_count("--springs", count), rate=rate)


def _rate(text: str) -> float:
    try:
        return to_si(text, "stiffness", "--spring")
    except UnitRefusal as refusal:
        number = re.match(r"\s*(\d+(?:\.\d+)?)", text)
        cure = f'write the rate of one spring, for example "{number[1] if number else 20} N/mm"'
        raise UnitRefusal("--spring", refusal.found, cure) from None


def _count(where: str, found: int | None) -> int:
    if found is None or not 1 <= found <= _MOST:
        raise Refusal(where, quoted(found), f"write 1 to {_MOST}")
    return found


def _nut_factor(found: float) -> float:
    if not 0.03 <= found <= 1:
        cure = f"write 0.03 to 1: dry steel has {NUT_FACTOR}, oiled {OILED}"
        raise Refusal("--nut-factor", quoted(found), cure)
    return found


def _thread(text: str | None) -> tuple[float, float | None]:
    """Diameter and pitch in m of "M6", "M6x0.75" or "6 mm"; the pitch is left open if not told."""
    text = text or ""
    if _BARE.fullmatch(text):
        cure = f'write "M{text.strip()}", or give a unit: "{text.strip()} mm"'
        raise UnitRefusal("--thread", text.strip(), cure)
    metric = _METRIC.fullmatch(text.strip())
    if metric is None:
        diameter, pitch = _width(text), None
    else:
        diameter = to_si(f"{metric[1]} mm", "length", "--thread")
        pitch = to_si(f"{metric[2]} mm", "length", "--thread") if metric[2] else None
    if not _THINNEST <= diameter <= _THICKEST:
        raise Refusal("--thread", quoted(text), 'write a thread from 1 mm to 64 mm, such as "M6"')
    if pitch is not None and not 0 < pitch < diameter / 2:
        raise Refusal("--thread", quoted(text), 'write a pitch that fits it, such as "M6x0.75"')
    return diameter, pitch


def _width(text: str) -> float:
    try:
        return to_si(text, "length", "--thread")
    except UnitRefusal as refusal:
        cure = 'write a thread, for example "M6" or "M6x0.75"'
        raise UnitRefusal("--thread", refusal.found, cure) from None
