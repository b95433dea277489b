"""The spectrum of a cell after one of its steps, by itself, as a frozen record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from asperity.errors import Refusal, one_of, quoted
from asperity.outcome.frozen import Record
from asperity.outcome.plain import to_plain
from asperity.outcome.record import Fidelity, Outcome, RecipeMark
from asperity.outcome.spectrum.record import Spectrum

SCHEMA: Final = "asperity-spectrum-1"


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
        versions=outcome.versions,
    )


def _refusal(name: str, steps: list[str], conducting: list[str]) -> Refusal:
    if name in steps:
        found = f"{quoted(name)}, after which nothing conducts"
        return Refusal("step", found, f"write one of: {', '.join(conducting)}")
    return Refusal("step", f"{quoted(name)}, no step of this recipe", one_of(name, conducting))
