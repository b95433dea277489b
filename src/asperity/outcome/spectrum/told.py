"""The spectrum of a cell after one of its steps, by itself, as a frozen record."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Literal

from asperity.errors import Refusal, one_of, quoted
from asperity.outcome.frozen import Record
from asperity.outcome.plain import to_plain
from asperity.outcome.record import Fidelity, Outcome, RecipeMark
from asperity.outcome.spectrum.record import Spectrum
from asperity.outcome.step import StepOutcome

SCHEMA: Final = "asperity-spectrum-1"
_BLOCKED = (
    "a metal that gives no ions blocks, and until some is plated that does, an instrument sees a "
    "steep tail at low frequency there instead of a resistance"
)
MISSED = MappingProxyType(
    {"foil": _BLOCKED, "plate": _BLOCKED, "film": "an instrument sees one more arc there"}
)
"""What an instrument sees on an electrolyte by the kind of layer. Mixtures count theirs within."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CellSpectrum(Record):
    """The impedance of a cell after a step.

    Attributes:
        schema: version of this shape
        recipe: which recipe was pressed
        fidelity: mean-field or full-field
        step: after which step
        pressure_pa: nominal pressure then
        temperature_k: temperature of the stack then
        resistance_ohm: of the whole stack, at zero frequency
        spectrum: what it answers to alternating current, part by part
        warnings: what a measurement would show otherwise
        versions: versions of the software that made this
    """

    schema: Literal["asperity-spectrum-1"] = SCHEMA
    recipe: RecipeMark
    fidelity: Fidelity
    step: str
    pressure_pa: float
    temperature_k: float
    resistance_ohm: float
    spectrum: Spectrum
    warnings: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """As plain numbers, text, lists and dictionaries; what is absent is left out."""
        return to_plain(self)

    def to_json(self, *, indent: int | None = 2) -> str:
        """As JSON."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False, allow_nan=False)


def cell_spectrum(outcome: Outcome, step: str | None = None) -> CellSpectrum:
    """The spectrum after the step of this name, by default the last that leaves a conducting cell.

    Raises Refusal for a step that is not in the outcome, for one after which the stack does not
    conduct, and for a stack that never does.
    """
    conducting = {one.name: one for one in outcome.steps if one.spectrum is not None}
    if not conducting:
        found = "no step that leaves a conducting cell"
        cure = "put an electrolyte between two electrodes, and press them"
        raise Refusal("recipe", found, cure)
    name = next(reversed(conducting)) if step is None else step
    if name not in conducting:
        raise _refusal(name, [one.name for one in outcome.steps], list(conducting))
    one = conducting[name]
    assert one.spectrum is not None
    return CellSpectrum(
        recipe=outcome.recipe,
        fidelity=outcome.fidelity,
        step=one.name,
        pressure_pa=one.applied_pressure_pa,
        temperature_k=one.temperature_k,
        resistance_ohm=one.cell_resistance_ohm or one.spectrum.resistance_ohm,
        spectrum=one.spectrum,
        warnings=tuple(_silent(one, one.spectrum)),
        versions=outcome.versions,
    )


def _silent(step: StepOutcome, spectrum: Spectrum) -> Iterator[str]:
    """Faces whose charge transfer is counted as nothing, and what an instrument sees instead."""
    kinds = {layer.name: layer.kind for layer in step.layers}
    for part in spectrum.parts:
        transfers = any(arc.kind == "charge-transfer" for arc in part.arcs)
        if part.kind != "interface" or transfers:
            continue
        for seen in {MISSED.get(kinds[name]) for name in part.name.split(":")} - {None}:
            yield f"{part.name}: its charge transfer is counted as 0; {seen}"


def _refusal(name: str, steps: list[str], conducting: list[str]) -> Refusal:
    if name in steps:
        found = f"{quoted(name)}, after which nothing conducts"
        return Refusal("step", found, f"write one of: {', '.join(conducting)}")
    return Refusal("step", f"{quoted(name)}, no step of this recipe", one_of(name, conducting))
