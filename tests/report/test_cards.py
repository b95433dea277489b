"""The cards as tables."""

import dataclasses

import pytest

from asperity.errors import CardRefusal
from asperity.outcome import Source
from asperity.report.cards import every_name, find, render_card, render_list
from asperity.report.lines import to_text
from asperity.report.usual.values import of_source, spread, value


@pytest.mark.parametrize("name", every_name())
def test_every_card_can_be_shown_at_any_width(name):
    for width in (60, 80, 120):
        text = to_text(render_card(find(name)), width=width)
        assert max(map(len, text.splitlines())) <= width
        for quantity in find(name).quantities:
            assert quantity in text


def test_a_card_gives_units_spreads_sources_and_trust():
    text = to_text(render_card(find("sodium")), width=80)
    for told in ("970.97"[1:], "K", "4.6 GPa", "3.9 to 4.6", "paper", "10.1016/j.mtla.2020.100792"):
        assert told in text


def test_the_list_groups_all_shelves():
    text = to_text(render_list(), width=100)
    for told in ("Metals", "sodium", "Presses and fixtures", "coin-cell-crimper", "Dies"):
        assert told in text
    assert all(name in text for name in every_name())


def test_unknown_card_is_refused_with_the_nearest():
    with pytest.raises(CardRefusal, match='did you mean "sodium"'):
        find("sodum")


def test_a_card_of_ones_own(tmp_path):
    own = tmp_path / "mine.toml"
    own.write_text('name = "mine"\nkind = "metal"\ntitle = "Mine"\nbased_on = "sodium"\n')
    assert "Mine" in to_text(render_card(find(str(own))))


@pytest.mark.parametrize("name", ["NaSICON", "sodium", "hydraulic-30t-heated"])
def test_no_column_of_a_card_wraps_to_the_margin(name):
    lines = to_text(render_card(find(name)), width=80).splitlines()[3:]
    table = lines[: lines.index("")]
    assert all(line.startswith("  ") for line in table)
    for word in ("recalled", "assumed"):
        assert word not in {line.strip() for line in table}


def test_parameters_of_an_outcome_are_in_units_people_think_in():
    told = {
        ("youngs_modulus", "4.6e+09", "Pa", "4e+09 to 5e+09"): ("4.6 GPa", "4 to 5"),
        ("melting_slope", "8.9e-08", "K/Pa", None): ("89 K/GPa", ""),
        ("fracture_toughness", "1.3e+06", "Pa m^0.5", None): ("1.3 MPa m^0.5", ""),
        ("strength_volume", "1e-08", "m^3", None): ("10 mm^3", ""),
    }
    for (quantity, number, unit, ends), expected in told.items():
        source = Source(
            material="x",
            quantity=quantity,
            value=number,
            unit=unit,
            source="",
            trust="assumed",
            spread=ends,
        )
        found = of_source(source)
        assert found is not None
        assert (value(found), spread(found)) == expected
    odd = dataclasses.replace(source, quantity="of nobody")
    assert of_source(odd) is None
