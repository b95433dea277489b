"""Punches, sleeves, bolts and springs as their cards tell of them, in SI."""

from __future__ import annotations

from dataclasses import dataclass

from asperity.materials import library
from asperity.materials.card import Card
from asperity.stack.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Punch:
    """A round punch.

    Attributes:
        strength: axial stress at which it yields or breaks, Pa; modulus: Young's, Pa
        length: m; offset: how far off its axis it is loaded, m
        strength_doubt, offset_doubt: standard deviation of the logarithm
    """

    strength: float
    modulus: float
    length: float
    offset: float
    strength_doubt: float = 0.0
    offset_doubt: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Polymer:
    """What a polymer sleeve does warm and in time: `laws.strength.polymer` tells of the symbols.

    Attributes:
        modulus, poisson: at 23 degC, Pa and 1
        half, glass, melting: temperature of half strength, of the glass transition, and where it
            melts, K
        proven: how long its rating was proven for, s; loss: share of strength lost a decade of time
        share, exponent, energy: of its creep: 1, 1 and J/mol
        loss_doubt: standard deviation of the logarithm of the loss
        half_doubt: standard deviation of the temperature of half strength, K
    """

    modulus: float
    poisson: float
    half: float
    glass: float
    melting: float
    proven: float
    loss: float
    share: float
    exponent: float
    energy: float
    loss_doubt: float = 0.0
    half_doubt: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clamp:
    """What holds a fixture together.

    Attributes:
        bolts: how many; thread: their nominal diameter, m; both 0 without bolts
        nut_factor: of torque = nut factor x diameter x force
        travel: usable compression of its spring, m; inf without one
    """

    bolts: int
    thread: float
    nut_factor: float
    travel: float


def punch(card: Card, ledger: Ledger) -> Punch | None:
    """The punches of a die; None where its card does not tell of them."""
    if not card.has("punch_strength"):
        return None
    return Punch(
        strength=ledger.value(card, "punch_strength"),
        modulus=ledger.value(card, "punch_modulus"),
        length=ledger.value(card, "punch_length"),
        offset=ledger.value(card, "punch_offset"),
        strength_doubt=ledger.doubt(card, "punch_strength"),
        offset_doubt=ledger.doubt(card, "punch_offset"),
    )


def polymer(card: Card, ledger: Ledger) -> Polymer | None:
    """The plastic of a sleeve; None of any other die, and where its card does not tell."""
    if not card.has("half_strength_temperature"):
        return None
    half = ledger.value(card, "half_strength_temperature")
    plastic = library.material(str(card.options.get("body", "PEEK")))
    return Polymer(
        modulus=ledger.value(card, "youngs_modulus"),
        poisson=ledger.value(card, "poisson_ratio"),
        half=half,
        glass=ledger.value(card, "glass_transition_temperature"),
        melting=ledger.value(plastic, "melting_temperature"),
        proven=ledger.value(card, "rating_time"),
        loss=ledger.value(card, "strength_loss_per_decade"),
        share=ledger.value(card, "creep_share"),
        exponent=ledger.value(card, "creep_time_exponent"),
        energy=ledger.value(card, "creep_shift_energy"),
        loss_doubt=ledger.doubt(card, "strength_loss_per_decade"),
        half_doubt=half * ledger.doubt(card, "half_strength_temperature"),
    )


def clamp(card: Card, ledger: Ledger) -> Clamp | None:
    """Bolts or springs of a fixture; None of a press."""
    bolted, sprung = card.has("thread_diameter"), card.has("travel")
    if not bolted and not sprung:
        return None
    return Clamp(
        bolts=round(ledger.value(card, "bolt_count")) if bolted else 0,
        thread=ledger.value(card, "thread_diameter") if bolted else 0.0,
        nut_factor=ledger.get(card, "torque_coefficient", 0.0),
        travel=ledger.get(card, "travel", float("inf")),
    )
