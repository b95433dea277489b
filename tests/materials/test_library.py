"""Finding, caching and refusing cards; a user's own card."""

import pickle
from dataclasses import FrozenInstanceError

import pytest

from asperity.errors import CardRefusal
from asperity.materials import die, material, names, press

OWN = """
name = "my-argyrodite"
based_on = "Li6PS5Cl"
[options]
compaction_law = "heckel"
[quantities.heckel_py]
value = 180
unit = "N/mm^2"
source = "our press, 12 May"
trust = "measured"
[quantities.heckel_a]
value = 0.9
source = "our press, 12 May"
trust = "measured"
"""
QUANTITY = """
name = "mine"
kind = "metal"
title = "Mine"
[quantities.{name}]
value = {value}
unit = "{unit}"
source = "us"
trust = "{trust}"
"""


def own(tmp_path, text: str | bytes) -> str:
    path = tmp_path / "own.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


@pytest.mark.parametrize(
    ("reader", "name", "near"),
    [
        (material, "Sodium", "sodium"),
        (material, "LLZ0", "LLZO"),
        (material, "Li6PS5CI", "Li6PS5Cl"),
        (press, "hydraulic-30t", "hydraulic-30t-heated"),
        (die, "hardened-steel-10", "hardened-steel-10mm"),
    ],
)
def test_unknown_name_is_refused_with_the_nearest(reader, name, near):
    with pytest.raises(CardRefusal, match=f'found "{name}"; did you mean "{near}"'):
        reader(name)


@pytest.mark.parametrize("name", ["", "../cards/sodium", "no-such-thing-at-all", "sodium/../steel"])
def test_strange_names_are_refused(name):
    with pytest.raises(CardRefusal):
        material(name)


def test_a_material_is_no_press():
    with pytest.raises(CardRefusal):
        press("sodium")


def test_cards_are_cached_and_cannot_be_changed():
    card = material("sodium")
    assert material("sodium") is card
    with pytest.raises(FrozenInstanceError):
        card.name = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        card.quantities["density"] = None  # type: ignore[index]
    with pytest.raises(TypeError):
        card.options["a"] = "b"  # type: ignore[index]


def test_cards_travel_to_other_processes():
    for name in names("materials"):
        there = pickle.loads(pickle.dumps(material(name)))
        assert dict(there.quantities) == dict(material(name).quantities)


def test_missing_quantity_is_refused_by_name_and_default_is_taken():
    card = material("sodium")
    assert card.get("flexural_strength", 1.0) == 1.0
    with pytest.raises(CardRefusal, match=r"sodium\.creep_exponents: .*creep_exponent"):
        card.value("creep_exponents")


def test_own_card_takes_the_rest_from_the_one_it_is_based_on(tmp_path):
    card = material(own(tmp_path, OWN))
    assert card.name == "my-argyrodite"
    assert card.kind == "soft-electrolyte"
    assert card.value("heckel_py") == pytest.approx(180e6)
    assert card.options["compaction_law"] == "heckel"
    assert card.options["carrier"] == "lithium"
    assert card.value("density") == material("Li6PS5Cl").value("density")


def test_own_card_may_be_based_on_another_file(tmp_path):
    own(tmp_path, OWN)
    (tmp_path / "second.toml").write_text('name = "second"\nbased_on = "own.toml"\n')
    assert material(str(tmp_path / "second.toml")).has("heckel_py")


def test_edited_card_is_read_again(tmp_path):
    path = own(tmp_path, OWN)
    assert material(path).value("heckel_a") == 0.9
    (tmp_path / "own.toml").write_text(OWN.replace("0.9", "1.0"))
    import os

    os.utime(path, ns=(1, 1))
    assert material(path).value("heckel_a") == 1.0


def test_card_based_on_itself_is_refused(tmp_path):
    with pytest.raises(CardRefusal, match="based_on"):
        material(own(tmp_path, 'name = "loop"\nbased_on = "own.toml"\n'))


@pytest.mark.parametrize(
    ("name", "value", "unit", "trust", "message"),
    [
        ("densty", "1", "kg/m^3", "paper", 'did you mean "density"'),
        ("density", "1", "MPa", "paper", "write a density"),
        ("density", "1", "kg/lightyear^3", "paper", "is unknown"),
        ("density", "nan", "kg/m^3", "paper", "finite"),
        ("density", "true", "kg/m^3", "paper", "finite"),
        ("density", '"968"', "kg/m^3", "paper", "finite"),
        ("density", "968", "kg/m^3", "papers", 'did you mean "paper"'),
        ("density", "968", "kg/m^3", "assumed", "an assumed value without low, high"),
        (
            "density",
            "968\nlow = 960\nhigh = 970",
            "kg/m^3",
            "assumed",
            "an assumed value without conditions; give conditions, the argument",
        ),
        ("density", "1", "mm", "paper", 'density.unit: found "1 mm", a length; write a density'),
        ("density", "968\nlow = 970", "kg/m^3", "paper", "low <= value"),
        ("creep_prefactor", "1", "1/s", "paper", "MPa\\^-n/s"),
        ("density", "968\ncolour = 3", "kg/m^3", "paper", "an unknown key"),
    ],
)
def test_bad_quantities_are_refused(tmp_path, name, value, unit, trust, message):
    text = QUANTITY.format(name=name, value=value, unit=unit, trust=trust)
    with pytest.raises(CardRefusal, match=message):
        material(own(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\xfe\x00binary",
        b"name = ",
        b"",
        b'name = "x"\nkind = "liquid"\ntitle = "X"',
        b'name = 3\nkind = "metal"\ntitle = "X"',
        b'name = "x"\nkind = "metal"\ntitle = "X"\nquantities = 3',
        b'name = "x"\nkind = "metal"\ntitle = "X"\n[quantities]\ndensity = 3',
        b'name = "x"\nkind = "metal"\ntitle = "X"\n[options]\nlaw = 3',
        b"a = " + b"[" * 5000,
        b"#" * 1_100_000,
    ],
)
def test_files_that_are_no_cards_are_refused(tmp_path, text):
    with pytest.raises(CardRefusal):
        material(own(tmp_path, text))


def test_missing_file_and_folder_are_refused(tmp_path):
    (tmp_path / "folder.toml").mkdir()
    for name in ("nowhere.toml", "folder.toml", "nul\0.toml"):
        with pytest.raises(CardRefusal):
            material(str(tmp_path / name))
