"""Survival and chances in words: terminal, page, and the line of a risk."""

from functools import cache

import asperity
from asperity.outcome.risk import weigh
from asperity.report import rows
from asperity.report.breaking.rows import survivals
from asperity.report.html import page
from asperity.report.lines import to_text
from asperity.report.terminal import render


@cache
def bowed():
    changes = {"steps.press.dwell": "1 s", "stack.electrolyte.flatness": "15 um"}
    return asperity.press(asperity.load_recipe("na-cold-press").replace(changes))


def test_a_probability_stands_with_its_band():
    told = weigh(
        kind="fracture",
        where="x",
        value=5e-3,
        limit=0.1,
        marginal=0.01,
        chance=(5e-3, 1e-6, 0.02),
    )
    assert rows.against(told) == (
        "breaks in 0.5 % (<0.01 % to 2 %); marginal from 1, bad from 10 %"
    )


def test_other_risks_tell_a_chance_only_where_it_is_worth_a_word():
    def told(chance):
        return rows.against(
            weigh(kind="die", where="x", value=8e7, limit=1e8, unit="Pa", chance=chance)
        )

    assert told(None) == told((1e-9, 0.0, 1e-6)) == "80 MPa; marginal from 80, bad from 100 MPa"
    assert told((0.03, 0.001, 0.2)).endswith("; goes wrong in 3 % (0.1 % to 20 %)")
    assert told((0.4, 0.005, 0.995)).endswith("in 40 % on balance, unknown: <1 % to >99 %")
    assert told((0.03, 0.0, 0.03)).endswith("; goes wrong in up to 3 %")
    assert told((0.52, 0.52, 0.52)).endswith("; goes wrong in 52 %")


def test_what_is_never_bad_says_what_its_chance_is_of():
    told = weigh(
        kind="press",
        where="x least force",
        value=785.0,
        limit=0.0,
        unit="N",
        safe=2e3,
        marginal=500.0,
        chance=(0.03, 0.001, 0.2),
    )
    assert rows.against(told) == (
        "0.785 kN; marginal below 0.5 kN; off by more than a factor of two in 3 % (0.1 % to 20 %)"
    )


def test_terminal_and_page_tell_what_pulls_and_what_helps():
    shown = survivals(bowed())
    assert [one.name for one in shown] == ["electrolyte in press"]
    facts = dict(shown[0].facts)
    assert "by bow" in facts["largest tension"]
    assert "isostatically: 0 %" in facts["better"]
    assert "scatter of strength (Weibull modulus)" in facts["assumed, not measured"]
    text, html = to_text(render(bowed())), page(bowed())
    for told in (text, html):
        assert "Will it break: electrolyte in press" in told
        assert "any, isostatically" in told
    assert len(shown[0].short.rows) < len(shown[0].whole.rows) == 7


def test_a_line_is_enough_for_what_will_hardly_break():
    changes = {"steps.press.dwell": "1 s", "stack.electrolyte.flatness": "1 um"}
    outcome = asperity.press(asperity.load_recipe("na-cold-press").replace(changes))
    (shown,) = survivals(outcome)
    text = to_text(render(outcome))
    assert not shown.worth
    assert f"Will it break: electrolyte in press\n  {shown.line}" in text
    assert "any, isostatically" not in text


def test_nothing_is_said_where_nothing_pulls():
    changes = {"press.machine": "cold-isostatic", "press.die": None, "steps.press.dwell": "1 s"}
    recipe = asperity.load_recipe("na-cold-press").replace(changes)
    assert survivals(asperity.press(recipe)) == ()
