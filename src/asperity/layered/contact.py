"""Seams that slide or open, condensed onto their pressures: a small complementarity problem.

    g = g0 + A p + C c,    p ≥ 0,  g ≥ 0,  p g = 0  (free),   g = 0  (sliding),    Cᵀ p + F = 0

p     pressure at the lines of a seam, linear between them, Pa (Lagrange multipliers)
g     gap, weighted by the hats of those lines, m³; g0 the one under loads without contact
A     what unit pressures open, from the factored bodies, m³/Pa; C c the axial shift of bodies and
      plates that nothing holds, F their axial force, N

Hats on lines beside displacements of second order are a stable pair, and take uniform pressure
exactly. Solved by block pivoting (primal-dual active set: Júdice & Pires, Comput. Oper. Res. 21
(1994) 587); where that cycles, by the active set of a convex quadratic program, ½ pᵀA p + g0ᵀp
with Cᵀp + F = 0, which ends (Nocedal & Wright, Numerical Optimization, 2nd ed., sec. 16.5). Where
A is only known roughly, as of a thin slab that its loads alone would bend by metres, a sign counts
as wrong from a tolerance that grows while it does not end; `refine` sets it right afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lstsq
from scipy.optimize import nnls

from asperity.errors import Refusal
from asperity.layered.body import Body, plate_force
from asperity.layered.elements import points
from asperity.layered.loads import values
from asperity.layered.stack import Array, Face, Stack

Marks = NDArray[np.bool_]
PATIENCE, LOOSER, LONGEST = 8, 50, 10
"""Block pivots without progress; lines let go or taken before the tolerance grows, and in all, the
first above, the second times their number."""


@dataclass(frozen=True, slots=True, eq=False)
class Opening:
    """A seam that is not tied.

    Attributes:
        number: which joint of the stack
        lines: radii of its lines, (m,), m
        weight: area of each hat, (m,), m²
        gap: initial gap, weighted, (m,), m³
        closed: whether it slides without opening
        sides: body and hats on its unknowns, (size, m), with sign: -1 below, +1 above the seam
    """

    number: int
    lines: Array
    weight: Array
    gap: Array
    closed: bool
    sides: tuple[tuple[int, Array], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Contact:
    """The condensed problem of all openings; a first axis counts the lines of all.

    Attributes:
        openings: from below upwards; starts: first line of each, and the end
        compliance: A, (m, m); shift: C, (m, c); gap: weighted initial gap, (m,)
        moved: gap by load and by strain, (m, 2); push: F by load and by strain, (c, 2), N
        hats: for each body, forces on its unknowns by each unit pressure, (size, m), m²
        shifted: for each body, its column of C, or -1
    """

    openings: tuple[Opening, ...]
    starts: tuple[int, ...]
    compliance: Array
    shift: Array
    gap: Array
    moved: Array
    push: Array
    hats: tuple[Array, ...]
    shifted: tuple[int, ...]

    @property
    def closed(self) -> Marks:
        """Which lines slide without opening, (m,)."""
        marks = [o.closed for o in self.openings]
        return np.repeat(marks, np.diff(self.starts)).astype(bool)

    def solved(self, level: float, start: Array | None = None) -> tuple[Array, Array, int]:
        """Pressures (Pa), shifts (m), pivots, at a multiple of the loads."""
        state = np.array([level, 1.0])
        open_gap = self.gap + self.moved @ state
        closed = self.closed
        if not len(self.gap):
            return np.zeros(0), np.zeros(self.shift.shape[1]), 0
        begun = np.ones(len(closed), dtype=bool) if start is None else start > 0
        return pivot(self.compliance, self.shift, open_gap, self.push @ state, closed=closed,
                     start=begun)  # fmt: skip


def pivot(
    A: Array, C: Array, gap: Array, force: Array, *, closed: Marks, start: Marks
) -> tuple[Array, Array, int]:
    """Solve the complementarity problem of this file: pressures, shifts, pivots."""
    A, C, scale, size = scaled(A, C)
    g, F = gap * scale, force / size
    tiny = 1e-13 * (np.abs(g).max(initial=0) + np.abs(F).max(initial=0))
    count, all_touch = 0, np.ones(len(g), dtype=bool)
    for begun in (start, all_touch):
        found = _pivoted(A, C, g, F, closed=closed, active=begun | closed, tiny=tiny)
        count += found[2]
        if np.isfinite(found[0]).all():
            return found[0] * scale, found[1] / size, count
    p, c, more = _descended(A, C, g, F, closed=closed, tiny=tiny)
    return p * scale, c / size, count + more


def _pivoted(
    A: Array, C: Array, g: Array, F: Array, *, closed: Marks, active: Marks, tiny: float
) -> tuple[Array, Array, int]:
    """Pressures, shifts, pivots by blocks from a set of lines that touch; nan where it cycles."""
    best, patience, count = len(g) + 1, PATIENCE, 0
    while patience > 0:
        count += 1
        active = _carried(active, C, g)
        p, c = step(A, C, g, F, active)
        wrong = (np.where(active, p, g + A @ p + C @ c) < -tiny) & ~closed
        found = int(wrong.sum())
        if found == 0:
            return p, c, count
        patience = PATIENCE if found < best else patience - 1
        best, active = min(best, found), active ^ wrong
    return np.full(len(g), np.nan), c, count


def _descended(
    A: Array, C: Array, g: Array, F: Array, *, closed: Marks, tiny: float
) -> tuple[Array, Array, int]:
    """The same by pressures that never pull, down the energy: a line let go or taken at a time."""
    both = np.concatenate([C.T, -C.T[:, closed]], axis=1)  # a closed line may pull
    found = nnls(both, -F)[0] if C.shape[1] else np.zeros(both.shape[1])
    p = found[: len(g)]
    p[closed] -= found[len(g) :]
    active = _carried((p != 0) | closed, C, g)
    for count in range(LONGEST * (1 + len(g))):
        rough = tiny + 1e-17 * 10.0 ** (count // (LOOSER + len(g))) * (np.abs(A) @ np.abs(p))
        aim, c = step(A, C, g, F, active)
        pulls = active & ~closed & (aim < -tiny)
        if pulls.any():
            share = np.where(pulls, p / np.where(pulls, p - aim, 1.0), np.inf)
            p = p + min(float(share.min()), 1.0) * (aim - p)
            active = active & (np.arange(len(g)) != np.argmin(share))
            p[~active] = 0.0
            continue
        p = aim
        gap = np.where(active, 0.0, g + A @ p + C @ c)
        if not np.any(gap < -rough):
            return p, c, count
        active = active | (np.arange(len(g)) == np.argmin(gap))
    raise Refusal("contact", "no state in balance", "give fewer elements or another mesh")


def scaled(A: Array, C: Array) -> tuple[Array, Array, Array, Array]:
    """A and C with ones on A's diagonal; what pressures and shifts are then multiples of."""
    scale = 1 / np.sqrt(np.diag(A))
    size = np.abs(C * scale[:, None]).max(axis=0, initial=1e-300)
    return A * scale * scale[:, None], C * scale[:, None] / size, scale, size


def step(A: Array, C: Array, g: Array, F: Array, active: Marks) -> tuple[Array, Array]:
    """Pressures and shifts when the gap is zero where `active` and the pressure elsewhere."""
    a, c = int(active.sum()), C.shape[1]
    whole = np.zeros((a + c, a + c))
    whole[:a, :a] = A[np.ix_(active, active)]
    whole[:a, a:], whole[a:, :a] = C[active], C[active].T
    right = -np.concatenate([g[active], F])
    try:
        found = np.linalg.solve(whole, right)
    except np.linalg.LinAlgError:
        found = lstsq(whole, right)[0]
    p = np.zeros(len(g))
    p[active] = found[:a]
    return p, found[a:]


def _carried(active: Marks, C: Array, g: Array) -> Marks:
    """Let every free body touch something: where it nearly does."""
    for column in C.T:
        near = column != 0
        if not np.any(active & near):
            active = active | (np.arange(len(g)) == np.flatnonzero(near)[np.argmin(g[near])])
    return active


# ------------------------------------------------------------------ how it is made


def too_thin() -> Refusal:
    """Where rounding drowns the bending of a slab."""
    return Refusal("slabs", "one too thin against its radius to be solved where it may open",
                   "tie it to what it lies on, or give it a smaller radius")  # fmt: skip


def contact(stack: Stack, parts: tuple[Body, ...]) -> Contact:
    """Condense the bodies of a stack onto the seams that are not tied."""
    openings = tuple(
        _opening(stack, parts, k)
        for k, joint in enumerate(stack.joints)
        if not isinstance(joint, Face) and joint.kind != "tied"
    )
    starts = tuple(int(x) for x in np.cumsum([0, *(len(o.lines) for o in openings)]))
    total = starts[-1]
    A, moved = np.zeros((total, total)), np.zeros((total, 2))
    every = []
    for number, body in enumerate(parts):
        hats = np.zeros((body.size, total))
        for o, first in zip(openings, starts, strict=False):
            for owner, side in o.sides:
                if owner == number:
                    hats[:, first : first + len(o.lines)] += side
        used = np.flatnonzero(np.any(hats != 0, axis=0))
        if len(used):
            found = body.factor.solve(np.concatenate([body.loads, hats[:, used]], axis=1))
            A[np.ix_(used, used)] += hats[:, used].T @ found[:, 2:]
            moved[used] += hats[:, used].T @ found[:, :2]
        every.append(hats)
    shift, push, shifted = _shifts(stack, parts, openings, starts)
    gap = np.concatenate([np.zeros(0), *(o.gap for o in openings)])
    A = (A + A.T) / 2
    if np.any(np.diag(A) <= 0):
        raise too_thin()
    for array in (A, shift, gap, moved, push, *every):
        array.setflags(write=False)
    return Contact(openings, starts, A, shift, gap, moved, push, tuple(every), shifted)


def _opening(stack: Stack, parts: tuple[Body, ...], k: int) -> Opening:
    """The hats of joint k on the bodies below and above it."""
    joint = stack.joints[k]
    assert not isinstance(joint, Face)
    beside: list[tuple[int, Literal["top", "bottom"], float]] = [
        (k - 1, "top", -1.0),
        (k, "bottom", 1.0),
    ]
    there = [(s, where, sign) for s, where, sign in beside if 0 <= s < len(stack.slabs)]
    reach = min(stack.slabs[s].radius for s, _, _ in there)
    sides = []
    for slab, where, sign in there:
        number = next(i for i, body in enumerate(parts) if slab in body.grid.slabs)
        body = parts[number]
        at = points(body.grid, slab, where, geometry=stack.geometry)
        count = int((at.r.max(axis=1) < reach).sum())
        r, weight = at.r[:count], at.weight[:count]
        hats = np.stack([1 - at.local[0], at.local[0]])
        own = body.grid.size[body.grid.at(slab, where)[:count], 0]
        lines = np.concatenate([[stack.bore], stack.bore + np.cumsum(own)])
        areas, gap = np.zeros(count + 1), np.zeros(count + 1)
        first = values(joint.gap, r) * weight
        on = np.zeros((body.size + 1, count + 1))
        for end in (0, 1):
            e = np.arange(count) + end
            np.add.at(areas, e, weight @ hats[end])
            np.add.at(gap, e, first @ hats[end])
            local = (weight * hats[end]) @ at.shape.T
            np.add.at(on, (body.index[at.elements[:count], 1], e[:, None]), sign * local)
        sides.append((number, np.array(on[:-1])))
    for array in (lines, areas, gap, *(side for _, side in sides)):
        array.setflags(write=False)
    return Opening(k, lines, areas, gap, joint.kind == "sliding", tuple(sides))


def _shifts(
    stack: Stack, parts: tuple[Body, ...], openings: tuple[Opening, ...], starts: tuple[int, ...]
) -> tuple[Array, Array, tuple[int, ...]]:
    """Columns of C, forces of what they shift, and which body has which."""
    columns: list[Array] = []
    push: list[Array] = []
    shifted = []
    rest = not all(body.floats for body in parts)
    for body in parts:
        shifted.append(len(columns) if body.floats else -1)
        if body.floats:
            column = np.zeros(starts[-1])
            for o, first in zip(openings, starts, strict=False):
                for slab, sign in ((o.number - 1, -1.0), (o.number, 1.0)):
                    if slab in body.grid.slabs:
                        column[first : first + len(o.lines)] += sign * o.weight
            columns.append(column)
            push.append(body.push)
    for o, first in zip(openings, starts, strict=False):
        joint = stack.joints[o.number]
        where = {0: "bottom", len(stack.slabs): "top"}.get(o.number)
        if where is None or isinstance(joint, Face):
            continue
        pressed = getattr(joint, "pressure", None)
        if pressed is None:
            rest = True
            continue
        column = np.zeros(starts[-1])
        column[first : first + len(o.lines)] = o.weight * (1.0 if where == "top" else -1.0)
        columns.append(column)
        push.append(np.array([plate_force(stack, where), 0.0]))
    C = np.stack([*columns, np.zeros(starts[-1])], axis=1)[:, : len(columns)]
    F = np.stack([*push, np.zeros(2)])[: len(push)]
    if not rest:
        _balanced(parts, F)
        C, F = C[:, 1:], F[1:]
        shifted = [max(one - 1, -1) if one >= 0 else -1 for one in shifted]
    return C, F, tuple(shifted)


def _balanced(parts: tuple[Body, ...], push: Array) -> None:
    """Refuse loads on a stack that no plate holds and that would move it."""
    left = float(np.abs(push.sum(axis=0)).max())
    if left > 1e-6 * (sum(body.gross for body in parts) + float(np.abs(push).max())):
        raise Refusal(
            "loads", f"an axial force of {left:.3g} N left over", "let a plate be at rest"
        )
