"""Powders of an outcome: density over the height, evenness, and what ejection would pull."""

from __future__ import annotations

from dataclasses import replace
from math import pi
from typing import TypedDict

from asperity.laws.powder.evenness import left_uneven, share_left, thinnest
from asperity.laws.strength.release import ejection_tension
from asperity.laws.strength.weibull import failure_probability
from asperity.outcome.step import InterfaceOutcome
from asperity.process.faces.touch import neighbours
from asperity.process.layers.free import wall_grip
from asperity.process.state import LayerState, Pair, State
from asperity.stack import Brittle, Layer, Stack

NEVER = 1e-9
"""Failure probability that is as good as none."""


class Slices(TypedDict, total=False):
    """Fields of a layer's outcome that only powders have."""

    relative_density_lowest: float
    relative_density_highest: float
    density_profile: tuple[float, ...]
    thinnest_m: float
    largest_pressure_pa: float
    ejection_tension_pa: float
    ejection_failure_probability: float
    bow_m: float


def slices(stack: Stack, layer: Layer, state: State, present: tuple[str, ...]) -> Slices:
    """What is told of a powder beyond any other layer; nothing before it is pressed."""
    now = state.layers[layer.name]
    if now.cells is None or layer.powder is None:
        return {}
    density = now.cells.density
    told: Slices = {
        "relative_density_lowest": float(density.min()),
        "relative_density_highest": float(density.max()),
        "density_profile": tuple(density.tolist()),
        "largest_pressure_pa": now.largest_pressure,
    }
    if layer.kind != "pellet":
        told["thinnest_m"] = _thinnest(stack, now, layer.name, state, present)
    if state.ejected:
        return told | {"bow_m": now.warp}
    if stack.die is not None and layer.kind != "pellet" and not stack.machine.isostatic:
        told["ejection_tension_pa"] = tension(layer, now)
        if layer.brittle is not None:
            told["ejection_failure_probability"] = capping(layer, layer.brittle, now)
    return told


def tension(layer: Layer, now: LayerState) -> float:
    """Tension (Pa) at the rim of a powder that is let go and leaves the die: its worst slice's."""
    assert now.cells is not None
    return float(ejection_tension(float(wall_grip(layer, now.cells.largest).max())))


def capping(layer: Layer, brittle: Brittle, now: LayerState) -> float:
    """Probability that a powder let go and pushed out of its die caps or laminates."""
    return capping_at(brittle, tension(layer, now), (now.thickness, now.diameter))


def capping_at(brittle: Brittle, stress: float, size: tuple[float, float]) -> float:
    """The same of a disc of this `size` (thickness and diameter, m) pulled at its rim (Pa).

    Under tension is the rim, as deep as a quarter of its height or of its radius.
    """
    thickness, diameter = size
    depth = min(thickness, diameter / 2) / 4
    chance = failure_probability(
        stress,
        strength=brittle.strength,
        m=brittle.weibull_modulus,
        volume=pi * diameter * depth * thickness,
        V0=brittle.tested_volume,
    )
    return float(chance) if chance > NEVER else 0.0


def waviness(stack: Stack, pair: Pair, state: State) -> float | None:
    """Rms departure (m) from flat of the face between two powders; None for any other pair.

    It is that of the lower fill, where what lies on it was poured and not pressed flat before.
    """
    below, above = (stack.layer(name) for name in pair)
    bond = state.bonds.get(pair)
    if below.powder is None or above.powder is None or bond is None:
        return None
    if "pellet" in {below.kind, above.kind}:
        return 0.0
    uneven = left_uneven(
        below.powder.unevenness, loose=below.relative_density, pressed=bond.density_below
    )
    open_above = share_left(
        above.powder.unevenness, loose=above.relative_density, pressed=bond.density_above
    )
    return float(uneven * open_above) * state.layers[pair[0]].thickness


def uneven(stack: Stack, face: InterfaceOutcome, state: State) -> InterfaceOutcome:
    """A face with its waviness; where it thins the separator the current is focused."""
    rms = waviness(stack, face.between, state)
    if not rms or face.current_focusing is None:
        return replace(face, waviness_m=rms)
    carrier = next(name for name in face.between if stack.layer(name).electrolyte)
    thickness = state.layers[carrier].thickness
    thin = float(thinnest(thickness, rms))
    return replace(
        face,
        waviness_m=rms,
        current_focusing=face.current_focusing * thickness / thin if thin > 0 else None,
    )


def _thinnest(
    stack: Stack, now: LayerState, name: str, state: State, present: tuple[str, ...]
) -> float:
    """Of the powder `name`, by the wavier of its faces, m."""
    faces = [pair for pair in neighbours(present) if name in pair]
    waves = [waviness(stack, pair, state) or 0.0 for pair in faces]
    return float(thinnest(now.thickness, max(waves, default=0.0)))
