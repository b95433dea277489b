"""A verdict as pages show it: words, shares of bars, curves."""

from __future__ import annotations

from dataclasses import dataclass

from asperity.outcome.risk import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """A risk as a bar.

    Attributes:
        kind: "mechanical short"
        where: the layer, interface or tool
        level: good, marginal or bad
        used: share of the way to the limit, 0 to 1 or more; None where there is no scale
        told: value and marks in words
        reason: a sentence saying why
        cure: what to change
    """

    kind: str
    where: str
    level: Level
    used: float | None
    told: str
    reason: str = ""
    cure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTold:
    """What a step does, in words; "" where there is nothing to say.

    Attributes:
        name: of the step
        takes: how long
        force: of the press, with its scatter
        gauge: what a gauge on the ram shows
        contact: of each interface at the end
        resistance: of each interface at the end
        cell: resistance of the stack at the end
        changed: what it changed
    """

    name: str
    takes: str = ""
    force: str = ""
    gauge: str = ""
    contact: str = ""
    resistance: str = ""
    cell: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A step of the programme as a curve.

    Attributes:
        name: of the step
        time_s: moments since the step began
        pressure_pa: nominal
        temperature_k: of the stack
    """

    name: str
    time_s: tuple[float, ...]
    pressure_pa: tuple[float, ...]
    temperature_k: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Melting:
    """The melting point of a metal while it is pressed.

    Attributes:
        layer: its name
        limit_k: where it melts
        used: share of the way to it that is used, as `Risk.used`
    """

    layer: str
    limit_k: float
    used: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What does not fit in a recipe that is one; a refusal, as it crosses processes."""

    where: str
    found: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The verdict on a text.

    Attributes:
        number: of the request it answers
        level: good, marginal or bad; None where the text was refused
        carried_out: False where the process cannot be carried out as written
        facts: of the cell and of the faces, as name and words
        reasons: why, the gravest first
        advice: what to change
        warnings: what to keep in mind
        margins: the gravest first
        steps: in order
        programme: the same as curves
        melting: where a metal is not far from it
        thickness_m: of each layer at the end
        refusals: why there is no verdict
        took_s: time of the pressing
    """

    number: int
    level: Level | None
    carried_out: bool = True
    facts: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    margins: tuple[Margin, ...] = ()
    steps: tuple[StepTold, ...] = ()
    programme: tuple[Stretch, ...] = ()
    melting: tuple[Melting, ...] = ()
    thickness_m: tuple[tuple[str, float], ...] = ()
    refusals: tuple[Refused, ...] = ()
    took_s: float = 0.0
