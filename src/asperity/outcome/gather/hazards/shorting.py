"""Will the metal be pressed through the electrolyte."""

from __future__ import annotations

from collections.abc import Iterator

from asperity.laws.flow.creep import flow_stress
from asperity.laws.flow.size import strength_ratio
from asperity.laws.strength.short import entry_pressure
from asperity.outcome.risk import Risk, weigh
from asperity.process.faces.touch import neighbours
from asperity.process.march import Trace
from asperity.stack import Layer, Metal, Stack
from asperity.units import show

OPEN_PORES = 0.93
"""Relative density above which pores no longer form a path through a pellet."""
THROUGH = 2.5
"""Pressure that shorts over the one at which the metal first enters: 70/30, 54/20, 50/20 and 55/20
on four hydroborates (10.1002/admi.202101254)."""


def mechanical_short(stack: Stack, trace: Trace) -> Iterator[Risk]:
    """Each metal against each electrolyte it touches, where that has open pores."""
    for pair in neighbours(trace.step.layers):
        for one, other in (pair, pair[::-1]):
            metal, layer = stack.layer(one).metal, stack.layer(other)
            if metal is None or not layer.electrolyte:
                continue
            density = trace.state.layers[other].relative_density
            if density < OPEN_PORES or metal.carrier in layer.short_pressure:
                yield _judged(trace, metal, layer, one)


def _judged(trace: Trace, metal: Metal, layer: Layer, name: str) -> Risk:
    highest = max((float(max(course.felt)) for course in trace.courses), default=0.0)
    entering, shorting, known = _thresholds(trace, metal, layer)
    return weigh(
        kind="mechanical-short",
        where=layer.name,
        value=highest,
        limit=shorting,
        unit="Pa",
        marginal=entering,
        reason=(
            f"{name} carries {show(highest, 'MPa')}; {known} {metal.carrier} enters the pores of "
            f"{layer.material} at about {show(entering, 'MPa', 2)} and shorts it at "
            f"{show(shorting, 'MPa', 2)}"
        ),
        cure="press the metal on with less, or the electrolyte denser before the metal comes on",
    )


def _thresholds(trace: Trace, metal: Metal, layer: Layer) -> tuple[float, float, str]:
    """Entry and short, Pa: as measured for this electrolyte, else from its pore throats."""
    measured = layer.short_pressure.get(metal.carrier)
    if measured is not None:
        entering = layer.inclusion_pressure.get(metal.carrier, measured / THROUGH)
        return entering, measured, "measured:"
    throat = layer.pore_throat
    held = max((float(course.time[-1]) for course in trace.courses), default=1.0)
    warmest = max((float(max(course.sample)) for course in trace.courses), default=298.15)
    strength = flow_stress(
        metal.creep,
        1 / max(held, 1.0),
        temperature=warmest,
        ratio=strength_ratio(metal.size, max(throat, 1e-9), temperature=warmest),
    )
    entering = float(entry_pressure(strength))
    return entering, THROUGH * entering, "estimated:"
