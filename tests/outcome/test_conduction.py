"""What the outcome says of conduction: the card's own state, memory, slices, paths of a mixture."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asperity
from asperity.laws.current import composite
from asperity.materials import material, names

OPENING = ("Li6PS5Cl-microcrystalline", "Li6PS5Cl-glass-ceramic", "Li5.5PS4.5Cl1.5")
PRESSED = tuple(
    name
    for name in names("materials")
    if material(name).has("grain_contact_pressure") and "carrier" in material(name).options
)
"""Every shipped card that conducts ions through contacts of grains."""
POWDER = {"kind": "powder", "mass": "80 mg", "diameter": "10 mm"}
CATHODE = {
    "kind": "composite",
    "active": "NMC622",
    "electrolyte": "Li6PS5Cl",
    "mass": "100 mg",
    "diameter": "10 mm",
}


def pressed(layer, *steps, die=None):
    """The layer at the end of steps, as `outcome_of` takes them."""
    return outcome_of(layer, *steps, die=die).steps[-1].layers[0]


def outcome_of(layer, *steps, die=None):
    """What becomes of a layer at a pressure in MPa each: the first presses, others let go."""
    press = {"machine": "hydraulic-60t-heated", "diameter": "10 mm"}
    kind = "press" if layer["kind"] == "pellet" else "compact"
    told = [{"name": "press", "kind": kind, "pressure": f"{steps[0]!r} MPa", "dwell": "1 s"}]
    told += [
        {"name": f"release-{i}", "kind": "release", "pressure": f"{p!r} MPa"}
        for i, p in enumerate(steps[1:])
    ]
    recipe = asperity.Recipe.model_validate(
        {
            "schema": "asperity-recipe-1",
            "title": "one layer",
            "press": press if die is None else press | {"die": die},
            "stack": [{"name": "layer"} | layer],
            "steps": told,
        }
    )
    return asperity.press(recipe)


@pytest.mark.parametrize("name", OPENING)
def test_a_powder_at_the_state_of_its_card_has_the_conductivity_of_its_card(name):
    card = material(name)
    made = card.value("conductivity_fabrication_pressure") / 1e6
    found = pressed(POWDER | {"material": name}, made).conductivity_s_per_m
    assert found == pytest.approx(card.value("conductivity"), rel=1e-4)


@pytest.mark.parametrize("name", OPENING)
def test_a_ready_pellet_at_the_state_of_its_card_has_exactly_its_conductivity(name):
    card = material(name)
    density = card.value("conductivity_relative_density")
    layer = {"kind": "pellet", "material": name, "thickness": "0.6 mm", "diameter": "10 mm"}
    made = card.value("conductivity_fabrication_pressure") / 1e6
    known = {"relative_density": density, "fabrication_pressure": f"{made!r} MPa"}
    for told in ({}, known):
        found = pressed(layer | told, made)
        assert found.relative_density == pytest.approx(density, rel=1e-12)
        assert found.conductivity_s_per_m == pytest.approx(card.value("conductivity"), rel=1e-9)


def test_a_ready_pellet_conducts_as_the_pressure_it_was_made_at_asks():
    layer = {
        "kind": "pellet",
        "material": "Li6PS5Cl-microcrystalline",
        "thickness": "0.6 mm",
        "diameter": "10 mm",
        "relative_density": 0.9,
    }
    soft, hard = (
        pressed(layer | {"fabrication_pressure": made}, 50.0).conductivity_s_per_m
        for made in ("100 MPa", "400 MPa")
    )
    r, b, p0 = 0.1, 0.15, 45.4
    kept = [(r + (1 - r) / (1 + b * (P / 50 - 1))) / (1 + p0 / P) for P in (100, 400)]
    assert hard / soft == pytest.approx(kept[1] / kept[0], rel=1e-6)
    own = pressed(
        layer | {"fabrication_pressure": "400 MPa", "conductivity": "2 mS/cm"}, 389.0
    ).conductivity_s_per_m
    assert own > 0.2 * 0.99  # stated at 389 MPa, made at 400 MPa


@settings(max_examples=8, deadline=None)
@given(st.floats(60, 480), st.floats(1.05, 2), st.floats(0.15, 0.9))
def test_pressed_harder_it_conducts_better_and_let_go_worse(P, more, share):
    """Under the same present pressure; and from half the largest down, where contacts decide."""
    layer = POWDER | {"material": "Li6PS5Cl-glass-ceramic"}
    present = 0.1 * P
    soft = pressed(layer, P, present)
    hard = pressed(layer, more * P, present)
    assert hard.relative_density >= soft.relative_density - 1e-12
    assert hard.conductivity_s_per_m > soft.conductivity_s_per_m
    half = pressed(layer, P, 0.5 * P).conductivity_s_per_m
    assert pressed(layer, P, 0.5 * share * P).conductivity_s_per_m < half


def extrapolated(outcome):
    """Warnings that a conductivity is told below the pressures it was measured under."""
    return [told for told in outcome.warnings if "extrapolated" in told]


@pytest.mark.parametrize("name", PRESSED)
@settings(max_examples=4, deadline=None)
@given(P=st.floats(5.0, 500.0))
def test_a_pellet_let_go_completely_still_conducts(name, P):
    """No shipped powder that was pressed insulates once the pressure is off."""
    found = pressed(POWDER | {"material": name}, P, 0.0)
    held = pressed(POWDER | {"material": name}, P)
    assert held.conductivity_s_per_m > found.conductivity_s_per_m > 0.05 * held.conductivity_s_per_m


@pytest.mark.parametrize(("name", "lowest"), [*zip(OPENING, (49.0, 49.0, 10.0), strict=True)])
def test_below_what_was_measured_the_outcome_says_so(name, lowest):
    layer = POWDER | {"material": name}
    assert material(name).value("conductivity_lowest_pressure") == pytest.approx(lowest * 1e6)
    (told,) = extrapolated(outcome_of(layer, 300.0, lowest - 1.0))
    assert told.startswith("steps.release-0: layer is under ")
    assert f"from {lowest:g} MPa up" in told
    assert not extrapolated(outcome_of(layer, 300.0, lowest))
    mixture = CATHODE | {"active_fraction": 0.5, "electrolyte": name}
    assert len(extrapolated(outcome_of(mixture, 300.0, 1.0))) == 1
    assert not extrapolated(outcome_of(POWDER | {"material": "Li6PS5Cl"}, 300.0, 0.0))


def test_a_cell_operated_below_what_was_measured_says_so():
    """Operation counts at its lowest pressure, wherever in the recipe it stands."""
    recipe = asperity.load_recipe("symmetric-cell")
    assert not extrapolated(asperity.press(recipe))
    changed = {"stack.electrolyte.material": "Li6PS5Cl-microcrystalline"}
    (told,) = extrapolated(asperity.press(recipe.replace(changed)))
    assert told.startswith("steps.operate: electrolyte is under ")


def test_what_the_wall_takes_lowers_the_conductivity():
    tall = POWDER | {"material": "Li5.5PS4.5Cl1.5", "mass": "1.5 g"}
    free = pressed(tall, 200.0)
    held = pressed(tall, 200.0, die="hardened-steel-10mm")
    assert held.relative_density < 0.99 * free.relative_density
    even = (held.relative_density / free.relative_density) ** 1.5
    assert held.conductivity_s_per_m < even * free.conductivity_s_per_m


def test_paths_of_a_mixture_belong_together():
    found = pressed(CATHODE | {"active_fraction": 0.5}, 380.0, 40.0)
    bulk = pressed(POWDER | {"material": "Li6PS5Cl"}, 380.0, 40.0)
    active, matrix, _, pores = composite.fractions((0.5, 0.5, 0.0), found.relative_density)
    assert found.conductivity_s_per_m == found.ionic_conductivity_s_per_m
    stated = material("Li6PS5Cl").value("conductivity_relative_density")
    phase = bulk.conductivity_s_per_m * (stated / bulk.relative_density) ** 1.5
    tau = phase * matrix / found.ionic_conductivity_s_per_m
    assert found.ionic_tortuosity == pytest.approx(tau, rel=1e-6)
    electrons = found.electronic_conductivity_s_per_m * found.electronic_tortuosity / active
    assert electrons == pytest.approx(material("NMC622").value("conductivity"), rel=1e-9)
    whole = 6 * active / material("NMC622").value("particle_diameter")
    assert found.active_area_per_m == pytest.approx(whole * matrix / (matrix + pores), rel=1e-9)


def test_an_additive_helps_electrons_but_not_their_tortuosity_through_the_active_material():
    without = pressed(CATHODE | {"active_fraction": 0.5}, 380.0)
    carbon = pressed(CATHODE | {"active_fraction": 0.5, "additive_fraction": 0.03}, 380.0)
    assert carbon.electronic_conductivity_s_per_m > 2 * without.electronic_conductivity_s_per_m
    assert carbon.electronic_tortuosity == pytest.approx(without.electronic_tortuosity, rel=1e-6)


def test_where_nothing_percolates_there_is_no_tortuosity():
    lean = pressed(CATHODE | {"active_fraction": 0.15}, 380.0)
    assert lean.electronic_conductivity_s_per_m == 0.0
    assert lean.electronic_tortuosity is None
    assert lean.ionic_tortuosity > 1
    assert pressed(POWDER | {"material": "Li6PS5Cl"}, 100.0).ionic_tortuosity is None


@given(st.floats(0.1, 0.6), st.floats(0.1, 0.39), st.floats(0.0, 0.05))
def test_more_of_a_phase_never_conducts_less(low, more, gone):
    for law in (composite.ionic, composite.electronic):
        assert law(1.0, low - gone) <= law(1.0, low) <= law(1.0, low + more)
