"""Numbers leaving SI: units in words a recipe takes back."""

import pytest

from asperity.report import words


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (words.pressure(3.6e8), "360 MPa"),
        (words.pressure(0.0), "0 MPa"),
        (words.pressure(5e3), "5 kPa"),
        (words.temperature(370.15), "97 degC"),
        (words.temperature(371.97), "98.8 degC"),
        (words.temperature(298.15), "25 degC"),
        (words.duration(45), "45 s"),
        (words.duration(600), "10 min"),
        (words.duration(9000), "2.5 h"),
        (words.duration(864000), "10 d"),
        (words.length(2e-4), "200 um"),
        (words.length(1e-3), "1 mm"),
        (words.length(1.08e-9), "1.08 nm"),
        (words.length(0.0), "0 nm"),
        (words.length(1e-30), "0 nm"),
        (words.percent(7.88e-40), "<0.0001 %"),
        (words.area_resistance(1e-20), "<0.0001 ohm cm^2"),
        (words.critical_current(0.317), "about 0.03 mA/cm^2"),
        (words.critical_current(5e4), ">100 mA/cm^2"),
        (words.force(29420), "29.4 kN"),
        (words.force(50), "50 N"),
        (words.tons(29419.95), "3 t"),
        (words.percent(0.21), "21 %"),
        (words.percent(0.9973), "99.73 %"),
        (words.percent(0.999999), "100 %"),
        (words.percent(1.0), "100 %"),
        (words.area_resistance(5e-4), "5 ohm cm^2"),
        (words.conductivity(0.29), "2.9 mS/cm"),
        (words.current_density(8.0), "0.8 mA/cm^2"),
        (words.gauge(3e6), "30 bar"),
        (words.maybe(words.number, None), ""),
    ],
)
def test_words(told, expected):
    assert told == expected


@pytest.mark.parametrize("share", [0.99991, 0.9999, 0.999901])
def test_nearly_all_is_not_all(share):
    assert words.percent(share) == "99.99 %"


@pytest.mark.parametrize(
    ("value", "unit", "kind", "expected"),
    [
        (1e8, "Pa", "die", "100 MPa"),
        (370.97, "K", "melting", "97.8 degC"),
        (0.05, "1", "fracture", "5 %"),
        (3.0, "1", "mechanical-short", "3"),
        (2.0, "kg", "press", "2 kg"),
        (None, "Pa", "die", ""),
    ],
)
def test_amounts_of_risks(value, unit, kind, expected):
    assert words.risk_amount(value, unit, kind) == expected


def test_signs_where_there_is_type():
    assert words.pretty("5 ohm cm^2 at 97 degC, 200 um") == "5\xa0Ω cm² at 97\xa0°C, 200\xa0µm"
    assert words.pretty("0.2 mm^3, 1 MPa m^0.5") == "0.2\xa0mm³, 1\xa0MPa m½"
    assert words.pretty("drum of an ohmmeter") == "drum of an ohmmeter"
