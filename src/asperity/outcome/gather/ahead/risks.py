"""All margins of a recipe from its planned pressures, temperatures and dwells; nothing is marched.

Where a margin depends on what the steps before have done, the side is taken that says more of it:
foils are as thick as they are put in, powders as dense as the largest pressure so far makes them,
walls carry nothing, fixtures do not give way but for their own stiffness. Delamination is left out:
it needs the contact that pressing made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from asperity.outcome.gather.ahead.ejecting import planned_ejection
from asperity.outcome.gather.breaking.risks import planned_fracture
from asperity.outcome.gather.hazards.crushing import planned_crushing
from asperity.outcome.gather.hazards.leaking import planned_leak
from asperity.outcome.gather.hazards.melting import planned_melting
from asperity.outcome.gather.hazards.shorting import planned_short
from asperity.outcome.gather.hazards.tools import tool_risks
from asperity.outcome.risk import Risk, worst
from asperity.process.operate import free_growth
from asperity.stack import Stack, Step


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a step asks for: pressures at its end, held, highest, and ever so far (Pa), and K."""

    pressure: float
    held: float
    highest: float
    largest: float
    plates: float
    hottest: float


def planned_risks(stack: Stack) -> Iterator[Risk]:
    """Every risk of every step that can be told before anything is pressed, in order."""
    now = _Asked(0.0, 0.0, 0.0, 0.0, stack.temperature, stack.temperature)
    ejected = False
    for step in stack.steps:
        now = _next(stack, step, now)
        if step.kind == "eject":
            yield from planned_ejection(stack, step.layers, now.largest)
        ejected = ejected or step.kind == "eject"
        yield from tool_risks(
            stack, now.highest, now.hottest, step.layers, ejected=ejected, step=step
        )
        yield from planned_melting(stack, step.layers, now.pressure, now.plates)
        yield from planned_fracture(stack, step.layers, now.highest, now.hottest)
        most = {"largest": now.largest}
        yield from worst(
            (
                *planned_short(stack, step.layers, now.highest, now.hottest, 0.0, **most),
                *planned_short(stack, step.layers, now.held, now.plates, step.dwell, **most),
            )
        )
        yield from planned_leak(stack, step.layers, now.held, now.plates, step.dwell)
        yield from planned_crushing(stack, step.layers, now.largest)


def _next(stack: Stack, step: Step, before: _Asked) -> _Asked:
    """What the step asks for after what was there before; the press was opened for a new layer."""
    start = 0.0 if step.fresh else before.pressure
    pressure = start if step.pressure is None else step.pressure
    plates = before.plates if step.temperature is None else step.temperature
    held = pressure + _breath(stack, step)
    highest = max(start, held)
    return _Asked(
        pressure=pressure,
        held=held,
        highest=highest,
        largest=max(before.largest, highest),
        plates=plates,
        hottest=max(before.plates, plates),
    )


def _breath(stack: Stack, step: Step) -> float:
    """Pressure (Pa) that a spring gains while the cell grows, were the cell itself rigid.

    Of a fixed gap nothing is said: there all depends on how the cell gives way.
    """
    if step.capacity is None or step.fixture != "spring":
        return 0.0
    rate = step.stiffness or stack.machine.stiffness or 0.0
    return max(free_growth(stack, step), 0.0) * rate / stack.area
