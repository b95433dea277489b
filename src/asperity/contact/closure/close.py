"""Closing an interface: what comes in, what goes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf, isfinite

import numpy as np
from numpy.typing import ArrayLike, NDArray

from asperity.contact.closure.gaps import GapSolver
from asperity.contact.closure.march import Course, March, Point
from asperity.contact.closure.metal import Creep, Metal
from asperity.contact.closure.record import Closure, ClosureState, Frame, frozen
from asperity.contact.closure.schedule import Schedule
from asperity.contact.closure.stage import Moment, Stage
from asperity.contact.closure.voids import Gas, no_gas
from asperity.contact.record import Contact
from asperity.errors import Refusal, TopographyRefusal

Array = NDArray[np.float64]
Watch = Callable[[float, float], None]
Look = Callable[[float, Array, bool], None]
SMALLEST = 4
FINEST, COARSEST = 1e-6, 0.1
TRANSFORMS = 5
"""Of an iteration."""
ADSORBED = 0.5e-9
"""That of `asperity.laws.closure.gas`, m: argon at room temperature."""
BORNE = 0.02
"""Share of the load that contact and gas may miss together."""
SOLVED = 0.25
"""Tolerance of a contact over that of a step."""


def close_interface(
    heights: ArrayLike,
    *,
    spacing: float,
    modulus: float,
    creep: Creep,
    schedule: Schedule,
    state: ClosureState | None = None,
    atmosphere: float = 0.0,
    adsorbed: float = ADSORBED,
    adhesion: float = 0.0,
    thickness: float = inf,
    tolerance: float = 1e-3,
    frames: Sequence[float] = (),
    watch: Watch | None = None,
    seen: Look | None = None,
    threads: int = 2,
) -> Closure:
    """Press a rigid rough face into a metal that yields elastically and flows, over time.

    Args:
        heights: (N, M), m, at least 4 by 4, periodic; the highest points touch first
        spacing: distance of neighbouring points, m
        modulus: contact modulus E* of the pair, Pa
        creep: equivalent strain rate, 1/s, of stress (Pa), temperature (K), pressure (Pa) and an
            array of wavelengths (m); see `asperity.laws.flow.flow`
        schedule: pressure and temperature over time
        state: where an earlier closure of the same face ended; none for a face never touched
        atmosphere: absolute pressure of the gas around, Pa; 0 in vacuum. Sealed voids keep theirs
        adsorbed: thickness of gas, at the pressure there is, that each face adsorbs, m
        adhesion: stress that breaks welded contact, Pa; a weld that came apart is no more
        thickness: of the metal on a backing that holds it, m
        tolerance: error of a step in the contact fraction, and in the displacement that flows over
            the root mean square height, 1e-6 to 0.1; contacts are solved four times finer
        frames: times at which to keep the fields, s
        watch: called often with the share of the time that is done, and the time (s); it may raise
        seen: called with the time (s), the gap (N, M), m, and True for the beginning and every
            step that is accepted; with False for contacts on the way to the next, each later than
            any before, which are in balance at their time but whose flow is not judged yet. It may
            read the gap, and raise
        threads: for the Fourier transforms; the digits do not depend on it

    Returns:
        How contact, gap and gas went. It has a `reason` also where it was not followed to the end.

    Raises:
        TopographyRefusal: heights or spacing cannot be used.
        Refusal: another argument is out of its range.

    Source: `asperity.contact.closure.march`, `stage` and `metal`. Judged by a Maxwell half-space.
    """
    face = face_of(heights)
    _told("spacing", spacing, "a distance in metres", TopographyRefusal)
    _told("modulus", modulus, "a contact modulus in pascal")
    _told("thickness", min(thickness, 1e300), "a thickness in metres")
    _not_negative(atmosphere=atmosphere, adsorbed=adsorbed, adhesion=adhesion)
    if not FINEST <= tolerance <= COARSEST:
        raise Refusal("tolerance", f"{tolerance}", f"write {FINEST:g} to {COARSEST:g}")
    if threads != int(threads) or threads < 1:
        raise Refusal("threads", f"{threads}", "write a whole number, 1 or more")
    wanted = sorted({float(time) for time in frames})
    if wanted and not 0 <= wanted[0] <= wanted[-1] <= schedule.duration:
        raise Refusal("frames", f"{wanted}", f"write times from 0 to {schedule.duration:g} s")
    solver = GapSolver(_shape(face), threads)
    metal = Metal(_shape(face), spacing=spacing, modulus=modulus, creep=creep, thickness=thickness)
    clock = _Clock(watch, schedule.duration)
    stage = Stage(
        solver=solver,
        metal=metal,
        heights=np.asarray(solver.waves(face - face.mean()), dtype=np.complex128),
        adhesion=adhesion,
        tolerance=SOLVED * tolerance,
        tick=clock.tick,
    )
    outside = no_gas(_shape(face), atmosphere=atmosphere, cell=spacing**2, lining=2 * adsorbed)
    flowed, moment = _begin(stage, state, outside, schedule.at(0.0)[1])
    notes = _Notes(stage, wanted, clock, height=float(face.max() - face.mean()), seen=seen)
    march = March(
        stage,
        schedule,
        tolerance=tolerance,
        roughness=float(face.std()) or 1.0,
        tried=None if seen is None else notes.tried,
    )
    first = march.first(flowed, 0.0 if state is None else state.dose, moment)
    notes.take(first)
    course = march.along(
        first,
        step=0.0 if state is None else state.step,
        stops=sorted({*schedule.points[0][1:].tolist(), *wanted} - {0.0}),
        accepted=notes.take,
    )
    return notes.closure(course)


def _begin(
    stage: Stage, state: ClosureState | None, gas: Gas, temperature: float
) -> tuple[NDArray[np.complex128], Moment]:
    """What has flowed, and the moment before the first."""
    solver, shape = stage.solver, stage.solver.shape
    if state is not None and state.gap.shape != shape:
        raise Refusal("state", f"fields of shape {state.gap.shape}", f"give those of {shape}")
    none = np.zeros(shape)
    if state is not None:
        gas = replace(gas, voids=state.voids, amount=state.gas)
    known = state is not None and state.stress > 0
    gap = state.gap if state is not None and known else none
    moment = Moment(
        gap=gap,
        free=gap > 0,
        waves=np.zeros_like(stage.heights),
        stress=state.stress if state is not None else 0.0,
        pressure=0.0,
        temperature=temperature,
        welded=state.welded if state is not None else none.astype(np.bool_),
        gas=gas,
        gas_pressure=gas.fair(gap, temperature),
        iterations=0,
        residual=0.0,
        settled=True,
    )
    flowed = np.asarray(solver.waves(state.viscous if state is not None else none))
    return flowed.astype(np.complex128), moment


class _Clock:
    """Tells the watcher how far the time has come."""

    def __init__(self, watch: Watch | None, duration: float) -> None:
        self._watch, self._duration, self.time = watch, duration, 0.0

    def tick(self) -> None:
        if self._watch is not None:
            self._watch(self.time / self._duration if self._duration > 0 else 1.0, self.time)


class _Notes:
    """What is written down on the way."""

    def __init__(
        self,
        stage: Stage,
        wanted: Sequence[float],
        clock: _Clock,
        *,
        height: float,
        seen: Look | None,
    ) -> None:
        self._stage, self._wanted, self._clock = stage, set(wanted), clock
        self._height, self._seen, self._shown = height, seen, 0.0
        self._rows: list[tuple[float, ...]] = []
        self._frames: list[Frame] = []

    def take(self, point: Point) -> None:
        """Note a point that was reached."""
        moment = point.moment
        self._clock.time = point.time
        self._clock.tick()
        if self._seen is not None:
            self._seen(point.time, moment.gap, True)
            self._shown = point.time
        self._rows.append(
            (
                point.time,
                moment.pressure,
                moment.temperature,
                moment.fraction,
                float(moment.gap.mean()),
                float(moment.gas_pressure.max(initial=0.0)),
                self._stage.metal.mean_wavenumber(moment.waves),
            )
        )
        if point.time in self._wanted:
            gap, pressure = moment.gap.copy(), self._pressure(moment)
            frozen(gap, pressure)
            self._frames.append(Frame(time=point.time, pressure=pressure, gap=gap))

    def tried(self, time: float, moment: Moment) -> None:
        """Show a contact on the way to the next point, if it is news."""
        if self._seen is not None and time > self._shown:
            self._seen(time, moment.gap, False)
            self._shown = time

    def _pressure(self, moment: Moment) -> Array:
        """Pressure on the metal, (N, M), Pa; that of the gas where there is a gap."""
        pressure = np.array(self._stage.solver.field(moment.waves.copy()), dtype=np.float64)
        pressure += moment.pressure
        if not moment.touches:
            return np.zeros_like(pressure)
        void = moment.gas.laid(moment.gas_pressure) if moment.gas.any else np.zeros_like(pressure)
        held = pressure if self._stage.adhesion > 0 else np.maximum(pressure, 0.0)
        return np.where(moment.free, void, held)

    def closure(self, course: Course) -> Closure:
        """The record of all that was noted."""
        last, moment = course.last, course.last.moment
        columns = [np.array(column) for column in zip(*self._rows, strict=True)]
        viscous = np.array(self._stage.solver.field(last.flowed.copy()), dtype=np.float64)
        pressure, gap = self._pressure(moment), moment.gap
        amount = moment.gas.amount
        frozen(*columns, viscous, pressure, gap, moment.welded, moment.gas.voids, amount)
        state = ClosureState(
            viscous=viscous,
            pressure=pressure,
            gap=gap,
            welded=moment.welded,
            voids=moment.gas.voids,
            gas=amount,
            stress=moment.stress,
            step=course.step,
            dose=last.dose,
        )
        borne = abs(float(pressure.mean()) - moment.pressure) <= BORNE * moment.pressure
        reason = _reason(course, moment, self._stage.tolerance, borne=borne)
        contact = Contact(
            pressure=pressure,
            gap=gap,
            contact_fraction=moment.fraction,
            mean_gap=float(gap.mean()),
            mean_pressure=float(pressure.mean()),
            indentation=self._height - float(gap.mean()),
            iterations=moment.iterations,
            transforms=float(TRANSFORMS * moment.iterations),
            residual=moment.residual,
            converged=moment.residual <= self._stage.tolerance,
            reason=reason,
        )
        return Closure(
            time=columns[0],
            pressure=columns[1],
            temperature=columns[2],
            contact_fraction=columns[3],
            mean_gap=columns[4],
            gas_pressure=columns[5],
            wavenumber=columns[6],
            frames=tuple(self._frames),
            last=contact,
            state=state,
            steps=len(self._rows) - 1,
            iterations=course.iterations,
            converged=course.finished and borne,
            reason=reason,
        )


def _reason(course: Course, moment: Moment, tolerance: float, *, borne: bool) -> str:
    if not borne:
        return (
            f"gas and contact were not in balance under {moment.pressure:.3g} Pa at "
            f"{course.last.time:g} s, where voids open and shut; let the pressure change slower"
        )
    if course.finished:
        return f"followed to the end at {course.last.time:g} s"
    return (
        f"gave up at {course.last.time:g} s: no step was short enough for a pressure error of "
        f"{tolerance:.1e} at a contact fraction of {moment.fraction:.3g}; "
        "allow a larger tolerance or filter the shortest waves out of the heights"
    )


def _shape(face: Array) -> tuple[int, int]:
    rows, columns = face.shape
    return rows, columns


def _told(where: str, value: float, what: str, kind: type[Refusal] = Refusal) -> None:
    if not (isfinite(value) and value > 0):
        raise kind(where, f"{value}", f"write {what}, more than 0")


def _not_negative(**values: float) -> None:
    for where, value in values.items():
        if not (isfinite(value) and value >= 0):
            raise Refusal(where, f"{value}", "write an SI number, 0 or more")


def face_of(heights: ArrayLike) -> Array:
    """The heights as floats, (N, M), m; refused where they cannot be pressed."""
    told = f"a map of heights in metres, at least {SMALLEST} by {SMALLEST}"
    try:
        if isinstance(heights, np.ma.MaskedArray):  # np.array would unmask what is missing
            heights = np.ma.filled(heights.astype(np.float64), np.nan)
        face = np.array(heights, dtype=np.float64)
    except (TypeError, ValueError):
        raise TopographyRefusal("heights", "no numbers in rows", f"write {told}") from None
    if face.ndim != 2 or min(face.shape) < SMALLEST:
        raise TopographyRefusal("heights", f"an array of shape {face.shape}", f"write {told}")
    holes = int(np.count_nonzero(~np.isfinite(face)))
    if holes:
        found = f"{holes} of {face.size} heights missing"
        raise TopographyRefusal("heights", found, "fill the holes or crop the map")
    if not np.ptp(face) < 1.0:
        raise TopographyRefusal("heights", f"heights over {np.ptp(face):g} m", "write metres")
    return face
