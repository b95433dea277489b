"""Faces of the tools: what a node of the powder feels there.

A node that touches keeps the tool's place along the normal; the force N that this takes is the
normal force, and friction is a share of it,

    T = -μ N g/γ,    |g| ≤ γ        g = slip since the node last slid, at most γ

so that it sticks with the stiffness μ N/γ and slides at μ N (Coulomb's law returned to its cone; γ
is a small share of an element, the slip that sticking allows). Because N is an internal force of
the body, friction is a share S F of the internal forces F: the residual is (1 + S) F, its slope
(1 + S) K + E. μ is that of the density at the beginning of a step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from numbers import Real

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from asperity.errors import Refusal, quoted
from asperity.solid.grid import Grid

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
Friction = Callable[[Array], Array]
STICKING = 0.005
"""Slip that a sticking node may show, as a share of the length of an element."""
_ASKED = 201
"""Densities at which a function of friction is asked before anything is pressed."""


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """Nodes along one tool.

    Attributes:
        nodes: (n,); normal, tangent: their unknowns, (n,)
        outward: -1 where the tool pushes towards smaller coordinates, else 1
        tool: unknown that the tangent slips against, or -1 for none
        reach: γ, m
        friction: coefficient of relative densities, (n,) to (n,)
    """

    nodes: Places
    normal: Places
    tangent: Places
    outward: float
    tool: int
    reach: float
    friction: Friction

    def pressed(self, forces: Array, touching: Mask) -> Array:
        """Normal forces, N, positive where the tool pushes, (n,)."""
        return np.where(touching, self.outward * forces[self.normal], 0.0)

    def slipped(self, slip: Array, change: Array) -> Array:
        """Slip since sliding over γ, -1 to 1, from that before and the displacement, (n,)."""
        moved = change[self.tangent] - (change[self.tool] if self.tool >= 0 else 0.0)
        return np.clip(slip + moved / self.reach, -1.0, 1.0)


def shares(
    face: Face, *, slip: Array, change: Array, forces: Array, touching: Mask, mu: Array
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """S and E of one face for a change of the unknowns and internal forces."""
    size = forces.size
    now = face.slipped(slip, change)
    N = face.pressed(forces, touching)
    on = (N > 0) & touching
    share = np.where(on, mu * now, 0.0) * face.outward
    sticks = np.where(on & (np.abs(now) < 1), mu * N / face.reach, 0.0)
    t, n = face.tangent, face.normal
    if face.tool < 0:
        S = sparse.csr_array((share, (t, n)), shape=(size, size))
        return S, sparse.csr_array((sticks, (t, t)), shape=(size, size))
    tool = np.full(t.shape, face.tool)
    both = (np.r_[t, tool], np.r_[n, n])
    S = sparse.csr_array((np.r_[share, -share], both), shape=(size, size))
    E = sparse.csr_array(
        (
            np.r_[sticks, -sticks, -sticks, sticks],
            (np.r_[t, t, tool, tool], np.r_[t, tool, t, tool]),
        ),
        shape=(size, size),
    )
    return S, E


def faces(grid: Grid, *, wall: Friction, punch: Friction) -> tuple[Face, Face, Face]:
    """The wall, which has a tool to slip against, and both punches, which have none."""
    radius, height = grid.nodes.max(axis=0)
    across, along = grid.top.size - 1, grid.wall.size - 1

    def face(nodes: Places, outward: float, *, tool: int) -> Face:
        normal = 0 if tool >= 0 else 1
        return Face(
            nodes=nodes,
            normal=grid.unknowns[nodes, normal],
            tangent=grid.unknowns[nodes, 1 - normal],
            outward=outward,
            tool=tool,
            reach=STICKING * height / along if tool >= 0 else STICKING * radius / across,
            friction=wall if tool >= 0 else punch,
        )

    return (
        face(grid.wall, -1.0, tool=grid.size - 1),
        face(grid.top, -1.0, tool=-1),
        face(grid.bottom, 1.0, tool=-1),
    )


def is_number(value: object) -> bool:
    """Whether a value is a finite number."""
    return isinstance(value, Real) and isfinite(value)


def coefficient(where: str, given: float | Friction, *, lowest: float, highest: float) -> Friction:
    """A coefficient of friction as a function of the density.

    Raises:
        Refusal: a number below 0; a function that answers one, or none, somewhere from `lowest` to
            `highest`. The function that is returned raises it too, wherever it is asked.
    """
    if not callable(given):
        if not (is_number(given) and given >= 0):
            raise Refusal(where, quoted(given), "write a coefficient of friction, 0 or more")
        value = float(given)
        return lambda density: np.full(density.shape, value)

    def judged(density: Array) -> Array:
        found = np.asarray(given(density), dtype=np.float64)
        if found.shape not in {(), density.shape}:
            seen = f"{found.shape} coefficients for {density.shape} densities"
            raise Refusal(where, seen, "write a function that answers one for each")
        found = np.broadcast_to(found, density.shape)
        wrong = ~(np.isfinite(found) & (found >= 0))
        if wrong.any():
            seen = f"{found[wrong][0]:g} at a relative density of {density[wrong][0]:.4g}"
            cure = f"write a function that answers 0 or more from {lowest:g} to {highest:g}"
            raise Refusal(where, seen, cure)
        return found

    judged(np.linspace(lowest, highest, _ASKED))
    return judged
