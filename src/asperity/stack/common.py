"""What the layers of every kind have in common, read from their cards."""

from __future__ import annotations

from functools import partial

from asperity.errors import CardRefusal
from asperity.laws.current.conductivity import Conduction, PelletState
from asperity.laws.current.grains import Contact, formed_contact, opened_contact
from asperity.laws.heat.controller import Controller
from asperity.materials import library
from asperity.materials.card import Card
from asperity.recipe import layers as written
from asperity.stack.layer import Conductor, Dielectric, Host, Layer, Pores, Voids
from asperity.stack.ledger import Ledger

ROOM = 298.15
IN_THE_DIE = 1e8
"""Pa, under which a conductivity is taken to be measured where its card does not say."""
GRAIN = 1e-6
"""Diameter of particles, m, where a card does not say."""
PERMITTIVITY, BOUNDARY_RATIO, DOUBLE_LAYER = 15.0, 100.0, 0.05
"""Where a card does not say: of an ionic solid, of its grain boundaries, F/m² on a metal."""
_CARRIERS = ("lithium", "sodium")
_OPENING = "grain_opening"
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
        pores=_pores(part, card, ledger),
        grain=ledger.get(card, "particle_diameter", GRAIN),
        friction=by_carrier(card, ledger, "friction_factor_"),
        friction_doubt=doubts(card, ledger, "friction_factor_"),
        transfer=by_carrier(card, ledger, "charge_transfer_"),
        transfer_energy=ledger.get(card, "charge_transfer_activation_energy", 0.0),
        dielectric=_dielectric(card, ledger),
        voids=_voids(card, ledger),
        expansion=optional(card, ledger, "thermal_expansion"),
        yield_stress=ledger.get(card, "yield_stress", float("inf")),
    )


def _dielectric(card: Card, ledger: Ledger) -> Dielectric | None:
    """Of an electrolyte; None of what carries no ions."""
    if card.kind == "metal" or "carrier" not in card.options:
        return None
    return Dielectric(
        permittivity=ledger.get(card, "relative_permittivity", PERMITTIVITY),
        boundary_share=ledger.get(card, "grain_boundary_share", 0.0),
        boundary_ratio=ledger.get(card, "grain_boundary_capacitance_ratio", BOUNDARY_RATIO),
        double_layer=ledger.get(card, "double_layer_capacitance", DOUBLE_LAYER),
    )


def _pores(part: AnyLayer, card: Card, ledger: Ledger) -> Pores:
    """Of its card, or as measured on this very pellet, where no measured short stands above it."""
    own = part.si("pore_throat", 0.0) if isinstance(part, written.Pellet) else 0.0
    entered = {} if own else by_carrier(card, ledger, "metal_inclusion_pressure_")
    shorted = {} if own else by_carrier(card, ledger, "mechanical_short_pressure_")
    return Pores(
        throat=own or ledger.get(card, "pore_throat", 0.0),
        pressed=card.has("pore_throat_relative_density"),
        density=0.0 if own else ledger.get(card, "pore_throat_relative_density", 0.0),
        entered=entered,
        shorted=shorted,
        doubt=0.0 if own else ledger.doubt(card, "pore_throat"),
        toughness_doubt=ledger.doubt(card, "fracture_toughness"),
        shorted_doubt={
            metal: ledger.doubt(card, f"mechanical_short_pressure_{metal}") for metal in shorted
        },
    )


def by_carrier(card: Card, ledger: Ledger, prefix: str) -> dict[str, float]:
    """A quantity that a card gives for each metal, such as friction_factor_sodium."""
    return {
        metal: ledger.value(card, prefix + metal) for metal in _CARRIERS if card.has(prefix + metal)
    }


def doubts(card: Card, ledger: Ledger, prefix: str) -> dict[str, float]:
    """Standard deviation of the logarithm of what `by_carrier` reads, by the card's spread."""
    known = (metal for metal in _CARRIERS if card.has(prefix + metal))
    return {metal: ledger.doubt(card, prefix + metal) for metal in known}


def _voids(card: Card, ledger: Ledger) -> Voids | None:
    if not card.has("void_nucleus_radius"):
        return None
    return Voids(
        nucleus=ledger.value(card, "void_nucleus_radius"),
        spacing=ledger.value(card, "void_spacing"),
        share=by_carrier(card, ledger, "stripping_share_"),
        limit=by_carrier(card, ledger, "stripping_limit_"),
        limit_energy=ledger.get(card, "stripping_limit_activation_energy", 0.0),
    )


def optional(card: Card, ledger: Ledger, name: str) -> float | None:
    """A quantity in SI, or None where the card lacks it."""
    return ledger.value(card, name) if card.has(name) else None


def conductor(
    card: Card, ledger: Ledger, *, own: float = 0.0, ready: float = 1.0, made_at: float = 0.0
) -> Conductor | None:
    """How a material conducts.

    `own` (S/m) is a conductivity measured on this very layer, at the relative density `ready` it is
    put in with; 0 for the card's. `made_at` (Pa) is the pressure a ready pellet was made at; 0
    where the recipe does not say.
    """
    if not own and not card.has("conductivity"):
        return None
    ions = card.options.get("carrier", "electrons") if card.kind != "metal" else "electrons"
    carrier = str(ions)
    density = ready if own else ledger.get(card, "conductivity_relative_density", 1.0)
    known = _fabrication(card, ledger)
    return Conductor(
        carrier=carrier,
        stated=own or ledger.value(card, "conductivity"),
        state=PelletState(
            density=density,
            pressure=ledger.get(card, "conductivity_stack_pressure", IN_THE_DIE),
            largest_pressure=(made_at or known) if own and card.has(_OPENING) else known,
            temperature=ROOM,
        ),
        law=_conduction(card, ledger) if carrier != "electrons" else Conduction(),
        made_at=(made_at or known) if card.has(_OPENING) else float("inf"),
        lowest=ledger.get(card, "conductivity_lowest_pressure", 0.0),
    )


def _fabrication(card: Card, ledger: Ledger) -> float:
    """Largest pressure (Pa) behind the card's conductivity; inf where its law asks for none."""
    if not card.has(_OPENING):
        return float("inf")
    return ledger.value(card, "conductivity_fabrication_pressure")


def _conduction(card: Card, ledger: Ledger) -> Conduction:
    return Conduction(
        activation_energy=ledger.get(card, "conduction_activation_energy", 0.0),
        density_exponent=ledger.get(card, "conductivity_density_exponent", 1.5),
        contact=_contact(card, ledger),
        activation_volume=ledger.get(card, "conduction_activation_volume", 0.0),
    )


def _contact(card: Card, ledger: Ledger) -> Contact:
    """How grain contacts answer pressure: by opening where the card says so, else by forming."""
    p0 = ledger.get(card, "grain_contact_pressure", 0.0)
    if card.has(_OPENING):
        opening, bonded = ledger.value(card, _OPENING), ledger.get(card, "grain_bonded_share", 0.0)
        return partial(opened_contact, p0=p0, b=opening, r=bonded)
    return partial(formed_contact, p0=p0, r=ledger.get(card, "grain_bonded_share", 1.0))


def host(card: Card, ledger: Ledger) -> Host:
    """What takes ions in, of a card that says how far it breathes."""
    return Host(
        expansion=ledger.value(card, "expansion"),
        charge_density=ledger.value(card, "specific_capacity") * ledger.value(card, "density"),
    )


def controlled(card: Card, ledger: Ledger) -> Controller | None:
    """Heaters, plates and controller of a press; None of one that has none on its card."""
    if not card.has("heater_power"):
        return None
    return Controller(
        power=ledger.value(card, "heater_power"),
        plates=ledger.value(card, "plate_heat_capacity"),
        loss=ledger.value(card, "plate_heat_loss"),
        cooling=ledger.value(card, "cooling_conductance"),
        band=ledger.value(card, "proportional_band"),
        integral=ledger.value(card, "integral_time"),
        derivative=ledger.get(card, "derivative_time", 0.0),
        sensor=ledger.value(card, "sensor_lag"),
    )
