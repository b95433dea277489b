"""Nodal forces of what presses on a body, and of the strain that is free of stress."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from asperity.layered.elements import Points, points, stiffness
from asperity.layered.mesh import Grid
from asperity.layered.stack import Array, Face, Shape, Slab, Stack


def values(shape: Shape, at: Array) -> Array:
    """A number or a function of places as an array like the places."""
    found = shape(at) if callable(shape) else shape
    return np.broadcast_to(np.asarray(found, dtype=float), at.shape)


def free_strain(slab: Slab, at: Points, low: float) -> Array:
    """Stress-free strain of a slab at points, its lower face at the height `low` (m)."""
    if callable(slab.strain):
        return np.broadcast_to(np.asarray(slab.strain(at.r, at.z - low), dtype=float), at.r.shape)
    return np.full(at.r.shape, float(slab.strain))


def nodal(grid: Grid, at: Points, radial: Array, axial: Array) -> Array:
    """Forces (N, 2) of a traction (Pa) at points of a face, N."""
    total = np.zeros((len(grid.nodes), 2))
    for c, traction in enumerate((radial, axial)):
        local = (traction * at.weight) @ at.shape.T
        np.add.at(total[:, c], at.elements, local)
    return total


def outer(stack: Stack, grid: Grid) -> Array:
    """Forces (N, 2) of tractions, rings and isostatic pressure on a body; plates left out."""
    total = np.zeros((len(grid.nodes), 2))
    for k in grid.slabs:
        for at, radial, axial in tractions(stack, grid, k, isostatic=stack.isostatic):
            total += nodal(grid, at, radial, axial)
    for ring in stack.rings:
        k, sign = (len(stack.slabs) - 1, -1.0) if ring.where == "top" else (0, 1.0)
        if k in grid.slabs:
            total[_corner(stack, grid, k, ring.where, ring.radius), 1] += sign * ring.force
    return total


def tractions(
    stack: Stack, grid: Grid, k: int, *, isostatic: float
) -> Iterator[tuple[Points, Array, Array]]:
    """Points of each loaded face of slab k, with radial and axial traction, Pa."""
    slabs, last = stack.slabs, len(stack.slabs) - 1
    rim, at = stack.rims()[k], points(grid, k, "rim", geometry=stack.geometry)
    yield at, -values(rim.pressure, at.z) - isostatic, values(rim.shear, at.z)
    if stack.bore:
        at = points(grid, k, "bore", geometry=stack.geometry)
        yield at, np.full_like(at.r, stack.bore_pressure), np.zeros_like(at.r)
    for where, sign, end, other in (("bottom", 1.0, 0, k - 1), ("top", -1.0, last, k + 1)):
        at = points(grid, k, where, geometry=stack.geometry)
        if k != end:
            beyond = at.r > slabs[other].radius
            ledge = np.asarray(sign * isostatic * beyond, dtype=np.float64)
            yield at, np.zeros_like(at.r), ledge
            continue
        face = stack.bottom if where == "bottom" else stack.top
        if isinstance(face, Face):
            reach = np.inf if face.radius is None else face.radius
            pressure = np.where(at.r < reach, values(face.pressure, at.r), 0.0) + isostatic
            shear = np.where(at.r < reach, values(face.shear, at.r), 0.0)
            yield at, shear, np.asarray(sign * pressure, dtype=np.float64)


def _corner(stack: Stack, grid: Grid, k: int, where: str, radius: float) -> int:
    """The node on a face of slab k nearest to a radius."""
    chosen = np.unique(grid.elements[grid.at(k, where)])
    height = stack.heights[k + (where == "top")]
    off = np.abs(grid.nodes[chosen] - (radius, height)) / np.maximum(stack.heights[-1], radius)
    return int(chosen[np.argmin(off.sum(axis=1))])


def swelling(stack: Stack, grid: Grid) -> Array:
    """Forces (N, 2) of the stress-free strains of a body's slabs, N."""
    total = np.zeros((len(grid.nodes), 2))
    for k in grid.slabs:
        slab = stack.slabs[k]
        if not callable(slab.strain) and slab.strain == 0.0:
            continue
        at = points(grid, k, "inside", geometry=stack.geometry, poisson=slab.poisson)
        D = stiffness(slab.modulus, slab.poisson)
        free = free_strain(slab, at, float(stack.heights[k]))
        stress = free[..., None] * (D @ np.array([1.0, 1.0, 1.0, 0.0]))
        B = at.gradient()
        local = np.einsum("eqi,eqia->ea", stress * at.weight[..., None], B, optimize=True)
        np.add.at(total, at.elements, local.reshape(-1, 9, 2))
    return total
