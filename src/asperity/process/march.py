"""From step to step: the state goes in, the state and its course come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from asperity.process.course import Course, Guide, follow
from asperity.process.faces.together import Follower, follow_faces
from asperity.process.layers.compact import sprung_back
from asperity.process.layers.free import ejected_layer
from asperity.process.layers.melt import Margin, margin, smallest, until_molten
from asperity.process.operate import Breath, breath
from asperity.process.programme import Stretch, stretches
from asperity.process.reason import Ending
from asperity.process.state import State, beginning
from asperity.process.warming import lag_of, warming
from asperity.process.watch import Event, Seen, Watch
from asperity.stack import Stack, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One step, done: what there was at its end and how it got there.

    Attributes:
        step: which one
        state: at its end
        courses: its stretches
        ending: why it ended
        margin: the smallest distance to a melting point in it
        breath: between which pressures the cell breathes in it; None outside operation
        begun: the state it began from
        warm: the stretch in which plates and sample came to its temperature, as planned
    """

    step: Step
    state: State
    courses: tuple[Course, ...]
    ending: Ending
    margin: Margin | None
    breath: Breath | None = None
    begun: State | None = None
    warm: Stretch | None = None


class Told(Protocol):
    """Called with the share of a step that is done and the time (s) since it began."""

    def __call__(self, share: float, time: float, seen: Seen | None = None, /) -> None:
        """`seen` is a face at a moment that was reached."""


def run(
    stack: Stack,
    watch: Watch | None = None,
    *,
    faces: Follower = follow_faces,
    begun: Sequence[Trace] = (),
) -> Iterator[Trace]:
    """Every step in order, as it is done, up to the one that cannot be carried out.

    `faces` follows the rough faces. Steps that are `begun` are done already: the march goes on from
    the last of them, and does not hand them out again. What `watch` raises passes through; the
    steps handed out before stand.
    """
    if begun and not begun[-1].ending.carried_out:
        return
    state = begun[-1].state if begun else beginning(stack)
    for index in range(len(begun), len(stack.steps)):
        tell = _teller(stack, index, watch)
        trace = march(stack, stack.steps[index], state, tell, faces=faces)
        yield trace
        state = trace.state
        if not trace.ending.carried_out:
            break


def march(
    stack: Stack,
    step: Step,
    state: State,
    tell: Told,
    *,
    faces: Follower = follow_faces,
) -> Trace:
    """One step from a state on; `tell` is called with the share done and the time."""
    state = _opened(stack, state) if step.fresh else state
    begun, breathes = state, breath(stack, step, state)
    laid = list(
        stretches(
            step,
            state,
            stack.machine,
            lag=lag_of(stack, step.layers),
            friction=stack.guide_friction,
            breath=breathes,
            warm=lambda begins, target, rate: warming(
                stack, step.layers, begins, target=target, rate=rate
            ),
        )
    )
    total = sum(stretch.duration for stretch in laid)
    time, courses, margins, ending = 0.0, [], [], Ending()
    held = stack.machine.isostatic or (stack.die is not None and not state.ejected)
    for planned in laid:
        _within(tell, (time, 0.0, total), 0.0)
        ending, stretch = until_molten(stack, step, planned, held=held)
        margins.append(margin(stack, step, stretch, held=held))
        told = partial(_within, tell, (time, stretch.duration, total))
        guide = Guide(faces=faces, tell=told)
        course, state = follow(stack, step.layers, state, stretch, begun=time, guide=guide)
        courses.append(course)
        time += stretch.duration
        if not ending.carried_out:
            break
    tell(1.0, time)
    state = _ejected(stack, step, state) if step.kind == "eject" else state
    return Trace(
        step=step,
        state=state,
        courses=tuple(courses),
        ending=ending,
        margin=smallest(found for found in margins if found is not None),
        breath=breathes,
        begun=begun,
        warm=next((one for one in laid if one.doing in {"heating", "cooling"}), None),
    )


def _within(
    tell: Told, stretch: tuple[float, float, float], share: float, seen: Seen | None = None
) -> None:
    """Tell that a share is done of a stretch; when that began, how long it and its step last, s."""
    begun, lasts, total = stretch
    time = begun + share * lasts
    now = None if seen is None else replace(seen, time_s=begun + seen.time_s)
    tell(time / total if total > 0 else 0.0, time, now)


def _teller(stack: Stack, index: int, watch: Watch | None) -> Told:
    """Passes what is done of a step on to whoever watches.

    A contact on the way to the next moment is ahead of what is done; then that is told once more.
    """
    name, count = stack.steps[index].name, len(stack.steps)
    done = 0.0, 0.0

    def tell(share: float, time: float, seen: Seen | None = None) -> None:
        nonlocal done
        if seen is None or seen.accepted:
            done = share, time
        if watch is not None:
            fraction, time_s = done
            event = Event(
                step=name, index=index, count=count, fraction=fraction, time_s=time_s, seen=seen
            )
            watch(event)

    return tell


def _opened(stack: Stack, state: State) -> State:
    """The press opened to put a layer in: no pressure, powders sprung back."""
    sprung = {
        layer.name: sprung_back(layer, state.layers[layer.name])
        for layer in stack.layers
        if state.layers[layer.name].cells is not None
    }
    return replace(state.with_layers(sprung), applied=0.0, felt=0.0)


def _ejected(stack: Stack, step: Step, state: State) -> State:
    """Out of the die: powders grow sideways too, once the wall is gone."""
    grown = {
        name: ejected_layer(stack, stack.layer(name), state.layers[name]) for name in step.layers
    }
    return replace(state.with_layers(grown), ejected=True)
