"""What can be said about a recipe before anything is pressed: forces, and tools' margins."""

from __future__ import annotations

from dataclasses import dataclass

from asperity.outcome.frozen import Record
from asperity.outcome.record import RecipeMark, Verdict
from asperity.outcome.risk import Risk, stops


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedStep(Record):
    """A step as the press will have to do it.

    Attributes:
        name: name of the step
        kind: compact, bond, press, heat, cool, hold, release, eject or operate
        pressure_pa: nominal pressure asked for; absent where the step keeps the present one
        temperature_k: temperature asked for
        duration_s: dwell asked for
        force_n: force on the press
        gauge_pa: what a gauge on the ram shows, where the ram is known
    """

    name: str
    kind: str
    pressure_pa: float | None = None
    temperature_k: float | None = None
    duration_s: float | None = None
    force_n: float | None = None
    gauge_pa: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan(Record):
    """A recipe judged without pressing it.

    Attributes:
        recipe: which recipe
        steps: what the press has to do
        risks: press and die against their limits
        verdict: the worst of the risks
        warnings: what the reader should know besides
    """

    recipe: RecipeMark
    steps: tuple[PlannedStep, ...]
    risks: tuple[Risk, ...]
    verdict: Verdict
    warnings: tuple[str, ...] = ()

    @property
    def carried_out(self) -> bool:
        """False when a step cannot be done as written: exit code 3."""
        return not any(map(stops, self.risks))
