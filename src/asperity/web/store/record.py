"""A run as it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

Kind = Literal["press", "map", "design", "spread"]
State = Literal[
    "waiting", "running", "done", "not carried out", "stopped", "interrupted", "refused", "failed"
]
ENDED: tuple[State, ...] = (
    "done",
    "not carried out",
    "stopped",
    "interrupted",
    "refused",
    "failed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants done.

    Attributes:
        kind: what with the recipe
        recipe: its text, as TOML
        options: by name, as the command of that kind takes them: of "press" `fidelity`, `grid`,
            `seed`; of "map" `x`, `y`, `of`, `points`; of "design" `goals`, `vary`, `risks`; of
            "spread" `samples`, `only`, `seed`
    """

    kind: Kind = "press"
    recipe: str
    options: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A run in the store.

    Attributes:
        id: 12 hexadecimal digits, never given twice
        asked: what was wanted
        title: of its recipe
        digest: of its recipe (`Recipe.digest`)
        state: how far it is, or how it ended
        reason: why it ended so, empty where it is done
        made: when it was asked for, in UTC
        ended: when it ended, in UTC
        answer: what came of it as JSON: of "press" the outcome (asperity-outcome-1), of the others
            the document their command writes; None until there is one
        summary: a few numbers to list and to search, SI with the unit at the end of the name:
            `verdict`, `resistance_ohm`, `area_resistance_ohm_m2`, `contact_fraction`
        notes: of a person
        tags: of a person
        at: machine and folder where its files lie; several may share a database
    """

    id: str
    asked: Asked
    title: str
    digest: str
    state: State
    reason: str = ""
    made: datetime
    ended: datetime | None = None
    answer: str | None = None
    summary: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    notes: str = ""
    tags: tuple[str, ...] = ()
    at: str = ""
