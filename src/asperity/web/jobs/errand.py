"""What is known of a run while it is under way, and for a while after."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from asperity.web.jobs.progress import GapMap, Point, Progress
from asperity.web.jobs.work.tell import Done, Finished, Message, Note, Share
from asperity.web.store.record import State

PATIENCE_S, LEAST = 1.0, 0.02
"""Time and share of a run before its share tells how long it will still take."""


class Errand:
    """What a run has told so far. One thread writes, any number look."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._began: float | None = None
        self._first: tuple[float, float] | None = None
        self._progress = Progress(state="waiting")
        self._points: list[Point] = []
        self._steps: list[Mapping[str, Any]] = []
        self._maps: dict[str, GapMap] = {}
        self._newest: GapMap | None = None
        self.done: Done | None = None

    def begin(self) -> None:
        """Its process is started."""
        self._began = self._clock()
        self.change("running")

    def change(self, state: State) -> None:
        """Its state is another now."""
        with self._lock:
            now = self._progress
            whole = state in {"done", "not carried out"}
            self._progress = replace(
                now, state=state, left_s=None, fraction=1.0 if whole else now.fraction
            )

    def take(self, told: Message) -> None:
        """Note what the worker tells."""
        with self._lock:
            match told:
                case Share():
                    self._share(told)
                case Point():
                    self._points.append(told)
                    self._progress = replace(self._progress, points=len(self._points))
                case GapMap():
                    self._maps[told.face] = self._newest = told
                    self._progress = replace(self._progress, maps=told.number)
                case Finished():
                    self._steps.append(told.step)
                    names = tuple(str(step["name"]) for step in self._steps)
                    self._progress = replace(self._progress, finished=names)
                case Note():
                    self._progress = replace(self._progress, note=told.text)
                case Done():
                    self.done = told

    def _share(self, told: Share) -> None:
        if self._first is None:
            self._first = self._elapsed(), told.fraction
        left = told.left_s if told.left_s is not None else self._left(told.fraction)
        self._progress = replace(
            self._progress,
            step=told.step,
            index=told.index,
            count=told.count,
            fraction=told.fraction,
            left_s=left,
            elapsed_s=self._elapsed(),
        )

    def _elapsed(self) -> float:
        return 0.0 if self._began is None else self._clock() - self._began

    def _left(self, fraction: float) -> float | None:
        """Seconds it will still take if it goes on as it went; None while that is a guess."""
        assert self._first is not None
        since, begun = self._first
        took, did = self._elapsed() - since, fraction - begun
        if took < PATIENCE_S or did < LEAST:
            return None
        return took * (1 - fraction) / did

    @property
    def progress(self) -> Progress:
        """How far it is."""
        with self._lock:
            under_way = self._progress.state == "running"
            return (
                replace(self._progress, elapsed_s=self._elapsed()) if under_way else self._progress
            )

    def points(self, since: int) -> tuple[Point, ...]:
        """Those from a number on."""
        return tuple(self._points[max(since, 0) :])

    def newest(self, face: str | None) -> GapMap | None:
        """The newest map of a face, or of any."""
        return self._newest if face is None else self._maps.get(face)

    def faces(self) -> tuple[str, ...]:
        """Those of which there are maps."""
        with self._lock:
            return tuple(self._maps)

    def steps(self) -> tuple[Mapping[str, Any], ...]:
        """Steps that are finished."""
        return tuple(self._steps)
