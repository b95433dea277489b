"""Loads that lean to one side: the first harmonic."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asperity.errors import Refusal
from asperity.layered import Face, Mesh, Plate, Seam, Slab, Stack, leant, model, solve, tilt, turned
from asperity.layered.elements import points
from asperity.layered.mesh import grid
from asperity.layered.tilt import gradient
from asperity.reference.layers import plates

R, E, NU = 5e-3, 1e11, 0.25
DISC = Slab(0.5e-3, R, E, NU)


@settings(max_examples=20, deadline=None)
@given(aside=st.floats(-1, 1), turn=st.floats(-1, 1))
def test_a_rigid_motion_strains_nothing(aside: float, turn: float) -> None:
    own = grid(Stack((DISC, DISC)), Mesh(6, 2), range(2))
    r, z = own.nodes.T
    U = np.stack([aside + turn * z / R, -turn * r / R, -aside - turn * z / R], axis=1)
    at = points(own, 1, "inside", geometry="round")
    strain = gradient(at) @ U[at.elements].reshape(-1, 1, 27, 1)
    assert np.abs(strain).max() < 1e-10 / R


@pytest.mark.parametrize("nu", [0.0, 0.25, 0.45])
def test_a_rod_bends_as_a_beam(nu: float) -> None:
    """A stress along the axis that grows across it, on both ends, and nothing else: exact."""
    lean = Face(pressure=lambda r: 1e6 * r / R)
    rod = Slab(8e-3, R, E, nu)
    found = tilt(Stack((rod, DISC if nu == NU else rod), bottom=lean, top=lean), Mesh(6, 3))
    field = found.field(0)
    assert np.abs(field.stress[:, 1] + 1e6 * field.r / R).max() < 1.0
    assert np.abs(np.delete(field.stress, 1, axis=1)).max() < 1.0
    assert np.isnan(found.angle)


def sag(thickness: float) -> float:
    """Departure from Kirchhoff under a pressure that leans, of the amplitude at half the radius."""

    def shear(z):  # the rim bears q R/4 a metre
        return 1e6 * R / 4 * 6 * z * (thickness - z) / thickness**3

    stack = Stack((Slab(thickness, R, E, NU),), bottom=Face(),
                  top=Face(pressure=lambda r: 1e6 * r / R), rim=Face(shear=shear))  # fmt: skip
    found = tilt(stack, Mesh(32, 4, lines=(R / 2,)))
    r, w = found.grid.nodes[:, 0], found.moved[:, 1]
    middle = np.isclose(found.grid.nodes[:, 1], thickness / 2)
    half, rim = (w[middle & np.isclose(r, x)][0] for x in (R / 2, R))
    stiff = plates.plate_stiffness(thickness, E, NU)
    return float((rim / 2 - half) / plates.leaning_deflection(R / 2, 1e6, R, stiff, NU) - 1)


def test_a_thinner_plate_is_nearer_to_kirchhoff() -> None:
    """Shear takes h²/R²; a rim that is free to twist, which a plate of no thickness is not, h/R."""
    off = [sag(R / n) for n in (10, 20, 40)]
    assert 0 < off[-1] < 5e-3
    orders = np.log2(np.array(off[:-1]) / np.array(off[1:]))
    assert np.all((orders > 1) & (orders < 2))


def test_a_plate_hands_on_its_moment() -> None:
    moment = 0.1
    slabs = (Slab(1e-3, R, 2e11, 0.3), DISC, Slab(1e-3, R, 2e11, 0.3))
    found = tilt(Stack(slabs, top=Plate(pressure=0.0)), Mesh(32, 6), moment=moment)
    assert found.angle > 0
    for k in range(3):
        face = found.field(k, "top")
        passed = -face.weight @ (face.stress[:, 1] * face.r) / 2  # π r cos² round the circle
        assert passed == pytest.approx(moment, rel=0.02)
    work = moment * found.angle / 2
    stored = 0.0
    for k, slab in enumerate(slabs):
        field = found.field(k)
        s = field.stress
        trace = s[:, :3].sum(axis=1)
        square = (s[:, :3] ** 2).sum(axis=1) + 2 * (s[:, 3:] ** 2).sum(axis=1)
        density = ((1 + slab.poisson) * square - slab.poisson * trace**2) / (2 * slab.modulus)
        stored += field.weight @ density / 2
    assert stored == pytest.approx(work, rel=1e-6)


def test_an_eccentric_load_is_even_and_leaning_together() -> None:
    """Linear: the tension of the sum at θ = 0 is that of the sum of both fields."""
    stack = Stack((Slab(1e-3, R, 2e11, 0.3), DISC), top=Plate(pressure=1e6))
    even, mesh = solve(stack, Mesh(12, 3)).field(1), Mesh(12, 3)
    leaning = tilt(stack, mesh, moment=0.02).field(1)
    both = turned(even, leaning, angles=16)
    assert both.weight.sum() == pytest.approx(even.weight.sum())
    here = both.principal()[: len(even.r)]
    total = even.stress + leaning.stress[:, :4]
    assert here.sum(axis=1) == pytest.approx(total[:, :3].sum(axis=1), rel=1e-9, abs=1.0)
    assert both.tension().max() >= even.tension().max()
    alone = turned(even, tilt(stack, mesh, moment=0.0).field(1))
    assert alone.effective(5, 1e6) == pytest.approx(even.effective(5, 1e6))


FILM = Face(pressure=lambda r: 3e6 * (1 - r / R))  # a hill, 1 MPa in the mean
BOTH = Stack((DISC,), bottom=FILM, top=FILM)
ON_A_PLATE = Stack((DISC, DISC), (Seam("free"),), bottom=Plate("free"), top=Face(1e7))
PUSHED = Stack((DISC,), bottom=Plate("free"), top=Plate("free", pressure=1e7))


@pytest.mark.parametrize("stack", [BOTH, ON_A_PLATE, PUSHED])
def test_a_load_on_the_axis_changes_nothing(stack: Stack) -> None:
    even = solve(stack, Mesh(10, 3))
    found = leant(even, 0, Mesh(10, 3), offset=0.0)
    assert not found.opens
    assert found.tension == pytest.approx(even.peak(0).stress, abs=1e-3)
    for both, alone in zip(found.fields, even.fields(0), strict=True):
        assert both.effective(8, 1e6) == pytest.approx(alone.effective(8, 1e6))


@pytest.mark.parametrize("stack", [BOTH, ON_A_PLATE, PUSHED])
@pytest.mark.parametrize("level", [1.0, 2.0])
def test_the_centre_of_pressure_lies_where_it_was_said(stack: Stack, level: float) -> None:
    """Moment over force of the axial stress inside the lowest slab."""
    mesh, offset = Mesh(16, 4), 0.1 * R
    even = model(stack, mesh).at(level)
    found = leant(even, 0, mesh, offset=offset)
    assert not found.opens
    axis, aside = even.field(0), found.tilted.field(0)
    force = axis.weight @ axis.stress[:, 1]
    moment = aside.weight @ (aside.stress[:, 1] * aside.r) / 2
    assert moment / force == pytest.approx(offset, rel=1e-6)


@settings(max_examples=10, deadline=None)
@given(offset=st.floats(0.0, 0.2))
def test_a_load_aside_pulls_no_less_and_alike_on_either_side(offset: float) -> None:
    mesh = Mesh(8, 3)
    even = solve(BOTH, mesh)
    found = [leant(even, 0, mesh, offset=x * R) for x in (offset, -offset)]
    assert found[0].tension >= even.peak(0).stress - 1e-3
    assert found[0].tension == pytest.approx(found[1].tension, rel=1e-6, abs=1e-3)


def test_a_load_far_aside_opens_a_seam() -> None:
    """An even pressure keeps a disc down to a quarter of its radius, less what its edge adds."""
    mesh = Mesh(12, 3)
    even = solve(ON_A_PLATE, mesh)
    assert not leant(even, 0, mesh, offset=0.15 * R).opens
    assert leant(even, 0, mesh, offset=0.26 * R).opens


def test_refusals() -> None:
    with pytest.raises(Refusal, match="a tilt opens no seam"):
        tilt(Stack((DISC,), bottom=Plate("free")), Mesh(4, 1))
    with pytest.raises(Refusal, match="left over"):
        tilt(Stack((DISC,), bottom=Face(), top=Face(pressure=lambda r: r)), Mesh(4, 1))
    with pytest.raises(Refusal, match="moment: found 1"):
        tilt(Stack((DISC,)), Mesh(4, 1), moment=1.0)
    even, leaning = solve(Stack((DISC,)), Mesh(4, 1)).field(0), tilt(Stack((DISC,)), Mesh(5, 1))
    with pytest.raises(Refusal, match="two meshes"):
        turned(even, leaning.field(0))
