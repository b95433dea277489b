"""The cards as tables."""

import pytest

from asperity.errors import CardRefusal
from asperity.report.cards import every_name, find, render_card, render_list
from asperity.report.lines import to_text


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
