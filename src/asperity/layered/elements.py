"""Elements of second order on rectangles: places, weights, strains at points of quadrature.

    ε = (∂u/∂r, ∂w/∂z, u/r, ∂u/∂z + ∂w/∂r)        round; without u/r in plane strain

Shape functions and quadrature are scikit-fem's. Nine nodes and three by three points of Gauss, by
which bodies of any Poisson ratio below 0.5 and thin plates bend without locking to speak of.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from skfem import ElementQuad2  # type: ignore[import-untyped]
from skfem.quadrature import get_quadrature  # type: ignore[import-untyped]
from skfem.refdom import RefLine, RefQuad  # type: ignore[import-untyped]

from asperity.layered.mesh import Grid, Places
from asperity.layered.stack import Array

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
    """

    elements: Places
    local: Array
    r: Array
    z: Array
    weight: Array
    shape: Array
    slope: Array
    round: bool

    def gradient(self) -> Array:
        """Strain by the unknowns (u, w of each node) of an element, (M, Q, 4, 18)."""
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
        return E

    def moved(self, U: Array) -> Array:
        """Displacements (N, 2) at the points, (M, Q, 2), m."""
        return np.asarray(np.einsum("nq,enc->eqc", self.shape, U[self.elements]))


def points(grid: Grid, k: int, where: str, *, geometry: str) -> Points:
    """Points in slab k ("inside") or along one of its faces, in its own elements."""
    if where == "inside":
        chosen = grid.inside(k)
        local, weight = get_quadrature(RefQuad, 5)
        measure = grid.size[chosen].prod(axis=1)
    else:
        chosen = grid.at(k, where)
        fixed, value = next((axis, v) for name, axis, v in SIDES if name == where)
        line, weight = get_quadrature(RefLine, 5)
        local = np.empty((2, len(weight)))
        local[fixed], local[1 - fixed] = value, line[0]
        measure = grid.size[chosen, 1 - fixed]
    corner, size = grid.corner[chosen], grid.size[chosen]
    r = corner[:, :1] + size[:, :1] * local[0]
    z = corner[:, 1:] + size[:, 1:] * local[1]
    N, dN = shapes(local)
    slope = dN.transpose(2, 0, 1)[None] / size[:, None, :, None]
    around = 2 * np.pi * r if geometry == "round" else np.full_like(r, 2.0)
    return Points(
        grid.elements[chosen],
        local,
        r,
        z,
        around * weight * measure[:, None],
        N,
        slope,
        geometry == "round",
    )


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
