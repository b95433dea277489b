"""Recipe and cards become SI; what does not fit together is refused where it stands."""

from math import pi

import pytest

import asperity
from asperity.errors import CardRefusal, RecipeRefusal
from asperity.stack import build

FACE = "interfaces.metal:electrolyte."


def test_si():
    stack = build(asperity.load_recipe("na-thermal-press"))
    metal, electrolyte = stack.layers
    assert [layer.thickness for layer in stack.layers] == pytest.approx([200e-6, 1e-3])
    assert metal.area == pytest.approx(pi / 4 * 0.01**2)
    assert metal.metal is not None
    assert electrolyte.electrolyte
    assert electrolyte.bow == pytest.approx(5e-6)
    assert stack.area == pytest.approx(metal.area)
    press = stack.steps[0]
    assert (press.temperature, press.pressure, press.dwell) == pytest.approx((370.15, 10e6, 600.0))


def test_every_number_used_is_noted_once():
    used = build(asperity.load_recipe("symmetric-cell")).used
    marks = [(card, quantity.name) for card, quantity in used]
    assert len(marks) == len(set(marks))
    assert ("lithium", "creep_exponent") in marks


def test_powder_keeps_its_mass():
    stack = build(asperity.load_recipe("multi-step"))
    powder = stack.layer("electrolyte")
    assert powder.solid_volume * powder.density == pytest.approx(50e-6)
    cathode = stack.layer("cathode")
    assert cathode.solid_volume * cathode.density == pytest.approx(12e-6)


REFUSED = [
    ("na-thermal-press", {"press.die": "hardened-steel-8mm"}, "stack.metal.diameter", "10 mm"),
    ("na-thermal-press", {"stack.metal.material": "NaSICON"}, "stack.metal.material", "NaSICON"),
    ("na-thermal-press", {"stack.electrolyte.material": "steel"}, "stack.electrolyte", "steel"),
    ("na-thermal-press", {"stack.metal.material": "natrium"}, "stack.metal.material", "natrium"),
    ("na-thermal-press", {"press.machine": "anvil"}, "press", "anvil"),
    ("multi-step", {"stack.electrolyte.material": "NaSICON"}, "stack.electrolyte", "NaSICON"),
    ("multi-step", {"stack.cathode.active": "Li6PS5Cl"}, "stack.cathode.active", "Li6PS5Cl"),
]


@pytest.mark.parametrize(("name", "changes", "where", "found"), REFUSED)
def test_what_does_not_fit_is_refused(name, changes, where, found):
    with pytest.raises((RecipeRefusal, CardRefusal)) as refusal:
        build(asperity.load_recipe(name).replace(changes))
    text = str(refusal.value)
    assert where in text
    assert found in text
    assert ": found " in text


def without_interfaces(name):
    recipe = asperity.load_recipe(name)
    bare = {**recipe.model_dump(mode="json", by_alias=True, exclude_defaults=True)}
    del bare["interfaces"]
    return asperity.Recipe.model_validate(bare)


def test_silence_about_a_metal_on_its_electrolyte_is_refused():
    with pytest.raises(asperity.Refusal, match=r'between = \["metal", "electrolyte"\]'):
        asperity.press(without_interfaces("na-thermal-press"))


def test_silence_about_another_face_is_told():
    outcome = asperity.press(without_interfaces("multi-step"))
    assert any("rod:electrolyte" in warning for warning in outcome.warnings)


def test_an_unknown_charge_transfer_is_told():
    recipe = asperity.load_recipe("na-thermal-press").replace({"stack.metal.material": "lithium"})
    outcome = asperity.press(recipe)
    assert any("no card knows it for lithium" in warning for warning in outcome.warnings)


def test_a_name_is_no_recipe():
    with pytest.raises(asperity.Refusal, match="load it first"):
        asperity.press("na-foil")
