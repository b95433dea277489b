"""One face by itself: the same contact as by hand, told in numbers; what cannot be is told too."""

import json

import numpy as np
import pytest

from asperity.contact import elastic_contact
from asperity.errors import CardRefusal, Refusal, Stopped, TopographyRefusal
from asperity.materials import library
from asperity.study import Hold, pair_of, press_face
from asperity.topography import Band, TopographyMap, self_affine, statistics

BAND = Band(rms_height=2e-8, hurst=0.8, longest=1e-6, shortest=2e-7)
FACE = self_affine((32, 40), spacing=5e-8, band=BAND, seed=1)
HOLD = Hold(duration=60.0, temperature=330.0)


def test_the_contact_is_that_of_the_engine() -> None:
    pressed = press_face(FACE, pair_of(modulus=5e9), pressure=2e7, level="none")
    own = elastic_contact(FACE.heights, spacing=5e-8, modulus=5e9, pressure=2e7)
    assert np.array_equal(pressed.elastic.pressure, own.pressure)
    touch = pressed.outcome.elastic
    assert touch.contact_fraction == own.contact_fraction
    assert touch.mean_gap_m == own.mean_gap
    assert touch.largest_contact_pressure_pa == own.pressure.max()
    assert touch.mean_contact_pressure_pa * touch.contact_fraction == pytest.approx(2e7)
    assert pressed.outcome.material is None
    assert pressed.outcome.carried_out


def test_the_statistics_are_those_of_the_map() -> None:
    face = press_face(FACE, pair_of(modulus=5e9), pressure=1e6, level="none").outcome.face
    assert face.rms_height_m == pytest.approx(2e-8, rel=1e-12)
    assert face.rms_slope == statistics.slope(FACE)
    assert face.skewness == statistics.skewness(FACE)
    assert face.self_affine is not None
    assert face.self_affine.hurst == pytest.approx(0.8, abs=0.05)


def test_the_modulus_of_a_pair() -> None:
    """1/E* = (1 - ν1²)/E1 + (1 - ν2²)/E2."""
    cards = [library.material(name) for name in ("sodium", "NaSICON")]
    shares = [
        (1 - card.value("poisson_ratio") ** 2) / card.value("youngs_modulus") for card in cards
    ]
    assert pair_of(material="sodium").modulus == pytest.approx(1 / shares[0], rel=1e-12)
    both = pair_of(material="sodium", against="NaSICON")
    assert both.modulus == pytest.approx(1 / sum(shares), rel=1e-12)
    swapped = pair_of(material="NaSICON", against="sodium")
    assert swapped.modulus == pytest.approx(both.modulus, rel=1e-12)
    outcome = press_face(FACE, both, pressure=1e6).outcome
    assert (outcome.material, outcome.against) == ("sodium", "NaSICON")
    assert {source.material for source in outcome.sources} == {"sodium", "NaSICON"}


def test_a_metal_closes_on_the_face() -> None:
    """More time, more warmth, more contact; no more metal than there was."""
    pair = pair_of(material="sodium")
    ends = []
    for hold in (
        HOLD,
        Hold(duration=600.0, temperature=330.0),
        Hold(duration=60.0, temperature=360.0),
    ):
        pressed = press_face(FACE, pair, pressure=2e6, hold=hold)
        closing = pressed.outcome.closing
        assert closing is not None
        assert closing.end.converged
        assert closing.duration_s == hold.duration
        assert closing.time_s[-1] == hold.duration
        assert closing.end.contact_fraction > pressed.outcome.elastic.contact_fraction
        assert closing.end.mean_gap_m < pressed.outcome.elastic.mean_gap_m
        assert (np.diff(closing.mean_gap_m) < 0).all()
        assert closing.end.gas_pressure_pa is None
        ends.append(closing.end.contact_fraction)
    assert ends[0] < ends[1]
    assert ends[0] < ends[2]


def test_molten_metal_is_an_answer() -> None:
    hot = Hold(duration=60.0, temperature=380.0)
    pressed = press_face(FACE, pair_of(material="sodium"), pressure=1e6, hold=hot)
    assert not pressed.outcome.carried_out
    assert "sodium melts at 97.9 degC under 1 MPa" in pressed.outcome.reasons[0]
    assert pressed.closure is None
    assert pressed.outcome.closing is None
    assert pressed.outcome.elastic.converged


def test_it_can_be_stopped() -> None:
    def stop(_done: float, _time: float) -> None:
        raise Stopped("stopped")

    with pytest.raises(Stopped):
        press_face(FACE, pair_of(material="sodium"), pressure=1e6, hold=HOLD, watch=stop)


def test_what_was_done_to_the_map_is_told() -> None:
    heights = np.array(FACE.heights)
    heights[3, 4] = np.nan
    face = TopographyMap(heights=heights, spacing=(5e-8, 6e-8), source="face.npy", digest="abc")
    with pytest.raises(TopographyRefusal, match="holes: found 1 of 1280"):
        press_face(face, pair_of(modulus=5e9), pressure=1e6)
    mark = press_face(face, pair_of(modulus=5e9), pressure=1e6, holes="fill").outcome.map
    assert mark.source == "face.npy"
    assert mark.filled_fraction == 1 / 1280
    assert mark.changes == (
        "its best plane taken off",
        "holes filled in",
        "resampled to square points",
        "made periodic",
    )


def test_a_steep_map_is_warned_of() -> None:
    steep = FACE.with_heights(100 * FACE.heights)
    warnings = press_face(steep, pair_of(modulus=5e9), pressure=1e6).outcome.warnings
    assert len(warnings) == 1
    assert "rms slope" in warnings[0]
    assert press_face(FACE, pair_of(modulus=5e9), pressure=1e6).outcome.warnings == ()


def test_the_outcome_as_json() -> None:
    pressed = press_face(FACE, pair_of(material="sodium"), pressure=2e6, hold=HOLD)
    told = json.loads(pressed.outcome.to_json())
    assert told["schema"] == "asperity-contact-1"
    assert told["closing"]["end"]["contact_fraction"] > 0
    assert len(told["closing"]["time_s"]) == len(told["closing"]["mean_gap_m"])
    assert told["map"]["rows"] == 32
    assert told["versions"]["asperity"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({}, "modulus: found neither"),
        ({"modulus": 1e9, "material": "sodium"}, "modulus and material"),
        ({"modulus": 1e9, "against": "NaSICON"}, "leave it out"),
        ({"modulus": -1.0}, "more than 0"),
        ({"modulus": float("nan")}, "more than 0"),
    ],
)
def test_pairs_that_are_none(words: dict[str, object], message: str) -> None:
    with pytest.raises(Refusal, match=message):
        pair_of(**words)  # type: ignore[arg-type]


def test_unknown_cards() -> None:
    with pytest.raises(CardRefusal, match='material: found "sodum"; did you mean "sodium"'):
        pair_of(material="sodum")
    with pytest.raises(CardRefusal, match='against: found "NaSICOM"; did you mean "NaSICON"'):
        pair_of(material="sodium", against="NaSICOM")


@pytest.mark.parametrize(
    ("material", "hold", "message"),
    [
        ("copper", HOLD, "material: found copper, which does not flow"),
        ("sodium", Hold(duration=0.0, temperature=300.0), "time: found 0 s"),
        ("sodium", Hold(duration=1.0, temperature=0.0), "temperature: found 0 K"),
        ("sodium", Hold(duration=1.0, temperature=300.0, gas=-1.0), "gas: found -1 Pa"),
    ],
)
def test_holds_that_are_none(material: str, hold: Hold, message: str) -> None:
    with pytest.raises(Refusal, match=message):
        press_face(FACE, pair_of(material=material), pressure=1e6, hold=hold)
