"""One layer of a recipe and its card become one `Layer` in SI."""

from __future__ import annotations

from dataclasses import replace

from asperity.errors import RecipeRefusal
from asperity.laws.closure.weld import weld_energy
from asperity.laws.flow.creep import Creep
from asperity.laws.flow.size import SizeEffect
from asperity.materials.card import Card
from asperity.recipe import layers as written
from asperity.stack.ceramics.brittle import brittle, told
from asperity.stack.common import ROOM, AnyLayer, common, conductor, find, host
from asperity.stack.layer import Layer, Metal
from asperity.stack.ledger import Ledger
from asperity.stack.powders import compacting, composite, powder, pressed_before


def make_layer(part: AnyLayer, ledger: Ledger) -> Layer:
    """The layer in SI. Raises `CardRefusal` for an unknown card or one that lacks a number."""
    if isinstance(part, written.Composite):
        return composite(part, ledger)
    if isinstance(part, written.Powder):
        return powder(part, ledger)
    card = find(part.material, f"stack.{part.name}.material")
    if isinstance(part, written.Foil):
        return _foil(part, card, ledger)
    if isinstance(part, written.Pellet):
        return _pellet(part, card, ledger)
    made = common(part, card, ledger, thickness=part.si("thickness"))
    if isinstance(part, written.Film):
        own = part.si("conductivity", 0.0)
        return replace(
            made,
            brittle=brittle(card, ledger, told(part)),
            conductor=conductor(card, ledger, own=own),
            host=host(card, ledger) if card.has("expansion") else None,
        )
    return replace(made, bow=part.si("flatness"), conductor=conductor(card, ledger))


def _foil(part: written.Foil, card: Card, ledger: Ledger) -> Layer:
    if card.kind != "metal":
        cure = 'a foil is a metal that flows, write "sodium" or "lithium"'
        found = f'"{card.name}", a {card.kind} material'
        raise RecipeRefusal(f"stack.{part.name}.material", found, cure)
    return replace(
        common(part, card, ledger, thickness=part.si("thickness")),
        metal=_metal(part, card, ledger),
        conductor=conductor(card, ledger),
        wrinkles=(part.si("wrinkle_height", 0.0), part.si("wrinkle_length", 0.0)),
    )


def _pellet(part: written.Pellet, card: Card, ledger: Ledger) -> Layer:
    """A ready pellet of a soft electrolyte is still a powder: pressed harder, it compacts on."""
    if "carrier" not in card.options:
        cure = "a pellet is an electrolyte; write a film, a plate or a foil instead"
        found = f'"{card.name}", a {card.kind} material'
        if card.kind == "soft-electrolyte" and card.completing:
            found, cure = f'"{card.name}", a card without carrier', card.completing
        raise RecipeRefusal(f"stack.{part.name}.material", found, cure)
    usual = ledger.get(card, "conductivity_relative_density", 1.0)
    ready, thickness = part.relative_density or usual, part.si("thickness")
    soft = "compaction_law" in card.options
    loose = ledger.value(card, "initial_relative_density") if soft else 1.0
    made_at = part.si("fabrication_pressure", 0.0)
    made = common(part, card, ledger, thickness=thickness)
    breaks = brittle(card, ledger, told(part))
    return replace(
        made,
        modulus=made.modulus * (breaks.softening if breaks is not None else 1.0),
        relative_density=ready,
        bow=part.si("flatness"),
        powder=(
            pressed_before(compacting(card, ledger, thickness * ready, loose), ready, made_at)
            if soft
            else None
        ),
        brittle=breaks,
        conductor=conductor(
            card, ledger, own=part.si("conductivity", 0.0), ready=ready, made_at=made_at
        ),
    )


def _metal(part: written.Foil, card: Card, ledger: Ledger) -> Metal:
    exponent = ledger.value(card, "creep_exponent")
    melting = ledger.value(card, "melting_temperature")
    return Metal(
        carrier=str(card.options.get("carrier", card.name)),
        creep=Creep(
            prefactor=ledger.value(card, "creep_prefactor") * 1e-6**exponent,  # MPa^-n to Pa^-n
            exponent=exponent,
            activation_energy=ledger.value(card, "creep_activation_energy"),
            activation_volume=ledger.value(card, "creep_activation_volume"),
            reference_temperature=ledger.value(card, "creep_reference_temperature"),
        ),
        size=SizeEffect(
            length=ledger.value(card, "size_length"),
            reference_temperature=ROOM,
            softening=ledger.value(card, "size_softening"),
            melting_temperature=melting,
        ),
        melting_temperature=melting,
        melting_slope=ledger.value(card, "melting_slope"),
        molar_volume=ledger.value(card, "molar_volume"),
        diffusivity=ledger.value(card, "diffusivity"),
        diffusivity_energy=ledger.value(card, "diffusivity_activation_energy"),
        surface_energy=ledger.value(card, "surface_energy"),
        adhesion=ledger.value(card, "adhesion_stress_filmed" if part.film else "adhesion_stress"),
        weld_energy=weld_energy(ledger.value(card, "surface_energy"), _weld(part, card, ledger)),
    )


def _weld(part: written.Foil, card: Card, ledger: Ledger) -> float:
    """Strength of a weld over that of a clean one: less through a native film."""
    if not part.film:
        return 1.0
    return ledger.value(card, "adhesion_stress_filmed") / ledger.value(card, "adhesion_stress")
