"""Press and die against what a step asks of them; nothing has to be marched for this.

What scatters from pressing to pressing is the force that is set (`setting.pressure_scatter`) and
the overshoot of the heater; what is in doubt is the gauge's calibration and the spread of the cards
of press and die. A limit of the tools themselves does not scatter: it is the same press next time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asperity.outcome.gather.hazards.dies import die_risks
from asperity.outcome.gather.hazards.pressing import press_risks
from asperity.outcome.risk import Risk, worst
from asperity.stack import Stack, Step


def tool_risks(
    stack: Stack,
    pressure: float,
    plates: float,
    present: Sequence[str],
    *,
    ejected: bool = False,
    step: Step | None = None,
) -> Iterator[Risk]:
    """Risks of kind press and die at a nominal pressure (Pa) and plate temperature (K).

    `step` tells what it is for and how long its own pressure is held; the largest is held for
    no time where it is that of the step before.
    """
    yield from press_risks(stack, pressure, plates, present, ejected=ejected, step=step)
    if stack.die is None or ejected:
        return
    dwell = 0.0 if step is None else step.dwell
    held = pressure if step is None or step.pressure is None or _breathes(step) else step.pressure
    if held >= pressure * (1 - 1e-6):
        yield from die_risks(stack, stack.die, pressure, (plates, dwell), present)
        return
    yield from worst(
        (
            *die_risks(stack, stack.die, pressure, (plates, 0.0), present),
            *die_risks(stack, stack.die, held, (plates, dwell), present),
        )
    )


def _breathes(step: Step) -> bool:
    """Whether the pressure of a step is not the one it is set to."""
    return step.fixture not in {None, "constant-force"}
