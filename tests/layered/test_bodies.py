"""Bodies of one and more layers against closed forms; balance and reciprocity."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asperity.layered import Face, Mesh, Plate, Seam, Slab, Solution, Stack, solve
from asperity.reference.layers import bilayer, cylinder, spread

E, NU, R = 1e11, 0.25, 5e-3


@settings(max_examples=15, deadline=None)
@given(
    radii=st.lists(st.floats(1e-3, 8e-3), min_size=1, max_size=4),
    thick=st.lists(st.floats(2e-5, 5e-3), min_size=4, max_size=4),
    nu=st.floats(-0.5, 0.48),
    grading=st.floats(0, 0.9),
)
def test_pressure_from_all_sides_is_the_same_everywhere(radii, thick, nu, grading) -> None:
    slabs = tuple(Slab(t, r, E, nu) for t, r in zip(thick, radii, strict=False))
    found = solve(Stack(slabs, bottom=Face(), isostatic=3e7), Mesh(9, 2, grading=grading))
    for k in range(len(slabs)):
        for field in found.fields(k):
            assert np.abs(field.stress / 3e7 + [1, 1, 1, 0]).max() < 1e-7
        assert found.effective(k, 10) == (0.0, 0.0)


@pytest.mark.parametrize("nu", [0.0, 0.3, 0.41, 0.49])
def test_a_patch_strains_evenly(nu: float) -> None:
    """Every state of even stress is taken exactly: along, across, and swelling freely."""
    slabs = (Slab(0.3e-3, R, E, nu, strain=2e-3), Slab(1e-3, R, E, nu, strain=2e-3))
    stack = Stack(slabs, bottom=Plate("sliding"), top=Plate("sliding", pressure=5e6),
                  rim=Face(pressure=2e6))  # fmt: skip
    found = solve(stack, Mesh(5, 3, grading=0.8))
    for k in (0, 1):
        field = found.field(k)
        assert np.allclose(field.stress, [-2e6, -5e6, -2e6, 0], atol=0.1)
        across = (-2e6 * (1 - nu) + nu * 5e6) / E + 2e-3
        assert field.moved[:, 0] == pytest.approx(across * field.r, rel=1e-9)


def test_a_tube_converges_to_lame() -> None:
    bore, outer = 2e-3, 6e-3
    load = {"inside": 2e7, "outside": 5e6}
    errors = []
    for n in (4, 8, 16):
        stack = Stack((Slab(3e-3, outer, E, NU),), bottom=Plate("sliding"), bore=bore,
                      bore_pressure=2e7, rim=Face(pressure=5e6))  # fmt: skip
        field = solve(stack, Mesh(n, 2, grading=0)).field(0)
        wanted = np.stack(cylinder.tube(field.r, bore, outer, **load), axis=1)
        off = field.weight @ ((field.stress[:, [0, 2]] - wanted) ** 2).sum(axis=1)
        u = cylinder.widening(field.r, bore, outer, **load, modulus=E, poisson=NU)
        aside = field.weight @ (field.moved[:, 0] - u) ** 2
        errors.append((np.sqrt(off / (field.weight @ (wanted**2).sum(axis=1))),
                       np.sqrt(aside / (field.weight @ u**2))))  # fmt: skip
    stress, moved = np.log2(np.array(errors[-2]) / np.array(errors[-1]))
    assert stress == pytest.approx(2, abs=0.15)
    assert moved == pytest.approx(3, abs=0.15)
    assert errors[-1][1] < 5e-5


def bent(radius: float, lower: Slab, upper: Slab) -> float:
    """Curvature of the lower face round the axis over Timoshenko's, less one."""
    found = solve(Stack((lower, upper), bottom=Face()), Mesh(40, 4))
    face = found.field(0, "bottom")
    near = face.r < radius / 4
    curved = -2 * np.polyfit(face.r[near] ** 2, face.moved[near, 1], 1)[0]
    layers = [(s.thickness, s.modulus / (1 - s.poisson)) for s in (lower, upper)]
    return curved / bilayer.curvature(1e-3, *layers) - 1


def test_a_bilayer_bends_as_timoshenko_says_away_from_its_edge() -> None:
    """The edge takes its part over a width of the thickness: h/R, extrapolated here."""
    off = []
    for radius in (5e-3, 10e-3, 20e-3):
        lower, upper = (Slab(0.4e-3, radius, E, NU), Slab(0.1e-3, radius, 5e9, 0.41, strain=1e-3))
        off.append(bent(radius, lower, upper))
    assert abs(off[-1]) < 1.5e-3
    assert np.log2(off[-2] / off[-1]) == pytest.approx(1, abs=0.1)
    assert abs(2 * off[-1] - off[-2]) < 1e-4


def test_swelling_of_equal_layers_bends_by_its_slope() -> None:
    """Stress-free strain linear in height bends a disc without any stress."""
    disc = Slab(1e-3, R, E, NU, strain=lambda r, z: 1.0 * z + 0 * r)
    found = solve(Stack((disc,), bottom=Face()), Mesh(8, 2))
    face = found.field(0, "bottom")
    assert np.abs(found.field(0).stress).max() < 1e-6 * E * 1e-3
    curved = -2 * np.polyfit(face.r**2, face.moved[:, 1], 1)[0]
    assert curved == pytest.approx(1.0, rel=1e-6)


def work(loads: Solution, moves: Solution, pressure, shear) -> float:
    """Of the tractions on the top of the first on the displacements of the second."""
    face = moves.field(len(loads.stack.slabs) - 1, "top")
    return float(face.weight @ (-pressure(face.r) * face.moved[:, 1]
                                + shear(face.r) * face.moved[:, 0]))  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(
    a=st.lists(st.floats(-2, 2), min_size=2, max_size=2),
    b=st.lists(st.floats(0.5, 2), min_size=2, max_size=2),
    nu=st.floats(0, 0.49),
    kind=st.sampled_from(["tied", "sliding"]),
)
def test_work_is_reciprocal(a, b, nu, kind) -> None:
    """Betti: the work of one load on the moves of another, either way round."""

    def load(powers):
        return (
            lambda r: 1e6 * powers[0] * np.cos(3 * r / R),
            lambda r: 1e6 * powers[1] * r / R,
        )

    slabs = (Slab(0.5e-3, R, 2e11, 0.3), Slab(0.2e-3, 0.8 * R, 5e9, nu))
    first, second = (
        solve(Stack(slabs, (Seam(kind),), bottom=Plate("tied"), top=Face(*load(x))), Mesh(8, 2))
        for x in (a, b)
    )
    there, back = work(first, second, *load(a)), work(second, first, *load(b))
    assert there == pytest.approx(back, rel=1e-8, abs=1e-10 * abs(work(second, second, *load(b))))


def test_metal_that_spreads_drags_the_pellet_apart() -> None:
    """Shear on both faces of a thin disc; off by its thickness squared."""
    off = []
    for thickness in (R / 5, R / 10, R / 20):
        lean = Face(shear=lambda r: 1e6 * r / R)
        disc = Slab(thickness, R, E, NU)
        field = solve(Stack((disc,), bottom=lean, top=lean), Mesh(24, 4, grading=0)).field(0)
        near = field.r < R / 2
        wanted = spread.dragged(field.r[near], 1e6, R, thickness=thickness, poisson=NU)
        weight = field.weight[near] / field.weight[near].sum()
        found = [weight @ field.stress[near][:, i] for i in (0, 2)]
        off.append(max(abs(f / (weight @ w) - 1) for f, w in zip(found, wanted, strict=True)))
    orders = np.log2(np.array(off[:-1]) / np.array(off[1:]))
    assert orders == pytest.approx(2, abs=0.3)
    assert off[-1] < 1e-3


def test_faces_hand_on_the_force() -> None:
    """Rod, metal, ceramic, metal, rod: the force through each face, by stress, is the same."""
    slabs = (Slab(3e-3, R, 2e11, 0.3), Slab(0.1e-3, R, 5e9, 0.41), Slab(0.5e-3, 6e-3, E, NU),
             Slab(0.1e-3, R, 5e9, 0.41), Slab(3e-3, R, 2e11, 0.3))  # fmt: skip
    stack = Stack(slabs, bottom=Plate("free"), top=Plate("free", pressure=1e7))
    found = solve(stack, Mesh(40, 6))
    force = 1e7 * np.pi * R**2
    assert found.touch(0).force == pytest.approx(force, rel=1e-9)
    for k in range(5):
        for where in ("bottom", "top"):
            assert found.field(k, where).force() == pytest.approx(-force, rel=0.02)


def test_a_narrower_punch_pulls_at_its_edge() -> None:
    """Beside the punch the face of the pellet is in tension, and more so further up the load."""
    slabs = (Slab(3e-3, 6e-3, 2e11, 0.3), Slab(0.5e-3, 6e-3, E, NU), Slab(3e-3, R, 2e11, 0.3))
    found = solve(Stack(slabs, (Seam("sliding"),) * 2, top=Plate(pressure=1e7)), Mesh(40, 6))
    peak = found.peak(1)
    assert peak.stress > 0
    assert peak.where in ("top", "inside")
    assert abs(peak.r - R) < 0.1 * R
