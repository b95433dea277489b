"""Lines and elements: every slab a tensor grid of rectangles, tied slabs share their nodes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from skfem import ElementQuad2, MeshQuad  # type: ignore[import-untyped]
from skfem.assembly import Dofs  # type: ignore[import-untyped]

from asperity.errors import Refusal
from asperity.layered.stack import Array, Face, Stack

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Mesh:
    """How finely a stack is parted.

    Attributes:
        across: elements over the largest radius; each stretch between radii has two at least
        along: elements over the thickness of a slab, one number or one a slab
        grading: 0 for equal elements to below 1 for small ones at edges and seams
        lines: further radii that shall be lines, m
    """

    across: int = 32
    along: int | tuple[int, ...] = 6
    grading: float = 0.7
    lines: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        counts = (self.across, *(self.along if isinstance(self.along, tuple) else (self.along,)))
        if min(counts) < 1:
            raise Refusal("mesh", f"{min(counts)} elements", "give one at least")
        if not 0 <= self.grading < 1:
            raise Refusal("mesh.grading", f"{self.grading:g}", "give 0 to below 1")


def graded(start: float, end: float, count: int, *, ends: tuple[bool, bool], by: float) -> Array:
    """`count` stretches from start to end, smaller towards the ends that are marked."""
    s = np.linspace(0.0, 1.0, count + 1)
    if all(ends):
        s = s - by * np.sin(2 * np.pi * s) / (2 * np.pi)
    elif any(ends):
        s = s + (by if ends[1] else -by) * np.sin(np.pi * s) / np.pi
    return np.asarray(start + (end - start) * s)


def radial_lines(stack: Stack, mesh: Mesh) -> Array:
    """Radii of the lines, common to all slabs, m."""
    marks = [stack.bore, *(slab.radius for slab in stack.slabs), *mesh.lines]
    marks += [ring.radius for ring in stack.rings]
    faces = [joint for joint in (stack.bottom, stack.top) if isinstance(joint, Face)]
    marks += [face.radius for face in faces if face.radius is not None]
    largest = max(slab.radius for slab in stack.slabs)
    marks = sorted({mark for mark in marks if stack.bore <= mark <= largest})
    apart = [marks[0]] + [b for a, b in pairwise(marks) if b - a > 1e-9 * b]
    lines = [np.array([apart[0]])]
    for a, b in pairwise(apart):
        count = max(
            1 if len(apart) == 2 else 2, round(mesh.across * (b - a) / (largest - apart[0]))
        )
        ends = (a > 0, True)
        lines.append(graded(a, b, count, ends=ends, by=mesh.grading)[1:])
    return np.concatenate(lines)


def axial_lines(stack: Stack, mesh: Mesh, k: int) -> Array:
    """Heights of the lines of slab k, m."""
    along = mesh.along
    if isinstance(along, tuple) and len(along) != len(stack.slabs):
        raise Refusal("mesh.along", f"{len(along)} numbers", "give one, or one a slab")
    count = along[k] if isinstance(along, tuple) else along
    low, high = stack.heights[k : k + 2]
    return graded(float(low), float(high), count, ends=(True, True), by=mesh.grading)


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Elements of one body: slabs that are tied to each other. Arrays are read-only.

    Attributes:
        first: the lowest of its slabs in the stack
        nodes: radius and height of all nodes of second order, (N, 2), m
        elements: nodes of an element in scikit-fem's order, (M, 9)
        corner, size: lower inner corner and edges of an element, (M, 2), m
        starts: first element of each slab, and the end, (slabs + 1,)
        columns: elements across each slab
    """

    first: int
    nodes: Array
    elements: Places
    corner: Array
    size: Array
    starts: tuple[int, ...]
    columns: tuple[int, ...]

    @property
    def slabs(self) -> range:
        """Numbers of its slabs in the stack."""
        return range(self.first, self.first + len(self.columns))

    def inside(self, k: int) -> Places:
        """Elements of slab k of the stack."""
        return np.arange(self.starts[k - self.first], self.starts[k - self.first + 1])

    def at(self, k: int, where: str) -> Places:
        """Elements along a face of slab k ("bottom", "top", "rim", "bore"), in order."""
        table = self.inside(k).reshape(-1, self.columns[k - self.first])
        return np.asarray(
            {"bottom": table[0], "top": table[-1], "rim": table[:, -1], "bore": table[:, 0]}[where]
        )


def grid(stack: Stack, mesh: Mesh, slabs: range) -> Grid:
    """The elements of some neighbouring slabs, tied to each other."""
    lines = radial_lines(stack, mesh)
    points, quads, columns, starts = [], [], [], [0]
    below = np.zeros(0, dtype=np.int64)
    count = 0
    for k in slabs:
        r = lines[lines <= stack.slabs[k].radius * (1 + 1e-9)]
        z = axial_lines(stack, mesh, k)
        number = np.full((len(z), len(r)), -1, dtype=np.int64)
        shared = min(len(below), len(r))
        number[0, :shared] = below[:shared]
        new = number < 0
        number[new] = count + np.arange(new.sum())
        count += int(new.sum())
        R, Z = np.meshgrid(r, z)
        points.append(np.stack([R[new], Z[new]]))
        quads.append(
            np.stack([number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]]).reshape(
                4, -1
            )
        )
        columns.append(len(r) - 1)
        starts.append(starts[-1] + quads[-1].shape[1])
        below = number[-1]
    p, t = np.concatenate(points, axis=1), np.concatenate(quads, axis=1)
    return _numbered(slabs.start, p, t, tuple(starts), tuple(columns))


def _numbered(
    first: int, p: Array, t: Places, starts: tuple[int, ...], columns: tuple[int, ...]
) -> Grid:
    """Nodes of second order, as scikit-fem numbers them."""
    element = ElementQuad2()
    elements = Dofs(MeshQuad(p, t), element).element_dofs.T.astype(np.int64)
    corner = p[:, t[0]].T
    size = p[:, t[2]].T - corner
    nodes = np.empty((elements.max() + 1, 2))
    nodes[elements] = corner[:, None, :] + size[:, None, :] * np.asarray(element.doflocs)
    for array in (nodes, elements, corner, size):
        array.setflags(write=False)
    return Grid(first, nodes, elements, corner, size, starts, columns)
