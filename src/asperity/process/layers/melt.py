"""Whether anything melts along a stretch, and how near it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from asperity.laws.flow.melting import melting_margin
from asperity.process.programme import Stretch, over
from asperity.process.reason import Cause, Ending
from asperity.stack import Layer, Stack, Step
from asperity.units import show

Array = NDArray[np.float64]
Margin = tuple[float, str, float]
"""Distance to a melting point (K), the layer's name, and the pressure (Pa) it is under."""
_POINTS = 49


def margin(stack: Stack, step: Step, stretch: Stretch, *, held: bool) -> Margin | None:
    """The smallest distance to a melting point along a stretch.

    `held` says that a die or a bag surrounds the stack. Without one the metal at the rim is under
    hardly any pressure, whatever the press shows, and it is the rim that melts first.
    """
    found = [
        (float(np.take(margins, at)), layer.name, float(np.take(felt, at)))
        for layer, margins, felt in _melting(stack, step, stretch, held=held)
        for at in [int(np.argmin(margins))]
    ]
    return smallest(found)


def smallest(found: Iterable[Margin]) -> Margin | None:
    """The smallest of some margins; None of none."""
    return min(found, default=None)


def until_molten(
    stack: Stack, step: Step, stretch: Stretch, *, held: bool
) -> tuple[Ending, Stretch]:
    """The stretch, cut where something begins to melt; `held` as for `margin`."""
    times = _times(stretch)
    molten = [
        (int(np.argmax(margins <= 0)), layer)
        for layer, margins, _ in _melting(stack, step, stretch, held=held)
        if np.any(margins <= 0)
    ]
    if not molten:
        return Ending(), stretch
    at, layer = min(molten, key=lambda found: found[0])
    left = _left(layer, stretch, held=held)
    moment = _crossing(left, float(np.take(times, max(at - 1, 0))), float(np.take(times, at)))
    felt = stretch.felt_at(moment) * held
    text = (
        f"{layer.material} melts: under {show(felt, 'MPa')} its melting point is "
        f"{show(stretch.sample_at(moment) + left(moment), 'degC')}"
    )
    ending = Ending(cause=Cause.MOLTEN, where=layer.name, text=text)
    ends = stretch.pressure[0], stretch.applied_at(moment)
    return ending, replace(stretch, duration=moment, pressure=ends)


def _left(layer: Layer, stretch: Stretch, *, held: bool) -> Callable[[float], float]:
    """Distance to melting (K) as a function of time (s)."""
    melting = layer.melting_temperature or 0.0

    def left(t: float) -> float:
        sample, felt = stretch.sample_at(t), stretch.felt_at(t) * held
        return float(melting_margin(sample, felt, Tm0=melting, slope=layer.melting_slope))

    return left


def _crossing(left: Callable[[float], float], solid: float, molten: float) -> float:
    """The moment (s) between two at which melting begins, by bisection."""
    if left(solid) <= 0:
        return solid
    for _ in range(40):
        middle = 0.5 * (solid + molten)
        solid, molten = (middle, molten) if left(middle) > 0 else (solid, middle)
    return molten


def _times(stretch: Stretch) -> Array:
    even = np.linspace(0.0, stretch.duration, _POINTS)
    return np.union1d(even, stretch.peaks()) if stretch.peaks() else even


def _melting(
    stack: Stack, step: Step, stretch: Stretch, *, held: bool
) -> Iterator[tuple[Layer, Array, Array]]:
    """Each layer that can melt, its distance to melting (K) and the pressure (Pa) at the times."""
    able = [layer for layer in map(stack.layer, step.layers) if layer.melting_temperature]
    times = _times(stretch)
    felt = over(stretch.felt_at, times) * held if able else times
    sample = over(stretch.sample_at, times) if able else times
    for layer in able:
        melting = layer.melting_temperature or 0.0
        yield (
            layer,
            np.asarray(melting_margin(sample, felt, Tm0=melting, slope=layer.melting_slope)),
            felt,
        )
