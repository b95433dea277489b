"""Rupture integrals and principal stresses; refusals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asperity.errors import Refusal
from asperity.layered import Face, Field, Mesh, Plate, Ring, Seam, Slab, Stack, solve

R, T = 5e-3, 0.5e-3
DISC = Slab(T, R, 1e11, 0.25)


def bent() -> Stack:
    """A bowed disc pressed flat between plates."""
    top = Plate("free", gap=lambda r: 1e-5 * (r / R) ** 2, pressure=1e10)
    return Stack((DISC,), bottom=Plate("free", gap=lambda r: 1e-5 * (1 - (r / R) ** 2)), top=top)


@pytest.mark.parametrize("m", [3, 7, 10])
def test_effective_volume_where_tension_rises_evenly(m: float) -> None:
    """Swollen faces pull at the middle: σ = M (T/4 - |z - T/2|) both ways, so V/(m+1)."""
    swollen = Slab(T, R, 1e11, 0.25, strain=lambda r, z: np.abs(z - T / 2) - T / 4 + 0 * r)
    inside = solve(Stack((swollen,), bottom=Face()), Mesh(40, 16, grading=0)).field(0)
    near = inside.r < 0.8 * R  # away from the edge
    core = Field("inside", inside.r[near], inside.z[near], inside.weight[near],
                 inside.stress[near], inside.moved[near])  # fmt: skip
    assert core.effective(m, 1e11 / 0.75 * T / 4) == pytest.approx(
        core.weight.sum() / (m + 1), rel=0.01
    )
    assert core.rupture(m) == pytest.approx(core.effective(m) * core.tension().max() ** m)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(-1e9, 1e9), min_size=4, max_size=4))
def test_principal_stresses_are_eigenvalues(stress) -> None:
    one = np.ones(1)
    field = Field("inside", one, one, one, np.array([stress]), np.zeros((1, 2)))
    rr, zz, around, rz = stress
    whole = np.array([[rr, rz, 0], [rz, zz, 0], [0, 0, around]])
    assert field.principal()[0] == pytest.approx(np.linalg.eigvalsh(whole)[::-1], abs=1e-4)


def test_a_field_in_two_halves_breaks_as_the_whole() -> None:
    field = solve(bent(), Mesh(12, 4)).field(0)
    odd = np.arange(len(field.r)) % 2 == 1
    parts = [Field("inside", field.r[x], field.z[x], field.weight[x], field.stress[x],
                   field.moved[x]) for x in (odd, ~odd)]  # fmt: skip
    top = field.tension().max()
    both = sum(part.effective(8, top) for part in parts)
    assert both == pytest.approx(field.effective(8), rel=1e-12)


def test_weights_are_volume_and_areas() -> None:
    found = solve(bent(), Mesh(12, 4))
    sums = [field.weight.sum() for field in found.fields(0)]
    face = np.pi * R**2
    assert sums == pytest.approx([face * T, face, face, 2 * np.pi * R * T])


def test_the_face_tells_more_tension_than_the_inside() -> None:
    found = solve(bent(), Mesh(24, 4))
    peak = found.peak(0)
    assert peak.where != "inside"
    assert peak.stress > found.field(0).tension().max()
    volume, area = found.effective(0, 10)
    assert 0 < volume < np.pi * R**2 * T
    assert 0 < area < 4 * np.pi * R**2


def test_at_a_sharp_edge_the_equivalent_tension_stays_and_the_peak_does_not() -> None:
    punch = Slab(3e-3, 0.8 * R, 2e11, 0.3)
    stack = Stack((punch, DISC, punch), (Seam("sliding"),) * 2, top=Plate(pressure=1e8))
    found = [solve(stack, Mesh(n, a)) for n, a in ((40, 8), (80, 16))]
    peaks = [one.peak(1).stress for one in found]
    evens = [one.equivalent(1, 3, volume=1e-9) for one in found]
    assert peaks[1] > 1.1 * peaks[0]
    assert evens[1] == pytest.approx(evens[0], rel=0.02)


def test_equivalent_tension_of_even_tension_is_itself() -> None:
    pulled = Stack((DISC,), bottom=Plate("sliding"), rim=Face(pressure=-1e6))
    found = solve(pulled, Mesh(6, 2))
    # both principal stresses in the plane pull, each on its own
    assert found.equivalent(0, 8) == pytest.approx(1e6 * 2 ** (1 / 8), rel=1e-6)
    assert found.equivalent(0, 8, volume=1e-9) < found.equivalent(0, 8, volume=1e-10)
    area = sum(field.weight.sum() for field in found.fields(0)[1:])
    assert found.equivalent(0, 8, area=area) == pytest.approx(1e6 * 2 ** (1 / 8), rel=1e-6)
    squeezed = solve(Stack((DISC,), top=Plate("sliding", pressure=1e6), bottom=Plate("sliding")),
                     Mesh(4, 2))  # fmt: skip
    assert squeezed.equivalent(0, 8) < 1.0


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Stack(()), "slabs: found none"),
        (lambda: Stack((Slab(0.0, R, 1e11, 0.2),)), r"slabs\[0\].thickness: found 0"),
        (lambda: Stack((Slab(T, R, 1e11, 0.5),)), r"slabs\[0\].poisson: found 0.5"),
        (lambda: Stack((DISC, DISC), (Seam(), Seam())), "seams: found 2; give 1"),
        (lambda: Stack((DISC,), top=Plate("loose")), r"joints\[1\].kind: found loose"),
        (lambda: Stack((DISC,), top=Plate("tied", gap=1e-6)), "a gap in a tied seam"),
        (lambda: Stack((DISC,), rings=(Ring(1.0, 1.0),)), "rings: found radius 1"),
        (lambda: Stack((DISC,), bore=R), "bore: found 0.005"),
        (lambda: Stack((DISC,), rim=(Face(), Face())), "rim: found 2 faces; give 1"),
        (lambda: Mesh(0), "mesh: found 0 elements"),
        (lambda: Mesh(grading=1.0), "mesh.grading: found 1"),
        (lambda: solve(Stack((DISC,)), Mesh(along=(1, 2))), "mesh.along: found 2 numbers"),
        (lambda: solve(Stack((DISC,), bottom=Face(), top=Face(1e6)), Mesh(4)), "let a plate be"),
        (lambda: solve(Stack((DISC,)), Mesh(4, 1)).touch(0), "joint: found 0"),
        (lambda: solve(Stack((DISC,)), Mesh(4, 1)).field(1), "slab: found 1"),
    ],
)
def test_refusals_say_what_is_wrong(make, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        make()


def test_a_large_weibull_modulus_overflows_quietly() -> None:
    field = solve(bent(), Mesh(8, 2)).field(0)
    assert np.isinf(field.rupture(60))
    assert 0 < field.effective(60) < field.weight.sum()
