"""From step to step and stretch to stretch: the state goes in, the state and its course come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from asperity.laws.flow.melting import melting_margin
from asperity.laws.heat.lag import stack_lag
from asperity.process.close import Drive, FaceState
from asperity.process.compact import compact
from asperity.process.programme import Stretch, stretches
from asperity.process.reason import Cause, Ending
from asperity.process.state import LayerState, Pair, State, beginning
from asperity.process.thin import thin
from asperity.process.touch import (
    Touch,
    bond,
    bonding,
    close,
    face_of,
    flowing,
    local_share,
    neighbours,
)
from asperity.process.watch import Event, Watch
from asperity.stack import Layer, Stack, Step

Array = NDArray[np.float64]
PLATE_CONTACT = 2e-4
"""Thermal resistance of a pressed metal joint, K m²/W (Yovanovich's range 1e-5 to 5e-4)."""
PUNCH_DIFFUSIVITY = 4e-6
"""Thermal diffusivity of the steel punches in a die, m²/s."""
_POINTS = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What happened within a stretch, at T moments.

    Attributes:
        time: s since the step began, (T,)
        applied, felt: nominal pressure of the press and what reaches the stack, Pa, (T,)
        plates, sample: K, (T,)
        layers: each layer's state at each moment
        touches: how each pair that touches does so
    """

    time: Array
    applied: Array
    felt: Array
    plates: Array
    sample: Array
    layers: Mapping[str, tuple[LayerState, ...]]
    touches: Mapping[Pair, Touch]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One step, done: what there was at its end and how it got there.

    Attributes:
        step: which one
        state: at its end
        courses: its stretches
        ending: why it ended
        margin: smallest distance to a melting point, K, with the layer and the pressure there
    """

    step: Step
    state: State
    courses: tuple[Course, ...]
    ending: Ending
    margin: tuple[float, str, float] | None


def run(stack: Stack, watch: Watch | None = None) -> tuple[Trace, ...]:
    """Every step in order, up to the one that cannot be carried out."""
    state, traces = beginning(stack), []
    for index, step in enumerate(stack.steps):

        def tell(fraction: float, time: float, index: int = index, step: Step = step) -> None:
            if watch is not None:
                watch(
                    Event(
                        step=step.name,
                        index=index,
                        count=len(stack.steps),
                        fraction=fraction,
                        time_s=time,
                    )
                )

        trace = march(stack, step, state, tell)
        traces.append(trace)
        state = trace.state
        if not trace.ending.carried_out:
            break
    return tuple(traces)


def march(
    stack: Stack, step: Step, state: State, tell: Callable[[float, float], None]
) -> Trace:
    """One step from a state on; `tell` is called with the share done and the time."""
    state = _opened(stack, state) if step.fresh else state
    state = replace(state, ejected=state.ejected or step.kind == "eject")
    laid = list(
        stretches(
            step, state, stack.machine, lag=_lag(stack, step), friction=stack.guide_friction
        )
    )
    total, time, courses, margins = sum(s.duration for s in laid), 0.0, [], []
    ending = Ending()
    for stretch in laid:
        tell(time / total if total > 0 else 0.0, time)
        ending, stretch = _until_molten(stack, step, stretch)
        margins.append(_margin(stack, step, stretch))
        course, state = _stretch(stack, step, state, stretch, time)
        courses.append(course)
        time += stretch.duration
        if not ending.carried_out:
            break
    tell(1.0, time)
    known = [margin for margin in margins if margin is not None]
    return Trace(
        step=step,
        state=state,
        courses=tuple(courses),
        ending=ending,
        margin=min(known) if known else None,
    )


def _opened(stack: Stack, state: State) -> State:
    """The press opened to put a layer in: no pressure, powders sprung back."""
    sprung = {
        layer.name: compact(stack, layer, state.layers[layer.name], 0.0)
        for layer in stack.layers
        if state.layers[layer.name].largest_pressure > 0
    }
    return replace(state.with_layers(sprung), applied=0.0, felt=0.0)


def _lag(stack: Stack, step: Step) -> float:
    """Delay of the sample behind the plates, s: through the layers, and the punches of a die."""
    layers = [stack.layer(name) for name in step.layers]
    if not layers:
        return 0.0
    lags = stack_lag(
        np.array([layer.thickness for layer in layers]),
        np.array([layer.heat_conductivity for layer in layers]),
        np.array([layer.heat_capacity for layer in layers]),
        contacts=(PLATE_CONTACT, PLATE_CONTACT),
    )
    punches = stack.die.height**2 / (8 * PUNCH_DIFFUSIVITY) if stack.die else 0.0
    return float(np.max(lags)) + punches


def _stretch(
    stack: Stack, step: Step, state: State, stretch: Stretch, begun: float
) -> tuple[Course, State]:
    grid = stretch.duration * np.linspace(0.0, 1.0, _POINTS) ** (
        2 if stretch.doing == "dwell" else 1
    )
    felt = np.array([stretch.felt_at(t) for t in grid])
    layers = {
        name: tuple(_layer_course(stack, stack.layer(name), state, stretch, grid))
        for name in step.layers
    }
    after = state.with_layers({name: states[-1] for name, states in layers.items()})
    touches: dict[Pair, Touch] = {}
    for pair in neighbours(stack, step.layers):
        after = _touch(stack, pair, (state, after), stretch, grid, layers, touches)
    return Course(
        time=begun + grid,
        applied=np.array([stretch.applied_at(t) for t in grid]),
        felt=felt,
        plates=np.array([stretch.plates_at(t) for t in grid]),
        sample=np.array([stretch.sample_at(t) for t in grid]),
        layers=MappingProxyType(layers),
        touches=MappingProxyType(touches),
    ), replace(
        after,
        applied=stretch.pressure[1],
        felt=float(felt[-1]),
        plates=stretch.plates_at(stretch.duration),
        sample=stretch.sample_at(stretch.duration),
    )


def _layer_course(
    stack: Stack, layer: Layer, state: State, stretch: Stretch, grid: Array
) -> list[LayerState]:
    now = state.layers[layer.name]
    if layer.metal is not None:
        walled = stack.die is not None and not state.ejected
        return thin(stack, layer, now, stretch, grid, walled=walled)
    states = []
    for t in grid:
        now = compact(stack, layer, now, stretch.felt_at(t))
        states.append(now)
    return states


def _touch(
    stack: Stack,
    pair: Pair,
    around: tuple[State, State],
    stretch: Stretch,
    grid: Array,
    layers: Mapping[str, tuple[LayerState, ...]],
    touches: dict[Pair, Touch],
) -> State:
    """Let one pair touch along the stretch; the state with what it now remembers."""
    before, after = around
    soft = bonding(stack, pair)
    if soft:
        pressures = np.array([stretch.felt_at(t) for t in grid]) * local_share(
            stack, before, pair
        )
        known = before.bonds.get(pair, 0.0)
        largest = np.maximum(np.maximum.accumulate(pressures), known)
        touches[pair] = bond(soft, pressures, largest)
        return after.with_bonds({pair: float(largest[-1])})
    face = face_of(stack, pair)
    if face is None:
        return after
    drive = _drive(stack, pair, stretch, grid, layers)
    touches[pair], new = close(face, before.faces.get(pair), drive, grid)
    return after.with_faces({pair: new})


def _drive(
    stack: Stack,
    pair: Pair,
    stretch: Stretch,
    grid: Array,
    layers: Mapping[str, tuple[LayerState, ...]],
) -> Drive:
    """What drives a rough face: the pressure on its own area, the metal's heat and thickness."""
    metal = layers[flowing(stack, pair)]
    widths = np.min([[now.diameter for now in layers[name]] for name in pair], axis=0)
    share = (stack.diameter / widths) ** 2
    thickness = np.array([now.thickness for now in metal])
    if np.ptp(share) == 0 and np.ptp(thickness) == 0:
        ratio, deep = float(share[0]), float(thickness[0])
        return Drive(
            pressure=lambda t: ratio * stretch.felt_at(t),
            temperature=stretch.sample_at,
            thickness=lambda t: deep,
        )
    return Drive(
        pressure=lambda t: float(np.interp(t, grid, share)) * stretch.felt_at(t),
        temperature=stretch.sample_at,
        thickness=lambda t: float(np.interp(t, grid, thickness)),
    )


def _melting(
    stack: Stack, step: Step, stretch: Stretch, times: Array
) -> Iterator[tuple[Layer, Array, Array]]:
    """Each layer that can melt, its distance to melting (K) and the pressure (Pa) at the times."""
    able = [layer for layer in map(stack.layer, step.layers) if layer.melting_temperature]
    felt = np.array([stretch.felt_at(t) for t in times]) if able else times
    sample = np.array([stretch.sample_at(t) for t in times]) if able else times
    for layer in able:
        melting = layer.melting_temperature or 0.0
        margin = melting_margin(sample, felt, Tm0=melting, slope=layer.melting_slope)
        yield layer, np.asarray(margin), felt


def _margin(stack: Stack, step: Step, stretch: Stretch) -> tuple[float, str, float] | None:
    """The smallest distance to a melting point along a stretch."""
    times = np.linspace(0.0, stretch.duration, 2 * _POINTS)
    found = [
        (float(margin[at]), layer.name, float(felt[at]))
        for layer, margin, felt in _melting(stack, step, stretch, times)
        for at in [int(np.argmin(margin))]
    ]
    return min(found, default=None)


def _until_molten(stack: Stack, step: Step, stretch: Stretch) -> tuple[Ending, Stretch]:
    """The stretch, cut where something begins to melt."""
    times = np.linspace(0.0, stretch.duration, 4 * _POINTS)
    molten = [
        (int(np.argmax(margin <= 0)), layer, margin, felt)
        for layer, margin, felt in _melting(stack, step, stretch, times)
        if np.any(margin <= 0)
    ]
    if not molten:
        return Ending(), stretch
    at, layer, margin, felt = min(molten, key=lambda found: found[0])
    sample = stretch.sample_at(float(times[at]))
    text = (
        f"{layer.material} melts: the sample reaches {sample - 273.15:.1f} degC, and under "
        f"{felt[at] / 1e6:.3g} MPa it melts at {sample + margin[at] - 273.15:.1f} degC"
    )
    ending = Ending(cause=Cause.MOLTEN, where=layer.name, text=text)
    moment = float(times[at])
    cut = replace(
        stretch, duration=moment, pressure=(stretch.pressure[0], stretch.applied_at(moment))
    )
    return ending, cut
