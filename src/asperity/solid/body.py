"""The filling between its tools: state, ties, residual and one Newton solution."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from asperity.solid.cap import CapSet
from asperity.solid.grid import Grid
from asperity.solid.stress import FRESH, points
from asperity.solid.walls import Face, Mask, shares

Array = NDArray[np.float64]
WALL, TOP, BOTTOM = 0, 1, 2
MOST, CLOSE = 25, 1e-9
"""Newton iterations at most; residual over the largest nodal force."""
_HALVINGS, _SWAPS, _PULL = 6, 30, 1e-6
_PIVOT = 0.1
"""A diagonal entry at least this share of its column's largest is pivot, so that order is kept."""
_FAINT = 1e-4
"""Stress that is as good as none over the bulk modulus."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """All that carries over from step to step.

    Attributes:
        U: displacement of the unknowns, m; forces: internal ones, N
        C, x: C_p⁻¹ (n, 4) and ln D (n,) of the points; stress: Cauchy, (n, 4), Pa
        slips: of the nodes of each face, over γ; touching: which of them the tool holds
        acting: internal forces with friction, N; what the tools have to bring
    """

    U: Array
    forces: Array
    C: Array
    x: Array
    stress: Array
    slips: tuple[Array, ...]
    touching: tuple[Mask, ...]
    acting: Array


@dataclass(frozen=True, slots=True, eq=False)
class Tools:
    """What the tools do over a step.

    Attributes:
        place: displacement of upper punch, lower punch and die at its end, m
        load: axial force on each in the direction of its displacement, N; nan where `place` counts
        half: the die goes half as far as the upper punch
        held: forces on nodes that a tool has just let go, by unknown, N
        out: nodes of the wall that are past the rim of the die
        loose: the lower punch only says where the axis is
        time: that the step takes, s
    """

    place: Array
    load: Array
    held: Array | None = None
    half: bool = False
    out: Mask | None = None
    loose: bool = False
    time: float = 0.0

    @property
    def gone(self) -> bool:
        """Whether the upper punch is withdrawn."""
        return bool(np.isnan(self.place[0]) and np.isnan(self.load[0]))


Judged = tuple[State, sparse.csr_array]


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A filling of one powder in its tools: wall, upper and lower punch."""

    grid: Grid
    cap: CapSet
    faces: tuple[Face, Face, Face]

    def fresh(self, density: float) -> State:
        """Loose filling of an even density, without stress."""
        count = self.grid.weight.size
        return State(
            U=np.zeros(self.grid.size),
            forces=np.zeros(self.grid.size),
            C=np.tile(FRESH, (count, 1)),
            x=np.full(count, np.log(density)),
            stress=np.zeros((count, 4)),
            slips=tuple(np.zeros(face.nodes.size) for face in self.faces),
            touching=tuple(np.ones(face.nodes.size, dtype=np.bool_) for face in self.faces),
            acting=np.zeros(self.grid.size),
        )

    def step(self, begin: State, tools: Tools, guess: Array) -> tuple[State | None, int]:
        """The state at the end of a step, None where none was found, and the iterations it took.

        Nodes that a tool would have to pull are let go, those that come back to it are held, until
        neither happens.
        """
        total = 0
        touching, U = begin.touching, guess
        for _ in range(_SWAPS):
            found, count = self._newton(replace(begin, touching=touching), tools, U)
            total += count
            if found is None:
                return None, total
            changed = self._swapped(found, tools)
            if all(np.array_equal(a, b) for a, b in zip(changed, touching, strict=True)):
                return found, total
            touching, U = changed, found.U
        return None, total

    def _swapped(self, now: State, tools: Tools) -> tuple[Mask, ...]:
        """Which nodes ought to touch, by the signs of their forces and gaps."""
        pull = _PULL * float(np.abs(now.forces).max(initial=0.0))
        changed = []
        for k, face in enumerate(self.faces):
            touching = now.touching[k]
            places = (0.0, tools_place(now.U, 0), tools_place(now.U, 1))
            pulled = np.where(touching, -face.outward * now.acting[face.normal], 0.0)
            # behind the tool's face, seen from the powder
            through = np.where(touching, 0.0, -face.outward * (now.U[face.normal] - places[k]))
            new = np.where(touching, ~_worst(pulled, pull), _worst(through, 0.0))
            if k == TOP and tools.gone:
                new[:] = False
            if k == WALL and tools.out is not None:
                new &= ~tools.out
            if k == BOTTOM and tools.loose:
                new[1:] = False
            if k == BOTTOM and not new.any():
                # something has to say where the pellet is: the node nearest to the punch
                new[np.argmin(face.outward * now.U[face.normal])] = True
            changed.append(new)
        return tuple(changed)

    def _maps(self, state: State, tools: Tools) -> tuple[sparse.csr_array, sparse.csr_array]:
        """How unknowns follow the free ones (size, free), and which forces act on these."""
        size, first = self.grid.size, self.grid.unknowns.size
        master = np.arange(size)
        wall, top, bottom = self.faces
        master[top.normal[state.touching[TOP]]] = first
        master[bottom.normal[state.touching[BOTTOM]]] = first + 1
        master[wall.normal[state.touching[WALL]]] = -1
        master[self.grid.unknowns[self.grid.axis, 0]] = -1
        for k in range(3):
            if np.isnan(tools.load[k]):
                master[master == first + k] = -1
        free = np.unique(master[master >= 0])
        column = np.full(size + 1, -1)
        column[free] = np.arange(free.size)
        on = np.flatnonzero(master >= 0)
        T = sparse.csr_array((np.ones(on.size), (on, column[master[on]])), shape=(size, free.size))
        L = sparse.csr_array(T.T)
        if tools.half and not np.isnan(tools.load[0]):
            half = sparse.csr_array(([0.5], ([first + 2], [column[first]])), shape=T.shape)
            T = sparse.csr_array(T + half)
        return T, L

    def _placed(self, state: State, tools: Tools, U: Array) -> Array:
        """A guess with every tied unknown at its place."""
        U, first = U.copy(), self.grid.unknowns.size
        given = np.isnan(tools.load) & ~np.isnan(tools.place)
        U[first:][given] = tools.place[given]
        if tools.half:
            U[first + 2] = 0.5 * U[first]
        wall, top, bottom = self.faces
        U[self.grid.unknowns[self.grid.axis, 0]] = 0.0
        U[wall.normal[state.touching[WALL]]] = 0.0
        U[top.normal[state.touching[TOP]]] = U[first]
        U[bottom.normal[state.touching[BOTTOM]]] = U[first + 1]
        return U

    def brought(self, now: State, which: int, chosen: Mask) -> tuple[State, Array]:
        """A state whose chosen nodes of a face no longer touch, and what held them there, N."""
        face, held = self.faces[which], np.zeros(self.grid.size)
        held[face.normal[chosen]] = now.acting[face.normal[chosen]]
        friction = np.where(now.touching[which], (now.forces - now.acting)[face.tangent], 0.0)
        other = np.where(now.touching[which], 0.0, now.acting[face.tangent])
        held[face.tangent[chosen]] = (friction + other)[chosen]
        touching = list(now.touching)
        touching[which] = touching[which] & ~chosen
        return replace(now, touching=tuple(touching)), held

    def anchored(self, now: State, tools: Tools) -> tuple[State, Tools]:
        """Nothing on the lower punch but the axis, and that where it is."""
        bottom = self.faces[BOTTOM]
        touching = list(now.touching)
        touching[BOTTOM] = np.arange(bottom.nodes.size) == 0
        place = tools.place.copy()
        place[1] = now.U[bottom.normal[0]]
        U = now.U.copy()
        U[-2] = place[1]
        return replace(now, touching=tuple(touching), U=U), replace(tools, place=place)

    def _newton(self, begin: State, tools: Tools, guess: Array) -> tuple[State | None, int]:
        T, L = self._maps(begin, tools)
        density = self.grid.at_nodes(np.exp(begin.x))
        mu = [face.friction(density[face.nodes]) for face in self.faces]
        outer = np.zeros(self.grid.size) if tools.held is None else tools.held.copy()
        outer[-3:] += np.where(np.isnan(tools.load), 0.0, tools.load)
        judged = partial(self._judged, begin, mu, tools.time)

        def measure(found: State) -> float:
            return float(np.linalg.norm(L @ (found.acting - outer)))

        now = judged(self._placed(begin, tools, guess))
        if now is None:
            return None, 1
        for count in range(1, MOST + 1):
            state, K = now
            r = L @ (state.acting - outer)
            scale = float(np.abs(state.forces).max()) + self._least(begin)
            if float(np.abs(r).max(initial=0.0)) <= CLOSE * scale:
                return state, count
            try:
                change = _solved(L @ K @ T, -r)
            except RuntimeError:  # singular
                return None, count
            now = _searched(judged, measure, state, T @ change)
            if now is None:
                return None, count
        return None, MOST

    def _least(self, now: State) -> float:
        """Force of a node that is as good as none, N: the scale where all stress has gone."""
        bulk = float(self.cap.at(np.exp(now.x.mean()))[0])
        ring = np.pi * self.grid.nodes[:, 0].max() ** 2 / self.grid.top.size
        return float(_FAINT * bulk * ring)

    def _judged(self, begin: State, mu: list[Array], time: float, U: Array) -> Judged | None:
        """State and stiffness of displacements; None where an element turned inside out."""
        cap = self.cap
        P, A, stress, C, x, sound = points(
            self.grid.strain(U), begin.C, begin.x, time,
            cap.viscosity, cap.begin, cap.step, cap.table,
        )  # fmt: skip
        if not sound or not np.all(np.isfinite(P)):
            return None
        forces = self.grid.forces(P)
        K = self.grid.matrix(A)
        change, acting = U - begin.U, forces
        S, E = sparse.csr_array(K.shape), sparse.csr_array(K.shape)
        faces = list(zip(self.faces, begin.slips, begin.touching, mu, strict=True))
        for face, slip, touching, m in faces:
            if np.any(m > 0):
                one, two = shares(
                    face, slip=slip, change=change, forces=forces, touching=touching, mu=m
                )
                S, E = S + one, E + two
        if S.nnz:
            acting, K = forces + S @ forces, sparse.csr_array(K + S @ K + E)
        slips = tuple(
            np.where(touching, face.slipped(slip, change), 0.0) for face, slip, touching, _ in faces
        )
        return State(U, forces, C, x, stress, slips, begin.touching, acting), K


def _solved(K: sparse.csr_array, r: Array) -> Array:
    """K⁻¹ r; only friction keeps K from being symmetric, so that it is ordered as if it were."""
    even = {"SymmetricMode": True}
    factors = splu(K.tocsc(), permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=_PIVOT, options=even)
    return np.asarray(factors.solve(r))


def _worst(values: Array, least: float) -> Mask:
    """The larger half of what exceeds a limit: others may come right without being changed."""
    return np.asarray(values > max(least, 0.5 * float(values.max(initial=0.0))))


def _searched(
    judged: Callable[[Array], Judged | None],
    measure: Callable[[State], float],
    begin: State,
    change: Array,
) -> Judged | None:
    """Along a Newton step, halved until the residual falls; the best of what was tried."""
    best, least, share = None, np.inf, 1.0
    norm = measure(begin)
    for _ in range(_HALVINGS):
        found = judged(begin.U + share * change)
        residual = np.inf if found is None else measure(found[0])
        if residual < least:
            best, least = found, residual
        if residual < norm:
            break
        share *= 0.5
    return best


def tools_place(U: Array, tool: int) -> float:
    """Displacement of a tool, m: 0 the upper punch, 1 the lower, 2 the die."""
    return float(U[U.size - 3 + tool])
