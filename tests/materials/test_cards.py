"""Every shipped card: readable, sourced, in order, with nothing in it of unknown meaning."""

from math import pi
from pathlib import Path
from time import process_time

import pytest

from asperity.materials import MEANINGS, Card, Quantity, die, material, names, press
from asperity.materials.card import TRUST
from asperity.materials.library import _shipped
from asperity.materials.meaning import FIXED, USUAL_UNITS
from asperity.units import DIMENSIONS, to_si

READERS = {"materials": material, "presses": press, "dies": die}
ALL = [(shelf, name) for shelf in READERS for name in names(shelf)]
PROMISED = {
    "materials": "sodium lithium Li6PS5Cl Li6PS5Cl-microcrystalline Li6PS5Cl-glass-ceramic "
    "Li5.5PS4.5Cl1.5 Li3PS4-glass LLZO NaSICON Na5SmSi4O12 Na-beta-alumina "
    "Na3PS4 Na-hydroborate molecular-crystal LiCoO2 NMC622 NaCrO2 steel copper aluminium PEEK",
    "presses": "hand-press hydraulic-24t-heated hydraulic-30t-heated hydraulic-60t-heated "
    "cold-isostatic warm-isostatic coin-cell-crimper spring-fixture bolted-fixture",
    "dies": "hardened-steel-8mm hardened-steel-10mm hardened-steel-12mm hardened-steel-13mm "
    "hardened-steel-16mm hardened-steel-20mm tungsten-carbide-10mm tungsten-carbide-13mm "
    "PEEK-sleeve-10mm PEEK-sleeve-12mm PEEK-sleeve-13mm PEEK-sleeve-16mm",
}
NEEDED = {
    "metal": "density molar_volume melting_temperature melting_slope youngs_modulus poisson_ratio "
    "creep_prefactor creep_exponent creep_activation_energy creep_activation_volume "
    "creep_reference_temperature size_length diffusivity diffusivity_activation_energy "
    "surface_energy thermal_conductivity specific_heat yield_stress conductivity",
    "ceramic": "density youngs_modulus poisson_ratio flexural_strength weibull_modulus "
    "strength_volume fracture_toughness conductivity conduction_activation_energy pore_throat "
    "charge_transfer_activation_energy double_layer_capacitance thermal_conductivity specific_heat "
    "relative_permittivity grain_boundary_share grain_boundary_capacitance_ratio",
    "soft-electrolyte": "density youngs_modulus poisson_ratio fracture_toughness flexural_strength "
    "weibull_modulus conductivity conductivity_relative_density conduction_activation_energy "
    "conductivity_density_exponent grain_contact_pressure unloading_modulus unloading_exponent "
    "initial_relative_density wall_friction wall_pressure_ratio pore_throat thermal_conductivity "
    "specific_heat charge_transfer_activation_energy double_layer_capacitance "
    "relative_permittivity grain_boundary_share grain_boundary_capacitance_ratio",
    "active": "density youngs_modulus poisson_ratio crushing_pressure crushing_modulus expansion "
    "specific_capacity conductivity particle_diameter thermal_conductivity specific_heat",
    "structural": "density youngs_modulus poisson_ratio yield_stress thermal_conductivity "
    "specific_heat friction_factor_sodium friction_factor_lithium",
    "press": "max_plate_temperature temperature_overshoot heating_rate plate_flatness",
    "die": "inner_diameter outer_diameter height yield_stress rated_pressure max_temperature",
}
LAW_PARAMETERS = {"walker": ("walker_c1", "walker_c2"), "heckel": ("heckel_py", "heckel_a")}


def read(shelf: str, name: str) -> Card:
    return READERS[shelf](name)


def every_quantity() -> list[tuple[str, Quantity]]:
    return [
        (f"{name}.{quantity.name}", quantity)
        for shelf, name in ALL
        for quantity in read(shelf, name).quantities.values()
    ]


@pytest.mark.parametrize("shelf", PROMISED)
def test_promised_cards_are_there(shelf):
    assert set(PROMISED[shelf].split()) <= set(names(shelf))


@pytest.mark.parametrize(("shelf", "name"), ALL)
def test_card_reads_and_has_what_its_kind_needs(shelf, name):
    card = read(shelf, name)
    assert card.name == name
    assert card.title
    assert [symbol for symbol in NEEDED[card.kind].split() if not card.has(symbol)] == []


@pytest.mark.parametrize(("shelf", "name"), ALL)
def test_every_quantity_is_sourced_convertible_and_in_order(shelf, name):
    for symbol, quantity in read(shelf, name).quantities.items():
        assert symbol in MEANINGS
        assert quantity.name == symbol
        assert quantity.source
        assert quantity.trust in TRUST
        low, high = quantity.si_low, quantity.si_high
        assert (low is None) == (high is None)
        assert low is None or low <= quantity.si <= high  # type: ignore[operator]


def test_assumed_values_say_why_and_how_far_off():
    for place, quantity in every_quantity():
        if quantity.trust == "assumed":
            assert len(quantity.conditions) > 10, place
            assert quantity.low is not None, place
            assert quantity.low < quantity.high, place


def test_soft_electrolytes_name_their_compaction_law_and_carry_its_parameters():
    for name in names("materials"):
        card = material(name)
        if card.kind == "soft-electrolyte":
            law = card.options["compaction_law"]
            assert all(card.has(symbol) for symbol in LAW_PARAMETERS[law])


def test_electrolytes_have_the_charge_transfer_of_the_metal_they_conduct():
    for name in names("materials"):
        card = material(name)
        if card.kind in ("ceramic", "soft-electrolyte"):
            assert card.has(f"charge_transfer_{card.options['carrier']}")
            assert card.has(f"friction_factor_{card.options['carrier']}")


def test_uniaxial_presses_have_a_force_and_isostatic_ones_a_pressure():
    for name in names("presses"):
        card = press(name)
        assert card.has("max_force" if card.options["loading"] == "uniaxial" else "max_pressure")


def test_hydraulic_rams_reach_full_force_at_a_usual_oil_pressure():
    for name in names("presses"):
        card = press(name)
        if card.has("ram_diameter"):
            oil = card.value("max_force") / (0.25 * pi * card.value("ram_diameter") ** 2)
            assert 5e6 < oil < 70e6


def test_a_crimper_cannot_press_twenty_millimetres_to_360_megapascal():
    needed = 360e6 * pi * 0.01**2
    assert needed == pytest.approx(113.1e3, rel=1e-3)
    assert press("coin-cell-crimper").quantities["max_force"].si_high < needed


def test_dies_are_thick_enough_for_their_rated_pressure():
    for name in names("dies"):
        card = die(name)
        if card.options["limit"] == "hoop":
            squared = (card.value("outer_diameter") / card.value("inner_diameter")) ** 2
            largest_shear = card.value("rated_pressure") * squared / (squared - 1)
            assert 2 * largest_shear < 1.15 * card.value("yield_stress"), name


def test_meanings_are_dimensions_that_the_units_know():
    for meaning in MEANINGS.values():
        assert meaning.dimension in DIMENSIONS or meaning.dimension in FIXED
        assert meaning.text


@pytest.mark.parametrize("dimension", sorted(set(USUAL_UNITS) - set(FIXED)))
def test_usual_units_convert(dimension):
    for unit in USUAL_UNITS[dimension]:
        assert to_si(f"300 {unit}", dimension) > 0


def test_a_card_reads_in_a_few_milliseconds():
    def once() -> float:
        _shipped.cache_clear()
        start = process_time()
        material("Li6PS5Cl")
        return process_time() - start

    assert min(once() for _ in range(60)) < 5e-3  # of the processor: 2 ms where nothing else runs


def test_the_manual_names_every_quantity_and_every_card():
    manual = (Path(__file__).parents[2] / "docs" / "materials.md").read_text(encoding="utf-8")
    assert [
        meaning.name for meaning in MEANINGS.values() if f"`{meaning.name}`" not in manual
    ] == []
    assert [name for _, name in ALL if f"`{name}`" not in manual] == []
