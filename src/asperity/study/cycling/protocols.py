"""Tests of the current a cell stands, each by its protocol: half a cycle, steps, a ramp, a hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import brentq

from asperity.laws import FARADAY
from asperity.laws.current.voids import radius_at_half_contact
from asperity.outcome.gather.electric.stripped import View
from asperity.study.cycling.face import CycledFace
from asperity.study.cycling.half import Drive, Half, follow
from asperity.study.cycling.ready import Moment, Ready
from asperity.study.cycling.record import Cause, CriticalTest, VoidTime
from asperity.study.cycling.whole import Put, one_cycle
from asperity.study.cycling.words import Told, amount

_LEAST, _MOST = 1e-3, 1e6
"""Currents (A/m²) between which a critical one is looked for."""
_FINE = 1e-7
"""Relative error of a critical current: of each step, and of the search."""
_FACTOR = 1.5
LEVELS = 24
"""Of a test by steps that is told no currents: each so much higher, and how many at most."""


def stripped_faces(cell: Ready, moment: Moment) -> tuple[CycledFace, ...]:
    """Faces that are stripped in the half that comes first among those that strip."""
    half = 0 if cell.symmetric else 1
    return tuple(face for number, face in enumerate(moment.faces) if cell.strips(number, half))


# ------------------------------------------------------------------ a steady current


def void_time(face: CycledFace, view: View, current: float, felt: float) -> VoidTime:
    """How long a steady current (A/m²) strips a face under a nominal pressure (Pa)."""
    foil = face.foil * FARADAY / face.voids.molar_volume
    half = _held(face, view, current, felt, charge=foil)
    ended, radius = float(half.time[-1]), float(half.radius[-1])
    lost = half.stopped
    return VoidTime(
        view=view,
        face=face.name,
        current_a_per_m2=current,
        pressure_pa=felt,
        limit_a_per_m2=face.void_free(view, felt),
        time_s=ended if lost else None,
        charge_c_per_m2=current * ended if lost else None,
        void_m=radius,
        reason=_why(face, radius, lost=lost),
        times_s=half.time,
        contact_fraction=half.contact,
    )


def _held(face: CycledFace, view: View, current: float, felt: float, *, charge: float) -> Half:
    pressure = felt * face.share
    drive = Drive(
        current=current, duration=charge / current if current else 0.0, pressure=(pressure,) * 2
    )
    return follow(
        face.voids,
        face.supplies[view],
        drive,
        radius=face.voids.nucleus,
        largest=radius_at_half_contact(face.voids),
    )


def _why(face: CycledFace, radius: float, *, lost: bool) -> str:
    if lost:
        return "voids have taken half of the contact"
    if radius <= face.voids.nucleus:
        return "metal comes faster than it is stripped: voids do not grow from where they start"
    return f"voids stall: they rest at {amount(radius, 'um')} until the metal is used up"


# ------------------------------------------------------------------ half a cycle


def half_cycle_test(
    cell: Ready, moment: Moment, view: View, capacity: float, told: Told
) -> CriticalTest:
    """The current at which a fresh face just loses half its contact within `capacity` (C/m²)."""
    half = 0 if cell.symmetric else 1
    felt = moment.felt[half : half + 2]
    stripping = min(
        (
            found
            for face in stripped_faces(cell, moment)
            if (found := critical_stripping(face, view, capacity, felt)) is not None
        ),
        default=None,
    )
    plating = min(
        (limit for face in moment.faces if (limit := face.plating) is not None), default=None
    )
    both = [found for found in (stripping, plating) if found is not None]
    limit = min(both, default=None)
    cause: Cause = "" if limit is None else "stripping" if limit == stripping else "plating"
    return CriticalTest(
        test="half-cycle",
        view=view,
        protocol=told.protocol(
            f"one half cycle of {amount(capacity, 'mAh/cm^2')} at a time, from a face without voids"
        ),
        passes_a_per_m2=limit,
        fails_a_per_m2=limit,
        by=cause,
        reason=told.why(cause),
        stripping_a_per_m2=stripping,
        starts_a_per_m2=min(
            face.void_free(view, min(felt)) for face in stripped_faces(cell, moment)
        ),
        plating_a_per_m2=plating,
    )


def critical_stripping(
    face: CycledFace, view: View, capacity: float, felt: Sequence[float]
) -> float | None:
    """Current (A/m²) that just takes half of the contact within a charge (C/m²); None beyond 1e6.

    `felt` is the nominal pressure at both ends, Pa.
    """
    pressure = (felt[0] * face.share, felt[1] * face.share)
    half = radius_at_half_contact(face.voids)

    def short(log_current: float) -> float:
        """Above 0 where contact is lost before the end, by how much of the charge."""
        current = float(np.exp(log_current))
        drive = Drive(current=current, duration=capacity / current, pressure=pressure)
        found = follow(
            face.voids,
            face.supplies[view],
            drive,
            radius=face.voids.nucleus,
            largest=half,
            tolerance=_FINE,
        )
        if found.stopped:
            return 1.0 - float(found.time[-1]) / drive.duration
        return float(found.radius[-1]) / half - 1.0

    ends = np.log(_LEAST), np.log(_MOST)
    if short(ends[1]) < 0 or short(ends[0]) > 0:
        return None
    return float(np.exp(brentq(short, *ends, xtol=_FINE)))


# ------------------------------------------------------------------ steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """A test by steps: currents (A/m²) in rising order, cycles at each; none given: on by ratio."""

    currents: tuple[float, ...]
    each: int = 1


def levels(steps: Steps, current: float) -> Iterator[float]:
    """The currents of a test by steps, A/m²; untold, from half of the recipe's on."""
    if steps.currents:
        yield from steps.currents
        return
    for index in range(LEVELS):
        yield 0.5 * current * _FACTOR**index


def steps_test(
    cell: Ready,
    moment: Moment,
    put: Put,
    steps: Steps,
    *,
    told: Told,
    tell: Callable[[str, int], None],
) -> CriticalTest:
    """Cycle at rising currents; voids are carried from one to the next."""
    radii = tuple(face.voids.nucleus for face in moment.faces)
    passes: float | None = None
    tried: list[float] = []
    fails, cause, where = None, "", ""
    for index, current in enumerate(levels(steps, put.current)):
        tell(f"{amount(current, 'mA/cm^2')}", index)
        now = replace(put, current=current)
        tried.append(current)
        for _ in range(steps.each):
            done = one_cycle(cell, moment, radii, now)
            radii, cause, where = done[-1].radii, done[-1].cause, done[-1].face
            if cause:
                break
        if cause:
            fails = current
            break
        passes = current
    words = (
        f"{steps.each} cycle{'s' if steps.each > 1 else ''} of {amount(put.capacity, 'mAh/cm^2')} "
        f"a half at each of {len(tried)} rising currents from {amount(tried[0], 'mA/cm^2')}"
    )
    return CriticalTest(
        test="steps",
        view=put.view,
        protocol=told.protocol(words),
        passes_a_per_m2=passes,
        fails_a_per_m2=fails,
        by=cause,  # type: ignore[arg-type]
        reason=told.why(cause, where),
        stripping_a_per_m2=fails if cause in {"stripping", "polarisation"} else None,
        plating_a_per_m2=fails if cause == "plating" else None,
    )


# ------------------------------------------------------------------ a ramp


def ramp_test(
    cell: Ready, moment: Moment, view: View, *, slope: float, cutoff: float, told: Told
) -> CriticalTest:
    """A current that rises from nothing by `slope` (A/m²/s), one way; where it ends."""
    felt = moment.felt[0] if cell.symmetric else moment.felt[1]
    strips = stripped_faces(cell, moment)
    plates = tuple(face for face in moment.faces if face not in strips) or strips
    stripping = [_ramped(face, view, slope, felt, cutoff) for face in strips]
    found = min(stripping, key=lambda one: one[0])
    plating = min((one.plating for one in plates if one.plating is not None), default=None)
    current, cause = found
    if cell.symmetric and plating is not None and plating < current:
        current, cause = plating, "plating"
    return CriticalTest(
        test="ramp",
        view=view,
        protocol=told.protocol(
            f"a current that rises by {amount(3600 * slope, 'mA/cm^2')} an hour, one way, "
            "from a face without voids"
        ),
        passes_a_per_m2=current,
        fails_a_per_m2=current if cause != "metal" else None,
        by=cause,
        reason=told.why(cause),
        stripping_a_per_m2=found[0] if found[1] in {"stripping", "polarisation"} else None,
        plating_a_per_m2=plating,
    )


def _ramped(
    face: CycledFace, view: View, slope: float, felt: float, cutoff: float
) -> tuple[float, Cause]:
    """Current (A/m²) at which a ramp ends on a face, and why."""
    foil = face.foil * FARADAY / face.voids.molar_volume
    drive = Drive(
        current=0.0,
        slope=slope,
        duration=float(np.sqrt(2 * foil / slope)),
        pressure=(felt * face.share,) * 2,
    )
    found = follow(
        face.voids,
        face.supplies[view],
        drive,
        radius=face.voids.nucleus,
        largest=radius_at_half_contact(face.voids),
    )
    drop = slope * found.time * face.resistance(face.left(found.radius))
    over = np.flatnonzero(drop > cutoff)
    if len(over):
        first = int(over[0])
        time = np.interp(cutoff, drop[first - 1 : first + 1], found.time[first - 1 : first + 1])
        return float(slope * time), "polarisation"
    return slope * float(found.time[-1]), "stripping" if found.stopped else "metal"
