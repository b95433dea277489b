"""What the layers of every kind have in common, read from their cards."""

from __future__ import annotations

from asperity.errors import CardRefusal
from asperity.laws.current.conductivity import Conduction, PelletState
from asperity.materials import library
from asperity.materials.card import Card
from asperity.recipe import layers as written
from asperity.stack.layer import Conductor, Layer
from asperity.stack.ledger import Ledger

ROOM = 298.15
IN_THE_DIE = 1e8
"""Pa, under which a conductivity is taken to be measured where its card does not say."""
GRAIN = 1e-6
"""Diameter of particles, m, where a card does not say."""
_CARRIERS = ("lithium", "sodium")
AnyLayer = (
    written.Foil
    | written.Pellet
    | written.Powder
    | written.Composite
    | written.Film
    | written.Plate
)


def find(name: str, where: str) -> Card:
    """The card of a material; an unknown one is refused at its place in the recipe."""
    try:
        return library.material(name)
    except CardRefusal as refusal:
        place = where if refusal.where == "material" else f"{where}: {refusal.where}"
        raise CardRefusal(place, refusal.found, refusal.instead) from None


def common(part: AnyLayer, card: Card, ledger: Ledger, *, thickness: float) -> Layer:
    """A layer of a card's solid, dense and without any gift of its own yet."""
    density = ledger.value(card, "density")
    own = part.si("pore_throat", 0.0) if isinstance(part, written.Pellet) else 0.0
    return Layer(
        name=part.name,
        kind=part.kind,
        material=card.name,
        thickness=thickness,
        diameter=part.si("diameter"),
        density=density,
        modulus=ledger.value(card, "youngs_modulus"),
        poisson=ledger.value(card, "poisson_ratio"),
        heat_conductivity=ledger.value(card, "thermal_conductivity"),
        heat_capacity=density * ledger.value(card, "specific_heat"),
        melting_temperature=optional(card, ledger, "melting_temperature"),
        melting_slope=ledger.get(card, "melting_slope", 0.0),
        toughness=optional(card, ledger, "fracture_toughness"),
        pore_throat=own or ledger.get(card, "pore_throat", 0.0),
        grain=ledger.get(card, "particle_diameter", GRAIN),
        friction=by_carrier(card, ledger, "friction_factor_"),
        transfer=by_carrier(card, ledger, "charge_transfer_"),
        transfer_energy=ledger.get(card, "charge_transfer_activation_energy", 0.0),
        inclusion_pressure=by_carrier(card, ledger, "metal_inclusion_pressure_"),
        short_pressure=by_carrier(card, ledger, "mechanical_short_pressure_"),
    )


def by_carrier(card: Card, ledger: Ledger, prefix: str) -> dict[str, float]:
    """A quantity that a card gives for each metal, such as friction_factor_sodium."""
    return {
        metal: ledger.value(card, prefix + metal) for metal in _CARRIERS if card.has(prefix + metal)
    }


def optional(card: Card, ledger: Ledger, name: str) -> float | None:
    """A quantity in SI, or None where the card lacks it."""
    return ledger.value(card, name) if card.has(name) else None


def conductor(
    card: Card, ledger: Ledger, *, own: float = 0.0, ready: float = 1.0
) -> Conductor | None:
    """How a material conducts.

    `own` (S/m) is a conductivity measured on this very layer, at the relative density `ready` it is
    put in with; 0 for the card's.
    """
    if not own and not card.has("conductivity"):
        return None
    ions = card.options.get("carrier", "electrons") if card.kind != "metal" else "electrons"
    carrier = str(ions)
    density = ready if own else ledger.get(card, "conductivity_relative_density", 1.0)
    return Conductor(
        carrier=carrier,
        stated=own or ledger.value(card, "conductivity"),
        state=PelletState(
            density=density,
            pressure=ledger.get(card, "conductivity_stack_pressure", IN_THE_DIE),
            largest_pressure=float("inf"),
            temperature=ROOM,
        ),
        law=_conduction(card, ledger) if carrier != "electrons" else Conduction(),
    )


def _conduction(card: Card, ledger: Ledger) -> Conduction:
    return Conduction(
        activation_energy=ledger.get(card, "conduction_activation_energy", 0.0),
        density_exponent=ledger.get(card, "conductivity_density_exponent", 1.5),
        grain_pressure=ledger.get(card, "grain_contact_pressure", 0.0),
        bonded_share=ledger.get(card, "grain_bonded_share", 1.0),
        activation_volume=ledger.get(card, "conduction_activation_volume", 0.0),
    )
