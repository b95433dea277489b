"""Pressures and displacements set right against the stiffness itself, not its factors.

    δu = K⁻¹ (f + H p - K u)
    A δp + C δc = -(g0 + Hᵀ u + C c)  where closed,    Cᵀ δp = -(F + Cᵀ p)

H are the hats of the lines of seams, all else as in `contact`. A disc of 5 mm, 5 µm thick, would
bend by a kilometre under what presses it, were there no plate below, and its compliance A is of
that size: its rounding shows as a pressure that is uneven by parts in a thousand, which bends so
thin a disc a great deal. With the residuals of the balance, in which load and pressure cancel, a
few steps leave the rounding of the stiffness alone (iterative refinement: Higham, Accuracy and
Stability of Numerical Algorithms, 2nd ed., ch. 12).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from asperity.layered.body import Body
from asperity.layered.contact import Contact, Marks, scaled, step, too_thin
from asperity.layered.stack import Array

ENOUGH, STEPS, ROUNDS = 1e-9, 12, 40
"""Relative change (root of stored energy) that ends it, steps for one set of closed lines, sets."""
DROWNED = 1e-2
"""The same left over, from which a solution is refused."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What was solved. Arrays are read-only.

    Attributes:
        pressure: at the lines of all seams that are not tied, (m,), Pa
        shift: of bodies and plates that nothing holds, (c,), m
        moved: displacements of the unknowns of each body, m
        gap: weighted with the hats, (m,), m³
    """

    pressure: Array
    shift: Array
    moved: tuple[Array, ...]
    gap: Array


def refined(
    parts: tuple[Body, ...], contact: Contact, level: float, pressure: Array, shift: Array
) -> State:
    """The state in balance at a multiple of the loads, near pressures (Pa) and shifts (m).

    Raises:
        Refusal: where a slab is so thin against its radius that rounding drowns its bending.
    """
    closed, active = contact.closed, (pressure != 0) | contact.closed
    found = State(pressure, shift, tuple(np.zeros(body.size) for body in parts), contact.gap)
    for _ in range(ROUNDS):
        found, rough = _balanced(parts, contact, level, found, active)
        if rough.energy > DROWNED:
            break
        low = np.where(active, -rough.pressure, -rough.gap)
        wrong = (np.where(active, found.pressure, found.gap) < low) & ~closed
        if not wrong.any():
            return _frozen(found)
        active = active ^ wrong
    raise too_thin()


class Rough(NamedTuple):
    """What rounding leaves: share of the stress, pressure (Pa) and weighted gap (m³) of lines."""

    energy: float
    pressure: Array
    gap: Array


def _balanced(
    parts: tuple[Body, ...], contact: Contact, level: float, near: State, active: Marks
) -> tuple[State, Rough]:
    """The state with no gap at `active` lines and no pressure elsewhere."""
    loads = np.array([level, 1.0])
    p, c, moved = np.where(active, near.pressure, 0.0), near.shift, near.moved
    A, C, scale, size = scaled(contact.compliance, contact.shift)
    change, off = np.inf, np.inf if len(p) else 0.0
    for count in range(STEPS):
        by = tuple(
            body.factor.solve(body.loads @ loads + hats @ p - body.matrix @ u)
            for u, body, hats in zip(moved, parts, contact.hats, strict=True)
        )
        moved = tuple(u + d for u, d in zip(moved, by, strict=True))
        hung = (hats.T @ u for u, hats in zip(moved, contact.hats, strict=True))
        gap = np.asarray(contact.gap + contact.shift @ c + sum(hung))
        last, change = change, _energy(parts, by) / max(_energy(parts, moved), 1e-150)
        most = float(np.abs(p / scale).max(initial=0))
        if off <= 1e-6 * most and (change <= ENOUGH or (count > 2 and change > last / 4)):
            break
        left = contact.push @ loads + contact.shift.T @ p
        dp, dc = step(A, C, gap * scale, left / size, active)
        p, c, off = p + dp * scale, c + dc / size, float(np.abs(dp).max(initial=0))
    tall = max((float(np.abs(u).max(initial=0)) for u in moved), default=0.0)
    weight = np.concatenate([np.zeros(0), *(o.weight for o in contact.openings)])
    open_by = 1e-9 * tall * weight + 10 * np.abs(gap * scale)[active].max(initial=0) / scale
    pulls = 1e-9 * np.abs(p).max(initial=0) + 10 * off * scale
    return State(p, c, moved, gap), Rough(change, pulls, open_by)


def _energy(parts: tuple[Body, ...], moved: tuple[Array, ...]) -> float:
    """Root of the energy (J) that displacements store."""
    stored = 0.0
    for u, body in zip(moved, parts, strict=True):
        stored += float(u @ np.asarray(body.matrix @ u))
    return float(np.sqrt(max(stored, 0.0)))


def _frozen(state: State) -> State:
    for array in (state.pressure, state.shift, state.gap, *state.moved):
        array.setflags(write=False)
    return state
