"""Watching is not computing: an observer is told how far the march is, and may stop it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seen:
    """A face on a grid at a moment that the march has reached.

    Attributes:
        between: the layers it lies between, bottom first
        time_s: since the step began
        pressure_pa: nominal pressure of the press
        temperature_k: of the stack
        contact_fraction: of the whole face, waves off the grid included; likewise `mean_gap_m`
        accepted: False of a contact on the way to the next accepted step: in balance at its time,
            but with a flow whose error is not judged yet
        spacing_m: of the points of the grid
        gap_m: distance of the faces at the points of the grid, (N, M), 0 where they touch: to be
            read while the event is told, never to be changed
    """

    between: tuple[str, str]
    time_s: float
    pressure_pa: float
    temperature_k: float
    contact_fraction: float
    mean_gap_m: float
    spacing_m: float
    gap_m: NDArray[np.float64]
    accepted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """How far the march is.

    Attributes:
        step: name of the step; index: its place from 0; count: how many there are
        fraction: of this step that is done, 0..1
        time_s: since the step began
        seen: a face that was brought to a new moment; None of all other events
        reading: whether the step is marched and its currents are being read from the grid
    """

    step: str
    index: int
    count: int
    fraction: float
    time_s: float
    seen: Seen | None = None
    reading: bool = False


class Watch(Protocol):
    """Called with every event; it may raise `asperity.errors.Stopped` to end the march."""

    def __call__(self, event: Event, /) -> None:
        """Take note of how far the march is."""
        ...
