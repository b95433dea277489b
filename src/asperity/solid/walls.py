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

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
Friction = Callable[[Array], Array]
STICKING = 0.005
"""Slip that a sticking node may show, as a share of the length of an element."""


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
