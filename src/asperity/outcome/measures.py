"""Numbers read off an outcome: where the ohms are, how contact came and went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi

from asperity.outcome.step import InterfaceOutcome, StepOutcome


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A layer's or an interface's part of the resistance of the stack."""

    name: str
    resistance_ohm: float
    interface: InterfaceOutcome | None = None


def resistance_parts(step: StepOutcome) -> tuple[Part, ...]:
    """Where the ohms are at the end of a step, the largest first."""
    layers = [
        Part(name=layer.name, resistance_ohm=layer.resistance_ohm)
        for layer in step.layers
        if layer.resistance_ohm is not None
    ]
    faces = [
        Part(
            name=face.name,
            resistance_ohm=face.resistance_ohm_m2 / pair_area(step, face),
            interface=face,
        )
        for face in step.interfaces
        if face.resistance_ohm_m2 is not None
    ]
    return tuple(sorted([*layers, *faces], key=lambda part: part.resistance_ohm, reverse=True))


def pair_area(step: StepOutcome, face: InterfaceOutcome) -> float:
    """Area on which two layers meet, m²: that of the smaller one; the pressed one if unknown."""
    widths = [layer.diameter_m for layer in step.layers if layer.name in face.between]
    return pi / 4 * min(widths) ** 2 if widths else step.area_m2


def conducting(step: StepOutcome) -> tuple[InterfaceOutcome, ...]:
    """The interfaces a current has to cross: those that have a resistance."""
    return tuple(face for face in step.interfaces if face.resistance_ohm_m2 is not None)


def best_contact(steps: Sequence[StepOutcome], name: str) -> float:
    """The largest contact fraction an interface had at the end of any step; 0 if it never was."""
    faces = (face for step in steps for face in step.interfaces)
    return max((face.contact_fraction for face in faces if face.name == name), default=0.0)


def last_with_interfaces(steps: Sequence[StepOutcome]) -> StepOutcome | None:
    """The last step at whose end two layers touched."""
    return next((step for step in reversed(steps) if step.interfaces), None)
