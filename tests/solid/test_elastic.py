"""The elements against elastic closed forms, and their observed order."""

import numpy as np
import pytest

from asperity.solid import compact, elastic_set
from asperity.solid.grid import rectangle
from asperity.solid.stress import FRESH, points

E, NU = 1e9, 0.3
MODULUS = E * (1 - NU) / ((1 + NU) * (1 - 2 * NU))
WALL = NU / (1 - NU)
BODY = {"radius": 5e-3, "fill": 10e-3, "density": 0.5, "until": "load"}


def test_a_die_without_friction_is_uniaxial_strain():
    done = compact(elastic_set(E, NU), stroke=1e-4, elements=(3, 4), **BODY)
    stress = MODULUS * np.log(0.99)
    field = done.after("load")
    assert done.top_force[-1] == pytest.approx(-stress * np.pi * 25e-6, rel=1e-12)
    assert field.stress[:, 2] == pytest.approx(np.full(12, stress), rel=1e-10)
    assert field.stress[:, 0] == pytest.approx(np.full(12, WALL * stress), rel=1e-10)
    assert done.wall_force[-1] == pytest.approx(
        -WALL * stress * 2 * np.pi * 5e-3 * 9.9e-3, rel=1e-12
    )


@pytest.mark.parametrize("friction", [0.05, 0.1, 0.3])
def test_friction_takes_what_janssen_says(friction):
    """Lower over upper force exp(-4 μ K h/d), drawn out to elements of no size."""
    ratios = []
    for along in (8, 16):
        done = compact(
            elastic_set(E, NU), stroke=2e-4, friction=friction, elements=(along // 2, along), **BODY
        )
        ratios.append(done.bottom_force[-1] / done.top_force[-1])
    drawn = 2 * ratios[1] - ratios[0]
    assert drawn == pytest.approx(np.exp(-4 * friction * WALL * 0.98), rel=0.01)
    assert ratios[0] > ratios[1] > 0.99 * drawn


def test_both_punches_and_a_floating_die_are_the_same_by_symmetry():
    forces = {
        action: compact(
            elastic_set(E, NU), stroke=2e-4, friction=0.3, action=action, elements=(3, 8), **BODY
        )
        for action in ("one-sided", "two-sided", "floating")
    }
    two, floating = forces["two-sided"], forces["floating"]
    assert two.top_force[-1] == pytest.approx(two.bottom_force[-1], rel=1e-9)
    assert floating.top_force[-1] == pytest.approx(two.top_force[-1], rel=1e-9)
    assert forces["one-sided"].top_force[-1] > 1.05 * two.top_force[-1]


def manufactured(n: int) -> float:
    """Error (root mean square) of u = (r² z, r² + z²) r0 under the body force that it needs."""
    grid = rectangle(1.0, 1.0, across=n, along=n)
    cap = elastic_set(E, NU)
    count = grid.weight.size
    U = np.zeros(grid.size)
    C, x = np.tile(FRESH, (count, 1)), np.full(count, np.log(0.5))
    A = points(grid.strain(U), C, x, 0.0, np.inf, cap.begin, cap.step, cap.table)[1]
    K = grid.matrix(A).toarray()
    lame, G = E * NU / ((1 + NU) * (1 - 2 * NU)), E / (2 * (1 + NU))
    r, z = grid.nodes.T
    exact = np.zeros(grid.size)
    exact[grid.unknowns[:, 0]], exact[grid.unknowns[:, 1]] = r**2 * z, r**2 + z**2
    # (λ + G) grad div u + G Δu with div u = 3 r z + 2 z; Δu_r = 3 z, less u_r/r²; Δu_z = 6
    force = np.zeros(grid.size)
    quad = grid.nodes[grid.quads]
    for a in np.array([-1.0, 1.0]) / np.sqrt(3):
        for b in np.array([-1.0, 1.0]) / np.sqrt(3):
            shape = shapes(quad, a, b)
            R, Z = np.einsum("ea,eak->ke", shape, quad)
            weight = 2 * np.pi * R / (4 * n * n)
            f_r = -((lame + G) * 3 * Z + G * 3 * Z)
            f_z = -((lame + G) * (3 * R + 2) + G * 6)
            for k, f in ((0, f_r), (1, f_z)):
                np.add.at(force, grid.unknowns[grid.quads, k], shape * (weight * f)[:, None])
    edge = (r < 1e-9) | (r > 1 - 1e-9) | (z < 1e-9) | (z > 1 - 1e-9)
    fixed = np.zeros(grid.size, dtype=bool)
    fixed[grid.unknowns[edge].ravel()] = True
    fixed[-3:] = True
    found = exact.copy()
    rest = force - K[:, fixed] @ exact[fixed]
    found[~fixed] = np.linalg.solve(K[np.ix_(~fixed, ~fixed)], rest[~fixed])
    return float(np.sqrt(np.mean((found - exact)[~fixed] ** 2)))


def shapes(quad: np.ndarray, a: float, b: float) -> np.ndarray:
    """Bilinear shares of the corners of each element at a point of it, whatever their order."""
    middle, half = quad.mean(axis=1, keepdims=True), 0.5 * np.ptp(quad, axis=1, keepdims=True)
    side = (quad - middle) / half
    return 0.25 * (1 + a * side[..., 0]) * (1 + b * side[..., 1])


def test_the_elements_converge_with_second_order():
    errors = np.array([manufactured(n) for n in (4, 8, 16)])
    assert np.log2(errors[:-1] / errors[1:]) == pytest.approx([2.0, 2.0], abs=0.25)
