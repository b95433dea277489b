"""Steady creep of an incompressible power-law metal in a cell, by finite elements.

    rate = σ^n (A = 1)      e = (3/2) (σ^(n-1) + FLOOR) s      div v = 0      σ, rate: von Mises

Velocity of second, pressure of first order on triangles (Taylor-Hood), in the plane or round an
axis; everything is free of friction, so only normal velocities are prescribed. Newton's method is
on the stress: at every quadrature point the law is read as strain rate of a stress, linearised and
inverted there, which takes 4 to 9 steps from n to n + 2 where linearising the stress of a strain
rate takes dozens. FLOOR is a parallel linear creep, a millionth of the fluidity at σ = 1: it keeps
what hardly flows from being rigid, and changes the power by less than 3e-6 (asserted).

Lengths are in periods or radii of the cell, stresses in units in which A = 1. The body is z > 0.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import bmat, coo_matrix
from scipy.sparse.linalg import splu
from skfem import Basis, ElementTriP1, ElementTriP2, ElementVector, MeshTri, MeshTri2

Array = NDArray[np.float64]
Where = Callable[[Array, Array], NDArray[np.bool_]]
FLOOR = 1e-6
LEVEL = 1e-4  # size of the smallest triangle at an edge of contact, over that of the patch
TINY = 1e-9


@dataclass(frozen=True)
class Flow:
    """A steady flow. The power is ∫ σ rate dV, the load times the velocity of what presses."""

    exponent: float
    power: float
    other_power: float  # the same from the stresses alone: equal but for the floor
    mean_log_stress: float  # of ln σ, weighted with the power
    velocity: Array
    steps: int


class Cell:
    """A mesh with its boundary conditions; each `creep` starts from the one before."""

    def __init__(self, mesh: MeshTri | MeshTri2, *, axisymmetric: bool) -> None:
        self.basis = Basis(mesh, ElementVector(ElementTriP2()), intorder=4)
        self._tabulate(axisymmetric)
        self.vertical = np.zeros(self.basis.N, dtype=bool)
        self.vertical[self.basis.nodal_dofs[1]] = True
        self.vertical[self.basis.facet_dofs[1]] = True
        self.held = np.zeros(self.basis.N, dtype=bool)
        self.velocity = np.zeros(self.basis.N)
        self.stress = np.zeros((*self.weight.shape, 4))

    def _tabulate(self, axisymmetric: bool) -> None:
        """Strain rates of every shape function at every quadrature point, and its divergence."""
        basis = self.basis
        pressures = basis.with_element(ElementTriP1())
        x = np.array(basis.global_coordinates())[0]
        self.weight = basis.dx * (x if axisymmetric else 1.0)
        shapes = [field[0] for field in basis.basis]
        rows = [
            (u.grad[0, 0], u.grad[1, 1], np.array(u)[0] / x if axisymmetric else 0 * x,
             (u.grad[0, 1] + u.grad[1, 0]) / np.sqrt(2))
            for u in shapes
        ]  # fmt: skip
        self.strains = np.ascontiguousarray(np.moveaxis(np.array(rows), (0, 1), (2, 3)))
        self.dofs = basis.element_dofs.T
        heads = [np.broadcast_to(np.array(q[0]), x.shape) for q in pressures.basis]
        divergence = self.strains[..., :3].sum(axis=-1)
        local = np.einsum("eqk,eqj,eq->ejk", divergence, np.stack(heads, axis=-1), self.weight)
        shape = (pressures.N, basis.N)
        self.divergence = _gather(local, pressures.element_dofs.T, self.dofs, shape)

    def hold(self, where: Where, component: int, value: float) -> None:
        """Prescribe one component of the velocity where x and z say so."""
        x, z = self.basis.doflocs
        found = where(x, z) & (self.vertical == bool(component))
        self.held |= found
        self.velocity[found] = value

    def rates(self, velocity: Array) -> Array:
        """The strain rates (xx, zz, hoop, √2 xz) at the quadrature points."""
        return np.einsum("eqka,ek->eqa", self.strains, velocity[self.dofs])

    def creep(self, n: float, *, tolerance: float = 1e-8, most: int = 60) -> Flow:
        """The flow at the stress exponent n, from the present one."""
        rate = self.rates(self.velocity)
        size = np.sqrt(2 / 3 * (rate**2).sum(axis=-1)) + 1e-300
        self.stress = (2 / 3 * np.minimum(size ** (1 / n), size / FLOOR) / size)[..., None] * rate
        before = 0.0
        for steps in range(1, most + 1):
            self._improve(n)
            power = self._power(n)
            if abs(power - before) < tolerance * power:
                return self._flow(n, power, steps)
            before = power
        raise RuntimeError(f"no steady flow at n = {n:g} after {most} steps")

    def _power(self, n: float) -> float:
        size = 2 / 3 * (self.rates(self.velocity) ** 2).sum(axis=-1)
        return float((self.weight * size ** ((n + 1) / (2 * n))).sum())

    def _flow(self, n: float, power: float, steps: int) -> Flow:
        mises = np.sqrt(1.5 * (self.stress**2).sum(axis=-1))
        local = self.weight * mises ** (n + 1)
        log = float((local * np.log(np.maximum(mises, 1e-300))).sum() / local.sum())
        return Flow(n, power, float(local.sum()), log, self.velocity.copy(), steps)

    def _improve(self, n: float) -> None:
        """One step of Newton's method: velocities with pressures, then the stresses point by point.

        The inverse of the law's derivative is that of a multiple of one plus a rank-one matrix.
        """
        stress, squared = self.stress, 1.5 * (self.stress**2).sum(axis=-1)
        power = squared ** ((n - 1) / 2)
        fluidity = power + FLOOR
        stiffness = 2 / (3 * fluidity)
        bend = 1.5 * (n - 1) * power / (fluidity + (n - 1) * power) / np.maximum(squared, 1e-300)

        def stresses(rate: Array) -> Array:
            along = (bend * (stress * rate).sum(axis=-1))[..., None] * stress
            return stiffness[..., None] * (rate - along)

        excess = self.rates(self.velocity) - 1.5 * fluidity[..., None] * stress
        guess = stress + stresses(excess)
        change = self._solve(guess, stiffness, bend)
        self.velocity = self.velocity + change
        self.stress = guess + stresses(self.rates(change))

    def _solve(self, guess: Array, stiffness: Array, bend: Array) -> Array:
        """The change of velocity that balances the stresses and keeps the volume."""
        S, w, N = self.strains, self.weight, self.basis.N
        forces = np.einsum("eqka,eqa,eq->ek", S, guess, w)
        lacking = np.bincount(self.dofs.ravel(), forces.ravel(), N)
        flat = S.shape[0], S.shape[2], S.shape[1] * S.shape[3]
        weighted = (S * (w * stiffness)[..., None, None]).transpose(0, 2, 1, 3).reshape(flat)
        local = weighted @ S.transpose(0, 2, 1, 3).reshape(flat).transpose(0, 2, 1)
        along = np.einsum("eqka,eqa->eqk", S, self.stress)
        local -= (along * (w * stiffness * bend)[..., None]).transpose(0, 2, 1) @ along
        free = np.flatnonzero(~self.held)
        K = _gather(local, self.dofs, self.dofs, (N, N))[free][:, free]
        B = self.divergence[:, free]
        load = np.concatenate([-lacking[free], -(self.divergence @ self.velocity)])
        change = np.zeros(N)
        change[free] = splu(bmat([[K, B.T], [B, None]], "csc")).solve(load)[: free.size]
        return change


def _gather(local: Array, rows: Array, columns: Array, shape: tuple[int, int]):
    """Sum the matrices of the elements, (elements, rows, columns), into a sparse one."""
    row = np.repeat(rows, columns.shape[1], axis=1).ravel()
    column = np.tile(columns, (1, rows.shape[1])).ravel()
    return coo_matrix((local.ravel(), (row, column)), shape).tocsr()


# ------------------------------------------------------------------ the cells


def graded(size: tuple[float, float], edges: Sequence[float], *, fine: float) -> MeshTri:
    """A rectangle whose triangles shrink towards the edges of contact as their distance/`fine`."""
    width, height = size
    h = min(size) / (2 * fine)
    mesh = MeshTri.init_tensor(
        np.linspace(0, width, round(width / h) + 1), np.linspace(0, height, round(height / h) + 1)
    )
    smallest = LEVEL * min(np.diff([0.0, *edges, width]))
    while True:
        corners = mesh.p[:, mesh.t]
        a, b = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        h = np.sqrt(np.abs(a[0] * b[1] - a[1] * b[0]))
        middle = corners.mean(axis=1)
        away = np.min([np.hypot(middle[0] - x, middle[1]) for x in edges], axis=0)
        coarse = np.flatnonzero((away < fine * h) & (h > smallest))
        if coarse.size == 0:
            return mesh
        mesh = mesh.refined(coarse)


def flat_cell(
    edges: Sequence[float],
    *,
    width: float,
    axisymmetric: bool,
    touches: bool,
    fine: float = 2.0,
    layer: float | None = None,
) -> Cell:
    """A flat face of which parts touch: contact and void take turns at the edges.

    `touches` says whether the middle does. What touches moves into the body with velocity one, the
    rest is free; three widths below nothing moves up or down, or in a depth `layer` nothing at all.
    Edges and layer must be dyadic fractions of the width.
    """
    height = 3 * width if layer is None else layer
    cell = Cell(graded((width, height), edges, fine=fine), axisymmetric=axisymmetric)

    def contact(x: Array, z: Array) -> NDArray[np.bool_]:
        ends = [0.0, *edges, width]
        pairs = list(pairwise(ends))[0 if touches else 1 :: 2]
        inside = [(x > low - TINY) & (x < high + TINY) for low, high in pairs]
        return (z < TINY) & np.any(inside, axis=0)

    cell.hold(contact, 1, 1.0)
    cell.hold(lambda _, z: z > height - TINY, 1, 0.0)
    if layer is not None:
        cell.hold(lambda _, z: z > height - TINY, 0, 0.0)
    cell.hold(lambda x, _: (x < TINY) | (x > width - TINY), 0, 0.0)
    return cell


def shell_cell(*, outer: float, fine: int) -> Cell:
    """A hemispherical pit of radius one in a shell whose outer face sinks to it with velocity one.

    The wall (z = 0) is free of friction, so this is half of a spherical void in a sphere.
    """
    square = MeshTri.init_tensor(np.linspace(0, 1, 3 * fine + 1), np.linspace(0, 1, 2 * fine + 1))

    def place(p: Array) -> Array:
        r, angle = outer ** p[0], np.pi / 2 * p[1]
        return np.array([r * np.sin(angle), r * np.cos(angle)])

    cell = Cell(_bent(square, place), axisymmetric=True)

    def far(x: Array, z: Array) -> NDArray[np.bool_]:
        return np.hypot(x, z) > outer * (1 - 1e-6)

    x, z = cell.basis.doflocs
    inward = -np.where(cell.vertical, z, x) / outer
    cell.hold(lambda x, _: x < TINY, 0, 0.0)
    cell.hold(lambda _, z: z < TINY, 1, 0.0)
    for component in (0, 1):
        cell.hold(far, component, 0.0)
    cell.velocity = np.where(far(x, z), inward, cell.velocity)
    return cell


def pit_cell(radius: float, *, fine: int = 8) -> Cell:
    """A hemispherical pit in a wall of radius one; the far end (z = 2) sinks with velocity one."""
    corner = np.arctan2(1.0, 2.0) / (np.pi / 2)
    angles = np.concatenate(
        [np.linspace(0, corner, fine // 2 + 1)[:-1], np.linspace(corner, 1, fine + 1)]
    )
    square = MeshTri.init_tensor(np.linspace(0, 1, 3 * fine + 1), angles)

    def place(p: Array) -> Array:
        angle = np.pi / 2 * p[1]
        direction = np.array([np.sin(angle), np.cos(angle)])
        reach = np.min([1 / np.maximum(direction[0], TINY), 2 / np.maximum(direction[1], TINY)], 0)
        return direction * radius * (reach / radius) ** p[0]

    cell = Cell(_bent(square, place), axisymmetric=True)
    cell.hold(lambda x, _: (x < TINY) | (x > 1 - TINY), 0, 0.0)
    cell.hold(lambda _, z: z < TINY, 1, 0.0)
    cell.hold(lambda _, z: z > 2 - TINY, 1, -1.0)
    return cell


def _bent(square: MeshTri, place: Callable[[Array], Array]) -> MeshTri2:
    """The square carried over to curved triangles of second order."""
    flat = MeshTri2.from_mesh(square)
    return MeshTri2(place(flat.doflocs), flat.t)
