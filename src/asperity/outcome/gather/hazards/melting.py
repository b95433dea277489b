"""How near a metal comes to melting, with what the controller of the press does beyond asking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

from asperity.laws.chance import doubt_of
from asperity.laws.flow.melting import melting_temperature
from asperity.outcome.risk import Chance, Risk, chance, weigh
from asperity.process.march import Trace
from asperity.process.reason import Cause
from asperity.process.warming import Warming
from asperity.stack import Layer, Stack
from asperity.units import show

UNSURE = 0.5
"""Kelvin by which a melting point and a thermocouple are uncertain."""
FAR = 150.0
"""Kelvin below melting at which nobody asks."""
SEATED = 0.3
"""Kelvin by which plates differ from one pressing to the next: how a thermocouple sits, draughts
(assumed)."""
HEATED = "heat less, or press harder first: pressure raises the melting point"
RESTLESS = 0.3
"""Scatter of an overshoot from run to run, over it: mains, load, where the ramp began (assumed)."""
JOINT = float(doubt_of(1e-5, 5e-4))
"""Doubt of the logarithm of the resistance of pressed joints, by their usual range."""
LEAST_TOLD = 0.05
"""Overshoot (K) below which nothing is said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Excess:
    """What goes beyond the set point, K.

    Attributes:
        plates: overshoot of the plates
        sample: of the sample, where it was computed; else 0, and the margin is without it
        ahead: by how much the sample is expected to be hotter than its margin says
        doubt: standard deviation of what is known of the sample's overshoot
    """

    plates: float
    sample: float
    ahead: float
    doubt: float


def melting(stack: Stack, trace: Trace) -> Iterator[Risk]:
    """Melting in a step, where it comes nearest: scatter and doubt as in `near_melting`."""
    if trace.margin is not None and trace.margin[0] <= FAR:
        margin, where, felt = trace.margin
        warmed = trace.warm.warming if trace.warm is not None else None
        layer = stack.layer(where)
        lacking = _lacking(layer, felt, trace)
        cure = _on_release(layer, trace) if _falls(trace) else HEATED
        yield near_melting(stack, layer, (margin, felt), warmed, lacking=lacking, cure=cure)


def _falls(trace: Trace) -> bool:
    """Whether the step takes pressure off."""
    wanted = trace.step.pressure
    return bool(trace.courses) and wanted is not None and wanted < trace.courses[0].applied[0]


def _on_release(layer: Layer, trace: Trace) -> str:
    """What to do where it melts because the pressure that kept it solid is taken off."""
    left = _limit(layer, trace.step.pressure or 0.0)
    return f"cool it below {show(left, 'degC')} before the pressure is taken off"


def _lacking(layer: Layer, felt: float, trace: Trace) -> float:
    """By how much (K) the step would have gone beyond melting, had it not ended there."""
    if trace.ending.cause is not Cause.MOLTEN or not trace.courses:
        return 0.0
    warm, reached = trace.warm, float(trace.courses[-1].sample[-1])
    if warm is not None:
        beyond = warm.warming.sample_peak()[1] if warm.warming is not None else 0.0
        reached = max(reached, warm.plates[1] + beyond)
    least = min(felt, trace.step.pressure or 0.0) if _falls(trace) else felt
    return max(reached - _limit(layer, least), 0.0)


def near_melting(
    stack: Stack,
    layer: Layer,
    found: tuple[float, float],
    warmed: Warming | None,
    *,
    lacking: float = 0.0,
    cure: str = HEATED,
) -> Risk:
    """Melting of a layer; `found` is the distance to it (K) and the pressure there (Pa).

    `lacking` is by how much (K) it was to be hotter still when it melted.

    From pressing to pressing scatter the seat of the thermocouple and the overshoot. In doubt are
    melting point and thermocouple (together half a kelvin), the overshoot by the spread of the
    press's card, and how much of it the joints between plates and sample let through. Marginal is
    what would melt if the sample went as far beyond the set point as the plates do.
    """
    margin, felt = found
    limit, excess = _limit(layer, felt), _excess(stack, warmed)
    beyond = excess.plates - excess.sample
    near = (
        f"{layer.material} comes within {margin:.1f} K of melting "
        f"({show(limit, 'degC')} under {show(felt, 'MPa')}){_of_plates(excess, warmed)}"
    )
    return weigh(
        kind="melting",
        where=layer.name,
        value=limit - margin,
        limit=limit,
        unit="K",
        marginal=limit - beyond - UNSURE,
        safe=min(stack.temperature, limit - beyond - 2 * UNSURE),
        chance=_chance(margin - lacking, excess),
        reason=near if margin > 1e-6 else f"{layer.material} reaches {show(limit, 'degC')}",
        cure=cure,
    )


def _chance(margin: float, excess: _Excess) -> Chance:
    over = excess.sample + excess.ahead
    return chance(
        margin - excess.ahead,
        scatter=hypot(SEATED, RESTLESS * over),
        doubt=hypot(UNSURE, excess.doubt),
    )


def _limit(layer: Layer, felt: float) -> float:
    """Melting point (K) of a layer that can melt under a pressure (Pa)."""
    melts = layer.melting_temperature or 0.0
    return float(melting_temperature(felt, Tm0=melts, slope=layer.melting_slope))


def _excess(stack: Stack, warmed: Warming | None) -> _Excess:
    """Computed where the press has a controller and heats, else as its card has it.

    While it cools or rests nothing goes beyond the set point upwards.
    """
    machine = stack.machine
    if machine.controller is None:
        looked_up = machine.overshoot
        doubt = machine.overshoot_doubt * looked_up
        return _Excess(plates=looked_up, sample=0.0, ahead=looked_up, doubt=doubt)
    if warmed is None or not warmed.heats:
        return _Excess(plates=0.0, sample=0.0, ahead=0.0, doubt=0.0)
    plates, sample = warmed.plates_peak()[1], warmed.sample_peak()[1]
    let_through = 1.0 - sample / plates if plates > 0 else 0.0
    doubt = sample * hypot(machine.overshoot_doubt, let_through * warmed.joints * JOINT)
    return _Excess(plates=plates, sample=sample, ahead=0.0, doubt=doubt)


def _of_plates(excess: _Excess, warmed: Warming | None) -> str:
    """What heaters add, where that is worth a word."""
    if excess.plates < LEAST_TOLD:
        return ""
    if warmed is None or not warmed.heats:
        return f"; the controller may overshoot by {excess.plates:.1f} K"
    return f"; the plates overshoot by {excess.plates:.1f} K, the sample by {excess.sample:.1f} K"
