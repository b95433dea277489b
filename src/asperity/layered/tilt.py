"""A load that leans to one side: the first harmonic round the axis, of tied stacks.

    displacements u cosθ, v sinθ, w cosθ
    ε = (u', ∂w/∂z, (u+v)/r, ∂u/∂z + w') cosθ,   γrθ, γθz = (v' - (u+v)/r, ∂v/∂z - w/r) sinθ

Pressures and shears of the stack are read as amplitudes of cosθ; rings, isostatic pressure and
strains have none. A tied plate on top is tilted by `moment`, an eccentric load times its distance
from the axis; it may shift aside, so that no side force arises. What it gives is added to the even
solution of the same stack by `turned`, while seams stay closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import splu

from asperity.errors import Refusal
from asperity.layered.body import plate_force
from asperity.layered.elements import Points, points, stiffness
from asperity.layered.loads import tractions, values
from asperity.layered.mesh import Grid, Mesh, Places, grid
from asperity.layered.solution import Field, Solution, Where
from asperity.layered.stack import Array, Face, Plate, Seam, Stack


@dataclass(frozen=True, slots=True, eq=False)
class Leaning:
    """Amplitudes at points of a slab or face: the first harmonic's counterpart of a `Field`.

    Attributes:
        r, z, weight: as of a `Field`; the weight is of the whole circle
        stress: rr, zz, θθ, rz by cosθ and rθ, θz by sinθ, (N, 6), Pa
        moved: u, w by cosθ and v by sinθ, (N, 3), m
    """

    where: Where
    r: Array
    z: Array
    weight: Array
    stress: Array
    moved: Array


@dataclass(frozen=True, slots=True, eq=False)
class Tilted:
    """The leaning part of a stack's state.

    Attributes:
        moved: of all nodes: u, w, v, (N, 3), m
        angle: by which the plate on top is tilted, lower at θ = 0; nan without one
    """

    stack: Stack
    grid: Grid
    moved: Array
    angle: float

    def field(self, k: int, where: Where = "inside") -> Leaning:
        """Amplitudes in slab k, or along one of its faces."""
        slab = self.stack.slabs[k]
        at = points(self.grid, k, where, geometry="round")
        local = self.moved[at.elements].reshape(-1, 1, 27, 1)
        stress = (gradient(at) @ local)[..., 0] @ _stiffness(slab.modulus, slab.poisson)
        moved = np.einsum("nq,enc->eqc", at.shape, self.moved[at.elements])
        flat = (at.r.ravel(), at.z.ravel(), at.weight.ravel())
        return Leaning(where, *flat, stress.reshape(-1, 6), moved.reshape(-1, 3))


def turned(even: Field, leaning: Leaning, angles: int = 24) -> Field:
    """Both together, at angles all round, as one `Field` of principal stresses.

    Its stresses are the principal ones (as rr, zz, θθ, without rz), each point stands for its
    share of the circle, so that tensions and effective volumes are those of the whole. Both are
    of the same slab, face and mesh. Points follow each other angle by angle.
    """
    if even.r.shape != leaning.r.shape:
        raise Refusal("turned", "fields of two meshes", "use one mesh and one slab")
    turn = 2 * np.pi * np.arange(angles) / angles
    cos, sin = np.cos(turn)[:, None], np.sin(turn)[:, None]
    rr, zz, around, rz = (even.stress[:, i] + cos * leaning.stress[:, i] for i in range(4))
    rt, tz = (sin * leaning.stress[:, i] for i in (4, 5))
    whole = np.stack([rr, rt, rz, rt, around, tz, rz, tz, zz], axis=-1).reshape(-1, 3, 3)
    found = np.zeros((len(whole), 4))
    found[:, :3] = np.linalg.eigvalsh(whole)
    moved = even.moved + cos[..., None] * leaning.moved[:, :2]
    return Field(
        even.where,
        np.tile(even.r, angles),
        np.tile(even.z, angles),
        np.tile(even.weight / angles, angles),
        found,
        moved.reshape(-1, 2),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Leant:
    """A slab under a load aside of the axis.

    Attributes:
        fields: inside, bottom, top and rim of the slab, all round, as of `turned`
        tilted: what leans alone
        opens: whether a seam, taken as closed, would have to pull somewhere
    """

    fields: tuple[Field, ...]
    tilted: Tilted
    opens: bool

    @property
    def tension(self) -> float:
        """Largest tension, Pa."""
        return max(float(field.tension().max()) for field in self.fields)


def leant(
    even: Solution, k: int, mesh: Mesh | None = None, *, offset: float, angles: int = 24
) -> Leant:
    """Slab k when the centre of what presses on the stack lies `offset` (m) from the axis.

    On each loaded face the force F of the even solution, within the radius a, gets the pressure
    4 F offset r cosθ/(π a⁴) besides, whose moment is F offset; a pushed plate on top gets that
    moment. What leans is solved with every seam tied and added to the even solution, so that it
    holds where all contact is closed: `opens` says where not. Shears are taken to stay even.

    Args:
        even: the stack at some load
        k: which slab
        mesh: the one of the even solution
        offset: m, of either sign
        angles: at how many angles round the axis it is told

    Raises:
        Refusal: as `tilt`; or for another mesh.
    """
    stack = _eccentric(even, offset)
    moment = 0.0
    if isinstance(stack.top, Plate) and stack.top.pressure is not None:
        moment = -even.level * plate_force(even.stack, "top") * offset
    found = tilt(stack, mesh, moment=moment)
    fields = (turned(field, found.field(k, field.where), angles) for field in even.fields(k))
    opens = any(_pulled(even, found, joint) for joint in range(len(stack.joints)))
    return Leant(tuple(fields), found, opens)


def _eccentric(even: Solution, offset: float) -> Stack:
    """The stack all tied, its faces under the leaning pressure alone."""

    def end(joint: Seam | Plate | Face, field: Field) -> Plate | Face:
        if isinstance(joint, Plate):
            return Plate(pressure=None if joint.pressure is None else 0.0)
        assert isinstance(joint, Face)
        reach = np.inf if joint.radius is None else joint.radius
        area = np.where(field.r < reach, field.weight, 0.0)
        force = even.level * float(area @ values(joint.pressure, field.r))
        grows = force * offset / (float(area @ field.r**2) / 2)
        return Face(lambda r: grows * r, radius=joint.radius)

    stack = even.stack
    bottom = end(stack.bottom, even.field(0, "bottom"))
    top = end(stack.top, even.field(len(stack.slabs) - 1, "top"))
    return Stack(stack.slabs, bottom=bottom, top=top, bore=stack.bore, geometry=stack.geometry)


def _pulled(even: Solution, found: Tilted, joint: int) -> bool:
    """Whether a seam that may open has less pressure than what leans takes from it."""
    own = even.stack.joints[joint]
    if isinstance(own, Face) or own.kind != "free":
        return False
    below = joint == len(even.stack.slabs)
    face = found.field(joint - 1, "top") if below else found.field(joint, "bottom")
    touch = even.touch(joint)
    there = face.r <= touch.r[-1]
    lean = np.abs(face.stress[there, 1]).reshape(-1, 3).mean(axis=1)
    pressed = (touch.pressure[1:] + touch.pressure[:-1]) / 2
    return bool(np.any(lean > pressed))


def gradient(at: Points) -> Array:
    """Strain rr, zz, θθ, rz, rθ, θz by the unknowns u, w, v of each node, (M, Q, 6, 27)."""
    B = np.zeros((*at.r.shape, 6, 9, 3))
    over = at.shape.T / at.r[..., None]
    along, up = at.slope[:, :, 0], at.slope[:, :, 1]
    B[:, :, 0, :, 0] = B[:, :, 3, :, 1] = B[:, :, 4, :, 2] = along
    B[:, :, 1, :, 1] = B[:, :, 3, :, 0] = B[:, :, 5, :, 2] = up
    B[:, :, 2, :, 0] = B[:, :, 2, :, 2] = over
    B[:, :, 4, :, 0] = B[:, :, 5, :, 1] = -over
    B[:, :, 4, :, 2] -= over
    return B.reshape(*at.r.shape, 6, 27)


def _stiffness(modulus: float, poisson: float) -> Array:
    D = np.zeros((6, 6))
    D[:4, :4] = stiffness(modulus, poisson)
    D[4, 4] = D[5, 5] = D[3, 3]
    return D


def tilt(stack: Stack, mesh: Mesh | None = None, *, moment: float = 0.0) -> Tilted:
    """The leaning part of a tied stack; `moment` (N m) presses the top plate down at θ = 0.

    Raises:
        Refusal: where something is not tied, or loads would turn a stack that nothing holds.
    """
    _check(stack, moment)
    own = grid(stack, mesh or Mesh(), range(len(stack.slabs)))
    index, factor, floats = _unknowns(stack, own)
    size = int(index.max()) + 1
    force = np.bincount(
        index.ravel() + 1, (factor * _forces(stack, own)).ravel(), minlength=size + 1
    )[1:]
    radius, pushed = stack.slabs[-1].radius, isinstance(stack.top, Plate)
    if pushed and stack.top.pressure is not None:
        force[-1] -= moment / radius
    K = _matrix(stack, own, index, factor)
    free = np.ones(size, dtype=bool)
    if floats:
        free[_pins(own, index)] = False
    found = np.zeros(size)
    inner = K[free][:, free].tocsc()
    found[free] = splu(inner, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0,
                       options={"SymmetricMode": True}).solve(force[free])  # fmt: skip
    held = K[~free] @ found - force[~free]
    if np.abs(held).max(initial=0) > 1e-6 * np.abs(force).sum():
        raise Refusal("loads", "a moment or a side force left over", "let a plate be at rest")
    moved = np.where(index >= 0, factor * found[index], 0.0)
    moved.setflags(write=False)
    return Tilted(stack, own, moved, float(-found[-1] / radius) if pushed else float("nan"))


def _check(stack: Stack, moment: float) -> None:
    for k, joint in enumerate(stack.joints):
        if not isinstance(joint, Face) and joint.kind != "tied":
            raise Refusal(f"joints[{k}].kind", joint.kind, 'write "tied": a tilt opens no seam')
    if stack.geometry != "round":
        raise Refusal("geometry", stack.geometry, 'write "round"')
    if isinstance(stack.bottom, Plate) and stack.bottom.pressure is not None:
        raise Refusal("bottom.pressure", "a pushed plate", "let it rest and push the one on top")
    if moment and not (isinstance(stack.top, Plate) and stack.top.pressure is not None):
        raise Refusal("moment", f"{moment:g}", "give a plate on top a pressure, 0 if need be")


def _unknowns(stack: Stack, own: Grid) -> tuple[Places, Array, bool]:
    """Unknown (-1 where held) and its factor, of u, w, v of each node; whether nothing holds."""
    nodes = own.nodes
    factor, free = np.ones((len(nodes), 3)), np.ones((len(nodes), 3), dtype=bool)
    axis = nodes[:, 0] == 0
    free[axis, 1] = free[axis, 2] = False
    held = []
    last = len(stack.slabs) - 1
    for joint, k, where in ((stack.bottom, 0, "bottom"), (stack.top, last, "top")):
        if isinstance(joint, Plate):
            sides = (0, 1, 4) if where == "bottom" else (2, 3, 6)
            face = np.unique(own.elements[own.at(k, where)][:, sides])
            free[face] = False
            held.append((face, joint.pressure is not None))
    index = np.full(free.shape, -1, dtype=np.int64)
    index[free] = np.arange(free.sum())
    index[axis, 2] = index[axis, 0]  # on the axis all moves along one direction
    factor[axis, 2] = -1.0
    for face, moves in held:
        if moves:
            index[face, 0] = index[face, 2] = free.sum()  # shifts aside, and tilts
            factor[face, 2] = -1.0
            index[face, 1] = free.sum() + 1
            factor[face, 1] = nodes[face, 0] / stack.slabs[-1].radius
    return index, factor, not any(not moves for _, moves in held)


def _pins(own: Grid, index: Places) -> list[int]:
    """Two unknowns that hold a floating stack: aside on the axis or bore, and up at the rim."""
    low = own.nodes[:, 1] == own.nodes[:, 1].min()
    inner = np.flatnonzero(low)[np.argmin(own.nodes[low, 0])]
    outer = np.flatnonzero(low)[np.argmax(own.nodes[low, 0])]
    return [int(index[inner, 0]), int(index[outer, 1])]


def _forces(stack: Stack, own: Grid) -> Array:
    """Forces of the tractions' amplitudes on u, w, v of each node, (N, 3)."""
    total = np.zeros((len(own.nodes), 3))
    for at, radial, axial in _all_tractions(stack, own):
        for c, traction in enumerate((radial, axial)):
            np.add.at(total[:, c], at.elements, (traction * at.weight / 2) @ at.shape.T)
    return total


def _all_tractions(stack: Stack, own: Grid) -> Iterator[tuple[Points, Array, Array]]:
    for k in own.slabs:
        yield from tractions(stack, own, k, isostatic=0.0)


def _matrix(stack: Stack, own: Grid, index: Places, factor: Array) -> sparse.csr_matrix[np.float64]:
    """Stiffness of all unknowns, N/m."""
    blocks = []
    for k in own.slabs:
        slab = stack.slabs[k]
        at = points(own, k, "inside", geometry="round")
        B = gradient(at)
        weighted = (_stiffness(slab.modulus, slab.poisson) @ B) * at.weight[..., None, None] / 2
        flat = (len(B), -1, 27)
        blocks.append(np.swapaxes(B.reshape(flat), 1, 2) @ weighted.reshape(flat))
    scaled = factor[own.elements].reshape(-1, 27)
    local = np.concatenate(blocks) * scaled[:, :, None] * scaled[:, None, :]
    places = index[own.elements].reshape(-1, 27)
    rows, columns = np.repeat(places, 27, axis=1).ravel(), np.tile(places, (1, 27)).ravel()
    kept = (rows >= 0) & (columns >= 0)
    size = int(index.max()) + 1
    return sparse.coo_matrix(
        (local.ravel()[kept], (rows[kept], columns[kept])), shape=(size, size)
    ).tocsr()
