"""Powder laws: inverses, limits, mass, memory."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.laws.powder import bonding, crushing, janssen, springback
from asperity.laws.powder.compaction import COMPACTION
from asperity.laws.powder.compaction.walker import density as walker

FITTED = {  # the fits to Li5.5PS4.5Cl1.5 that validation/compaction.py prints
    "walker": {"C1": 1.664, "C2": 0.2405},
    "heckel": {"Py": 182.6e6, "A": 1.259},
    "panelli-ambrozio": {"a": 1.052e-4, "B": 0.8641},
    "kawakita": {"D0": 0.6796, "a": 0.3347, "b": 1.499e-8},
    "shapiro": {"e0": 0.3844, "k": 1.36e-9, "b": 7.963e-5},
    "cooper-eaton": {"D0": 0.6886, "a1": 0.55, "k1": 24.5e6, "a2": 0.4, "k2": 249e6},
}
SPRING = {"M1": 18.1e9, "b": 4.99}


@pytest.mark.parametrize("name", COMPACTION)
def test_parameters_are_named(name):
    assert tuple(FITTED[name]) == COMPACTION[name].parameters


@pytest.mark.parametrize("name", COMPACTION)
@given(p=st.floats(10e6, 450e6))
def test_inverse(name, p):
    law = COMPACTION[name]
    D = float(np.asarray(law.density(p, **FITTED[name])))
    assert 0 < D < 1
    assert float(np.asarray(law.pressure(D, **FITTED[name]))) == pytest.approx(p, rel=1e-6)


@pytest.mark.parametrize("name", COMPACTION)
def test_density_only_rises_and_stays_below_one(name):
    p = np.concatenate([[0.0], np.geomspace(1e3, 1e11, 200)])
    D = np.asarray(COMPACTION[name].density(p, **FITTED[name]))
    assert np.all(np.diff(D) >= 0)
    assert np.all((D >= 0) & (D <= 1))


@pytest.mark.parametrize("name", ["heckel", "panelli-ambrozio", "shapiro"])
def test_full_density_needs_infinite_pressure(name):
    assert np.isinf(COMPACTION[name].pressure(1.0, **FITTED[name]))


def test_out_of_reach_and_below_the_start():
    assert np.isinf(COMPACTION["cooper-eaton"].pressure(0.999, **FITTED["cooper-eaton"]))
    kawakita = FITTED["kawakita"]
    assert np.isinf(COMPACTION["kawakita"].pressure(1.0, **{**kawakita, "a": 0.3}))
    for name in ("heckel", "kawakita", "shapiro", "cooper-eaton", "panelli-ambrozio"):
        assert float(np.asarray(COMPACTION[name].pressure(0.3, **FITTED[name]))) == 0.0


def test_shapiro_without_its_linear_term():
    law = COMPACTION["shapiro"]
    only = {"e0": 0.4, "k": 0.0, "b": 1e-4}
    assert law.pressure(law.density(1e8, **only), **only) == pytest.approx(1e8)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(20e6, 500e6))
def test_release_in_two_steps_is_release_in_one(first, second, P):
    """Recovery strains add, because the modulus belongs to the largest pressure alone."""
    D = float(np.asarray(walker(P, **FITTED["walker"])))
    low, high = sorted((first * P, second * P))
    once = springback.recovery_strain(P - low, D, **SPRING)
    twice = springback.recovery_strain(P - high, D, **SPRING) + springback.recovery_strain(
        high - low, D, **SPRING
    )
    assert twice == pytest.approx(once, rel=1e-12, abs=1e-15)
    less = springback.sprung_density(D, low, P, **SPRING)
    assert less <= springback.sprung_density(D, high, P, **SPRING) <= D
    assert springback.sprung_density(D, P, P, **SPRING) == D


@pytest.mark.parametrize("both", [False, True])
def test_janssen_keeps_mass(both):
    length = float(np.asarray(janssen.decay_length(10e-3, mu=0.2, K=0.5)))

    def law(p):
        return walker(p, **FITTED["walker"])

    solid = 4e-3
    height = janssen.compact_height(law, 300e6, solid, length=length, both=both)
    z = (np.arange(100_000) + 0.5) * height / 100_000
    D = np.asarray(law(janssen.wall_profile(z, 300e6, height, length=length, both=both)))
    assert D.mean() * height == pytest.approx(solid, rel=1e-9)


def test_janssen_limits():
    assert janssen.wall_profile(1.0, 5.0, 1.0, length=np.inf) == 5.0
    length = janssen.decay_length(10e-3, mu=0.2, K=0.4)
    thin = janssen.wall_profile(0.6e-3, 1.0, 0.6e-3, length=length)
    assert 0.97 < thin < 0.99  # a 0.6 x 10 mm pellet loses 1-3 %
    ends = janssen.wall_profile(np.array([0.0, 5e-3, 10e-3]), 1.0, 10e-3, length=length, both=True)
    assert ends[0] == ends[2] == 1.0
    assert ends[1] == pytest.approx(np.exp(-5e-3 / length))


def test_janssen_refuses_a_law_without_density():
    with pytest.raises(ValueError, match="no density"):
        janssen.compact_height(lambda p: 0.0 * p, 1e6, 1e-3, length=1e-2)


def test_helle_effective_pressure_from_contact_area_and_number():
    D, D0 = 0.8, 0.64
    area, number = np.pi / 3 * (D - D0) / (1 - D0), 12 * D
    assert bonding.surface_share(D, D0) == pytest.approx(number * area / (4 * np.pi))
    assert bonding.section_share(D, D0) == pytest.approx(area * number * D / (4 * np.pi))
    for share in (bonding.bonding_degree, bonding.surface_share, bonding.section_share):
        assert share(0.5) == 0.0
        assert share(1.0) == 1.0


def test_crushing():
    assert crushing.crushed_share(150e6, Pc=150e6, m=3) == pytest.approx(1 - np.exp(-1))
    assert crushing.crushed_share(0.0, Pc=150e6, m=3) == 0.0
    share = crushing.crushed_share(np.array([100e6, 300e6, 500e6]), Pc=300e6, m=3)
    assert np.all(np.diff(share) > 0)
    assert crushing.crushing_pressure(share, Pc=300e6, m=3) == pytest.approx([100e6, 300e6, 500e6])
