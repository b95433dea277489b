"""A whole cycle of all faces of a cell: half cycles in turn, and what stops them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from asperity.laws import FARADAY
from asperity.laws.current.voids import VoidedFace, void_volume
from asperity.outcome.gather.electric.stripped import View
from asperity.study.cycling.face import CycledFace
from asperity.study.cycling.half import Drive, Half, follow
from asperity.study.cycling.ready import Moment, Ready
from asperity.study.cycling.record import Cause

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What a cell is put through: current (A/m²), charge of a half cycle (C/m²), the view taken.

    `cutoff` is the drop (V) over a face that ends its stripping; `flaws` says whether plating ends
    where it opens a flaw.
    """

    current: float
    capacity: float
    view: View
    cutoff: float
    flaws: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A half cycle as it passed, of all faces.

    Attributes:
        drives, halves: of each face
        duration: s; cause: what stopped it before its end, if anything; face: where
    """

    drives: tuple[Drive, ...]
    halves: tuple[Half, ...]
    duration: float
    cause: Cause = ""
    face: str = ""

    @property
    def radii(self) -> tuple[float, ...]:
        """Of the voids of each face at its end, m."""
        return tuple(float(half.radius[-1]) for half in self.halves)


def one_cycle(cell: Ready, moment: Moment, radii: Sequence[float], put: Put) -> tuple[Passed, ...]:
    """Both halves of a cycle from voids of `radii` (m), or those up to where it stops."""
    done: list[Passed] = []
    for index in (0, 1):
        strips = [cell.strips(number, index) for number in range(len(moment.faces))]
        felt = moment.felt[index : index + 2]
        passed = half_cycle(moment.faces, radii, put, strips=strips, felt=felt)
        done.append(passed)
        radii = passed.radii
        if passed.cause:
            break
    return tuple(done)


def half_cycle(
    faces: Sequence[CycledFace],
    radii: Sequence[float],
    put: Put,
    *,
    strips: Sequence[bool],
    felt: Sequence[float],
) -> Passed:
    """Half a cycle of all faces; what is stripped decides how long it lasts."""
    lasts = put.capacity / put.current if put.current else 0.0
    drives = [
        Drive(
            current=put.current if strip else -put.current,
            duration=lasts,
            pressure=(felt[0] * face.share, felt[1] * face.share),
        )
        for face, strip in zip(faces, strips, strict=True)
    ]
    flawed = _flawed(faces, radii, strips, put.current) if put.flaws else None
    if flawed is not None:
        still = [drive.until(0.0) for drive in drives]
        return _together(faces, radii, still, put, cause="plating", face=flawed.name)
    return _together(faces, radii, drives, put)


def _flawed(
    faces: Sequence[CycledFace], radii: Sequence[float], strips: Sequence[bool], current: float
) -> CycledFace | None:
    """The face on which plating opens a flaw: at once or never, for what is plated heals."""
    for face, radius, strip in zip(faces, radii, strips, strict=True):
        opening = face.opening
        needed = current * float(face.resistance(face.left(radius)))
        if not strip and opening is not None and needed > opening:
            return face
    return None


def _together(
    faces: Sequence[CycledFace],
    radii: Sequence[float],
    drives: Sequence[Drive],
    put: Put,
    *,
    cause: Cause = "",
    face: str = "",
) -> Passed:
    """All faces, those that are stripped first: the current ends for all where one has to stop."""
    order = sorted(range(len(faces)), key=lambda index: drives[index].current < 0)
    found: dict[int, Half] = {}
    ends = min(drive.duration for drive in drives)
    for index in order:
        here, drive = faces[index], drives[index]
        largest = here.largest(put.current, put.cutoff) if drive.current > 0 else np.inf
        half = follow(
            here.voids,
            here.supplies[put.view],
            drive.until(ends) if ends < drive.duration else drive,
            radius=radii[index],
            largest=largest,
        )
        found[index] = half
        if half.stopped and drive.duration > 0:
            ends, face = float(half.time[-1]), here.name
            cause = "stripping" if here.left(half.radius[-1]) <= _HALF else "polarisation"
    return Passed(
        drives=tuple(drive.until(ends) if ends < drive.duration else drive for drive in drives),
        halves=tuple(found[index] for index in range(len(faces))),
        duration=ends,
        cause=cause,
        face=face,
    )


_HALF = 0.5 * (1 + 1e-9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What has passed one face since the first current.

    Attributes:
        through: charge stripped and plated, C/m², both together
        crossed: volume per area that has left through the mouths less what came, m
        moved: thickness the foil has lost behind its voids, m
    """

    through: float = 0.0
    crossed: float = 0.0
    moved: float = 0.0

    def after(self, drive: Drive, half: Half, voids: VoidedFace) -> Ledger:
        """With one more half cycle."""
        flow = np.asarray(drive.current_at(half.time))
        charge = float(np.trapezoid(flow, half.time))
        taken = charge * voids.molar_volume / FARADAY
        return Ledger(
            through=self.through + abs(charge),
            crossed=self.crossed + half.crossed,
            moved=self.moved + taken - half.crossed,
        )

    def unclosed(self, radius: float, voids: VoidedFace) -> float:
        """Volume not accounted for, over all that has passed, with voids of a radius (m)."""
        unit = voids.molar_volume / FARADAY
        held = float(void_volume(radius, voids))
        whole = unit * self.through
        return abs(self.crossed - held) / whole if whole else 0.0


def carried(radius: float, before: VoidedFace, now: VoidedFace) -> float:
    """Radius (m) of voids that hold the same volume where contact has changed between cycles.

    Contact that is newly made has no voids in it.
    """
    if before.fraction == now.fraction or radius <= before.nucleus:
        return max(radius, now.nucleus)
    held = float(void_volume(radius, before))

    def short(at: float) -> float:
        return float(void_volume(at, now)) - held

    most = radius
    while short(most) < 0:
        most *= 2.0
    return float(brentq(short, now.nucleus, most, xtol=1e-14 * radius, rtol=1e-15))


def same_places(face: CycledFace, first: CycledFace) -> CycledFace:
    """The face of a later cycle with the places for voids it had in the first one."""
    places = replace(first.voids, fraction=face.voids.fraction)
    return replace(face, voids=places)
