"""One material point against closed forms, and properties of the return to the yield surface."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asperity.solid import assumed_set, drive, elastic_set
from asperity.solid.grid import rectangle
from asperity.solid.point import returned
from asperity.solid.stress import FRESH, points
from tests.solid.powder import cellulose, invariants, outside, simple, table


def sphere(lengths: np.ndarray) -> np.ndarray:
    path = np.zeros((lengths.size, 5))
    path[:, [0, 3, 4]] = lengths[:, None]
    return path


def along_the_axis(heights: np.ndarray) -> np.ndarray:
    path = np.zeros((heights.size, 5))
    path[:, [0, 4]], path[:, 3] = 1.0, heights
    return path


def test_the_hydrostatic_hardening_curve_is_recovered_to_a_percent():
    """Driven in even steps that know nothing of the rows, between which a cubic is drawn."""
    p_b, _, D = table("hardening")
    stress, density = drive(cellulose(), 0.30, sphere(np.cbrt(np.linspace(1.0, 0.27, 3000))))
    p, q = invariants(stress)
    rows = np.searchsorted(D, [density[1], density[-1]])
    rows = slice(*rows)
    found = np.exp(np.interp(np.log(D[rows]), np.log(density[1:]), np.log(p[1:])))
    assert D[rows].size >= 9
    assert found == pytest.approx(1e6 * p_b[rows], rel=0.01)
    assert np.abs(q).max() < 1e-6 * p.max()


def test_elements_pressed_from_all_sides_bear_the_hardening_curve():
    """Nodal forces of a shrinking block over its face are the pressure of the table."""
    p_b, _, D = table("hardening")
    cap, grid = cellulose(), rectangle(2e-3, 3e-3, across=2, along=3)
    C, x = np.tile(FRESH, (24, 1)), np.full(24, np.log(0.30))
    for row in (4, 6):
        for share in np.linspace(0, 1, 20):  # the last density is reached by its elastic strain too
            K = cap.at(D[row])[0]
            length = np.cbrt(np.exp(share * (np.log(0.30 / D[row]) - 1e6 * p_b[row] / K)))
            U = np.zeros(grid.size)
            U[grid.unknowns] = (length - 1) * grid.nodes
            P, _, _, C, x, _ = points(
                grid.strain(U), C, x, 0.0, np.inf, cap.begin, cap.step, cap.table
            )
        force = grid.forces(P)[grid.unknowns[grid.top, 1]].sum()
        assert -force / (np.pi * (2e-3 * length) ** 2) == pytest.approx(1e6 * p_b[row], rel=0.01)
        assert np.exp(x) == pytest.approx(np.full(24, D[row]), rel=1e-4)


def test_uniaxial_strain_of_an_elastic_body():
    """σ_z = M ln λ and σ_r = ν/(1 - ν) σ_z, with M the modulus of uniaxial strain."""
    E, nu = 2e9, 0.3
    heights = np.array([0.99, 0.9, 1.05])
    stress, _ = drive(elastic_set(E, nu), 0.5, along_the_axis(heights))
    M = E * (1 - nu) / ((1 + nu) * (1 - 2 * nu))
    assert stress[:, 2] == pytest.approx(M * np.log(heights), rel=1e-12)
    assert stress[:, 0] == pytest.approx(nu / (1 - nu) * stress[:, 2], rel=1e-12)
    assert stress[:, 3] == pytest.approx(stress[:, 0], rel=1e-12)


def test_stress_does_not_see_a_turn():
    """A stretch along a slanting axis: the same principal stresses, turned with it."""
    cap, angle = elastic_set(1e9, 0.2), 0.4
    c, s = np.cos(angle), np.sin(angle)
    turn = np.array([[c, -s], [s, c]])
    stretch = turn @ np.diag([0.9, 1.05]) @ turn.T
    straight, _ = drive(cap, 0.5, [[0.9, 0, 0, 1.05, 1.0]])
    slanted, _ = drive(cap, 0.5, [[*stretch.ravel(), 1.0]])
    rr, rz, zz, tt = slanted[0]
    turned = turn @ np.diag(straight[0][[0, 2]]) @ turn.T
    assert [rr, rz, zz] == pytest.approx([turned[0, 0], turned[0, 1], turned[1, 1]], rel=1e-9)
    assert tt == pytest.approx(straight[0][3], rel=1e-12)


def test_deviatoric_stress_relaxes_as_in_a_maxwell_body():
    """q = q0 exp(-G t/η) at a held strain, whatever the steps; the mean stress stays."""
    E, nu, eta = 1e9, 0.25, 4e12
    G = E / (2 * (1 + nu))
    held = along_the_axis(np.full(7, 0.98))
    quick, _ = drive(elastic_set(E, nu), 0.5, held[:1])
    slow, _ = drive(elastic_set(E, nu, viscosity=eta), 0.5, held, duration=900.0)
    p0, q0 = invariants(quick)
    p, q = invariants(slow)
    assert p == pytest.approx(np.full(7, p0[0]), rel=1e-12)
    assert q == pytest.approx(q0 * np.exp(-G * 900.0 * np.arange(1, 8) / eta), rel=1e-10)


strains = st.tuples(
    *[st.floats(-0.3, 0.05)] * 3, st.floats(-0.2, 0.2), st.floats(0.32, 0.9)
).filter(lambda found: max(map(abs, found[:3])) > 1e-3)


@settings(max_examples=60, deadline=None)
@given(strains)
def test_no_stress_is_outside_the_yield_surface(strain):
    """And lasting volume is exactly lasting density: the split of the strain loses no mass."""
    cap = simple()
    rr, zz, tt, shear, density = strain
    F = np.array([[np.exp(rr), shear, 0.0, np.exp(zz), np.exp(tt)]])
    x = np.array([np.log(density)])
    _, _, stress, C, new, sound = points(
        F, np.array([FRESH]), x, 0.0, np.inf, cap.begin, cap.step, cap.table
    )
    assert sound
    strength = density if new[0] < x[0] else np.exp(new[0])  # in shear that of the beginning
    if new[0] != x[0]:
        p, q = invariants(stress)
        _, _, t, d, R, _ = cap.at([strength])
        p_b = cap.at(np.exp(new))[5]
        p_a = (p_b - R * d) / (1 + R * t)
        if new[0] > x[0]:
            assert outside(cap, stress, np.exp(new)) == pytest.approx(0.0, abs=2e-3)
        else:
            assert q == pytest.approx(d + p * t, rel=1e-6)
            assert p < p_a * (1 + 1e-6)
    lasting = 0.5 * np.log((C[0, 0] * C[0, 2] - C[0, 1] ** 2) * C[0, 3])
    assert lasting == pytest.approx(new[0] - x[0], abs=1e-13)


@pytest.mark.parametrize(
    "stretch",
    [
        [0.96, 0.02, 0.01, 0.78, 0.97],  # on the cap
        [0.95, 0.03, 0.02, 0.802, 0.97],  # elastic
        [0.99, 0.05, 0.03, 0.9, 1.02],  # shear and tension
    ],
)
def test_the_stiffness_is_the_slope_of_the_stress(stretch):
    cap = cellulose()
    fixed = (0.0, np.inf, cap.begin, cap.step, cap.table)
    first = np.array([[0.95, 0.03, 0.02, 0.8, 0.97]])
    *_, C, x, _ = points(first, np.array([FRESH]), np.array([np.log(0.34)]), *fixed)
    F, h = np.array([stretch]), 1e-7
    _, A, *_ = points(F, C, x, *fixed)
    for k in range(5):
        ends = [points(F + sign * h * np.eye(5)[k], C, x, *fixed)[0][0] for sign in (1, -1)]
        slope = (ends[0] - ends[1]) / (2 * h)
        assert A[0, :, k] == pytest.approx(slope, abs=1e-6 * np.abs(A).max())


def test_flow_is_normal_to_the_cap():
    """Δs/Δv = R² q/(p - p_a), from the strains alone."""
    cap = cellulose()
    K, G = cap.at([0.5])[:2, 0]
    ev, eq, x = 0.05, 0.03, np.log(0.5)
    dv, p, q, *_ = returned(ev, eq, x, cap.begin, cap.step, cap.table)
    K, G, t, d, R, p_b = cap.at([np.exp(x + dv)])[:, 0]
    p_a = (p_b - R * d) / (1 + R * t)
    assert p > p_a
    assert dv > 0
    assert (eq - q / (3 * G)) / dv == pytest.approx(R**2 * q / (p - p_a), rel=1e-4)
    assert p == pytest.approx(K * (ev - dv), rel=1e-6)


def kept(C: np.ndarray, F: list[float]) -> np.ndarray:
    """Logarithmic elastic strains rr, zz, θθ of a point without shear, positive in compression."""
    return -0.5 * np.log(C[[0, 2, 3]] * np.square(np.array(F)[[0, 3, 4]]))


def deviator(values: np.ndarray) -> np.ndarray:
    return values - values.mean()


@pytest.mark.parametrize("step", [1e-2, 1e-3, 1e-4])
@pytest.mark.parametrize("mode", ["shear", "cap"])
def test_the_strain_that_was_kept_bears_the_stress_and_the_rest_flowed(mode, step):
    """In balance whatever the size of the step.

    What flowed is Δv in volume and (3/2) s Δv/m in shape, m = (p - p_a) c, c = 1/R² or tan² β; the
    elastic strain left is the stress over the moduli, of the beginning in shear, else of the end.
    """
    cap, side = cellulose(), 1 if mode == "cap" else -1
    fixed = (0.0, np.inf, cap.begin, cap.step, cap.table)
    first = [0.99, 0.0, 0.0, 0.95 if mode == "cap" else 1.04, 0.99]  # onto the surface
    then = [0.99, 0.0, 0.0, first[3] * np.exp(-side * step), 0.99]
    *_, C, x, _ = points(np.array([first]), np.array([FRESH]), np.array([np.log(0.66)]), *fixed)
    _, _, stress, C_new, new, _ = points(np.array([then]), C, x, *fixed)
    dv = float(new[0] - x[0])
    assert np.sign(dv) == side
    K, G, t, d, R, _ = cap.at(np.exp(max(new[0], x[0])))
    p_b = cap.at(np.exp(new[0]))[5]
    p_a = (p_b - R * d) / (1 + R * t)
    s, p = -stress[0, [0, 2, 3]], -stress[0, [0, 2, 3]].mean()
    elastic = kept(C_new[0], then)
    assert elastic.sum() == pytest.approx(p / K, rel=1e-6)
    assert deviator(elastic) == pytest.approx(deviator(s) / (2 * G), rel=1e-6)
    flowed = 0.5 * np.log(C_new[0, [0, 2, 3]] / C[0, [0, 2, 3]])
    m = (p - p_a) * (R**-2 if mode == "cap" else t * t)
    assert flowed.sum() == pytest.approx(dv, rel=1e-9)
    assert deviator(flowed) == pytest.approx(1.5 * deviator(s) * dv / m, rel=1e-7)


def test_the_assumed_set_gives_back_the_die_compaction_it_was_made_from():
    """A point without elasticity to speak of, compressed along its axis, bears the curve."""
    D = np.linspace(0.5, 0.9, 9)
    P = 20e6 * (D / 0.5) ** 5
    cap = assumed_set(
        D, P, wall_ratio=0.45, young=np.full(9, 5e12), poisson=0.25, strength=0.01 * P
    )
    heights = 0.5 / np.linspace(0.5, 0.88, 400)
    stress, density = drive(cap, 0.5, along_the_axis(heights))
    later = density > 0.6
    given = 20e6 * (density[later] / 0.5) ** 5
    assert -stress[later, 2] == pytest.approx(given, rel=0.02)
    assert stress[later, 0] / stress[later, 2] == pytest.approx(0.45, rel=0.02)
