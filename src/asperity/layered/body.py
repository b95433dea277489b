"""A body of slabs that are tied to each other: its stiffness factored, its displacements."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import SuperLU, splu

from asperity.layered.elements import points, stiffness
from asperity.layered.loads import outer, swelling
from asperity.layered.mesh import Grid, Mesh, Places, grid
from asperity.layered.stack import Array, Plate, Seam, Stack


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A factored body.

    Attributes:
        grid: its elements
        index: unknown of each node and direction, -1 where held, (N, 2)
        size: unknowns
        matrix: stiffness of the unknowns, N/m
        factor: of the stiffness, one axial unknown held where the body floats
        floats: whether nothing holds it axially
        loads: columns that belong to the load and to the stress-free strain, (size, 2), N
        push: axial force of load and strain, (2,), N; gross: sum of all axial nodal forces
    """

    grid: Grid
    index: Places
    size: int
    matrix: sparse.csc_matrix[np.float64]
    factor: SuperLU[np.float64]
    floats: bool
    loads: Array
    push: Array
    gross: float

    def spread(self, reduced: Array) -> Array:
        """Displacements of all nodes, (N, 2) or (N, 2, columns), from the unknowns."""
        whole = np.concatenate([reduced, np.zeros((1, *reduced.shape[1:]))])
        return np.asarray(whole[self.index])

    def gather(self, forces: Array) -> Array:
        """Forces of the unknowns from those of all nodes, (N, 2)."""
        return _gathered(self.index, self.size, forces)


def _gathered(index: Places, size: int, forces: Array) -> Array:
    found = np.bincount(index.ravel() + 1, forces.ravel(), minlength=size + 1)
    return np.asarray(found[1:], dtype=np.float64)


def bodies(stack: Stack, mesh: Mesh) -> tuple[Body, ...]:
    """The bodies of a stack from below upwards, each factored."""
    joints = stack.joints
    cuts = [k for k in range(1, len(stack.slabs)) if not _tied(joints[k])]
    edges = [0, *cuts, len(stack.slabs)]
    return tuple(_body(stack, grid(stack, mesh, range(a, b))) for a, b in pairwise(edges))


def _tied(joint: object) -> bool:
    return isinstance(joint, Seam | Plate) and joint.kind == "tied"


def _body(stack: Stack, own: Grid) -> Body:
    index, held, plates = _unknowns(stack, own)
    force = outer(stack, own)
    swell = swelling(stack, own)
    push = np.array([force[:, 1].sum(), swell[:, 1].sum()])
    gross = float(np.abs(force[:, 1]).sum() + np.abs(swell[:, 1]).sum())
    size = int(index.max()) + 1
    columns = np.stack([_gathered(index, size, part) for part in (force, swell)], axis=1)
    for unknown, pushed in plates:
        columns[unknown, 0] += pushed
        push[0] += pushed
        gross += abs(pushed)
    floats = not held
    if floats:  # the first axial unknown is held and the rest moves relative to it
        pinned = int(index[:, 1].max()) if not plates else plates[0][0]
        columns = np.delete(columns, pinned, axis=0)
        index = np.where(index == pinned, -1, index - (index > pinned))
        size -= 1
    matrix = _matrix(stack, own, index, size)
    factor = splu(
        matrix,
        permc_spec="MMD_AT_PLUS_A",  # the order for a matrix that is symmetric
        diag_pivot_thresh=0.0,
        options={"SymmetricMode": True},
    )
    for array in (index, columns, push):
        array.setflags(write=False)
    return Body(own, index, size, matrix, factor, floats, columns, push, gross)


def _unknowns(stack: Stack, own: Grid) -> tuple[Places, bool, list[tuple[int, float]]]:
    """Numbers of the unknowns, whether a plate at rest holds them, tied plates and their force."""
    nodes = own.nodes
    free = np.ones((len(nodes), 2), dtype=bool)
    if stack.bore == 0:
        free[nodes[:, 0] == 0, 0] = False
    held, pushed = False, []
    for joint, k, where in ((stack.bottom, 0, "bottom"), (stack.top, len(stack.slabs) - 1, "top")):
        if k not in own.slabs or not isinstance(joint, Plate) or joint.kind != "tied":
            continue
        face = np.unique(
            own.elements[own.at(k, where)][:, (0, 1, 4) if where == "bottom" else (2, 3, 6)]
        )
        free[face] = False
        if joint.pressure is None:
            held = True
        else:
            pushed.append((face, plate_force(stack, where)))
    index = np.full(free.shape, -1, dtype=np.int64)
    index[free] = np.arange(free.sum())
    plates = []
    for count, (face, force) in enumerate(pushed):
        unknown = int(free.sum()) + count
        index[face, 1] = unknown
        plates.append((unknown, force))
    return index, held, plates


def plate_force(stack: Stack, where: str) -> float:
    """Force of a pushed plate, upwards positive, N."""
    joint, slab = (
        (stack.bottom, stack.slabs[0]) if where == "bottom" else (stack.top, stack.slabs[-1])
    )
    if not isinstance(joint, Plate) or joint.pressure is None:
        return 0.0
    outside, hole = slab.radius, stack.bore
    area = np.pi * (outside**2 - hole**2) if stack.geometry == "round" else 2 * outside
    return float(joint.pressure * area) * (1.0 if where == "bottom" else -1.0)


def _matrix(stack: Stack, own: Grid, index: Places, size: int) -> sparse.csc_matrix[np.float64]:
    """Stiffness of the unknowns, N/m."""
    blocks = []
    for k in own.slabs:
        slab = stack.slabs[k]
        at = points(own, k, "inside", geometry=stack.geometry, poisson=slab.poisson)
        B = at.gradient()
        weighted = (stiffness(slab.modulus, slab.poisson) @ B) * at.weight[..., None, None]
        flat = (len(B), -1, 18)
        blocks.append(np.swapaxes(B.reshape(flat), 1, 2) @ weighted.reshape(flat))
    local = np.concatenate(blocks)
    places = index[own.elements].reshape(-1, 18)
    rows, columns = np.repeat(places, 18, axis=1).ravel(), np.tile(places, (1, 18)).ravel()
    kept = (rows >= 0) & (columns >= 0)
    whole = sparse.coo_matrix(
        (local.ravel()[kept], (rows[kept], columns[kept])), shape=(size, size)
    )
    return whole.tocsc()
