"""Will a brittle layer break: bent flat, pushed out of its die, or pressed with free sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import pi

from asperity.laws.powder.bonding import section_share
from asperity.laws.strength.bending import pressed_bending_stress
from asperity.laws.strength.unconfined import spreading_pressure
from asperity.laws.strength.weibull import bent_disc_volume, failure_probability
from asperity.outcome.gather.powder import NEVER, capping, tension
from asperity.outcome.risk import Risk, weigh
from asperity.process.march import Trace
from asperity.process.state import LayerState
from asperity.stack import Brittle, Layer, Stack
from asperity.units import show

FAILURE = (0.01, 0.1)
"""Failure probability from which on a pellet is marginal, and bad."""


def fracture(stack: Stack, trace: Trace, highest: float) -> Iterator[Risk]:
    """The failure probability of every brittle layer under the step's highest pressure (Pa)."""
    for name in trace.step.layers:
        layer = stack.layer(name)
        brittle = layer.brittle
        if brittle is None:
            continue
        if layer.kind == "powder":
            layer = _as_pressed(layer, trace.state.layers[name])
            if trace.step.kind == "eject" and not stack.machine.isostatic:
                yield _let_go(layer, brittle, trace.state.layers[name])
            if trace.step.kind == "eject" or not trace.state.ejected:
                continue  # in its die a powder takes the shape of the punches
            if highest > 0 and not stack.machine.isostatic:
                yield _spread(stack, layer, brittle, (trace.state.layers[name], highest))
        bow = bent_away(stack, trace.step.layers, layer)
        if bow > 0 and highest > 0:
            yield _judged(stack, layer, brittle, (bow, highest))


def _as_pressed(layer: Layer, now: LayerState) -> Layer:
    """A powder as the disc it has become, with the bow it took."""
    return replace(layer, thickness=now.thickness, bow=layer.bow + now.warp)


def _let_go(layer: Layer, brittle: Brittle, now: LayerState) -> Risk:
    """Capping and lamination: the rim is free while the rest is still gripped."""
    known = now.cells is not None
    stress = tension(layer, now) if known else 0.0
    chance = capping(layer, brittle, now) if known else 0.0
    return _broken(
        layer,
        chance,
        f"the wall still grips the {layer.material} and pulls its rim by {show(stress, 'MPa')} on "
        f"ejection (strength {show(brittle.strength, 'MPa')}): it caps or laminates with "
        f"{_percent(chance)} probability",
        "press with less pressure, lubricate the die, or eject under a light punch load",
    )


def _spread(
    stack: Stack, layer: Layer, brittle: Brittle, pressed: tuple[LayerState, float]
) -> Risk:
    """A pellet out of its die under the press: nothing holds its sides."""
    now, highest = pressed
    stress = highest * (stack.diameter / layer.diameter) ** 2
    assert layer.powder is not None
    bears = float(
        spreading_pressure(
            layer.powder.yield_stress * section_share(now.relative_density),
            diameter=now.diameter,
            thickness=now.thickness,
        )
    )
    chance = float(failure_probability(stress, strength=max(bears, 1.0), m=brittle.weibull_modulus))
    return _broken(
        layer,
        chance,
        f"out of its die the {layer.material} bears about {show(bears, 'MPa')} between the punches "
        f"before it spreads: under {show(stress, 'MPa')} it breaks with {_percent(chance)} "
        "probability",
        "press it while it is in its die, or isostatically",
    )


def _broken(layer: Layer, chance: float, reason: str, cure: str) -> Risk:
    return weigh(
        kind="fracture",
        where=layer.name,
        value=chance if chance > NEVER else 0.0,
        limit=FAILURE[1],
        marginal=FAILURE[0],
        reason=reason,
        cure=cure,
    )


def _judged(stack: Stack, layer: Layer, brittle: Brittle, pressed: tuple[float, float]) -> Risk:
    bow, highest = pressed
    stress = bending_stress(layer, bow, highest * (stack.diameter / layer.diameter) ** 2)
    chance = probability(layer, brittle, stress)
    chance = chance if chance > NEVER else 0.0
    return _broken(
        layer,
        chance,
        f"pressing out a bow of {show(bow, 'um', 2)} bends the {layer.material} to "
        f"{show(stress, 'MPa')} (strength {show(brittle.strength, 'MPa')}): "
        f"it breaks with {_percent(chance)} probability{_outside(layer, bow)}",
        "lap the pellet and the punches flatter, put soft metal on both faces, "
        "or press isostatically",
    )


def _outside(layer: Layer, bow: float) -> str:
    """A word where plate theory ends: thicker than a third of the radius, or bowed by more."""
    if layer.thickness > layer.diameter / 6:
        return " (too thick for plate theory: an upper bound)"
    return (
        " (bowed by more than its thickness: not a plate any more)"
        if (bow > layer.thickness)
        else ""
    )


def _percent(chance: float) -> str:
    return f"{chance:.1%}" if chance >= 0.001 else "less than 0.1 %"


def bent_away(stack: Stack, present: tuple[str, ...], layer: Layer) -> float:
    """Bow (m) that has to be pressed out: the layer's and its stiff neighbours'.

    None under isostatic pressure, and none between two soft metals, which follow its faces.
    """
    if stack.machine.isostatic:
        return 0.0
    index = present.index(layer.name)
    around = [stack.layer(present[i]) for i in (index - 1, index + 1) if 0 <= i < len(present)]
    if len(around) == 2 and all(neighbour.metal is not None for neighbour in around):
        return 0.0
    stiff = sum(neighbour.bow for neighbour in around if neighbour.metal is None)
    return layer.bow + stiff + stack.machine.plate_bow


def bending_stress(layer: Layer, bow: float, pressure: float) -> float:
    """Largest tensile stress (Pa) when `pressure` (Pa) presses a bow (m) out of the layer."""
    if bow <= 0:
        return 0.0
    return float(
        pressed_bending_stress(
            pressure, bow, layer.diameter / 2, layer.thickness, E=layer.modulus, nu=layer.poisson
        )
    )


def probability(layer: Layer, brittle: Brittle, stress: float) -> float:
    """Weibull failure probability of the bent disc."""
    disc = pi / 4 * layer.diameter**2 * layer.thickness
    m = brittle.weibull_modulus
    return float(
        failure_probability(
            stress,
            strength=brittle.strength,
            m=m,
            volume=bent_disc_volume(disc, m),
            V0=brittle.tested_volume,
        )
    )
