"""Faces that come apart while the cell breathes, and how much pressure there is to spare."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from asperity.laws.bisection import rising_root
from asperity.outcome.risk import Risk, weigh
from asperity.outcome.step import InterfaceOutcome, StepOutcome
from asperity.process.faces.bond import bond
from asperity.process.faces.face import recovered
from asperity.process.faces.touch import face_of
from asperity.process.march import Trace
from asperity.process.state import Pair
from asperity.stack import Stack
from asperity.units import show

DETACHED = (0.5, 0.8)
"""Share of the best contact that is lost: from the first on it is marginal, from the second bad."""


def delamination(
    stack: Stack, trace: Trace, faces: Sequence[InterfaceOutcome], before: Sequence[StepOutcome]
) -> Iterator[Risk]:
    """The least contact in operation against the best each face ever had."""
    if trace.breath is None:
        return
    for face in faces:
        best, lost = _lost(trace, face, before)
        if trace.breath.gap > 0:
            yield _loose(face, trace.breath.gap)
            continue
        lowest = trace.breath.lowest
        spare = _spare(stack, trace, face.between, wanted=(1 - DETACHED[0]) * best)
        spare = spare if spare is not None and (spare >= 0) == (lost < DETACHED[0]) else None
        yield weigh(
            kind="delamination",
            where=face.name,
            value=lost,
            limit=DETACHED[1],
            marginal=DETACHED[0],
            reason=f"{face.name} loses {lost:.0%} of its best contact in operation, "
            f"down to {show(lowest, 'MPa')}{_told(spare, lowest)}",
            cure=_cure(spare),
        )


def _loose(face: InterfaceOutcome, gap: float) -> Risk:
    """A cell that shrinks out of its fixture: one of its faces opens, and no law tells which."""
    return weigh(
        kind="delamination",
        where=face.name,
        value=1.0,
        limit=DETACHED[1],
        marginal=DETACHED[0],
        reason=f"the cell shrinks out of its fixture: a gap of {show(gap, 'um')} opens at one of "
        f"its faces, which may be {face.name}",
        cure="set a higher stack pressure, or hold the cell by a spring or a constant force",
    )


def _lost(
    trace: Trace, face: InterfaceOutcome, before: Sequence[StepOutcome]
) -> tuple[float, float]:
    """Best contact so far, and the largest share of it that is lost while the cell breathes.

    How the step came to its pressure counts for the best and not for what is lost.
    """
    earlier = [
        known.contact_fraction
        for step in before
        for known in step.interfaces
        if known.between == face.between
    ]
    courses = [course.touches[face.between].fraction[:, -1] for course in trace.courses]
    along = np.concatenate([np.array([max(earlier, default=0.0)]), *courses])
    best = np.maximum(np.maximum.accumulate(along), 1e-12)
    breathing = sum(map(len, courses[-_stretches(trace) :])) if trace.step.dwell > 0 else 1
    lost = np.max(1 - along[-breathing:] / best[-breathing:], initial=0.0)
    return float(best[-1]), float(lost) if best[-1] > 1e-9 else 1.0


def _stretches(trace: Trace) -> int:
    """How many stretches at the end of a step the cell breathes in."""
    return 2 if trace.breath is not None and trace.breath.charged != trace.breath.held else 1


def _spare(stack: Stack, trace: Trace, pair: Pair, *, wanted: float) -> float | None:
    """By how much (Pa) the stack pressure may be set lower until no more than `wanted` is kept.

    A cell that breathes elastically has its lowest pressure as much lower as it is set lower, so it
    is the lowest one over that which keeps so much. Of powders that is what they do; a rough face
    of metal keeps at least that of what was flat before operation, for it flows on. Negative:
    lacking. None where no pressure does, or where the face remembers nothing.
    """
    found = _remembered(stack, trace, pair)
    if found is None or trace.breath is None:
        return None
    kept, largest = found
    if kept(largest) < wanted:
        return None
    needed = rising_root(lambda p: kept(p) - wanted, 0.0, largest) if kept(0.0) < wanted else 0.0
    return trace.breath.lowest - needed


def _remembered(
    stack: Stack, trace: Trace, pair: Pair
) -> tuple[Callable[[float], float], float] | None:
    """Contact kept at a nominal pressure (Pa), and the pressure it was made at; None if unknown."""
    width = min(trace.state.layers[name].diameter for name in pair)
    share = (stack.diameter / width) ** 2
    begun, face = trace.begun or trace.state, face_of(stack, pair)
    state = begun.faces.get(pair)
    if state is not None and face is not None:
        known = face, state
        return lambda p: float(recovered(*known, p * share)[-1]), state.set_pressure / share
    memory = begun.bonds.get(pair) or trace.state.bonds.get(pair)
    if memory is None:
        return None
    layers, made = [stack.layer(name) for name in pair], np.array([memory.largest])

    def kept(pressure: float) -> float:
        return float(bond(layers, memory, np.array([pressure * share]), made).fraction[0, -1])

    return kept, memory.largest / share


def _told(spare: float | None, lowest: float) -> str:
    if spare is None:
        return ""
    if spare >= lowest:
        return "; it keeps over half without any pressure"
    if spare < 0:
        return f"; it lacks {show(-spare, 'MPa', 2)} to keep half"
    return f"; set {show(spare, 'MPa', 2)} lower it keeps half"


def _cure(spare: float | None) -> str:
    if spare is not None and spare < 0:
        return f"set the stack pressure {show(-spare, 'MPa', 2)} higher"
    return "keep more stack pressure in operation, or let go slower"
