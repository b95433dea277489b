"""Force, pressure and gauge, each from any other."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.errors import Refusal
from asperity.report.conversion import convert, render
from asperity.report.lines import to_text


def told(text, **options):
    return to_text(render(convert(text, **options)), width=80)


def test_three_tons_on_ten_millimetres():
    assert told("3 t", die_text="10 mm").startswith("3 t on 10 mm is 374.6 MPa\n")


def test_and_back():
    assert told("375 MPa", die_text="10 mm").startswith("375 MPa on 10 mm is 3.00 t\n")


@pytest.mark.parametrize(
    ("force", "diameter", "pressure"), [("1 t", "10 mm", 125e6), ("1 t", "13 mm", 74e6)]
)
def test_known_pairs(force, diameter, pressure):
    assert convert(force, die_text=diameter).pressure_pa == pytest.approx(pressure, rel=0.01)


@pytest.mark.parametrize("text", ["3 t", "3000 kgf", "29.41995 kN", "6613.8679 lbf"])
def test_spellings_of_a_force(text):
    assert convert(text, die_text="1 cm").force_n == pytest.approx(29419.95, rel=1e-6)


def test_gauge_is_the_ram_over_the_die():
    load = convert("30 bar", die_text="10 mm", ram_text="50 mm", gauge=True)
    assert load.pressure_pa == pytest.approx(25 * 3e6)
    assert load.gauge_pa == pytest.approx(3e6)
    assert "on the gauge" in told("30 bar", die_text="10 mm", ram_text="50 mm", gauge=True)


def test_bar_without_a_gauge_is_on_the_die():
    assert convert("30 bar", die_text="10 mm").pressure_pa == pytest.approx(3e6)


def test_cards_bring_diameters_and_limits():
    load = convert("3 t", die_text="hardened-steel-10mm", press_name="hydraulic-24t-heated")
    assert load.diameter_m == pytest.approx(0.01)
    assert load.gauge_pa is not None
    assert load.press_limit_n == pytest.approx(24 * 9806.65)
    assert "the press gives" in told("3 t", die_text="10 mm", press_name="hydraulic-24t-heated")


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("3", {"die_text": "10 mm"}, 'for example "3 t" or "375 MPa"'),
        ("3 parsec", {"die_text": "10 mm"}, "write a force or a pressure"),
        ("3 t", {"die_text": "10"}, "give a unit"),
        ("3 t", {"die_text": "0 mm"}, "above zero"),
        ("3 t", {"die_text": "1e-200 m"}, "from 0.1 mm"),
        ("1e300 t", {"die_text": "10 mm"}, "a load a press can give"),
        ("3 t", {"die_text": "hardened-steel-10"}, 'did you mean "hardened-steel-10mm"'),
        ("3 t", {"die_text": ""}, "die: found"),
        ("3 t", {"die_text": "10 mm", "press_name": "hydraulic-24t"}, "hydraulic-24t-heated"),
        ("30 bar", {"die_text": "10 mm", "gauge": True}, "give the ram"),
        ("3 t", {"die_text": "10 mm", "gauge": True, "ram_text": "5 cm"}, "pressure"),
        ("-3 t", {"die_text": "10 mm"}, "above zero"),
        ("nan t", {"die_text": "10 mm"}, "write"),
    ],
)
def test_refusals(text, options, message):
    with pytest.raises(Refusal, match=message):
        convert(text, **options)


def test_what_is_beyond_the_tools_comes_first():
    lines = told("113 kN", die_text="hardened-steel-10mm", press_name="coin-cell-crimper")
    assert lines.startswith("beyond this press: 113 kN of 19.3 kN\nbeyond this die: 1440 MPa of")
    assert "beyond" not in told("1 t", die_text="10 mm", press_name="coin-cell-crimper")


@given(st.floats(1e-3, 1e3), st.floats(1.0, 100.0))
def test_there_and_back(tons, millimetres):
    die = f"{millimetres!r} mm"
    there = convert(f"{tons!r} t", die_text=die)
    back = convert(f"{there.pressure_pa!r} Pa", die_text=die)
    assert math.isclose(back.force_n, there.force_n, rel_tol=1e-12)


def test_a_sleeve_bears_less_of_soft_metal_as_check_has_it():
    load = convert("360 MPa", die_text="PEEK-sleeve-10mm")
    assert load.die_limit_pa == pytest.approx(375e6)
    assert load.die_metal_pa == pytest.approx(375e6 / 2, rel=1e-6)
    text = to_text(render(load), width=80)
    assert "beyond this die on soft metal: 360 MPa of 188 MPa" in text
    assert "warm or for long less" in text
    steel = to_text(render(convert("360 MPa", die_text="hardened-steel-10mm")), width=80)
    assert "soft metal" not in steel
