"""What a worker shows of the faces it presses: points over time, and maps as bytes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from asperity.process.march import Trace
from asperity.process.watch import Event, Seen
from asperity.web.jobs.past import points_of
from asperity.web.jobs.progress import GapMap, Point
from asperity.web.jobs.work.tell import Tell

APART_S = 1 / 12
"""Least time between two maps of a face: nobody sees more."""
DEEPEST, DECADES = 255, 4
"""The largest byte; decades of gaps that bytes tell."""

Field = NDArray[np.floating[Any]]


class Eyes:
    """Shows faces while they are marched, and every step when it is finished.

    Maps are no more than `1/APART_S` a second for each face; how a step ended is always shown.
    """

    def __init__(self, tell: Tell, clock: Callable[[], float] = time.monotonic) -> None:
        self._tell, self._clock = tell, clock
        self._shown: dict[str, float] = {}
        self._widest: dict[str, float] = {}
        self._number = 0
        self._began = 0.0
        self._live: set[str] = set()

    def see(self, event: Event) -> None:
        """A face at a moment of the march, if the event tells of one."""
        seen = event.seen
        if seen is None:
            return
        name = ":".join(seen.between)
        if seen.accepted:
            self._live.add(event.step)
            self._tell.point(self._point(event.step, name, seen))
        now = self._clock()
        if now - self._shown.get(name, -APART_S) >= APART_S:
            self._shown[name] = now
            field = seen.gap_m, seen.spacing_m
            self._map(name, field, step=event.step, time=seen.time_s, accepted=seen.accepted)

    def finished(self, trace: Trace, told: dict[str, Any] | None) -> None:
        """A step, with its outcome as it is written; None where it has none."""
        lasted = float(trace.courses[-1].time[-1]) if trace.courses else 0.0
        if trace.courses:
            for pair, touch in trace.courses[-1].touches.items():
                if touch.view is not None:
                    name, field = ":".join(pair), (touch.view.last.gap, touch.view.spacing)
                    self._map(name, field, step=trace.step.name, time=lasted, accepted=True)
        if told is not None:
            self._points(told, live=trace.step.name in self._live)
            self._tell.finished(told)
        self._began += lasted

    def _points(self, told: dict[str, Any], *, live: bool) -> None:
        """The course of a step; of one that was seen on its way, what is known at its end only."""
        points = list(points_of(told, began=self._began))
        ends = {point.face: point for point in points}
        for point in ends.values() if live else points:
            self._tell.point(point)

    def _point(self, step: str, name: str, seen: Seen) -> Point:
        return Point(
            step=step,
            time_s=self._began + seen.time_s,
            pressure_pa=seen.pressure_pa,
            temperature_k=seen.temperature_k,
            face=name,
            contact_fraction=seen.contact_fraction,
            mean_gap_m=seen.mean_gap_m,
        )

    def _map(
        self, name: str, field: tuple[Field, float], *, step: str, time: float, accepted: bool
    ) -> None:
        """A map at a time (s) since its step began."""
        gap, spacing = field
        (least, widest), pixels = in_bytes(gap)
        self._widest[name] = max(self._widest.get(name, 0.0), widest)
        self._number += 1
        self._tell.map(
            GapMap(
                number=self._number,
                face=name,
                step=step,
                time_s=self._began + time,
                shape=(gap.shape[0], gap.shape[1]),
                low_m=least,
                high_m=widest,
                pixels=pixels.tobytes(),
                contact_fraction=1 - float(np.count_nonzero(pixels)) / pixels.size,
                widest_m=self._widest[name],
                decades=least > 0,
                spacing_m=spacing,
                accepted=accepted,
                step_time_s=time,
            )
        )


def in_bytes(gap: Field) -> tuple[tuple[float, float], NDArray[np.uint8]]:
    """Gaps as bytes, by decades: which gaps (m) 1 and 255 stand for, and the bytes.

    0 is contact, and only it; what is nearer than the least gap told is told as that.
    """
    widest = float(gap.max(initial=0.0))
    least = widest * 10.0**-DECADES
    if not least > 0:
        return (0.0, widest), (gap > 0).astype(np.uint8)
    with np.errstate(divide="ignore"):  # contact: minus infinity, which is clipped
        place = np.log10((gap / widest).astype(np.float32))
    np.multiply(place, (DEEPEST - 1) / DECADES, out=place)
    np.clip(place, 1 - DEEPEST, 0, out=place)
    return (least, widest), np.where(gap > 0, np.rint(place + DEEPEST), 0).astype(np.uint8)
