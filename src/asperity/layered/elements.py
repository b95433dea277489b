"""Elements of second order on rectangles: places, weights, strains at points of quadrature.

    ε = (∂u/∂r, ∂w/∂z, u/r, ∂u/∂z + ∂w/∂r)        round; without u/r in plane strain

Shape functions and quadrature are scikit-fem's: nine nodes, three by three points of Gauss. Thin
plates bend without locking to speak of. In slabs of a Poisson ratio above 0.4 the dilatation of
an element is replaced by the linear function of place that is nearest to it, so that metal of
nearly constant volume shows no false pressure (B-bar: Simo, Taylor & Pister, Comput. Methods Appl.
Mech. Eng. 51 (1985) 177); below, the elements as they are bend a little better.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import numpy as np
from skfem import ElementQuad2  # type: ignore[import-untyped]
from skfem.quadrature import get_quadrature  # type: ignore[import-untyped]
from skfem.refdom import RefLine, RefQuad  # type: ignore[import-untyped]

from asperity.layered.mesh import Grid, Places
from asperity.layered.stack import Array

NEARLY_CONSTANT = 0.4
"""Poisson ratio above which an element's dilatation is made linear."""
SIDES = (("bottom", 1, 0.0), ("top", 1, 1.0), ("bore", 0, 0.0), ("rim", 0, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Points of quadrature in elements or along a face of theirs, Q in each of M elements.

    Attributes:
        elements: nodes of the elements, (M, 9)
        local: places in the reference square, (2, Q)
        r, z: m, (M, Q)
        weight: volume (m³) or area (m²) of each, (M, Q)
        shape: shape functions, (9, Q)
        slope: their slopes along r and z, (M, Q, 2, 9), 1/m
        round: whether u/r is a strain
        swelling: linear dilatation by the unknowns, (M, Q, 18), 1/m; None where it is not wanted
    """

    elements: Places
    local: Array
    r: Array
    z: Array
    weight: Array
    shape: Array
    slope: Array
    round: bool
    swelling: Array | None = None

    def gradient(self) -> Array:
        """Strain by the unknowns (u, w of each node) of an element, (M, Q, 4, 18)."""
        B = self.raw_gradient()
        if self.swelling is None:
            return B
        B[:, :, :3] += ((self.swelling - B[:, :, :3].sum(axis=2)) / 3)[:, :, None]
        return B

    def raw_gradient(self) -> Array:
        """The same before its dilatation is made linear."""
        B = np.zeros((*self.r.shape, 4, 9, 2))
        B[:, :, 0, :, 0] = B[:, :, 3, :, 1] = self.slope[:, :, 0]
        B[:, :, 1, :, 1] = B[:, :, 3, :, 0] = self.slope[:, :, 1]
        if self.round:
            B[:, :, 2, :, 0] = self.shape.T / self.r[..., None]
        return B.reshape(*self.r.shape, 4, 18)

    def strain(self, U: Array) -> Array:
        """Strain rr, zz, θθ, rz (the last doubled) of displacements (N, 2), (M, Q, 4)."""
        local = U[self.elements]
        grad = self.slope @ local[:, None]
        E = np.zeros((*self.r.shape, 4))
        E[..., 0], E[..., 1] = grad[..., 0, 0], grad[..., 1, 1]
        E[..., 3] = grad[..., 1, 0] + grad[..., 0, 1]
        if self.round:
            E[..., 2] = (local[:, :, 0] @ self.shape) / self.r
        if self.swelling is None:
            return E
        swollen = (self.swelling @ local.reshape(-1, 18, 1))[..., 0]
        E[..., :3] += ((swollen - E[..., :3].sum(axis=-1)) / 3)[..., None]
        return E

    def moved(self, U: Array) -> Array:
        """Displacements (N, 2) at the points, (M, Q, 2), m."""
        return np.asarray(np.einsum("nq,enc->eqc", self.shape, U[self.elements]))


def points(grid: Grid, k: int, where: str, *, geometry: str, poisson: float = 0.0) -> Points:
    """Points in slab k ("inside") or along one of its faces, in its own elements.

    The Poisson ratio decides on the dilatation; it is wanted where strains are asked for.
    """
    wanted = poisson > NEARLY_CONSTANT
    if where == "inside":
        chosen = grid.inside(k)
        inside = _placed(grid, chosen, where, grid.size[chosen].prod(axis=1), geometry)
        return replace(inside, swelling=_linear(inside, inside.local) if wanted else None)
    chosen = grid.at(k, where)
    fixed = next(axis for name, axis, _ in SIDES if name == where)
    along = _placed(grid, chosen, where, grid.size[chosen, 1 - fixed], geometry)
    if not wanted:
        return along
    behind = _placed(grid, chosen, "inside", np.ones(len(chosen)), geometry)
    return replace(along, swelling=_linear(behind, along.local))


class Rule(NamedTuple):
    """Places of quadrature in the reference square, (2, Q), their weights, shapes and slopes."""

    local: Array
    weight: Array
    shape: Array
    slope: Array


@cache
def rule(where: str) -> Rule:
    """Quadrature of the inside or of a side of the reference square: the same for every element."""
    if where == "inside":
        local, weight = get_quadrature(RefQuad, 5)
    else:
        fixed, value = next((axis, v) for name, axis, v in SIDES if name == where)
        line, weight = get_quadrature(RefLine, 5)
        local = np.empty((2, len(weight)))
        local[fixed], local[1 - fixed] = value, line[0]
    made = Rule(local, weight, *shapes(local))
    for array in made:
        array.setflags(write=False)
    return made


def _placed(grid: Grid, chosen: Places, where: str, measure: Array, geometry: str) -> Points:
    """Points of a rule in some elements; `measure` is volume or area of each, without 2πr."""
    corner, size, own = grid.corner[chosen], grid.size[chosen], rule(where)
    r = corner[:, :1] + size[:, :1] * own.local[0]
    z = corner[:, 1:] + size[:, 1:] * own.local[1]
    slope = own.slope.transpose(2, 0, 1)[None] / size[:, None, :, None]
    turned = geometry == "round"
    around = 2 * np.pi * r if turned else np.full_like(r, 2.0)
    weight = around * (measure[:, None] * own.weight)
    return Points(grid.elements[chosen], own.local, r, z, weight, own.shape, slope, turned)


def _linear(inside: Points, local: Array) -> Array:
    """Dilatation at places of elements, the linear one nearest to that of the points inside."""
    powers = np.concatenate([np.ones((1, inside.local.shape[1])), inside.local])
    weighted = powers * inside.weight[:, None]
    found = np.linalg.solve(
        weighted @ powers.T, weighted @ inside.raw_gradient()[:, :, :3].sum(axis=2)
    )
    return np.asarray(np.concatenate([np.ones((1, local.shape[1])), local]).T @ found)


def shapes(local: Array) -> tuple[Array, Array]:
    """Shape functions (9, Q) and their slopes (2, 9, Q) at places of the reference square."""
    element = ElementQuad2()
    found = [element.lbasis(local, i) for i in range(9)]
    N = np.array([np.broadcast_to(one[0], local.shape[1:]) for one in found])
    dN = np.array([np.broadcast_to(one[1], local.shape) for one in found]).transpose(1, 0, 2)
    return N, dN


def stiffness(modulus: float, poisson: float) -> Array:
    """Stress rr, zz, θθ, rz by strain (shear doubled) of an isotropic solid, (4, 4), Pa."""
    lame = modulus * poisson / ((1 + poisson) * (1 - 2 * poisson))
    shear = modulus / (2 * (1 + poisson))
    D = np.zeros((4, 4))
    D[:3, :3] = lame + 2 * shear * np.eye(3)
    D[3, 3] = shear
    return D
