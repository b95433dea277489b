"""Plates against closed forms: exact elasticity of a thick one, Kirchhoff's of a thin one."""

import numpy as np
import pytest

from asperity.layered import Face, Mesh, Ring, Slab, Solution, Stack, solve
from asperity.reference.layers import plates

R, E = 5e-3, 1e11


def order(errors: list[float]) -> float:
    """Of the last of meshes that are twice as fine each time."""
    return float(np.log2(errors[-2] / errors[-1]))


def sag(found: Solution) -> float:
    """How far the middle plane's centre lies below its rim."""
    body, U = found.moved(0)
    half = found.stack.slabs[0].thickness / 2
    middle = np.flatnonzero(np.isclose(body.grid.nodes[:, 1], half))
    r = body.grid.nodes[middle, 0]
    return float(U[middle[np.argmax(r)], 1] - U[middle[np.argmin(r)], 1])


def uniform(thickness: float, nu: float, mesh: Mesh) -> tuple[float, float]:
    """Errors of stress (over the whole) and of deflection, of the exact plate."""
    exact = plates.UniformPlate(R, thickness, E, nu, 1e6)
    half = thickness / 2
    rim = Face(
        pressure=lambda z: -exact.stress(R, z - half)[0],
        shear=lambda z: exact.stress(R, z - half)[3],
    )
    slab = Slab(thickness, R, E, nu)
    found = solve(Stack((slab,), bottom=Face(), top=Face(pressure=1e6), rim=rim), mesh)
    field = found.field(0)
    wanted = np.stack(exact.stress(field.r, field.z - half), axis=1)
    off = field.weight @ ((field.stress - wanted) ** 2).sum(axis=1)
    whole = field.weight @ (wanted**2).sum(axis=1)
    return float(np.sqrt(off / whole)), abs(sag(found) / exact.sag() - 1)


def test_a_thick_plate_converges_to_exact_elasticity() -> None:
    errors = [uniform(1e-3, 0.25, Mesh(n, n // 2, grading=0)) for n in (8, 16, 32)]
    stress, deflection = ([e[i] for e in errors] for i in (0, 1))
    assert order(stress) == pytest.approx(2, abs=0.1)
    assert order(deflection) == pytest.approx(4, abs=0.3)
    assert stress[-1] < 5e-4
    assert deflection[-1] < 5e-7


@pytest.mark.parametrize("nu", [0.0, 0.25, 0.41, 0.49])
def test_a_thin_plate_does_not_lock(nu: float) -> None:
    _, deflection = uniform(R / 100, nu, Mesh(16, 2, grading=0))
    assert deflection < 7e-4


def test_metal_of_nearly_constant_volume_shows_no_false_pressure() -> None:
    """The error of the stress hardly grows towards a Poisson ratio of a half."""
    errors = {nu: uniform(2e-3, nu, Mesh(16, 4, grading=0))[0] for nu in (0.25, 0.41, 0.49, 0.499)}
    assert max(errors.values()) < 1e-2
    fine = uniform(2e-3, 0.49, Mesh(32, 8, grading=0))[0]
    assert np.log2(errors[0.49] / fine) == pytest.approx(2, abs=0.2)


@pytest.mark.parametrize("nu", [0.25, 0.41])
def test_the_largest_tension_is_in_the_middle_of_the_lower_face(nu: float) -> None:
    thickness = 1e-3
    exact = plates.UniformPlate(R, thickness, E, nu, 1e6)
    wanted = 3 * (3 + nu) * 1e6 * R**2 / (8 * thickness**2) + (2 + nu) * 1e6 / 20
    assert exact.stress(0.0, -thickness / 2)[0] == pytest.approx(wanted, rel=1e-12)
    rim = Face(shear=lambda z: exact.stress(R, z - thickness / 2)[3])
    stack = Stack((Slab(thickness, R, E, nu),), bottom=Face(), top=Face(pressure=1e6), rim=rim)
    peak = solve(stack, Mesh(32, 8)).peak(0)
    assert peak.where == "bottom"
    assert peak.r < 0.02 * R
    assert peak.stress == pytest.approx(wanted, rel=5e-3)


def ring(thickness: float) -> tuple[float, float]:
    """Departures from Kirchhoff's deflection and stress under a ring load."""
    force, radius, nu = 10.0, R / 2, 0.25

    def shear(z):  # the rim bears the force
        return force / (2 * np.pi * R) * 6 * z * (thickness - z) / thickness**3

    stack = Stack(
        (Slab(thickness, R, E, nu),), bottom=Face(), rings=(Ring(radius, force),),
        rim=Face(shear=shear),
    )  # fmt: skip
    found = solve(stack, Mesh(40, 6))
    stiff = plates.plate_stiffness(thickness, E, nu)
    bent = sag(found) / plates.ring_sag(force, radius, R, stiff, nu)
    stress = found.field(0, "bottom").stress[0, 0]
    return bent - 1, stress / plates.ring_stress(force, radius, R, thickness, nu) - 1


def test_under_a_ring_load_a_thinner_plate_is_nearer_to_kirchhoff() -> None:
    found = [ring(R / n) for n in (5, 10, 20)]
    bent = [one[0] for one in found]
    assert min(bent) > 0  # shear makes a plate softer
    assert order(bent) == pytest.approx(2, abs=0.1)
    assert bent[-1] < 3e-3
    assert abs(found[-1][1]) < 1e-3


def clamped(thickness: float) -> tuple[float, float]:
    """Departures from Kirchhoff of a plate whose rim bears the moment that keeps it level."""
    nu, load = 0.25, 1e6
    half, stiff = thickness / 2, plates.plate_stiffness(thickness, E, nu)

    def shear(z):  # the rim bears the force
        return load * R / 2 * 6 * z * (thickness - z) / thickness**3

    def held(z):  # and the moment, q R²/8
        return -load * R**2 / 8 * 12 * (z - half) / thickness**3

    rim = Face(pressure=held, shear=shear)
    slab = Slab(thickness, R, E, nu)
    found = solve(Stack((slab,), bottom=Face(), top=Face(pressure=load), rim=rim), Mesh(40, 6))
    stress = found.field(0, "bottom").stress[0, 0]
    wanted = 3 * (1 + nu) * load * R**2 / (8 * thickness**2)
    return sag(found) / (load * R**4 / (64 * stiff)) - 1, float(stress / wanted - 1)


def test_with_its_rim_held_level_a_thinner_plate_is_nearer_to_kirchhoff() -> None:
    found = [clamped(R / n) for n in (10, 20, 40)]
    assert order([bent for bent, _ in found]) == pytest.approx(2, abs=0.1)
    assert 0 < found[-1][0] < 5e-3
    assert abs(found[-1][1]) < 2e-3
