"""What can be said about a recipe before anything is pressed: forces, and every margin."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from asperity.outcome.frozen import Record
from asperity.outcome.plain import to_plain
from asperity.outcome.record import RecipeMark, Verdict
from asperity.outcome.risk import Risk, stops

SCHEMA: Final = "asperity-plan-1"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedStep(Record):
    """A step as the press will have to do it.

    Attributes:
        name: name of the step
        kind: compact, bond, press, heat, cool, hold, release, eject or operate
        pressure_pa: nominal pressure asked for; absent where the step keeps the present one
        temperature_k: temperature asked for
        duration_s: least time it takes: to its pressure and temperature at their rates, and its
            dwell
        force_n: force on the press
        force_scatter_n: standard deviation of that force from pressing to pressing
        force_doubt: standard deviation of its logarithm by the gauge's calibration or the bolts'
            nut factor, the same in every pressing
        gauge_pa: what a gauge on the ram shows, where the ram is known
    """

    name: str
    kind: str
    pressure_pa: float | None = None
    temperature_k: float | None = None
    duration_s: float | None = None
    force_n: float | None = None
    force_scatter_n: float | None = None
    force_doubt: float | None = None
    gauge_pa: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan(Record):
    """A recipe judged without pressing it.

    Attributes:
        schema: version of this shape
        recipe: which recipe
        steps: what the press has to do
        risks: all that can be said to go wrong without pressing: press, die, melting, fracture,
            mechanical short, extrusion and crushing, of each step in order
        verdict: the worst of the risks
        warnings: what the reader should know besides
        versions: of the software
    """

    schema: Literal["asperity-plan-1"] = SCHEMA
    recipe: RecipeMark
    steps: tuple[PlannedStep, ...]
    risks: tuple[Risk, ...]
    verdict: Verdict
    warnings: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def carried_out(self) -> bool:
        """False when a step cannot be done as written: exit code 3."""
        return not any(map(stops, self.risks))

    def to_dict(self) -> dict[str, Any]:
        """As plain numbers, text, lists and dictionaries; what is absent is left out."""
        return to_plain(self)

    def to_json(self, *, indent: int | None = 2) -> str:
        """As JSON."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False, allow_nan=False)
