"""Cycle after cycle: voids carried on, contact pressed on, everything that passes put down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from asperity.study.cycling.face import CycledFace
from asperity.study.cycling.half import Array
from asperity.study.cycling.ready import Moment, Ready, following
from asperity.study.cycling.record import Along, Balance, CycleOutcome, Cycling, FaceCycle
from asperity.study.cycling.whole import Ledger, Passed, Put, carried, one_cycle, same_places
from asperity.study.cycling.words import Told

_SEEN = 9
"""Moments of a half cycle that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Glance:
    """The cell at a moment, SI: what flows, presses and drops; contact and voids of each face."""

    time: float
    current: float
    pressure: float
    voltage: float
    contact: tuple[float, ...]
    radius: tuple[float, ...]


class Course:
    """The cycles of a cell so far."""

    def __init__(self, cell: Ready, first: Moment, put: Put) -> None:
        self._cell, self._put, self._moment = cell, put, first
        self._origin, self._begun = first.faces, first
        self._radii = tuple(face.voids.nucleus for face in first.faces)
        self._ledgers = tuple(Ledger() for _ in first.faces)
        self._time = 0.0
        self._seen: list[_Glance] = []
        self.cycles: list[CycleOutcome] = []
        self.ended = ""

    def go(self, number: int, told: Told) -> bool:
        """One more cycle; false where it was the last that can be."""
        if number > 1 and not self._on():
            self.ended = "a face of metal on electrolyte does not touch any more"
            return False
        passed = one_cycle(self._cell, self._moment, self._radii, self._put)
        self.cycles.append(self._outcome(number, passed))
        for half in passed:
            self._put_down(half)
        self._radii = passed[-1].radii
        cause = passed[-1].cause
        self.ended = f"{told.why(cause, passed[-1].face)}, in cycle {number}" if cause else ""
        return not cause

    def _on(self) -> bool:
        """To the next cycle: the metal flows on, the fixture comes back."""
        following_one = following(self._cell, self._moment)
        if following_one is None:
            return False
        faces = tuple(map(same_places, following_one.faces, self._origin))
        before = self._moment.faces
        self._radii = tuple(
            carried(radius, old.voids, new.voids)
            for radius, old, new in zip(self._radii, before, faces, strict=True)
        )
        self._moment = replace(following_one, faces=faces)
        return True

    @property
    def balance(self) -> Balance:
        """How well volume closes so far."""
        unclosed = [
            ledger.unclosed(radius, face.voids)
            for ledger, radius, face in zip(
                self._ledgers, self._radii, self._moment.faces, strict=True
            )
        ]
        return Balance(volume=max(unclosed, default=0.0))

    def along(self) -> Along | None:
        """The course of it."""
        if not self._seen:
            return None
        return Along(
            time_s=np.array([one.time for one in self._seen]),
            current_a_per_m2=np.array([one.current for one in self._seen]),
            pressure_pa=np.array([one.pressure for one in self._seen]),
            voltage_v=np.array([one.voltage for one in self._seen]),
            contact_fraction=np.array([one.contact for one in self._seen]),
            void_m=np.array([one.radius for one in self._seen]),
        )

    # -------------------------------------------------------------- what is put down

    def _put_down(self, passed: Passed) -> None:
        faces = self._moment.faces
        self._ledgers = tuple(
            ledger.after(drive, half, face.voids)
            for ledger, drive, half, face in zip(
                self._ledgers, passed.drives, passed.halves, faces, strict=True
            )
        )
        for time in np.linspace(0.0, passed.duration, _SEEN) if passed.duration else ():
            self._seen.append(self._glance(passed, float(time)))
        self._time += passed.duration

    def _glance(self, passed: Passed, time: float) -> _Glance:
        faces, drive = self._moment.faces, passed.drives[0]
        radii = tuple(float(np.interp(time, half.time, half.radius)) for half in passed.halves)
        sign = 1.0 if len(self._seen) // _SEEN % 2 == 0 else -1.0
        return _Glance(
            time=self._time + time,
            current=sign * self._put.current,
            pressure=float(drive.pressure_at(time)) / faces[0].share,
            voltage=self._voltage(radii),
            contact=tuple(
                face.voids.fraction * float(face.left(a))
                for face, a in zip(faces, radii, strict=True)
            ),
            radius=radii,
        )

    def _resistance(self, radii: Sequence[float]) -> float:
        """Of the cell with voids of these radii (m), Ω."""
        return self._moment.ohmic + sum(
            float(face.resistance(face.left(radius))) / face.area
            for face, radius in zip(self._moment.faces, radii, strict=True)
        )

    def _voltage(self, radii: Sequence[float]) -> float:
        area = min(face.area for face in self._moment.faces)
        return self._put.current * area * self._resistance(radii)

    def _outcome(self, number: int, passed: Sequence[Passed]) -> CycleOutcome:
        faces = self._moment.faces
        radii = passed[-1].radii
        felt = self._moment.trace.breath
        held = self._cell.step.pressure or 0.0
        worst = [tuple(float(half.radius.max()) for half in one.halves) for one in passed]
        before = _moved(self._ledgers)
        gained = [
            lost + sum(_taken(one, index, face) for one in passed)
            for index, (lost, face) in enumerate(zip(before, faces, strict=True))
        ]
        return CycleOutcome(
            number=number,
            whole=len(passed) == 2 and not passed[-1].cause,
            time_s=self._time + sum(one.duration for one in passed),
            pressure_lowest_pa=felt.lowest if felt else held,
            pressure_highest_pa=felt.highest if felt else held,
            cell_resistance_ohm=self._resistance(radii),
            voltage_v=max(self._voltage(at) for at in worst),
            faces=tuple(
                self._face(index, face, passed, radii[index], gained=0.0 - gained[index])
                for index, face in enumerate(faces)
            ),
        )

    def _face(
        self,
        index: int,
        face: CycledFace,
        passed: Sequence[Passed],
        radius: float,
        *,
        gained: float,
    ) -> FaceCycle:
        seen: Array = np.concatenate([one.halves[index].radius for one in passed])
        left, flow = face.left(seen), self._put.current
        lowest, kept = face.bare.least(_moments(passed, index), left)
        strips = [one for one in passed if one.drives[index].current > 0]
        plates = [one for one in passed if one.drives[index].current <= 0]
        end = face.left(strips[-1].halves[index].radius[-1]) if strips else np.ones(1)
        start = face.left(plates[-1].halves[index].radius[0]) if plates else np.ones(1)
        least, worst = float(left.min()), float(face.resistance(start).item())
        return FaceCycle(
            contact_lowest=lowest,
            contact_end=face.voids.fraction * float(face.left(radius)),
            void_largest_m=float(seen.max()),
            void_end_m=radius,
            resistance_ohm_m2=float(face.resistance(face.left(radius))),
            resistance_highest_ohm_m2=float(face.resistance(least)),
            polarisation_v=flow * float(face.resistance(end).item()) if strips else 0.0,
            overpotential_v=flow * worst if plates else 0.0,
            plating_limit_a_per_m2=None if face.opening is None else face.opening / worst,
            kept=kept,
            metal_gained_m=gained,
        )


def _moments(passed: Sequence[Passed], index: int) -> Array:
    """Moments of the halves of a face, s since the beginning of the cycle."""
    begun = np.cumsum([0.0, *(one.duration for one in passed)])
    parts = zip(begun, passed, strict=False)
    return np.concatenate([start + one.halves[index].time for start, one in parts])


def _moved(ledgers: Sequence[Ledger]) -> list[float]:
    return [ledger.moved for ledger in ledgers]


def _taken(passed: Passed, index: int, face: CycledFace) -> float:
    """Thickness (m) a foil loses behind its voids in a half cycle."""
    once = Ledger().after(passed.drives[index], passed.halves[index], face.voids)
    return once.moved


def cycled(found: Cycling, course: Course) -> Cycling:
    """The record with its cycles."""
    return replace(
        found,
        cycles=tuple(course.cycles),
        ended=course.ended or "all cycles done",
        drift_ohm=_drift([one for one in course.cycles if one.whole]),
        balance=course.balance,
        along=course.along(),
    )


def _drift(cycles: Sequence[CycleOutcome]) -> float | None:
    """Change of resistance per cycle over the second half of the cycles, Ω."""
    later = cycles[len(cycles) // 2 :]
    if len(later) < 2:
        return None
    change = later[-1].cell_resistance_ohm - later[0].cell_resistance_ohm
    return change / (len(later) - 1)
