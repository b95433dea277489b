"""Levels from margins; the verdict with its reasons and cures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.outcome import Cell, judge, judge_risks, level_of, weigh
from asperity.outcome.measures import best_contact, resistance_parts
from asperity.outcome.risk import used, worst
from tests.outcome.samples import AREA, faces, fracture, layers, molten, risk, step, thermal_press


@pytest.mark.parametrize(
    ("value", "level"),
    [(0.0, "good"), (0.79, "good"), (0.81, "marginal"), (1.0, "bad"), (9, "bad")],
)
def test_levels_of_a_plain_limit(value, level):
    assert level_of(value * 5, 5.0) == level


def test_a_limit_may_be_approached_from_above():
    """Too little pressure: safe at 4 MPa, marginal from 2 MPa, bad at 1 MPa."""
    marks = {"limit": 1e6, "marginal": 2e6, "safe": 4e6}
    assert [level_of(value, **marks) for value in (5e6, 2.1e6, 1.9e6, 1e6, 0)] == [
        "good",
        "good",
        "marginal",
        "bad",
        "bad",
    ]


def test_what_is_no_number_is_not_good():
    assert level_of(float("nan"), 1.0) == "bad"
    assert level_of(1.0, float("nan")) == "bad"
    assert level_of(1.0, float("inf")) == "good"


def test_marks_of_the_scale():
    marks = {"marginal": 368.0, "safe": 298.0}
    assert used(298.0, 371.0, **marks) == 0
    assert used(368.0, 371.0, **marks) == pytest.approx(0.8)
    assert used(371.0, 371.0, **marks) == pytest.approx(1)
    assert used(374.0, 371.0, **marks) == pytest.approx(1.2)


@given(*[st.floats(-1e9, 1e9) for _ in range(2)], st.floats(1e-3, 1e9), st.floats(0.01, 0.99))
def test_more_never_uses_less(one, other, limit, share):
    low, high = sorted((one, other))
    assert used(low, limit, marginal=share * limit) <= used(high, limit, marginal=share * limit)


def test_gravest_risk_of_each_place_is_kept():
    mild, grave = fracture(0.01), fracture(0.3)
    assert worst((mild, risk(value=300.0), grave)) == (grave, risk(value=300.0))


def test_a_good_verdict_says_why_and_names_the_nearest_limit():
    verdict = judge([step("press", risks=(fracture(0.001),))])
    assert verdict.level == "good"
    assert verdict.reasons[0].startswith("nearest to a limit, electrolyte")
    assert "metal:electrolyte touches over 99.73 % of its area" in verdict.reasons
    assert not verdict.advice


def test_a_risk_brings_its_reason_and_cure():
    verdict = thermal_press().verdict
    assert verdict.level == "marginal"
    assert verdict.reasons[0].startswith("melting, metal: sodium reaches")
    assert verdict.advice[0] == "set the plates 3 K lower"


def test_what_cannot_be_carried_out_is_bad_and_comes_first():
    verdict = molten().verdict
    assert verdict.level == "bad"
    assert verdict.reasons[0] == "step press cannot be carried out: molten"


@pytest.mark.parametrize(("contact", "level"), [(0.95, "good"), (0.6, "marginal"), (0.05, "bad")])
def test_contact_counts(contact, level):
    verdict = judge([step("press", risks=(), interfaces=faces(contact))])
    assert verdict.level == level


def test_contact_that_was_lost_is_told_apart():
    steps = [step("press"), step("release", interfaces=faces(0.4))]
    assert best_contact(steps, "metal:electrolyte") == pytest.approx(0.9973)
    assert any("lost it again" in text for text in judge(steps).advice)


def test_interfaces_without_current_do_not_count():
    bare = faces(0.1)[:1]
    assert judge([step("press", risks=(), interfaces=bare)]).level == "good"


def test_ejecting_leaves_the_last_touch_to_be_judged():
    steps = [step("press", risks=(), interfaces=faces(0.05)), step("eject", interfaces=())]
    assert judge(steps).level == "bad"


def test_charge_transfer_is_named_when_it_is_most():
    bare = tuple(layer for layer in layers() if layer.resistance_ohm is None)
    done = step("press", layers=bare)
    cell = Cell(resistance_ohm=7.0, area_m2=float(AREA))
    assert any("charge transfer" in text for text in judge([done], cell).advice)
    assert resistance_parts(done)[0].name == "metal:electrolyte"


def test_focusing_counts():
    crowded = faces(0.95)
    face = type(crowded[1])(
        between=("a", "b"), contact_fraction=0.95, resistance_ohm_m2=1.0, current_focusing=3.0
    )
    assert judge([step("press", risks=(), interfaces=(face,))]).level == "marginal"


def test_nothing_pressed_is_good_and_risks_alone_can_be_judged():
    assert judge([]).level == "good"
    assert judge_risks([]).level == "good"
    die = weigh(kind="die", where="PEEK-sleeve-10mm", value=2.0, limit=1.0, reason="it bursts")
    assert judge_risks([die]).level == "bad"
    assert judge_risks([die]).reasons == ("die, PEEK-sleeve-10mm: it bursts",)
