"""What metric bolts bear: the tables of ISO 898-1."""

import pytest

from asperity.laws.tools.bolt import bolt_stiffness, coarse_pitch, proof_force, stress_area


@pytest.mark.parametrize(
    ("size", "area", "proof"),
    [(3, 5.03, 2920), (4, 8.78, 5100), (5, 14.2, 8230), (6, 20.1, 11600), (8, 36.6, 21200),
     (10, 58.0, 33700), (12, 84.3, 48900), (16, 157, 91000), (20, 245, 147000), (36, 817, 490000)],
)  # fmt: skip
def test_coarse_threads_are_those_of_the_standard(size, area, proof):
    """Nominal stress areas (mm2) and proof loads of class 8.8 (N), ISO 898-1"""
    assert stress_area(size * 1e-3) == pytest.approx(area * 1e-6, rel=4e-3)
    assert proof_force(size * 1e-3) == pytest.approx(proof, rel=1e-2)


@pytest.mark.parametrize(("size", "area"), [(42, 1120), (48, 1470), (56, 2030), (64, 2680)])
def test_coarse_threads_beyond_m36(size, area):
    """Nominal stress areas (mm2) of the sizes that the standard's table of loads leaves out"""
    assert stress_area(size * 1e-3) == pytest.approx(area * 1e-6, rel=4e-3)
    assert proof_force(size * 1e-3) == pytest.approx(600 * area, rel=4e-3)


def test_a_fine_thread_carries_more():
    """M8x1: 39.2 mm2"""
    assert stress_area(8e-3, 1e-3) == pytest.approx(39.2e-6, rel=2e-3)
    assert stress_area(8e-3, coarse_pitch(8e-3)) == stress_area(8e-3)


def test_a_bolt_is_a_rod_under_tension():
    """Its proof force stretches it by S_p/E of its length"""
    stretched = proof_force(6e-3) / bolt_stiffness(6e-3, 0.06)
    assert stretched == pytest.approx(580e6 / 210e9 * 0.06, rel=1e-12)
