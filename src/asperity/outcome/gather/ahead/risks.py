"""All margins of a recipe before it is pressed: the march of `press` without its rough faces.

Press, die, heat, powders and foils go through every step as they do in the press; what takes long
is how rough faces come to touch, and only delamination and the cell need to know that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from asperity.outcome.gather.breaking.survival import survivals
from asperity.outcome.gather.hazards.tools import tool_risks
from asperity.outcome.gather.layers import layer_outcome
from asperity.outcome.gather.risks import margins
from asperity.outcome.risk import Risk
from asperity.outcome.step import LayerOutcome
from asperity.process.march import Trace, run
from asperity.stack import Stack


def planned_risks(stack: Stack) -> Iterator[Risk]:
    """Every risk of every step but delamination, in order.

    After a step in which something melts there is nothing left to press; of the steps behind it
    only what they ask of press and die is told.
    """
    smooth = replace(stack, interfaces=())
    traces = []
    for trace in run(smooth):
        traces.append(trace)
        yield from margins(smooth, trace, _layers(smooth, trace))
    yield from _asked_afterwards(stack, traces)


def _layers(stack: Stack, trace: Trace) -> tuple[LayerOutcome, ...]:
    """The layers at the end of a step, and which of them break."""
    survives = survivals(stack, trace)
    return tuple(
        replace(layer_outcome(stack, layer, trace.state), survival=survives.get(layer.name))
        for layer in map(stack.layer, trace.step.layers)
    )


def _asked_afterwards(stack: Stack, done: Sequence[Trace]) -> Iterator[Risk]:
    """What the steps that were never come to ask of press and die."""
    state = done[-1].state
    pressure, plates, ejected = state.applied, stack.temperature, state.ejected
    for step in stack.steps[len(done) :]:
        before = 0.0 if step.fresh else pressure
        pressure = before if step.pressure is None else step.pressure
        plates = plates if step.temperature is None else step.temperature
        ejected = ejected or step.kind == "eject"
        highest = max(before, pressure)
        yield from tool_risks(stack, highest, plates, step.layers, ejected=ejected, step=step)
