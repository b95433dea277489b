"""One run through a protocol: from segment to segment, until something ends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from asperity.contact.closure.record import ClosureState
from asperity.contact.closure.stage import Moment, Stage
from asperity.contact.closure.voids import no_gas
from asperity.contact.current.record import no_current
from asperity.contact.stripping.joint import Joint
from asperity.contact.stripping.march import March, Point
from asperity.contact.stripping.notes import Notes
from asperity.contact.stripping.record import Segment, Stripping
from asperity.errors import Refusal, Stopped

Watch = Callable[[float, float], None]


class Clock:
    """Tells the watcher how far the time has come."""

    def __init__(self, watch: Watch | None, duration: float) -> None:
        self._watch, self._duration, self.time = watch, duration, 0.0

    def tick(self) -> None:
        """Tell the watcher; what it raises, passes."""
        if self._watch is not None:
            self._watch(self.time / self._duration, self.time)


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """One run through a protocol; `limits` are the least contact and the most polarisation, V."""

    march: March
    notes: Notes
    clock: Clock
    limits: tuple[float, float]
    frames: tuple[float, ...]

    def through(self, segments: tuple[Segment, ...], begin: Point) -> Stripping:
        """Follow the segments until one of them cannot be followed to its end."""
        notes, now, ended = self.notes, begin, 0.0
        reason = ""
        try:
            for segment in segments:
                reason = self._follow(now, segment, ended)
                if reason:
                    break
                assert notes.last is not None
                ended, now = notes.last.time, notes.last
        except Stopped:
            if notes.last is None:
                raise
            reason = f"stopped by whoever watches at {notes.last.time:g} s"
        return notes.record(
            self.march,
            finished=not reason,
            reason=reason or f"followed to the end at {ended:g} s",
        )

    def _follow(self, now: Point, segment: Segment, began: float) -> str:
        """Follow one segment; why it ended before its end, or nothing."""
        first = self.march.begin(now, segment)
        if first is None:
            if self.notes.last is None:
                raise Refusal("heights", "a face no contact is found on", self.march.why)
            return f"gave up at {now.time:g} s: {self.march.why}"
        told: list[str] = []

        def accepted(point: Point) -> bool:
            self.notes.take(point, segment)
            self.clock.time = point.time
            self.clock.tick()
            told.append(self._limit(point, segment))
            return not told[-1]

        if not accepted(first):
            return told[-1]
        until = began + segment.duration
        stops = tuple(sorted({t for t in self.frames if began < t < until} | {until}))
        if self.march.along(first, segment, stops, accepted):
            return ""
        assert self.notes.last is not None
        return told[-1] or f"ended at {self.notes.last.time:g} s: {self.march.why}"

    def _limit(self, point: Point, segment: Segment) -> str:
        """Which limit the face has passed, or nothing."""
        least, most = self.limits
        share, at = float(point.joint.share.mean()), f"at {point.time:g} s"
        if share < least:
            return f"contact lost {at}: {share:.3g} of the face conducts, less than {least:g}"
        if segment.current != 0 and share == 0:
            return f"nothing that conducts touches {at}"
        volts = abs(segment.current) * point.joint.current.resistance if segment.current else 0.0
        if volts > most:
            return f"polarisation of {volts:.3g} V {at}, more than {most:g} V"
        return ""


def start(stage: Stage, state: ClosureState | None, temperature: float) -> Point:
    """The face before it is met: what an earlier closure has left, or nothing."""
    solver, shape = stage.solver, stage.solver.shape
    if state is not None and state.gap.shape != shape:
        raise Refusal("state", f"fields of shape {state.gap.shape}", f"give those of {shape}")
    none = np.zeros(shape)
    gap = state.gap if state is not None else none
    gas = no_gas(shape, atmosphere=0.0, cell=1.0, lining=0.0)
    moment = Moment(
        gap=gap,
        free=gap > 0,
        waves=np.zeros_like(stage.heights),
        stress=0.0,
        pressure=0.0,
        temperature=temperature,
        welded=none.astype(np.bool_),
        gas=gas,
        gas_pressure=np.zeros(0),
        iterations=0,
        residual=0.0,
        settled=True,
    )
    flowed = solver.waves(state.viscous if state is not None else none).astype(np.complex128)
    return Point(
        time=0.0,
        charge=0.0,
        dose=state.dose if state is not None else 0.0,
        flowed=flowed,
        uneven=none,
        flow=np.zeros_like(flowed),
        taken=none,
        joint=Joint(moment, none, no_current(shape), none, flowed * 0, stage.metal.elastic * 0),
    )
