"""The cards repeat what is published, number by number, and their fits repeat the data."""

import csv
from math import exp, log, log10, pi, sqrt
from pathlib import Path

import pytest

from asperity.materials import material

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.mark.validation
@pytest.mark.parametrize(
    "row", rows("published.csv"), ids=lambda r: f"{r['material']}.{r['quantity']}"
)
def test_card_repeats_the_published_value(row):
    quantity = material(row["material"]).quantities[row["quantity"]]
    assert quantity.si == pytest.approx(float(row["value"]), rel=1e-8)
    assert quantity.trust == row["trust"]
    for end, si in (("low", quantity.si_low), ("high", quantity.si_high)):
        if row[end]:
            assert si == pytest.approx(float(row[end]), rel=1e-8)


@pytest.mark.validation
def test_walker_and_springback_repeat_the_compaction_they_are_fitted_on():
    card = material("Li6PS5Cl")
    solid = 80.2e-6 / 1870.0 / (pi * 0.005**2)
    for row in rows("compaction.csv"):
        p = float(row["pressure_MPa"])
        loaded = 1 / (card.value("walker_c1") - card.value("walker_c2") * log10(p))
        b = card.value("unloading_exponent")
        modulus = card.value("unloading_modulus") * exp(-b * (1 - loaded))
        released = loaded / (1 + (p - 0.11) * 1e6 / modulus)
        assert loaded == pytest.approx(1e3 * solid / float(row["thickness_loaded_mm"]), abs=0.0075)
        assert released == pytest.approx(
            1e3 * solid / float(row["thickness_released_mm"]), abs=0.0081
        )


@pytest.mark.validation
@pytest.mark.parametrize(
    ("face", "symbol", "stress_MPa"),
    [
        ("steel", "friction_factor_sodium_oiled", 0.41),
        ("nickel", "friction_factor_sodium", 0.52),
        ("Na-beta-alumina", "friction_factor_sodium", 0.59),
    ],
)
def test_friction_factors_repeat_sodium_foil_compression(face, symbol, stress_MPa):
    """10.1016/j.mtla.2020.100792: 1.5 x 6.35 mm foil, 1.22e-3 /s, engineering stress at 20 %."""
    sodium = material("sodium")
    N = 1 / sodium.value("creep_exponent")
    flow = (1.22e-3 / 0.8 / sodium.value("creep_prefactor")) ** N
    slender = 6.35 / 2 / sqrt(0.8) / (0.8 * 1.5)
    hill = 2 * 3 ** (-(1 + N) / 2) / (N + 3) * ((2 * N + 1) / N) ** N * slender ** (1 + N)
    engineering = flow * (1 + material(face).value(symbol) * hill) / 0.8
    assert engineering == pytest.approx(stress_MPa, abs=0.002)


def test_derived_numbers_follow_from_what_they_say():
    sodium, lithium = material("sodium"), material("lithium")
    R = 8.314462618
    arrhenius = R * log(1.7e-11 / 5.7e-13) / (1 / 298 - 1 / 371)
    assert sodium.value("diffusivity_activation_energy") == pytest.approx(arrhenius, rel=2e-3)
    ratio = (lithium.value("hardness_250nm") / lithium.value("hardness_10um")) ** 2
    length = (ratio - 1) / (1 / 250e-9 - ratio / 10e-6)
    assert lithium.value("size_length") == pytest.approx(length, rel=0.02)
    assert sodium.value("molar_volume") == pytest.approx(
        22.98977e-3 / sodium.value("density"), rel=1e-3
    )
    assert lithium.value("creep_activation_volume") == pytest.approx(0.28 * 1.30e-5, rel=0.02)


def test_size_softening_is_what_the_pillars_weaken_beyond_creep():
    """1.4 um lithium pillars: 105 MPa at 25 degC, 35 MPa at 90 degC (10.1073/pnas.1615733114)."""
    card = material("lithium")
    creep = card.value("creep_activation_energy") / (8.314462618 * card.value("creep_exponent"))
    weaker = exp(creep * (1 / 298.15 - 1 / 363.15))  # at one strain rate, by activation alone
    cold = sqrt(1 + card.value("size_length") / 1.4e-6)
    warm = cold / (105 / 35 / weaker)
    length = 1.4e-6 * (warm**2 - 1)
    width = 65 / card.value("melting_temperature") / log(card.value("size_length") / length)
    assert card.value("size_softening") == pytest.approx(width, rel=0.01)


def test_sodium_takes_the_size_length_of_lithium_at_the_same_share_of_its_melting_point():
    sodium, lithium = material("sodium"), material("lithium")
    shares = [298.15 / card.value("melting_temperature") for card in (sodium, lithium)]
    weaker = exp(-(shares[0] - shares[1]) / lithium.value("size_softening"))
    expected = lithium.value("size_length") * weaker
    assert sodium.value("size_length") == pytest.approx(expected, rel=0.01)


def test_hydroborate_moduli_are_those_of_an_isotropic_solid():
    card = material("Na-hydroborate")
    K, G = card.value("bulk_modulus"), card.value("shear_modulus")
    assert card.value("youngs_modulus") == pytest.approx(9 * K * G / (3 * K + G), rel=0.01)
    assert card.value("poisson_ratio") == pytest.approx((3 * K - 2 * G) / (6 * K + 2 * G), rel=0.01)


def test_nmc_conductivity_follows_from_two_composites():
    for measured, fraction, tortuosity in ((0.56, 0.42, 7.4), (0.021, 0.25, 120)):
        bulk = 0.1 * measured * tortuosity / fraction
        assert material("NMC622").value("conductivity") == pytest.approx(bulk, rel=0.02)


def test_power_of_creep_at_360_megapascal_is_as_the_card_says():
    slowed = exp(360e6 * material("sodium").value("creep_activation_volume") / (8.314 * 298))
    assert 4.5 < slowed < 6.5
