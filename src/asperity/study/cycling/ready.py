"""A recipe pressed and set to be cycled: which faces, under which pressures, which way first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from asperity.errors import Interrupted, RecipeRefusal, Stopped
from asperity.laws import FARADAY
from asperity.outcome import Outcome
from asperity.outcome.gather.faces import interface_outcome
from asperity.outcome.gather.layers import layer_outcome
from asperity.outcome.gather.steps import cell_resistance
from asperity.process.course import Course
from asperity.process.march import Trace, march
from asperity.process.state import Pair
from asperity.process.watch import Watch
from asperity.recipe import Recipe
from asperity.run import Pressed, pressed
from asperity.stack import Stack, Step
from asperity.study.cycling.face import CycledFace, face_over, metal_pairs
from asperity.units import show


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One cycle as the fixture and the creep of the metal make it, before any void.

    Attributes:
        faces: of metal on electrolyte, bottom to top
        felt: nominal pressure on the stack at the beginning, in the middle and at the end, Pa
        ohmic: resistance of all but these faces at its end, Ω
        best: contact fraction that each pair of them has had at its best, this cycle included
        trace: the step as it was marched
    """

    faces: tuple[CycledFace, ...]
    felt: tuple[float, float, float]
    ohmic: float
    best: dict[Pair, float]
    trace: Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A cell that can be cycled.

    Attributes:
        stack, step: in SI, the step with the current and capacity it is cycled with
        pairs: of metal and electrolyte, bottom to top
        symmetric: whether metal is on both sides
        outcome: of pressing it
        first: its first cycle; None where it could not be pressed as written
        reason: why not
    """

    stack: Stack
    step: Step
    pairs: tuple[Pair, ...]
    symmetric: bool
    outcome: Outcome
    first: Moment | None
    reason: str = ""

    def strips(self, index: int, half: int) -> bool:
        """Whether a face is stripped in the first (0) or second (1) half of a cycle.

        A full cell is charged first, which plates its metal; of two metals the lower goes first.
        """
        return half == index % 2 if self.symmetric else half == 1


def ready(
    recipe: Recipe, *, current: float | None, capacity: float | None, watch: Watch | None
) -> Ready:
    """Press a recipe up to its last operation, with another current (A/m²) or capacity (C/m²).

    Raises:
        RecipeRefusal: where no step operates, or the stack is no cell with a metal electrode.
    """
    done = _pressed(recipe, current, capacity, watch)
    stack, traces = done.stack, done.traces
    step = stack.steps[-1]
    pairs = metal_pairs(stack, step.layers)
    cell = Ready(
        stack=stack,
        step=step,
        pairs=pairs,
        symmetric=len(pairs) > 1,
        outcome=done.outcome,
        first=None,
    )
    last = done.outcome.steps[-1]
    if not last.carried_out:
        told = f"step {last.name} could not be carried out: {last.ended}"
        return replace(cell, reason=told)
    first = _moment(stack, pairs, traces[-1], _best(traces, traces[-1], pairs))
    for face in first.faces if first else ():
        _refuse_thin(face, step, symmetric=cell.symmetric)
    reason = "" if first else "a face of metal on electrolyte does not touch"
    return replace(cell, first=first, reason=reason)


def _pressed(
    recipe: Recipe, current: float | None, capacity: float | None, watch: Watch | None
) -> Pressed:
    try:
        return pressed(recipe, adjust=lambda stack: _set(stack, current, capacity), watch=watch)
    except (Stopped, Interrupted) as stop:
        stop.kept = None  # no cycle was finished
        raise


def _set(stack: Stack, current: float | None, capacity: float | None) -> Stack:
    """Up to its last operation, with what is to flow there; what is no cell is refused."""
    index = _last_operation(stack)
    step = stack.steps[index]
    flow, charge = current or step.current or 0.0, capacity or step.capacity or 0.0
    step = replace(step, current=flow, capacity=charge, dwell=2 * charge / flow)
    _refuse_no_cell(stack, step)
    return replace(stack, steps=(*stack.steps[:index], step))


def following(cell: Ready, before: Moment) -> Moment | None:
    """The cycle after one; None where a face does not touch any more."""
    again = replace(cell.step, fresh=False, pressure=None, temperature=None)
    trace = march(cell.stack, again, before.trace.state, lambda _share, _time, _seen=None: None)
    return _moment(cell.stack, cell.pairs, trace, before.best)


def _last_operation(stack: Stack) -> int:
    found = [index for index, step in enumerate(stack.steps) if step.kind == "operate"]
    if not found:
        cure = "add a last one with pressure, current and capacity: that is what is cycled"
        raise RecipeRefusal("steps", "none of kind operate", cure)
    return found[-1]


def _refuse_no_cell(stack: Stack, step: Step) -> None:
    """A stack that is no cell with a metal electrode."""
    pairs = metal_pairs(stack, step.layers)
    layers = [stack.layer(name) for name in step.layers]
    hosts = any(layer.composite is not None or layer.host is not None for layer in layers)
    if not pairs:
        cure = "cycle a cell whose electrode is a metal that lies on the electrolyte"
        raise RecipeRefusal("stack", f"no metal on an electrolyte in step {step.name}", cure)
    if len(pairs) < 2 and not hosts:
        cure = "add a second metal, or a cathode, on the other side of the electrolyte"
        raise RecipeRefusal("stack", f"only one electrode in step {step.name}", cure)


def _refuse_thin(face: CycledFace, step: Step, *, symmetric: bool) -> None:
    """A half cycle of a symmetric cell takes metal that must be there."""
    taken = (step.capacity or 0.0) * face.voids.molar_volume / FARADAY
    if symmetric and taken >= face.foil:
        found = f"{show(step.capacity or 0.0, 'mAh/cm^2')}, which strips {show(taken, 'um')}"
        cure = f"strip less than the {show(face.foil, 'um')} that {face.metal} has"
        raise RecipeRefusal(f"steps.{step.name}.capacity", found, cure)


def _best(traces: Sequence[Trace], last: Trace, pairs: Sequence[Pair]) -> dict[Pair, float]:
    """Contact fraction that each pair had had at its best before any current."""
    flowing = len(_breathing(last))
    before = [course for trace in traces[:-1] for course in trace.courses]
    before += last.courses[: len(last.courses) - flowing]
    return {
        pair: max(
            (float(c.touches[pair].fraction[:, -1].max()) for c in before if pair in c.touches),
            default=0.0,
        )
        for pair in pairs
    }


def _moment(
    stack: Stack, pairs: Sequence[Pair], trace: Trace, best: dict[Pair, float]
) -> Moment | None:
    courses = _breathing(trace)
    now = {
        pair: max(best[pair], *(float(c.touches[pair].fraction[:, -1].max()) for c in courses))
        for pair in pairs
    }
    ejected = trace.state.ejected
    faces = [face_over(stack, pair, courses, best=best[pair], ejected=ejected) for pair in pairs]
    touching = tuple(face for face in faces if face is not None)
    ohmic = _rest(stack, trace, courses[-1], pairs)
    if len(touching) < len(faces) or ohmic is None:
        return None
    middle = courses[0].felt[-1] if len(courses) > 1 else courses[-1].felt[-1]
    felt = (courses[0].felt[0], middle, courses[-1].felt[-1])
    return Moment(
        faces=touching,
        felt=(float(felt[0]), float(felt[1]), float(felt[2])),
        ohmic=ohmic,
        best=now,
        trace=trace,
    )


def _breathing(trace: Trace) -> tuple[Course, ...]:
    """The stretches in which current flows: one to and one back, or one at a steady pressure."""
    breath = trace.breath
    moves = breath is not None and breath.charged != breath.held
    return trace.courses[-2:] if moves else trace.courses[-1:]


def _rest(stack: Stack, trace: Trace, course: Course, pairs: Sequence[Pair]) -> float | None:
    """Resistance of the stack without the faces of metal on electrolyte, Ω."""
    layers = [layer_outcome(stack, stack.layer(name), trace.state) for name in trace.step.layers]
    faces = [
        replace(interface_outcome(stack, pair, course), resistance_ohm_m2=0.0)
        if pair in pairs
        else interface_outcome(stack, pair, course)
        for pair in course.touches
    ]
    return cell_resistance(stack, layers, faces)
