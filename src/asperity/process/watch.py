"""Watching is not computing: an observer is told how far the march is, and may stop it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """How far the march is.

    Attributes:
        step: name of the step; index: its place from 0; count: how many there are
        fraction: of this step that is done, 0..1
        time_s: since the step began
    """

    step: str
    index: int
    count: int
    fraction: float
    time_s: float


class Watch(Protocol):
    """Called with every event; it may raise `asperity.errors.Stopped` to end the march."""

    def __call__(self, event: Event, /) -> None:
        """Take note of how far the march is."""
        ...
