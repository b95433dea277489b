"""Torque of bolts and compression of springs against pressure."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.errors import Refusal
from asperity.report.conversion import Clamp, convert, render
from asperity.report.lines import to_text

AREA = math.pi / 4 * 13e-3**2


def load(text, *, press_name=None, **clamp):
    return convert(text, die_text="13 mm", press_name=press_name, clamp=Clamp(**clamp))


def told(text, **options):
    return to_text(render(load(text, **options)), width=120)


def test_a_torque_is_a_pressure():
    """p = n T/(K d A)"""
    found = load("1.2 N m", bolts=4, thread="M6")
    assert found.kind == "torque"
    assert found.pressure_pa == pytest.approx(4 * 1.2 / (0.2 * 6e-3 * AREA), rel=1e-12)
    oiled = load("1.2 N m", bolts=4, thread="M6", nut_factor=0.15)
    assert oiled.pressure_pa == pytest.approx(found.pressure_pa * 0.2 / 0.15, rel=1e-12)


def test_a_compression_is_a_pressure():
    """p = n k x/A"""
    found = load("1.5 mm", spring="20 N/mm", springs=4)
    assert found.kind == "compression"
    assert found.pressure_pa == pytest.approx(4 * 20e3 * 1.5e-3 / AREA, rel=1e-12)
    assert load("1.5 mm", spring="20 N/mm").force_n == pytest.approx(30)


@given(st.floats(1e-2, 1e3), st.integers(1, 12), st.sampled_from(["M4", "M6", "8 mm", "M10x1"]))
def test_torque_there_and_back(pressure, bolts, thread):
    there = load(f"{pressure!r} MPa", bolts=bolts, thread=thread)
    back = load(f"{there.torque_n_m!r} N m", bolts=bolts, thread=thread)
    assert math.isclose(back.pressure_pa, pressure * 1e6, rel_tol=1e-12)


@given(st.floats(1e-2, 1e3), st.integers(1, 12), st.floats(1.0, 1e4))
def test_compression_there_and_back(pressure, springs, rate):
    spring = {"spring": f"{rate!r} N/mm", "springs": springs}
    there = load(f"{pressure!r} MPa", **spring)
    back = load(f"{there.compression_m!r} m", **spring)
    assert math.isclose(back.pressure_pa, pressure * 1e6, rel_tol=1e-12)


def test_the_card_of_a_bolted_press_brings_its_bolts():
    by_card = load("5 MPa", press_name="bolted-fixture")
    by_hand = load("5 MPa", bolts=3, thread="M6")
    assert by_card.torque_n_m == pytest.approx(by_hand.torque_n_m)
    six = load("5 MPa", press_name="bolted-fixture", bolts=6)
    assert six.torque_n_m == pytest.approx(by_card.torque_n_m / 2)
    assert load("5 MPa", press_name="hydraulic-24t-heated").bolts is None


def test_what_is_told():
    lines = told("5 MPa", bolts=4, thread="6 mm")
    assert lines.startswith("5 MPa on 13 mm is 0.0677 t, 0.199 N m on each of 4 M6\n")
    assert "3.5 to 6.5 MPa" in lines
    assert "4 M6, nut factor 0.2" in lines
    assert "±30 %; dry 0.2, oiled 0.15" in lines
    assert "nearly a fixed gap" in lines
    assert "beyond" not in lines
    lines = told("1.5 mm", spring="20 N/mm", springs=4)
    assert lines.startswith("1.5 mm on 4 springs of 20 N/mm is 0.9041 MPa on 13 mm\n")


def test_a_bolt_that_yields_is_told_first():
    """20 kN on an M6 of class 8.8, which bears 11.7 kN; 5.5 kN are fine"""
    assert told("40 kN", bolts=2, thread="M6").startswith(
        "beyond bolts of class 8.8: 20 kN of 11.7 kN on each of 2 M6\n"
    )
    assert "beyond" not in told("11 kN", bolts=2, thread="M6")


def test_bolts_are_nearly_a_fixed_gap_and_springs_are_not():
    """10 um of growth: E A_s/l of four M6 of 50 mm, against four springs of 20 N/mm"""
    bolts, springs = 4 * 210e9 * 20.12e-6 / 0.05, 4 * 20e3
    alone = told("5 MPa", bolts=4, thread="M6")
    assert f"+{bolts * 10e-6 / AREA / 1e6:.1f} MPa" in alone
    assert "nearly a fixed gap" in alone
    both = told("5 MPa", bolts=4, thread="M6", spring="20 N/mm", springs=4)
    in_line = 1 / (1 / bolts + 1 / springs)
    assert f"+{in_line * 10e-6 / AREA / 1e3:.2f} kPa" in both
    assert "held by springs" in both


@pytest.mark.parametrize(
    ("text", "clamp", "message"),
    [
        ("1.2 N m", {}, "a torque; say on which bolts"),
        ("1.2 Nm", {"spring": "20 N/mm"}, "a torque; say on which bolts"),
        ("1.5 mm", {}, "a length; say of which spring"),
        ("1.5 mm", {"bolts": 4, "thread": "M6"}, "a length; say of which spring"),
        ("5 MPa", {"bolts": 4}, "--bolts: found 4; give their thread"),
        ("5 MPa", {"thread": "M6"}, '--thread: found "M6"; say how many'),
        ("5 MPa", {"nut_factor": 0.2}, "--nut-factor: found 0.2; say how many"),
        ("5 MPa", {"bolts": 0, "thread": "M6"}, "--bolts: found 0; write 1 to"),
        ("5 MPa", {"bolts": -2, "thread": "M6"}, "--bolts: found -2; write 1 to"),
        ("5 MPa", {"bolts": 2, "thread": "6"}, 'write "M6", or give a unit'),
        ("5 MPa", {"bolts": 2, "thread": "M600"}, "from 1 mm to 64 mm"),
        ("5 MPa", {"bolts": 2, "thread": "M6x5"}, "a pitch that fits"),
        ("5 MPa", {"bolts": 2, "thread": "six"}, "--thread: found"),
        ("5 MPa", {"bolts": 2, "thread": "M6", "nut_factor": 0.0}, "dry steel has 0.2"),
        ("5 MPa", {"bolts": 2, "thread": "M6", "nut_factor": float("nan")}, "dry steel has 0.2"),
        ("5 MPa", {"springs": 2}, "--springs: found 2; give the rate"),
        ("5 MPa", {"spring": "20 N/mm", "springs": 0}, "--springs: found 0; write 1 to"),
        ("5 MPa", {"spring": "20 N"}, "--spring: found .* a force; write the rate of one"),
        ("5 MPa", {"spring": "0 N/mm"}, "--spring: found .* from 0.001 N/mm"),
        ("-1 mm", {"spring": "20 N/mm"}, "above zero"),
        ("-1 N m", {"bolts": 2, "thread": "M6"}, "above zero"),
    ],
)
def test_refusals(text, clamp, message):
    with pytest.raises(Refusal, match=message):
        load(text, **clamp)
