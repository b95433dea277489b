"""What could go wrong in a step, each risk with its value, its limit and the cure."""

from __future__ import annotations

from collections.abc import Sequence

from asperity.outcome.gather.breaking.risks import fracture
from asperity.outcome.gather.hazards.crushing import crushing, giving_way
from asperity.outcome.gather.hazards.leaking import leaking
from asperity.outcome.gather.hazards.melting import melting
from asperity.outcome.gather.hazards.parting import delamination
from asperity.outcome.gather.hazards.shorting import mechanical_short
from asperity.outcome.gather.hazards.tools import tool_risks
from asperity.outcome.risk import Risk
from asperity.outcome.step import InterfaceOutcome, LayerOutcome, StepOutcome
from asperity.process.march import Trace
from asperity.stack import Stack

Found = tuple[tuple[LayerOutcome, ...], tuple[InterfaceOutcome, ...]]


def step_risks(
    stack: Stack, trace: Trace, found: Found, before: Sequence[StepOutcome]
) -> tuple[Risk, ...]:
    """All risks of a step that was marched."""
    layers, faces = found
    return (*margins(stack, trace, layers), *delamination(stack, trace, faces, before))


def margins(stack: Stack, trace: Trace, layers: Sequence[LayerOutcome]) -> tuple[Risk, ...]:
    """The risks for which it does not matter how rough faces touch."""
    highest = max((float(max(course.applied)) for course in trace.courses), default=0.0)
    hottest = max((float(max(course.plates)) for course in trace.courses), default=0.0)
    risks = [*melting(stack, trace)]
    risks += tool_risks(
        stack,
        highest,
        hottest,
        trace.step.layers,
        ejected=trace.state.ejected,
        step=trace.step,
    )
    risks += fracture(stack, trace, layers, highest)
    risks += mechanical_short(stack, trace)
    risks += leaking(stack, trace)
    risks += crushing(stack, layers)
    risks += giving_way(stack, trace)
    return tuple(risks)
