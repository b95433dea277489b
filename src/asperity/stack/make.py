"""One layer of a recipe and its card become one `Layer` in SI."""

from __future__ import annotations

from functools import partial
from math import pi

from asperity.errors import RecipeRefusal
from asperity.laws.current.conductivity import Conduction, PelletState
from asperity.laws.flow.creep import Creep
from asperity.laws.flow.size import SizeEffect
from asperity.laws.powder import compaction
from asperity.materials import library
from asperity.materials.card import Card
from asperity.recipe import layers as written
from asperity.stack.layer import Brittle, Composite, Conductor, Layer, Metal, Powder
from asperity.stack.ledger import Ledger

ROOM = 298.15
IN_THE_DIE = 1e8
"""Pa, under which a conductivity is taken to be measured where its card does not say."""
_CARRIERS = ("lithium", "sodium")
_LAWS = {
    "walker": (compaction.walker, {"C1": "walker_c1", "C2": "walker_c2"}),
    "heckel": (compaction.heckel, {"A": "heckel_a", "Py": "heckel_py"}),
    "panelli-ambrozio": (
        compaction.panelli_ambrozio,
        {"a": "panelli_ambrozio_a", "B": "panelli_ambrozio_b"},
    ),
    "kawakita": (compaction.kawakita, {"D0": "kawakita_d0", "a": "kawakita_a", "b": "kawakita_b"}),
    "shapiro": (compaction.shapiro, {"e0": "shapiro_e0", "k": "shapiro_k", "b": "shapiro_b"}),
    "cooper-eaton": (
        compaction.cooper_eaton,
        {
            "D0": "cooper_eaton_d0",
            "a1": "cooper_eaton_a1",
            "k1": "cooper_eaton_k1",
            "a2": "cooper_eaton_a2",
            "k2": "cooper_eaton_k2",
        },
    ),
}
AnyLayer = (
    written.Foil
    | written.Pellet
    | written.Powder
    | written.Composite
    | written.Film
    | written.Plate
)


def make_layer(part: AnyLayer, ledger: Ledger) -> Layer:
    """The layer in SI. Raises `CardRefusal` for an unknown card or one that lacks a number."""
    if isinstance(part, written.Composite):
        return _composite(part, ledger)
    card = library.material(part.material)
    _refuse_other_kinds(part, card)
    if isinstance(part, written.Powder):
        return _powder(part, card, ledger)
    ready = 1.0
    if isinstance(part, written.Pellet):
        ready = part.relative_density or ledger.get(card, "conductivity_relative_density", 1.0)
    return Layer(
        **_common(part, card, ledger),
        thickness=part.si("thickness"),
        relative_density=ready,
        bow=part.si("flatness") if isinstance(part, written.Pellet | written.Plate) else 0.0,
        metal=_metal(part, card, ledger) if isinstance(part, written.Foil) else None,
        powder=_ready_powder(card, ledger, part.si("thickness") * ready),
        brittle=_brittle(part, card, ledger),
        conductor=_conductor(part, card, ledger, ready),
    )


def _refuse_other_kinds(part: AnyLayer, card: Card) -> None:
    """A foil has to flow, a powder to compact, an electrolyte to conduct ions."""
    where = f"stack.{part.name}.material"
    if isinstance(part, written.Foil) and card.kind != "metal":
        cure = 'a foil is a metal that flows, write "sodium" or "lithium"'
        raise RecipeRefusal(where, f'"{card.name}", a {card.kind} material', cure)
    if isinstance(part, written.Powder) and "compaction_law" not in card.options:
        cure = "a powder needs a card with a compaction law, or write it as a pellet"
        raise RecipeRefusal(where, f'"{card.name}", which has none', cure)
    if isinstance(part, written.Pellet) and "carrier" not in card.options:
        cure = "a pellet is an electrolyte; write a film, a plate or a foil instead"
        raise RecipeRefusal(where, f'"{card.name}", a {card.kind} material', cure)


def _common(part: AnyLayer, card: Card, ledger: Ledger) -> dict[str, object]:
    """What every layer has."""
    density = ledger.value(card, "density")
    return {
        "name": part.name,
        "kind": part.kind,
        "material": card.name,
        "diameter": part.si("diameter"),
        "density": density,
        "modulus": ledger.value(card, "youngs_modulus"),
        "poisson": ledger.value(card, "poisson_ratio"),
        "heat_conductivity": ledger.value(card, "thermal_conductivity"),
        "heat_capacity": density * ledger.value(card, "specific_heat"),
        "friction": by_carrier(card, ledger, "friction_factor_"),
        "transfer": by_carrier(card, ledger, "charge_transfer_"),
        "transfer_energy": ledger.get(card, "charge_transfer_activation_energy", 0.0),
        "melting_temperature": (
            ledger.value(card, "melting_temperature") if card.has("melting_temperature") else None
        ),
        "toughness": (
            ledger.value(card, "fracture_toughness") if card.has("fracture_toughness") else None
        ),
        "pore_throat": _throat(part, card, ledger),
        "inclusion_pressure": by_carrier(card, ledger, "metal_inclusion_pressure_"),
        "short_pressure": by_carrier(card, ledger, "mechanical_short_pressure_"),
        "grain": ledger.get(card, "particle_diameter", 1e-6),
        "melting_slope": ledger.get(card, "melting_slope", 0.0),
    }


def _throat(part: AnyLayer, card: Card, ledger: Ledger) -> float:
    own = part.si("pore_throat", 0.0) if isinstance(part, written.Pellet) else 0.0
    return own or ledger.get(card, "pore_throat", 0.0)


def by_carrier(card: Card, ledger: Ledger, prefix: str) -> dict[str, float]:
    """A quantity that a card gives for each metal, such as friction_factor_sodium."""
    return {
        metal: ledger.value(card, prefix + metal)
        for metal in _CARRIERS
        if card.has(prefix + metal)
    }


def _metal(part: written.Foil, card: Card, ledger: Ledger) -> Metal:
    n = ledger.value(card, "creep_exponent")
    melting = ledger.value(card, "melting_temperature")
    return Metal(
        carrier=card.name,
        creep=Creep(
            prefactor=ledger.value(card, "creep_prefactor") * 1e-6**n,  # MPa^-n/s to Pa^-n/s
            exponent=n,
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
    )


def _brittle(part: AnyLayer, card: Card, ledger: Ledger) -> Brittle | None:
    """Pellets and films break; what has no strength on its card is not judged."""
    if not isinstance(part, written.Pellet | written.Film) or not card.has("flexural_strength"):
        return None
    own = part.si("flexural_strength", 0.0)
    return Brittle(
        strength=own or ledger.value(card, "flexural_strength"),
        weibull_modulus=ledger.value(card, "weibull_modulus"),
        tested_volume=ledger.value(card, "strength_volume"),
    )


def _conductor(part: AnyLayer, card: Card, ledger: Ledger, ready: float) -> Conductor | None:
    """How it conducts; a pellet's own conductivity holds for the pellet as it is put in."""
    carrier = str(card.options.get("carrier", "electrons"))
    own = None
    if isinstance(part, written.Pellet | written.Film):
        own = part.si("conductivity", 0.0) or None
    if own is None and not card.has("conductivity"):
        return None
    stated = own if own is not None else ledger.value(card, "conductivity")
    return Conductor(
        carrier=carrier,
        stated=stated,
        state=_stated_at(card, ledger, ready if own is not None else None),
        law=_conduction(card, ledger) if carrier != "electrons" else Conduction(),
    )


def _stated_at(card: Card, ledger: Ledger, ready: float | None) -> PelletState:
    """The state a stated conductivity holds in: under its measuring pressure, at 25 °C."""
    pressure = ledger.get(card, "conductivity_stack_pressure", IN_THE_DIE)
    density = ready or ledger.get(card, "conductivity_relative_density", 1.0)
    return PelletState(
        density=density, pressure=pressure, largest_pressure=float("inf"), temperature=ROOM
    )


def _conduction(card: Card, ledger: Ledger) -> Conduction:
    return Conduction(
        activation_energy=ledger.get(card, "conduction_activation_energy", 0.0),
        density_exponent=ledger.get(card, "conductivity_density_exponent", 1.5),
        grain_pressure=ledger.get(card, "grain_contact_pressure", 0.0),
        bonded_share=ledger.get(card, "grain_bonded_share", 1.0),
        activation_volume=ledger.get(card, "conduction_activation_volume", 0.0),
    )


def _compacting(card: Card, ledger: Ledger, solid_thickness: float, loose: float) -> Powder:
    function, names = _LAWS[str(card.options["compaction_law"])]
    parameters = {symbol: ledger.value(card, name) for symbol, name in names.items()}
    return Powder(
        density_at=partial(function, **parameters),
        loose=loose,
        modulus=ledger.value(card, "unloading_modulus"),
        modulus_exponent=ledger.value(card, "unloading_exponent"),
        solid_thickness=solid_thickness,
        wall_friction=ledger.get(card, "wall_friction", 0.0),
        wall_ratio=ledger.get(card, "wall_pressure_ratio", 0.5),
    )


def _ready_powder(card: Card, ledger: Ledger, solid_thickness: float) -> Powder | None:
    """A ready pellet of a soft electrolyte is still a powder: pressed harder, it compacts on."""
    if "compaction_law" not in card.options:
        return None
    loose = ledger.value(card, "initial_relative_density")
    return _compacting(card, ledger, solid_thickness, loose)


def _powder(part: written.Powder, card: Card, ledger: Ledger) -> Layer:
    common = _common(part, card, ledger)
    area = pi / 4 * part.si("diameter") ** 2
    solid = part.si("mass") / ledger.value(card, "density") / area
    loose = part.initial_relative_density or ledger.value(card, "initial_relative_density")
    return Layer(
        **common,
        thickness=solid / loose,
        relative_density=loose,
        powder=_compacting(card, ledger, solid, loose),
        conductor=_conductor(part, card, ledger, loose),
        brittle=None,
    )


def _composite(part: written.Composite, ledger: Ledger) -> Layer:
    """A mixture: it compacts and carries ions as its electrolyte does, electrons as the active."""
    active, matrix = library.material(part.active), library.material(part.electrolyte)
    _refuse_mixture(part, active, matrix)
    volumes = (
        part.active_fraction,
        1 - part.active_fraction - part.additive_fraction,
        part.additive_fraction,
    )
    share = part.active_fraction  # the additive is counted as dense as the electrolyte
    density = share * ledger.value(active, "density")
    density += (1 - share) * ledger.value(matrix, "density")
    common = _common(part, matrix, ledger)
    common |= {"material": f"{active.name} in {matrix.name}", "density": density}
    solid = part.si("mass") / density / (pi / 4 * part.si("diameter") ** 2)
    loose = part.initial_relative_density or ledger.value(matrix, "initial_relative_density")
    return Layer(
        **common,
        thickness=solid / loose,
        relative_density=loose,
        powder=_compacting(matrix, ledger, solid, loose),
        conductor=_conductor(part, matrix, ledger, 1.0),
        composite=_mixture(active, ledger, volumes),
    )


def _refuse_mixture(part: written.Composite, active: Card, matrix: Card) -> None:
    if not active.has("crushing_pressure"):
        cure = 'write an active material, for example "NMC622"'
        raise RecipeRefusal(f"stack.{part.name}.active", f'"{active.name}"', cure)
    if "compaction_law" not in matrix.options:
        cure = 'write an electrolyte that compacts, for example "Li6PS5Cl"'
        raise RecipeRefusal(f"stack.{part.name}.electrolyte", f'"{matrix.name}"', cure)


def _mixture(active: Card, ledger: Ledger, volumes: tuple[float, float, float]) -> Composite:
    density = ledger.value(active, "density")
    return Composite(
        volumes=volumes,
        particle_diameter=ledger.value(active, "particle_diameter"),
        active_conductivity=ledger.value(active, "conductivity"),
        crushing_pressure=ledger.value(active, "crushing_pressure"),
        crushing_modulus=ledger.value(active, "crushing_modulus"),
        expansion=ledger.value(active, "expansion"),
        charge_density=ledger.value(active, "specific_capacity") * density,
    )
