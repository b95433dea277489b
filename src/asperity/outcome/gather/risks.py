"""What could go wrong in a step, each risk with its value, its limit and the cure."""

from __future__ import annotations

from collections.abc import Sequence

from asperity.outcome.gather.breaking.risks import fracture
from asperity.outcome.gather.hazards.crushing import crushing
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
    risks += fracture(stack, trace, found[0], highest)
    risks += mechanical_short(stack, trace)
    risks += leaking(stack, trace)
    risks += crushing(stack, found[0])
    risks += delamination(stack, trace, found[1], before)
    return tuple(risks)
