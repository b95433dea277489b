"""Which part of a pressed stack's resistance a cell's model has not got already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite, pi
from numbers import Real
from types import MappingProxyType

from asperity.errors import Refusal, one_of, quoted
from asperity.outcome import Outcome
from asperity.outcome.frozen import Record
from asperity.outcome.measures import pair_area
from asperity.outcome.step import InterfaceOutcome, StepOutcome

NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, slots=True)
class Handed(Record):
    """What is handed over, per area of the cell, so that a cell of any size can take it.

    Attributes:
        step: step at whose end the stack was read; absent where a number was given
        parts: name of each face or layer, and its area resistance in ohm m2
        reached: electrode in PyBaMM's words, and the share of its area that conducts, 0 to 1
    """

    step: str | None = None
    parts: Mapping[str, float] = field(default_factory=dict)
    reached: Mapping[str, float] = field(default_factory=dict)

    @property
    def resistance_ohm_m2(self) -> float:
        """Area resistance of all parts in series."""
        return sum(self.parts.values())


def hand_over(
    found: Outcome | float,
    *,
    step: str | None = None,
    parts: Iterable[str] | None = None,
    reached: Mapping[str, str] = NONE,
) -> Handed:
    """Read off an outcome what a cell's model lacks.

    A model of PyBaMM has an electrolyte, porous electrodes and their kinetics, but no faces that
    touch in places. By default the faces alone are handed over. A pellet is handed over only where
    it is named among the parts: the model's own separator should then conduct so well that it does
    not count a second time.

    Args:
        found: an outcome, or an area resistance in ohm m2
        step: name of the step whose end is meant; by default the last at which layers touch
        parts: names of faces ("metal:electrolyte") and layers ("electrolyte"); by default all
            faces that have a resistance
        reached: for kinetics that the model has already: its electrode ("lithium metal",
            "negative", "positive") and the face it stands for. The share of that face which
            touches (cleanly, where it carries a film) scales the electrode's exchange current,
            and of its resistance only the constriction is handed over: its charge transfer would
            count twice.

    Raises:
        Refusal: no outcome and no number, a step, face or layer the outcome has not got, a face
            without any contact, a resistance below zero.
    """
    if not isinstance(found, Outcome):
        _refuse_no_number(found)
        if not (isfinite(found) and found >= 0):
            raise Refusal("found", f"{found}", "give an area resistance of 0 ohm m2 or more")
        return Handed(parts={"given": float(found)})
    at = _step(found, step)
    faces = {face.name: face for face in at.interfaces}
    area = pi / 4 * min(layer.diameter_m for layer in at.layers) ** 2
    for name in reached.values():
        _touching(faces, name, at)
    wanted = _conducting(at) if parts is None else tuple(dict.fromkeys(parts))
    kinetic = frozenset(reached.values())
    return Handed(
        step=at.name,
        parts={name: area * _ohm(at, faces, name, bare=name in kinetic) for name in wanted},
        reached={electrode: _share(faces[name]) for electrode, name in reached.items()},
    )


def _refuse_no_number(found: object) -> None:
    if not isinstance(found, Real):
        cure = "give what pressing made of it, press(recipe), or an area resistance in ohm m2"
        raise Refusal("found", f"{type(found).__name__}, no outcome", cure)


def _step(outcome: Outcome, name: str | None) -> StepOutcome:
    """The step that is asked for, or the last at whose end layers touch."""
    pressed = {one.name: one for one in outcome.steps if one.interfaces}
    if not pressed:
        raise Refusal("found", quoted(outcome.title), "press a stack in which layers touch")
    if name is None:
        return next(reversed(pressed.values()))
    if name not in pressed:
        raise Refusal("step", quoted(name), one_of(name, tuple(pressed)))
    return pressed[name]


def _conducting(step: StepOutcome) -> tuple[str, ...]:
    """Faces that a current has to cross. One that is open conducts nothing and is refused."""
    return tuple(
        face.name
        for face in step.interfaces
        if face.resistance_ohm_m2 is not None or face.contact_fraction == 0
    )


def _touching(
    faces: Mapping[str, InterfaceOutcome], name: str, step: StepOutcome
) -> InterfaceOutcome:
    if name not in faces:
        raise Refusal("reached", quoted(name), one_of(name, tuple(faces)))
    face = faces[name]
    if face.contact_fraction <= 0:
        cure = "press it until it touches"
        raise Refusal(name, f"no contact at the end of {quoted(step.name)}", cure)
    return face


def _share(face: InterfaceOutcome) -> float:
    return face.contact_fraction if face.clean_fraction is None else face.clean_fraction


def _ohm(
    step: StepOutcome, faces: Mapping[str, InterfaceOutcome], name: str, *, bare: bool
) -> float:
    """Resistance in ohm of one part; `bare` leaves the charge transfer of a face out."""
    if name in faces:
        face = _touching(faces, name, step)
        total = face.constriction_ohm_m2 if bare else face.resistance_ohm_m2
        if total is not None:
            return total / pair_area(step, face)
    layers = {layer.name: layer.resistance_ohm for layer in step.layers}
    ohm = layers.get(name)
    if ohm is None:
        named = {**dict.fromkeys(faces), **layers}
        cure = "leave it out: it has no resistance" if name in named else one_of(name, tuple(named))
        raise Refusal("parts", quoted(name), cure)
    return ohm
