"""The outcome of a recipe as frozen records. SI throughout, the unit at the end of the name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from asperity.errors import Refusal, quoted
from asperity.outcome.frozen import ASIDE, Record
from asperity.outcome.maps import FaceMaps
from asperity.outcome.plain import from_plain, to_plain
from asperity.outcome.risk import Level, stops
from asperity.outcome.step import StepOutcome

SCHEMA: Final = "asperity-outcome-1"
Fidelity = Literal["mean-field", "full-field"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CriticalCurrent(Record):
    """The current density at which a cell fails, by the way it fails.

    Attributes:
        stripping: contact is lost while the metal is stripped, if creep and diffusion set the limit
        plating: a flaw opens, or metal fills pores, while the metal is plated
        stripping_interface_limited: contact is lost, if the interface's kinetics set the limit
    """

    stripping: float | None = None
    plating: float | None = None
    stripping_interface_limited: float | None = None

    @property
    def views_apart(self) -> float | None:
        """How many times one view of the stripping limit is the other: what the model leaves open.

        1 or more; None where only one view knows anything.
        """
        one, other = self.stripping, self.stripping_interface_limited
        if not one or not other:
            return None
        return max(one / other, other / one)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell(Record):
    """The stack as a cell, where it is one.

    Attributes:
        resistance_ohm: resistance of the whole stack at the end
        area_m2: electrode area
        critical_current_a_per_m2: current density at which it fails
        protocol: how that current is meant: steps, capacity, pressure, temperature
    """

    resistance_ohm: float | None = None
    area_m2: float
    critical_current_a_per_m2: CriticalCurrent | None = None
    protocol: str | None = None

    @property
    def area_resistance_ohm_m2(self) -> float | None:
        """Resistance times area."""
        return None if self.resistance_ohm is None else self.resistance_ohm * self.area_m2


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict(Record):
    """What the outcome is worth.

    Attributes:
        level: good, marginal or bad
        reasons: why, the gravest first
        advice: what to change
    """

    level: Level
    reasons: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Source(Record):
    """Where a number that was used comes from.

    Attributes:
        material: name of the card
        quantity: name of the quantity
        value: the number as the card gives it
        unit: its unit on the card
        source: where it was published
        trust: paper, quoted, digest, derived, recalled, assumed or fitted
        spread: the range reported
        conditions: under which it was found
    """

    material: str
    quantity: str
    value: str
    unit: str
    source: str
    trust: str
    spread: str | None = None
    conditions: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecipeMark(Record):
    """Which recipe this is the outcome of.

    Attributes:
        title: its title
        digest: sha256 of its canonical form
    """

    title: str
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome(Record):
    """What pressing did.

    Attributes:
        schema: version of this shape
        recipe: which recipe was pressed
        fidelity: mean-field or full-field
        steps: the steps in order, up to the one that could not be carried out
        cell: the stack as a cell, where it is one
        verdict: good, marginal or bad, with reasons
        warnings: what the reader should know besides
        sources: every parameter used and where it comes from
        versions: versions of the software that made this
        stopped: step during which it was stopped; those before it are finished
        maps: each face resolved on a grid; not in `to_dict`, nor compared
    """

    schema: Literal["asperity-outcome-1"] = SCHEMA
    recipe: RecipeMark
    fidelity: Fidelity = "mean-field"
    steps: tuple[StepOutcome, ...]
    cell: Cell | None = None
    verdict: Verdict
    warnings: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    stopped: str | None = None
    maps: tuple[FaceMaps, ...] = field(default=(), compare=False, repr=False, metadata=ASIDE)

    @property
    def title(self) -> str:
        """Title of the recipe."""
        return self.recipe.title

    @property
    def digest(self) -> str:
        """Digest of the recipe."""
        return self.recipe.digest

    @property
    def carried_out(self) -> bool:
        """False when a step could not be done as written: exit code 3."""
        risks = (risk for step in self.steps for risk in step.risks)
        return all(step.carried_out for step in self.steps) and not any(map(stops, risks))

    def to_dict(self) -> dict[str, Any]:
        """As plain numbers, text, lists and dictionaries; what is absent is left out."""
        return to_plain(self)

    def to_json(self, *, indent: int | None = 2) -> str:
        """As JSON of `schema/outcome-1.json`; `from_dict(json.loads(...))` reads it back."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False, allow_nan=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Outcome:
        """Read back what `to_dict` wrote.

        Raises Refusal for another schema, a missing field or a value of the wrong kind, with the
        place.
        """
        if not isinstance(data, Mapping):
            raise Refusal("outcome", type(data).__name__, "expected a table of fields")
        if data.get("schema") != SCHEMA:
            raise Refusal("schema", quoted(data.get("schema")), f'expected "{SCHEMA}"')
        return from_plain(cls, data)
