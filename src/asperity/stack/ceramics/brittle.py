"""Strength of a brittle layer: its card's, weakened by its pores, with what is in doubt of it."""

from __future__ import annotations

from dataclasses import dataclass

from asperity.laws.strength.ceramic.flaw import flaw_strength, weakened
from asperity.laws.strength.weibull import characteristic_strength
from asperity.materials.card import Card
from asperity.recipe import layers as written
from asperity.stack.layer import Brittle, BrittleDoubts
from asperity.stack.ledger import Ledger

_WEAK = frozenset({"assumed", "recalled"})
"""Grades of trust of what was not measured on this material."""
_BEHIND = ("flexural_strength", "weibull_modulus", "strength_volume", "strength_porosity_exponent")
_PORES = "strength_relative_density"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the recipe says of a layer: measured strength (Pa), density, flaw, variation (m).

    Strength and density are 0 where it says nothing.
    """

    strength: float = 0.0
    density: float = 0.0
    flaw: float = 0.0
    variation: float = 0.0


def told(part: written.Pellet | written.Film) -> Told:
    """What the recipe says of a pellet or a film."""
    if isinstance(part, written.Film):
        return Told(strength=part.si("flexural_strength", 0.0))
    return Told(
        strength=part.si("flexural_strength", 0.0),
        density=part.relative_density or 0.0,
        flaw=part.si("flaw_size", 0.0),
        variation=part.si("thickness_variation"),
    )


def brittle(card: Card, ledger: Ledger, said: Told | None = None) -> Brittle | None:
    """How a material breaks; what has no strength on its card is not judged."""
    if not card.has("flexural_strength"):
        return None
    said = said or Told()
    m = ledger.value(card, "weibull_modulus")
    mean = said.strength or _pored(card, ledger, said.density)
    faces = card.options.get("flaws") == "surface"
    strength = float(characteristic_strength(mean, m))
    flaw = _deciding(said.flaw, strength, card, ledger)
    return Brittle(
        strength=strength,
        weibull_modulus=m,
        tested_volume=ledger.value(card, "strength_volume"),
        tested_area=ledger.value(card, "strength_area") if faces else 0.0,
        modulus_range=_range(card, m),
        doubts=BrittleDoubts(
            strength=0.0 if said.strength else ledger.doubt(card, "flexural_strength"),
            stiffness=ledger.doubt(card, "youngs_modulus"),
            toughness=ledger.doubt(card, "fracture_toughness"),
            size=ledger.doubt(card, "strength_area" if faces else "strength_volume"),
        ),
        softening=_softening(card, ledger, said.density),
        flaw=flaw,
        variation=said.variation,
        assumed=_assumed(card, said, flawed=flaw > 0),
        compressive=ledger.get(card, "compressive_strength", 0.0),
    )


def _deciding(flaw: float, strength: float, card: Card, ledger: Ledger) -> float:
    """Depth (m) of the flaw where a crack so deep is weaker than a strength (Pa), else 0.

    A disc is as strong as its weakest place: a shallow flaw does not take away what else is in it.
    """
    if not flaw or not card.has("fracture_toughness"):
        return 0.0
    alone = float(flaw_strength(ledger.value(card, "fracture_toughness"), flaw))
    return flaw if alone < strength else 0.0


def _pored(card: Card, ledger: Ledger, density: float) -> float:
    """Mean strength (Pa) at this relative density; the card's where the recipe tells none."""
    mean = ledger.value(card, "flexural_strength")
    b = ledger.get(card, "strength_porosity_exponent", 0.0)
    if not density or not card.has(_PORES):
        return mean
    return float(weakened(mean, 1 - density, 1 - ledger.value(card, _PORES), b=b))


def _softening(card: Card, ledger: Ledger, density: float) -> float:
    if not density or not (card.has(_PORES) and card.has("modulus_porosity_exponent")):
        return 1.0
    b = ledger.value(card, "modulus_porosity_exponent")
    return float(weakened(1.0, 1 - density, 1 - ledger.value(card, _PORES), b=b))


def _range(card: Card, m: float) -> tuple[float, float]:
    quantity = card.quantities["weibull_modulus"]
    return quantity.si_low or m, quantity.si_high or m


def _assumed(card: Card, said: Told, *, flawed: bool) -> tuple[str, ...]:
    """Quantities behind the strength that were not measured on this material."""
    if flawed:
        trust = card.quantities["fracture_toughness"].trust
        return ("fracture_toughness",) if trust in _WEAK else ()
    own = {"flexural_strength"} if said.strength else set()
    known = [name for name in _BEHIND if card.has(name) and name not in own]
    if not said.density:
        known = [name for name in known if name != "strength_porosity_exponent"]
    return tuple(name for name in known if card.quantities[name].trust in _WEAK)
