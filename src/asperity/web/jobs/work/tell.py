"""What a worker tells while it works, and what it hands over at its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from asperity.web.jobs.progress import GapMap, Point
from asperity.web.store.record import Asked, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How a run ended.

    Attributes:
        state: one of those that end a run
        reason: why it ended so, empty where it is done
        answer: what came of it, JSON; None where nothing did
        summary: a few numbers to list and to search, SI with the unit at the end of the name
    """

    state: State = "done"
    reason: str = ""
    answer: str | None = None
    summary: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How far the work is: as in `asperity.web.jobs.progress.Progress`."""

    step: str
    index: int
    count: int
    fraction: float
    left_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A step that is finished and kept, as its outcome is written."""

    step: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something whoever looks should know."""

    text: str


Message = Share | Point | GapMap | Finished | Note | Done


class Tell(Protocol):
    """Who hears of a work that is under way; nobody who listens can hold it up."""

    def step(
        self, name: str, index: int, count: int, fraction: float, left_s: float | None = None
    ) -> None:
        """What is being done, its place among how many, the share of the whole that is done.

        `left_s` is how long it will still take, where the work knows better than by the share.
        """

    def point(self, point: Point) -> None:
        """What is known of a face at a moment."""

    def map(self, seen: GapMap) -> None:
        """A face at a moment; if the next comes before it could be sent, it is passed over."""

    def finished(self, step: Mapping[str, Any]) -> None:
        """A step that is finished and kept, as its outcome is written."""

    def note(self, text: str) -> None:
        """Something whoever looks should know."""

    def stopped(self) -> bool:
        """Whether somebody wants it stopped; what is finished is then handed over."""


Work = Callable[[Asked, Path, Tell], Done]
