"""How much of a press's work is done, for whoever wants to know how long it will take.

Simulated time tells little of it on a grid: a face that touches for the first time closes within
its first second, in steps of milliseconds, and then hardly moves for hours. Weights and the time
from which steps grow in proportion are measured on 512 points a side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log1p

from asperity.outcome.record import Fidelity
from asperity.process.faces.touch import face_of, neighbours
from asperity.process.watch import Event
from asperity.stack import Stack

NEW, KNOWN, PLAIN = 6.0, 0.7, 0.05
"""Work of marching a face that was never touched, one that was, and all else of a step."""
READ = 0.4
"""Work of reading the currents through a face."""
FIRST_S = 1e-3
"""From here on a face takes as many steps for every decade of time."""
READINGS = 30
"""Currents after which a reading is two thirds through."""


@dataclass(frozen=True, slots=True)
class Part:
    """A step: work of marching it and of reading its currents, in any unit; whether on a grid."""

    march: float
    read: float
    on_grid: bool


class Effort:
    """Follows the events of a press of a stack and tells the share of all work that is done."""

    def __init__(self, stack: Stack, fidelity: Fidelity) -> None:
        self._parts = tuple(_parts(stack, fidelity))
        self._readings = 0

    def done(self, event: Event) -> float:
        """The share, 0 to 1, when an event was told."""
        whole = sum(part.march + part.read for part in self._parts)
        before = sum(part.march + part.read for part in self._parts[: event.index])
        part = self._parts[event.index]
        if event.reading:
            self._readings += 1
            now = part.march + part.read * (1 - exp(-self._readings / READINGS))
        else:
            self._readings = 0
            now = part.march * (_worked(event) if part.on_grid else event.fraction)
        return (before + now) / whole


def _parts(stack: Stack, fidelity: Fidelity) -> Iterator[Part]:
    touched: set[tuple[str, str]] = set()
    for step in stack.steps:
        pairs = {pair for pair in neighbours(step.layers) if face_of(stack, pair) is not None}
        if fidelity == "mean-field" or not pairs:
            yield Part(PLAIN, 0.0, on_grid=False)
            continue
        new = len(pairs - touched)
        marched = NEW * new + KNOWN * (len(pairs) - new)
        yield Part(PLAIN + marched, READ * len(pairs), on_grid=True)
        touched |= pairs


def _worked(event: Event) -> float:
    """Share of the work of a step on a grid: every decade of its time takes alike."""
    if event.fraction <= 0:
        return 0.0
    length = event.time_s / event.fraction
    return log1p(event.time_s / FIRST_S) / log1p(length / FIRST_S) if length > 0 else 0.0
