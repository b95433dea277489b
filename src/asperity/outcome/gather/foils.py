"""What else is told of a foil: how even it is, what is left of its wrinkles, what it stays on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from asperity.laws.flow.size import strength_ratio
from asperity.laws.flow.wedge import rms
from asperity.laws.flow.wrinkle import INDENTED, remaining_height
from asperity.outcome.step import InterfaceOutcome, LayerOutcome
from asperity.process.layers.even import beside, ends, spread
from asperity.process.march import Trace
from asperity.process.state import LayerState, State
from asperity.stack import Layer, Stack

ALIKE = 0.1
"""Relative difference of two pull-offs below which either face may let go first."""


def foil_outcome(
    stack: Stack, trace: Trace, layer: LayerOutcome, faces: Sequence[InterfaceOutcome]
) -> LayerOutcome:
    """A layer at the end of a step with what only a foil has."""
    own, state, present = stack.layer(layer.name), trace.state, trace.step.layers
    if own.metal is None:
        return layer
    now = state.layers[layer.name]
    walled = stack.die is not None and not state.ejected
    tilt, bow = spread(stack, own, now, present, walled=walled)
    lowest, highest = ends(now.thickness, tilt, bow)
    return replace(
        layer,
        thickness_lowest_m=lowest,
        thickness_highest_m=highest,
        thickness_rms_m=float(rms(tilt, bow)),
        evenness=(highest - lowest) / now.thickness,
        wrinkle_m=wrinkles(own, now, state) if own.wrinkles[0] > 0 else None,
        stays_on=stays_on(stack, own, state, present, faces),
    )


def wrinkles(layer: Layer, now: LayerState, state: State) -> float | None:
    """Height (m) of a foil's wrinkles that is left."""
    if layer.metal is None:
        return None
    height, length = layer.wrinkles
    left = remaining_height(
        height,
        length,
        layer.thickness,
        now.worked,
        n=layer.metal.creep.exponent,
        ratio=strength_ratio(layer.metal.size, layer.thickness, temperature=state.sample),
    )
    return float(left)


def stays_on(
    stack: Stack,
    layer: Layer,
    state: State,
    present: Sequence[str],
    faces: Sequence[InterfaceOutcome],
) -> str | None:
    """The neighbour a foil stays on when the press opens: the weaker of its faces lets go.

    A face the recipe says nothing of is smooth: it is held where the metal was pressed flat.
    """
    now = state.layers[layer.name]
    holds = []
    for one in beside(stack, layer, present):
        told = one and next(
            (face for face in faces if set(face.between) == {layer.name, one.name}), None
        )
        share = told.contact_fraction if told else _smooth(layer, now)
        holds.append((share, one.name if one else stack.machine.name))
    weak, strong = sorted(holds)
    if strong[0] <= 0 or weak[0] > (1 - ALIKE) * strong[0]:
        return None
    return strong[1]


def _smooth(layer: Layer, now: LayerState) -> float:
    """Share of a smooth face that touches: pressure over that of indentation, 0 to 1."""
    assert layer.metal is not None
    pressed = now.worked ** (1 / layer.metal.creep.exponent) / INDENTED
    return float(min(1.0, pressed))
