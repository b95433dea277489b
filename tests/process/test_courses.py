"""What a step does to what lies in the press, through the public door."""

import numpy as np
import pytest

import asperity
from asperity.recipe import parse_recipe
from tests.process.cards import altered

SHEET = """
schema = "asperity-recipe-1"
[press]
machine = "hydraulic-30t-heated"
die = "hardened-steel-10mm"
[[stack]]
name = "electrolyte"
kind = "powder"
material = "{material}"
mass = "80 mg"
diameter = "10 mm"
[[steps]]
name = "densify"
kind = "compact"
pressure = "{pressure}"
[[steps]]
name = "release"
kind = "release"
[[steps]]
name = "eject"
kind = "eject"
"""


def densities(material, pressure):
    """Relative density loaded, released, ejected."""
    outcome = asperity.press(parse_recipe(SHEET.format(material=material, pressure=pressure)))
    return [step.layers[0].relative_density for step in outcome.steps]


@pytest.mark.parametrize("material", ["Li6PS5Cl", "Na-hydroborate", "molecular-crystal", "Na3PS4"])
def test_pressing_harder_never_leaves_a_looser_pellet(material):
    found = np.array([densities(material, f"{p} MPa") for p in (20, 60, 150, 250, 400, 600)])
    assert np.all(np.diff(found, axis=0) >= -1e-4)  # the pressures are looked at in steps of 10 %
    assert np.all(found[:, 0] >= found[:, 1])
    assert np.all(found[:, 1] >= found[:, 2])


def test_what_the_die_wall_held_is_given_back(tmp_path):
    """A powder whose wall pressure outlasts the release grows when it is ejected."""
    gripped = altered(tmp_path, "Na3PS4", wall_pressure_ratio=0.8)
    loaded, released, ejected = densities(gripped, "300 MPa")
    assert loaded > released > ejected


def test_ejection_keeps_the_faces():
    data = asperity.load_recipe("na-cold-press").to_toml()
    recipe = parse_recipe(data + '\n[[steps]]\nname = "eject"\nkind = "eject"\n')
    outcome = asperity.press(recipe)
    assert outcome.steps[-1].interfaces[0].contact_fraction > 0.9
    parts = outcome.steps[-1].interfaces[0].resistance_ohm_m2
    assert parts is not None


def test_a_foil_feels_only_what_lies_in_the_press():
    """A ceramic added later does not drag on the metal pressed before it."""
    sheet = asperity.load_recipe("na-foil").replace({"stack.plate-2.material": "PEEK"})
    foil = sheet.to_toml()
    alone = foil[: foil.index('[[stack]]\nname = "plate-2"')] + foil[foil.index("[[steps]]") :]
    with_lid_later = foil.replace(
        '[[steps]]\nname = "cool"',
        '[[steps]]\nname = "cool"\nadds = ["plate-2"]\npressure = "1 MPa"',
        1,
    )
    first = asperity.press(parse_recipe(alone)).steps[1].layers[1].thickness_m
    later = asperity.press(parse_recipe(with_lid_later)).steps[1].layers[1].thickness_m
    assert first == pytest.approx(later, rel=1e-12)


def test_a_press_too_weak_ends_the_step():
    outcome = asperity.press(
        asperity.load_recipe("na-cold-press").replace({"press.machine": "coin-cell-crimper"})
    )
    assert [step.carried_out for step in outcome.steps] == [False]
    assert "19.3 kN" in outcome.steps[0].ended
    assert not outcome.carried_out
    assert outcome.cell is None


def test_metal_at_a_free_rim_melts_at_its_own_melting_point():
    """Without a die the press raises the pressure inside a foil, and not at its edge."""
    hot = {"steps.press.temperature": "99 degC", "steps.press.pressure": "100 MPa"}
    free = asperity.press(asperity.load_recipe("na-foil").replace(hot))
    held = asperity.press(asperity.load_recipe("na-thermal-press").replace(hot))
    assert not free.carried_out
    assert held.carried_out


def test_delamination_is_a_loss_and_not_a_late_gain():
    gentle = {"steps.pre-press.pressure": "1 MPa", "steps.press.pressure": "1 MPa"}
    step = asperity.press(asperity.load_recipe("symmetric-cell").replace(gentle)).steps[-1]
    risks = [risk for risk in step.risks if risk.kind == "delamination"]
    assert risks
    assert all(risk.value == pytest.approx(0.0, abs=1e-6) for risk in risks)


def test_a_fixed_gap_breathes_and_a_constant_force_does_not():
    recipe = asperity.load_recipe("anneal-under-pressure").replace(
        {"steps.operate.pressure": "1 MPa", "steps.operate.capacity": "1 mAh/cm^2"}
    )
    spans = []
    for fixture in ("constant-force", "spring", "fixed-gap"):
        changes = {"steps.operate.fixture": fixture, "steps.operate.stiffness": "2 kN/mm"}
        history = asperity.press(recipe.replace(changes)).steps[-1].history
        spans.append(np.ptp(history.pressure_pa))
    assert spans[0] == 0
    assert 0 < spans[1] < spans[2]


def test_operating_above_the_critical_current_is_told():
    recipe = asperity.load_recipe("symmetric-cell").replace({"steps.operate.pressure": "1 MPa"})
    outcome = asperity.press(recipe)
    assert any("times the lower critical current" in told for told in outcome.warnings)


def test_a_renamed_card_keeps_its_carrier(tmp_path):
    card = tmp_path / "mine.toml"
    card.write_text('based_on = "sodium"\nname = "mine"\n')
    recipe = asperity.load_recipe("na-thermal-press")
    mine = asperity.press(recipe.replace({"stack.metal.material": str(card)}))
    shipped = asperity.press(recipe)
    assert mine.cell.resistance_ohm == shipped.cell.resistance_ohm


def test_a_polymer_sleeve_bears_less_metal_than_powder():
    """Its rating was proven with powder, which hands on half of the pressure."""
    sleeve = {"press.die": "PEEK-sleeve-10mm"}
    metal = asperity.check(asperity.load_recipe("na-cold-press").replace(sleeve))
    sheet = SHEET.format(material="Li6PS5Cl", pressure="300 MPa")
    powder = asperity.check(parse_recipe(sheet.replace("hardened-steel-10mm", sleeve["press.die"])))
    assert not metal.carried_out
    assert powder.carried_out
