"""What could go wrong in a step, each risk with its value, its limit and the cure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asperity.outcome.gather.fracture import fracture
from asperity.outcome.gather.hazards.parting import delamination
from asperity.outcome.gather.hazards.shorting import mechanical_short
from asperity.outcome.gather.hazards.tools import tool_risks
from asperity.outcome.risk import Risk, weigh
from asperity.outcome.step import InterfaceOutcome, LayerOutcome, StepOutcome
from asperity.process.march import Trace
from asperity.process.state import volume
from asperity.stack import Layer, Stack
from asperity.units import show

CRUSHED = (0.3, 1.0)
"""Crushed particles conduct on: they cost capacity and life, not the cell."""
EXTRUDED = (0.02, 0.1)
UNSURE = 0.5
"""Kelvin by which a melting point and a thermocouple are uncertain."""
FAR = 150.0
"""Kelvin below melting at which nobody asks."""
NOISE = 1e-9
"""Share below which nothing has left."""
Found = tuple[tuple[LayerOutcome, ...], tuple[InterfaceOutcome, ...]]


def step_risks(
    stack: Stack, trace: Trace, found: Found, before: Sequence[StepOutcome]
) -> tuple[Risk, ...]:
    """All risks of a step that was marched."""
    highest = max((float(max(course.applied)) for course in trace.courses), default=0.0)
    hottest = max((float(max(course.plates)) for course in trace.courses), default=0.0)
    risks = [*_melting(stack, trace)]
    risks += tool_risks(stack, highest, hottest, trace.step.layers, ejected=trace.state.ejected)
    risks += fracture(stack, trace, highest)
    risks += mechanical_short(stack, trace)
    risks += _extrusion(stack, trace)
    risks += _crushing(found[0])
    risks += delamination(stack, trace, found[1], before)
    return tuple(risks)


def planned_melting(
    stack: Stack, present: Sequence[str], pressure: float, plates: float
) -> Iterator[Risk]:
    """Melting at a planned pressure (Pa) and plate temperature (K), before anything is pressed."""
    held = stack.machine.isostatic or stack.die is not None
    for layer in map(stack.layer, present):
        if layer.melting_temperature is not None:
            felt = pressure if held else 0.0
            limit = layer.melting_temperature + layer.melting_slope * felt
            if limit - plates < FAR:
                yield _near_melting(stack, layer, (limit - plates, felt))


def _melting(stack: Stack, trace: Trace) -> Iterator[Risk]:
    if trace.margin is not None and trace.margin[0] <= FAR:
        margin, where, felt = trace.margin
        yield _near_melting(stack, stack.layer(where), (margin, felt))


def _near_melting(stack: Stack, layer: Layer, found: tuple[float, float]) -> Risk:
    """The controller's overshoot decides from where on it is marginal.

    `found` is the distance to melting (K) and the pressure there (Pa).
    """
    margin, felt = found
    limit = (layer.melting_temperature or 0.0) + layer.melting_slope * felt
    overshoot = stack.machine.overshoot
    near = (
        f"{layer.material} comes within {margin:.1f} K of melting "
        f"({show(limit, 'degC')} under {show(felt, 'MPa')}); "
        f"the controller may overshoot by {overshoot:.1f} K"
    )
    return weigh(
        kind="melting",
        where=layer.name,
        value=limit - margin,
        limit=limit,
        unit="K",
        marginal=limit - overshoot - UNSURE,
        safe=min(stack.temperature, limit - overshoot - 2 * UNSURE),
        reason=near if margin > 1e-6 else f"{layer.material} reaches {show(limit, 'degC')}",
        cure="heat less, or press harder first: pressure raises the melting point",
    )


def _extrusion(stack: Stack, trace: Trace) -> Iterator[Risk]:
    for layer in map(stack.layer, trace.step.layers):
        if layer.metal is None:
            continue
        now = trace.state.layers[layer.name]
        share = now.extruded / volume(now)
        share = share if share > NOISE else 0.0
        if stack.die is not None and share < 1e-6:
            continue
        yield weigh(
            kind="extrusion",
            where=layer.name,
            value=share,
            limit=EXTRUDED[1],
            marginal=EXTRUDED[0],
            reason=f"{share:.1%} of the {layer.material} has left over the edge",
            cure="press in a die, with less pressure, or start with less metal",
        )


def _crushing(layers: Sequence[LayerOutcome]) -> Iterator[Risk]:
    for layer in layers:
        if layer.crushed_fraction is not None:
            yield weigh(
                kind="crushing",
                where=layer.name,
                value=layer.crushed_fraction,
                limit=CRUSHED[1],
                marginal=CRUSHED[0],
                reason=f"{layer.crushed_fraction:.0%} of the active particles are crushed",
                cure="bond the cathode at a lower pressure, or take single-crystal particles",
            )
