"""The half section of a filling as bilinear elements, in the frame of the filling."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from skfem import (  # type: ignore[import-untyped]
    Basis,
    ElementQuad1,
    ElementVector,
    MeshQuad,
)

Array = NDArray[np.float64]
Places = NDArray[np.int64]
TOOLS = 3
"""Unknowns behind those of the nodes: axial displacement of upper punch, lower punch, die, m."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Elements, their gradients at the points of quadrature, and the faces. Arrays are read-only.

    Attributes:
        nodes: radius and height, (N, 2), m; quads: corners of the elements, (M, 4)
        unknowns: radial and axial unknown of every node, (N, 2)
        gradient: of rr, rz, zr, zz, θθ by the unknowns of an element, (M, Q, 5, 8), 1/m
        weight: volume of a point of quadrature in the filling, (M, Q), m³
        places: unknowns of an element, (M, 8)
        wall, top, bottom, axis: nodes of the faces; the wall's from below upwards, the others'
            from the axis outwards
    """

    nodes: Array
    quads: Places
    unknowns: Places
    gradient: Array
    weight: Array
    places: Places
    wall: Places
    top: Places
    bottom: Places
    axis: Places

    @property
    def size(self) -> int:
        """Unknowns in all, tools included."""
        return self.unknowns.size + TOOLS

    def strain(self, U: Array) -> Array:
        """Deformation gradient at the points of quadrature, (M Q, 5)."""
        local = U[self.places][:, None, :, None]
        moved = (self.gradient @ local)[..., 0]
        return np.asarray((moved + np.array([1.0, 0.0, 0.0, 1.0, 1.0])).reshape(-1, 5))

    def forces(self, P: Array) -> Array:
        """Internal forces of a first Piola stress (M Q, 5), by unknown, N."""
        held = self.weight.shape
        weighted = P.reshape(*held, 5) * self.weight[..., None]
        local = np.einsum("eqi,eqia->ea", weighted, self.gradient, optimize=True)
        total = np.bincount(self.places.ravel(), local.ravel(), minlength=self.size)
        return np.asarray(total, dtype=np.float64)

    def matrix(self, A: Array) -> sparse.csr_array:
        """Stiffness of the slope of that stress, (M Q, 5, 5): N/m."""
        held = self.weight.shape
        weighted = A.reshape(*held, 5, 5) * self.weight[..., None, None]
        local = (np.swapaxes(self.gradient, 2, 3) @ (weighted @ self.gradient)).sum(axis=1)
        rows = np.repeat(self.places, 8, axis=1).ravel()
        columns = np.tile(self.places, (1, 8)).ravel()
        whole = sparse.coo_array((local.ravel(), (rows, columns)), shape=(self.size, self.size))
        return whole.tocsr()

    def at_nodes(self, values: Array) -> Array:
        """Values of the points of quadrature (M Q,) averaged by volume round each node, (N,)."""
        shares = np.repeat(self.weight.sum(axis=1), 4)
        means = (values.reshape(self.weight.shape) * self.weight).sum(axis=1)
        corner = self.quads.ravel()
        total = np.bincount(corner, np.repeat(means, 4), minlength=len(self.nodes))
        return np.asarray(total / np.bincount(corner, shares, minlength=len(self.nodes)))


def rectangle(radius: float, height: float, *, across: int, along: int) -> Grid:
    """A filling of a radius and height (m) in `across` by `along` equal elements.

    The elements, their quadrature (two by two points of Gauss) and numbering are scikit-fem's.
    """
    mesh = MeshQuad.init_tensor(
        np.linspace(0, radius, across + 1), np.linspace(0, height, along + 1)
    )
    basis = Basis(mesh, ElementVector(ElementQuad1()), intorder=3)
    r = np.asarray(basis.global_coordinates())[0]
    gradient = np.zeros((*r.shape, 5, 8))
    for a in range(8):
        field = basis.basis[a][0]
        gradient[..., :4, a] = np.moveaxis(field.grad.reshape(4, *r.shape), 0, -1)
        gradient[..., 4, a] = np.asarray(field)[0] / r
    nodes = np.ascontiguousarray(mesh.p.T)
    order = np.arange(len(nodes))
    R, Z = nodes.T
    near = 1e-9 * (radius + height)

    def face(x: Array, where: float, along_it: Array) -> Places:
        chosen = order[np.abs(x - where) < near]
        return np.asarray(chosen[np.argsort(along_it[chosen])])

    fields = (
        nodes,
        np.ascontiguousarray(mesh.t.T.astype(np.int64)),
        np.ascontiguousarray(basis.nodal_dofs.T.astype(np.int64)),
        gradient,
        2 * np.pi * r * basis.dx,
        np.ascontiguousarray(basis.element_dofs.T.astype(np.int64)),
        face(R, radius, Z),
        face(Z, height, R),
        face(Z, 0.0, R),
        face(R, 0.0, Z),
    )
    for field in fields:
        field.setflags(write=False)
    return Grid(*fields)
