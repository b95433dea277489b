"""What came of a recipe pressed many times, in plain numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from asperity.outcome.frozen import Record
from asperity.outcome.plain import to_plain
from asperity.outcome.record import RecipeMark
from asperity.study.spread.bands import Band, Ends, RiskShare
from asperity.study.spread.indices import Index

Only = Literal["scatter", "doubt", "given"]
"""What alone may vary: a family, or what somebody asked for."""
SCHEMA: Final = "asperity-spread-1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Varied(Record):
    """One source of spread, as it was taken.

    Attributes:
        name: path of the recipe, cards.CARD.QUANTITY, press.gauge or press.thermocouple
        family: "scatter" from one pressing to the next, or "doubt", the same in every pressing
        words: what it is
        basis: where its distribution is from
        assumed: whether that is an assumption
        unit: SI unit of low, middle and high
        low: quantile 5 %
        middle: median: as the recipe or the card says
        high: quantile 95 %
        importance: largest effect on a watched number between low and high, over that of the
            strongest source, 0 to 1; 1 where it makes the process fail
        kept: whether its indices were looked for
    """

    name: str
    family: Literal["scatter", "doubt"]
    words: str
    basis: str
    assumed: bool
    unit: str
    low: float
    middle: float
    high: float
    importance: float
    kept: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Watched(Record):
    """A number whose spread was taken apart.

    Attributes:
        path: of it in the outcome, its unit at the end of the name
        scale: whether the indices are of the number or of its logarithm
        written: what the recipe gives as it is written; absent where it cannot be carried out
        band: its spread; absent where too few presses have it
        indices: of sources and of groups of them, the largest total first
    """

    path: str
    scale: Literal["logarithm", "number"]
    written: float | None = None
    band: Band | None = None
    indices: tuple[Index, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread(Record):
    """A recipe pressed many times, with all that is not known and not alike.

    Attributes:
        schema: version of this shape
        recipe: which recipe
        samples: of each of the two samples that bands are read from
        runs: presses in all
        seed: of the samples
        method: how they were drawn
        only: the family that was left to vary, where one was
        sources: what varies, the most important first
        watched: numbers taken apart
        bands: spread of every number of the outcome, by path
        ends: how the presses ended
        risks: which risks are not good, and how often
        remarks: what it rests on, and what to doubt
        stopped: whether it was stopped before the indices were known
        versions: of the software
    """

    schema: Literal["asperity-spread-1"] = SCHEMA
    recipe: RecipeMark
    samples: int
    runs: int
    seed: int
    method: str
    only: Only | None = None
    sources: tuple[Varied, ...]
    watched: tuple[Watched, ...]
    bands: Mapping[str, Band]
    ends: Ends
    risks: tuple[RiskShare, ...] = ()
    remarks: tuple[str, ...] = ()
    stopped: bool = False
    versions: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """As plain numbers, text, lists and dictionaries."""
        return to_plain(self)

    def to_json(self, *, indent: int | None = 2) -> str:
        """As JSON."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False, allow_nan=False)
