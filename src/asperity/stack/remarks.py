"""What a reader should know of a stack besides its numbers: what was assumed, what is not used."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import pi

from asperity.recipe import Recipe
from asperity.recipe import steps as said
from asperity.stack.idle.discs import idle_of_discs
from asperity.stack.idle.plates import idle_of_plates
from asperity.stack.layer import Layer
from asperity.stack.program import Interface, Step
from asperity.stack.tools import Die, Machine
from asperity.units import show

MOST_HARD = 0.74
"""Share of hard grains in the solids up to which the density of a mixture was measured."""
WARM = 333.15
"""Temperature (K) from which on a cold compaction law is too pessimistic."""


def remarks(
    recipe: Recipe,
    layers: tuple[Layer, ...],
    faces: tuple[Interface, ...],
    steps: tuple[Step, ...],
    *,
    tools: tuple[Machine, Die | None, float],
) -> tuple[str, ...]:
    """All remarks on a stack; `tools` are the press, the die and the pressed diameter (m)."""
    machine, die, diameter = tools
    return (
        *_silent(recipe, layers),
        *_unknown_transfer(recipe, layers),
        *_foreign(layers),
        *_ignored_roughness(layers, faces),
        *_warm_powder(steps, layers),
        *_crowded(layers),
        *_wide_plates(recipe.press, layers, die, diameter),
        *_faint(steps, machine, pi / 4 * diameter**2),
        *idle_of_discs(recipe, layers, steps),
        *idle_of_plates(recipe, layers, steps, machine=machine, die=die),
    )


def _crowded(layers: tuple[Layer, ...]) -> Iterable[str]:
    """Mixtures with more hard grains than the law of their density was looked at with."""
    for layer in layers:
        if layer.powder is not None and layer.powder.hard > MOST_HARD:
            yield (
                f"stack.{layer.name}.active_fraction: {layer.powder.hard:.0%} of the solids; the "
                f"density of mixtures was looked at up to {MOST_HARD:.0%}, and beyond it hard "
                "grains pack no closer: the density is too high"
            )


def _silent(recipe: Recipe, layers: tuple[Layer, ...]) -> Iterable[str]:
    """Neighbours that are taken to touch perfectly since the recipe is silent on their faces."""
    told = {frozenset(face.between) for face in recipe.interfaces}
    for below, above in pairwise(layers):
        silent = {below.name, above.name} not in told
        if silent and (below.electrolyte or above.electrolyte) and not _bonds(below, above):
            yield (
                f"interfaces: nothing is said of {below.name}:{above.name}; "
                "it is taken to touch everywhere"
            )


def _unknown_transfer(recipe: Recipe, layers: tuple[Layer, ...]) -> Iterable[str]:
    """Faces of an electrolyte whose charge transfer nobody has given: it is counted as nothing."""
    named = {layer.name: layer for layer in layers}
    for face in recipe.interfaces:
        pair = [named[name] for name in face.between]
        carrier = next((layer for layer in pair if layer.electrolyte), None)
        if carrier is None or face.charge_transfer is not None:
            continue
        other = pair[1] if carrier is pair[0] else pair[0]
        gives = other.metal.carrier if other.metal is not None else other.material
        if gives not in carrier.transfer:
            yield (
                f"interfaces.{face.key}.charge_transfer: no card knows it for {other.material} on "
                f"{carrier.material}; it is counted as 0, and the resistance is too low"
            )


def _foreign(layers: tuple[Layer, ...]) -> Iterable[str]:
    """Metals that give another ion than the electrolyte they lie on carries."""
    for pair in pairwise(layers):
        metal = next((layer.metal for layer in pair if layer.metal is not None), None)
        carrier = next((layer for layer in pair if layer.electrolyte), None)
        ion = carrier.conductor.carrier if carrier is not None and carrier.conductor else None
        if metal is not None and carrier is not None and ion not in {None, metal.carrier}:
            yield (
                f"stack: {carrier.material} carries {ion} ions, no cell with {metal.carrier}; "
                "contact, thickness and risks hold, resistances and currents mean nothing"
            )


def _ignored_roughness(layers: tuple[Layer, ...], faces: tuple[Interface, ...]) -> Iterable[str]:
    """Faces whose roughness is written and not used, since a powder fills it."""
    named = {layer.name: layer for layer in layers}
    for face in faces:
        pair = [named[name] for name in face.pair]
        if all(layer.metal is None for layer in pair) and any(layer.powder for layer in pair):
            yield (
                f"interfaces.{face.below}:{face.above}: powder fills the roughness there, "
                "contact follows its density; rms_height and its like have no effect"
            )


def _warm_powder(steps: Iterable[Step], layers: tuple[Layer, ...]) -> Iterable[str]:
    """Powders pressed warm: the compaction laws of the cards know no temperature."""
    loose = {layer.name for layer in layers if layer.powder is not None and layer.kind != "pellet"}
    for step in steps:
        warm = step.temperature is not None and step.temperature > WARM
        if warm and loose.intersection(step.layers):
            yield (
                f"steps.{step.name}.temperature: the compaction law has no temperature, density "
                "is that of cold pressing; warm pressing gives more"
            )


def _wide_plates(
    press: said.Press, layers: tuple[Layer, ...], die: Die | None, diameter: float
) -> Iterable[str]:
    """Pressures that count on the largest disc though a smaller one carries the force."""
    narrow = min(layer.diameter for layer in layers)
    if die is None and press.diameter is None and narrow < 0.99 * diameter:
        yield (
            f"press.diameter: pressures count on {show(diameter, 'mm')}, the widest disc; on one "
            f"of {show(narrow, 'mm')} they are {(diameter / narrow) ** 2:.3g} times as high"
        )


def _faint(steps: Iterable[Step], machine: Machine, area: float) -> Iterable[str]:
    """Steps whose force the press cannot hold steadily; letting go and fixtures are no matter."""
    for step in steps:
        force = (step.pressure or 0.0) * area
        if step.kind not in {"release", "operate", "eject"} and 0 < force < machine.min_force:
            yield (
                f"steps.{step.name}.pressure: {show(step.pressure or 0.0, 'MPa')} is only "
                f"{show(force, 'N')}; {machine.name} holds forces from "
                f"{show(machine.min_force, 'N')} on"
            )


def _bonds(below: Layer, above: Layer) -> bool:
    return below.powder is not None and above.powder is not None
