"""A fit in words: errors to their second digit, laws told apart or not, at any width."""

from dataclasses import replace
from pathlib import Path

import pytest

from asperity.report.fit.picture import picture
from asperity.report.fit.terminal import plus_minus, points, render, verdict
from asperity.report.lines import to_text
from asperity.study import Sample, fit_compaction

DATA = Path(__file__).parents[1] / "materials" / "compaction.csv"


@pytest.fixture(scope="module")
def fit():
    return fit_compaction(str(DATA), Sample(mass=80.2e-6, diameter=10e-3, density=1870.0))


@pytest.mark.parametrize(
    ("value", "error", "told"),
    [
        (1.66154, 0.0068, "1.6615 ± 0.0068"),
        (182.6, 13.2, "183 ± 13"),
        (0.1, 0.0, "0.1"),
        (1.6640000001, 1e-12, "1.664"),
        (3.0, 2.5e5, "3 ± 2e+05"),
        (2.5e-5, 1e-6, "2.5e-05 ± 1e-06"),
        (5.4473, 1.597, "5.4 ± 1.6"),
        (199.7, 130.0, "200 ± 130"),
    ],
)
def test_values_to_the_second_digit_of_their_error(value, error, told):
    assert plus_minus(value, error) == told


def test_points_of_porosity():
    assert points(0.00393) == "0.39"
    assert points(1e-9) == "0"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_it_fits_the_screen(fit, width):
    lines = to_text(render(fit), width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert "walker" in "\n".join(lines)


def test_the_verdict_says_how_sure_it_is(fit):
    assert "clearly worse" in verdict(fit)
    doubtful = replace(fit, alike=("shapiro", "heckel"))
    assert "cannot tell it from shapiro or heckel" in verdict(doubtful)
    assert verdict(replace(fit, laws=fit.laws[:1])).endswith("(rms).")
    assert "AICc" not in verdict(fit)
    backwards = replace(fit, laws=fit.laws[::-1])
    assert "AICc, which charges a small record for each parameter, would take walker" in (
        verdict(backwards)
    )
    assert "as good" in to_text(render(doubtful))


def test_what_is_missing_is_said(fit):
    text = to_text(render(replace(fit, springback=None, no_springback="nothing was let go")))
    assert "Not fitted: nothing was let go." in text
    assert "--based-on" in text
    assert "own.toml is written" in to_text(render(fit, card="own.toml"))
    assert "no recipe can take it yet" in to_text(render(fit, card="own.toml"))
    based = to_text(render(fit, card="own.toml", based_on="Li6PS5Cl"))
    assert 'a recipe takes it as material = "own.toml"' in based


def test_no_law_is_recommended_that_is_not_to_be_taken(fit):
    bad = replace(fit.best, objection="it is off by 9 points")
    told = verdict(replace(fit, laws=(bad, *fit.laws[1:])))
    assert told.startswith("walker comes first, but it is off by 9 points. --law shapiro may do")
    none = replace(fit, laws=tuple(replace(law, objection="it is odd") for law in fit.laws))
    assert verdict(none) == "No law is to be taken: walker comes first, but it is odd."
    text = to_text(render(none))
    assert "Take " not in text
    assert "--out" not in text


def test_pictures_of_both_kinds(fit):
    assert picture(fit, "png")[:4] == b"\x89PNG"
    text = picture(fit, "svg").decode()
    assert "<svg" in text
    assert "dc:date" not in text
