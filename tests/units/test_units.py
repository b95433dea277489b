"""Quantities: what people write becomes SI, and what cannot be read is refused with a cure."""

import math
import pickle
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.errors import UnitRefusal
from asperity.units import DIMENSIONS, from_si, into_si, show, to_si

WRITTEN = [
    ("360 MPa", "pressure", 3.6e8),
    ("360MPa", "pressure", 3.6e8),
    ("10 kgf/cm^2", "pressure", 980665.0),
    ("10 kg/cm2", "pressure", 980665.0),
    ("1 psi", "pressure", 6894.757293168361),
    ("97 degC", "temperature", 370.15),
    ("97 °C", "temperature", 370.15),
    ("97 ℃", "temperature", 370.15),
    ("97 C", "temperature", 370.15),
    ("370.15 K", "temperature", 370.15),
    ("206.6 degF", "temperature", 370.15),
    ("10 degC/min", "heating_rate", 1 / 6),
    ("5 °C", "temperature_difference", 5.0),
    ("200 um", "length", 2e-4),
    ("200 µm", "length", 2e-4),  # micro sign
    ("200 μm", "length", 2e-4),  # Greek mu
    ("−5 um", "length", -5e-6),
    ("5 min", "time", 300.0),
    ("1.5 hours", "time", 5400.0),
    ("3 t", "force", 29419.95),
    ("3 tons", "force", 29419.95),
    ("3 t", "mass", 3000.0),
    ("80 mg", "mass", 8e-5),
    ("5 ohm cm^2", "area_resistance", 5e-4),
    ("5 ohm*cm**2", "area_resistance", 5e-4),
    ("5 Ω cm²", "area_resistance", 5e-4),
    ("5 Ω·cm2", "area_resistance", 5e-4),
    ("1e-5 ohm m2", "area_resistance", 1e-5),
    ("0.2 mA/cm^2", "current_density", 2.0),
    ("0.2 mA cm⁻²", "current_density", 2.0),
    ("1 mAh/cm^2", "areal_capacity", 36000.0),
    ("0.46 mS/cm", "conductivity", 0.046),
    ("30 %", "dimensionless", 0.3),
    ("0.3", "dimensionless", 0.3),
    ("0.3 eV", "energy_per_mol", 28945.599636993),
    ("1.2 N m", "torque", 1.2),
    ("1.2 Nm", "torque", 1.2),
    ("12 cNm", "torque", 0.12),
    ("1 MPa √m", "toughness", 1e6),
    ("1 MPa m^(1/2)", "toughness", 1e6),
    ("3 W/(m K)", "thermal_conductivity", 3.0),
    ("1e-3 1/s", "strain_rate", 1e-3),
    ("8.9e-8 K/Pa", "melting_slope", 8.9e-8),
]


@pytest.mark.parametrize(("text", "dimension", "value"), WRITTEN)
def test_what_people_write(text: str, dimension: str, value: float) -> None:
    assert to_si(text, dimension) == pytest.approx(value, rel=1e-14)


REFUSED = [
    ("400", "pressure", 'found 400; give a unit, for example "400 MPa"'),
    ("nan", "pressure", 'found nan; write a number and a unit, for example "10 MPa"'),
    ("inf K", "temperature", 'found "inf K"; write a number and a unit'),
    ("", "length", 'found ""; write a number and a unit, for example "10 um"'),
    ("360 degC", "pressure", 'found "360 degC", a temperature; write a pressure'),
    ("400 Mpa", "pressure", 'the unit "Mpa" is unknown, write for example "400 MPa"'),
    ("-300 degC", "temperature", 'below absolute zero; write "0 K" or more'),
    ("0,5 mm", "length", 'found "0,5 mm"; write decimals with a point'),
    ("1e300 GPa", "pressure", "write a smaller number"),
    ("1e99999999999 m", "length", "write a number and a unit"),
    ("1 m^9999999", "length", "is unknown"),
    ("5 µm^0", "pressure", "is unknown"),
    ("5 m 3", "length", 'found "5 m 3", a volume; write a length'),
    ("five", "dimensionless", 'found "five"; write a number, for example 0.8'),
    ("5 m", "dimensionless", 'found "5 m", a length; write a plain number'),
    ("5 " + "(" * 500 + "m", "length", "write a number and a unit"),
]


@pytest.mark.parametrize(("text", "dimension", "message"), REFUSED)
def test_what_is_refused(text: str, dimension: str, message: str) -> None:
    with pytest.raises(UnitRefusal) as refusal:
        to_si(text, dimension, where="steps.press.pressure")
    assert str(refusal.value).startswith("steps.press.pressure: found ")
    assert message in str(refusal.value)


def is_read_or_refused(text: str, dimension: str) -> bool:
    try:
        return math.isfinite(to_si(text, dimension))
    except UnitRefusal as refusal:
        return bool(refusal.instead)


@given(st.text(max_size=90), st.sampled_from(sorted(DIMENSIONS)))
def test_any_text_is_read_or_refused(text: str, dimension: str) -> None:
    assert is_read_or_refused(text, dimension)


@given(
    st.text("0123456789.eE+- mMPauµΩ^*/()%°C_½²", min_size=1, max_size=30),
    st.sampled_from(["pressure", "area_resistance", "temperature", "dimensionless"]),
)
def test_near_misses_are_read_or_refused(unit: str, dimension: str) -> None:
    assert is_read_or_refused("5 " + unit, dimension)


@given(st.decimals("1e-9", "1e9", allow_nan=False, places=9))
def test_spelling_never_matters(megapascal: Decimal) -> None:
    """Exact fractions inside: other units of the same pressure give the same float, bit for bit."""
    number = format(megapascal, "f")
    as_si = to_si(f"{number} MPa", "pressure")
    assert to_si(f"{number}e-3 GPa", "pressure") == as_si
    assert to_si(f"{number}e1 bar", "pressure") == as_si
    assert to_si(f"{number} N/mm^2", "pressure") == as_si
    assert to_si(f"{number}e6 J m^-3", "pressure") == as_si


@given(st.floats(-1e6, 1e6), st.sampled_from(["MPa", "degC", "%", "mA/cm^2", "um", "t"]))
def test_there_and_back(value: float, unit: str) -> None:
    assert from_si(into_si(value, unit), unit) == pytest.approx(value, rel=1e-12, abs=1e-9)


def test_arrays_keep_their_shape() -> None:
    assert from_si(np.array([[1e6, 2e6]]), "MPa").tolist() == [[1.0, 2.0]]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (3.6e8, "MPa", "360 MPa"),
        (370.15, "degC", "97 degC"),
        (0.3, "%", "30 %"),
        (0.0, "MPa", "0 MPa"),
        (1.2345e-9, "m", "1.23e-09 m"),
        (123456e6, "MPa", "123000 MPa"),
        (0.82, "", "0.82"),
    ],
)
def test_shown(value: float, unit: str, text: str) -> None:
    assert show(value, unit) == text


def test_tons_are_shown_as_force() -> None:
    assert show(29419.95, "t", dimension="force") == "3 t"


def test_unknown_unit_to_show() -> None:
    with pytest.raises(UnitRefusal, match="parsec"):
        show(1.0, "parsec")


@pytest.mark.parametrize(("name", "entry"), DIMENSIONS.items())
def test_every_dimension_reads_its_own_units(name: str, entry: object) -> None:
    assert isinstance(entry, tuple)
    si, usual, _ = entry
    assert to_si(f"1 {si}".strip(), name) == 1.0
    assert math.isfinite(to_si(f"1 {usual}", name))


def test_refusals_travel_between_processes() -> None:
    refusal = UnitRefusal("a.b", "400", "give a unit", also=[UnitRefusal("c", "x", "y")])
    again = pickle.loads(pickle.dumps(refusal))
    assert str(again) == str(refusal) == "a.b: found 400; give a unit\nc: found x; y"
