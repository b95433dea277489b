"""A face followed through its programme: two implicit stages a step, marched in the dose of flow.

    γ = 1 - 1/√2      k1 at X + γ ΔX:  w1 = w0 + γ ΔX k1
                      k2 at X +   ΔX:  w  = w0 + (1 - γ) ΔX k1 + γ ΔX k2        k = S p

Alexander's L-stable pair of second order (1977, 10.1137/0714068) in the dose X (`dose`), where flow
is linear; each stage is a contact, found with the flow of the stage in its compliance, so that no
step is too long to be stable and gaps never close too far. The error of a step is the smaller of
two estimates: against the quadrature of third order through k0, k1, k2, and against the stages of
first order; k0 is of no use after a jump of load. It is judged by what it does to the displacement
that has flowed (against the roughness) and to the contact fraction: with x f'(x) ≈ 2 f √(1 - f) of
Persson's f = erf x, times the error relative to all displacement, in the norm of the work. The
error of the quadrature of time is not judged: it is small beside, and flow forgives it (more time,
less stress).

Where a step has to end at a time, or the load changes with it, its dose is mended until it takes
that time. A face that is touched for the first time under a rising load is taken up at a small
share of the rise, with the dose that it would have by then: t/(n+1) under a constant load, as in
the mean-field twin (`asperity.laws.closure.transient`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray

from asperity.contact.closure.dose import Pace, through
from asperity.contact.closure.schedule import Schedule
from asperity.contact.closure.stage import Moment, Stage

Array = NDArray[np.float64]
Waves = NDArray[np.complex128]
Tried = Callable[[float, Moment], None]
"""Called with the time (s) and the contact of every stage that is found, kept or not."""
GAMMA = 1 - sqrt(0.5)
EARLY = 1 / (6 * GAMMA * (1 - GAMMA))
LATE = (1 / 3 - GAMMA / 2) / (1 - GAMMA)
INSTANT = 0.1
"""Share of the first rise of load at which a face is taken up."""
PARTS = 8
"""Steps at least, while the load changes between two points of the programme."""
_SAFE, _SHRINK, _GROW = 0.85, 0.1, 5.0
_MOST_TRIES, _MOST_PASSES = 25, 12
_LOCKED = 1e-300
_EVEN = 1e-3
"""Share of the load by which gas may press otherwise once its voids are told apart anew."""


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """The face at a time (s): what has flowed (transform, m) and how it touches.

    `dose` is the dose so far (1/Pa), `rate` the transform of what a unit of it makes flow (m Pa);
    `pace` is how long doses take from here on, None where nothing flows; `trend` is how the gap
    went with ln(X + X0), (N, M), m, to guess from.
    """

    time: float
    flowed: Waves
    moment: Moment
    dose: float
    rate: Waves
    pace: Pace | None
    trend: Array | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """How far a face was followed, with how many iterations; `step` is the next dose, 1/Pa."""

    last: Point
    iterations: int
    step: float
    finished: bool


class March:
    """Follows one face through one programme."""

    def __init__(
        self,
        stage: Stage,
        schedule: Schedule,
        *,
        tolerance: float,
        roughness: float,
        tried: Tried | None = None,
    ) -> None:
        self._stage, self._schedule = stage, schedule
        self._tolerance, self._roughness = tolerance, roughness
        self._tried = tried
        self._held: tuple[float, float] | None = None
        self.iterations = 0

    def first(self, flowed: Waves, dose: float, moment: Moment) -> Point:
        """The face as it is when the programme begins."""
        load = self._schedule.at(0.0)
        found = self._find(flowed, None, load, moment)
        return self._point(0.0, flowed, self._balanced(flowed, found), dose)

    def along(
        self,
        begin: Point,
        *,
        step: float,
        stops: Sequence[float],
        accepted: Callable[[Point], None],
    ) -> Course:
        """From `begin` over the ascending `stops` (s), the last of which is the end."""
        now = begin
        if not begin.moment.settled:
            return Course(now, self.iterations, step, finished=False)
        for stop in stops:
            part = (stop - now.time) / PARTS if self._changes(now.time, stop) else np.inf
            while now.time < stop:
                until = min(stop, now.time + part)
                until = stop if until > stop - 1e-3 * part else until
                reached = self._advance(now, step, until, held=part < np.inf)
                if reached is None:
                    return Course(now, self.iterations, step, finished=False)
                now, step = reached
                accepted(now)
        return Course(now, self.iterations, step, finished=True)

    def _advance(
        self, now: Point, step: float, until: float, *, held: bool
    ) -> tuple[Point, float] | None:
        """One accepted step, no further than `until`, and the dose of the next; None if stuck."""
        if now.pace is None:
            reached = self._unflowed(now, until)
            return None if reached is None else (reached, step)
        pace = Pace(now.pace.past, now.pace.slow[:1]) if held else now.pace
        step = step if step > 0 else 0.5 * pace.past
        for _ in range(_MOST_TRIES):
            seconds = pace.seconds(step)
            target = until if seconds >= until - now.time else None
            if target is None and held:
                target = now.time + seconds
            new, error, dose = self._aimed(now, step, target, until)
            grown = min(max(_SAFE * max(error, 1e-9) ** (-1 / 3), _SHRINK), _GROW)
            if error <= 1:
                kept = replace(new, moment=self._balanced(new.flowed, new.moment))
                return kept, max(grown * dose, step if grown >= 1 else 0.0)
            step = min(step, dose) * min(grown, 0.5)
        return None

    def _aimed(
        self, now: Point, step: float, target: float | None, until: float
    ) -> tuple[Point, float, float]:
        """A step, mended until it ends at the target (s) if there is one; its error, its dose."""
        assert now.pace is not None
        pace, dose = now.pace, step
        if not 0 < step < np.inf:
            return now, 1e3, now.pace.past
        moments, aims = (now.moment, now.moment), list[tuple[float, float]]()
        for _ in range(_MOST_PASSES):
            if target is not None:
                aims.append((log(dose), log(pace.dose(target - now.time, 10 * step))))
                dose = exp(_settling(aims))
            early = now.time + pace.seconds(GAMMA * dose)
            late = target if target is not None else now.time + pace.seconds(dose)
            tried = self._stages(now, dose, (early, late), moments)
            if tried is None:
                return now, 1e3, dose
            one, two, rates = tried
            pace = self._pace(now, dose, one, two)
            took = pace.seconds(dose)
            if target is None and now.time + took > until:
                target = until
            moments = (one, two)
            if target is None or abs(now.time + took - target) <= self._slack(took):
                break
        if target is not None and abs(now.time + took - target) > 4 * self._slack(took):
            return now, 1e3, dose
        end = target if target is not None else now.time + took
        flowed = now.flowed + dose * ((1 - GAMMA) * rates[0] + GAMMA * rates[1])
        new = self._point(end, flowed, two, now.dose + dose, pace=pace)
        ahead = float(np.log1p(dose / pace.past))
        if ahead > _LOCKED:
            new = replace(new, trend=(two.gap - now.moment.gap) / ahead)
        return new, self._error(now, new, rates, dose), dose

    def _slack(self, took: float) -> float:
        """By how much a step may miss its end, s; contact changes by a small share in a step."""
        return min(5 * self._tolerance, 0.05) * took

    def _stages(
        self, now: Point, dose: float, times: tuple[float, float], begin: tuple[Moment, Moment]
    ) -> tuple[Moment, Moment, tuple[Waves, Waves]] | None:
        """Both stages and their rates; None where a contact was not found."""
        loads = [self._load(time) for time in times]
        assert now.pace is not None
        early, late = np.log1p(np.array([GAMMA, 1.0]) * dose / now.pace.past).tolist()
        afresh = begin[1] is now.moment
        shape = self._shape(begin[0].stress, loads[0])
        guess = _ahead(now.moment, now.trend, early) if afresh else begin[0]
        one = self._find(now.flowed, GAMMA * dose * shape, loads[0], self._from(now, guess))
        if not (one.settled and one.stress > 0):
            return None
        self._tell(times[0], one)
        k1 = shape * one.waves
        base = now.flowed + (1 - GAMMA) * dose * k1
        trend = (one.gap - now.moment.gap) / early if early > _LOCKED else None
        guess = _ahead(one, trend, late - early) if afresh else begin[1]
        shape = self._shape(guess.stress, loads[1])
        two = self._find(base, GAMMA * dose * shape, loads[1], self._from(now, guess))
        if not two.settled:
            return None
        self._tell(times[1], two)
        return one, two, (k1, shape * two.waves)

    def _tell(self, time: float, moment: Moment) -> None:
        if self._tried is not None:
            self._tried(time, moment)

    def _from(self, now: Point, guess: Moment) -> Moment:
        """A guess, with the gas and the welds at the start of the step."""
        return replace(
            now.moment, gap=guess.gap, stress=guess.stress, gas_pressure=guess.gas_pressure
        )

    def _load(self, time: float) -> tuple[float, float]:
        return self._held if self._held is not None else self._schedule.at(time)

    def _shape(self, stress: float, load: tuple[float, float]) -> Array:
        if stress <= 0:
            return np.zeros_like(self._stage.metal.elastic)
        return self._stage.metal.shape(stress, load[1], load[0])

    def _changes(self, begin: float, end: float) -> bool:
        return self._schedule.at(begin) != self._schedule.at(end)

    def _find(
        self, flowed: Waves, flowing: Array | None, load: tuple[float, float], begin: Moment
    ) -> Moment:
        none = np.zeros_like(self._stage.metal.elastic) if flowing is None else flowing
        found = self._stage.find(flowed, none, pressure=load[0], temperature=load[1], begin=begin)
        self.iterations += found.iterations
        return found

    def _slow(self, moment: Moment) -> float:
        """ln(1/φ); inf where nothing flows."""
        fluidity = self._stage.metal.fluidity(moment.stress, moment.temperature, moment.pressure)
        return -log(fluidity) if fluidity > _LOCKED else np.inf

    def _pace(self, now: Point, dose: float, one: Moment, two: Moment) -> Pace:
        slow = np.array([self._slow(moment) for moment in (now.moment, one, two)])
        slow[~np.isfinite(slow)] = slow[np.isfinite(slow)].max()
        assert now.pace is not None
        return through(now.pace.past, dose * np.array([0.0, GAMMA, 1.0]), slow)

    def _point(
        self, time: float, flowed: Waves, moment: Moment, dose: float, pace: Pace | None = None
    ) -> Point:
        """A point, with the pace from there on: as steep as it was last."""
        slow = self._slow(moment)
        if not np.isfinite(slow):
            return Point(time, flowed, moment, dose, np.zeros_like(flowed), None)
        metal = self._stage.metal
        shape = metal.shape(moment.stress, moment.temperature, moment.pressure)
        flows = shape > 0
        past = dose + float(np.median(metal.elastic[flows] / shape[flows]))
        if pace is None:
            steep = metal.exponent(moment.temperature, moment.pressure) - 1
        else:
            steep = pace.steepness(pace.reach)
        return Point(time, flowed, moment, dose, shape * moment.waves, Pace(past, (slow, steep)))

    def _error(self, now: Point, new: Point, rates: tuple[Waves, Waves], dose: float) -> float:
        """The smaller estimate of the error, with that of the time, over the tolerance."""
        k1, k2 = rates
        third = (EARLY + LATE - 1) * now.rate + (1 - GAMMA - EARLY) * k1 + (GAMMA - LATE) * k2
        first = (1 - GAMMA) * (k1 - k2)
        moment = new.moment
        if moment.stress <= 0:
            return 0.0
        rate = self._stage.metal.shape(moment.stress, moment.temperature, moment.pressure)
        drag = np.divide(1, rate, out=np.zeros_like(rate), where=rate > 0)
        return dose * min(self._judged(new, drag, third), self._judged(new, drag, first))

    def _judged(self, new: Point, drag: Array, error: Waves) -> float:
        moment, product = new.moment, self._stage.solver.mean_product
        moved = new.flowed + self._stage.metal.elastic * moment.waves
        share = sqrt(product(drag, error) / max(product(drag, moved), _LOCKED))
        f = moment.fraction
        flowed = sqrt(product(np.ones_like(drag), error)) / self._roughness
        return max(2 * f * sqrt(1 - f) * share, flowed) / self._tolerance

    def _unflowed(self, now: Point, until: float) -> Point | None:
        """A face that does not flow, or does not touch, at a later time."""
        if not now.moment.touches and self._load(until)[0] > 0:
            return self._taken_up(now, until)
        found = self._find(now.flowed, None, self._load(until), now.moment)
        if not found.settled:
            return None
        return self._point(until, now.flowed, self._balanced(now.flowed, found), now.dose)

    def _taken_up(self, now: Point, until: float) -> Point | None:
        """First touch under a rising load."""
        time = now.time + INSTANT * (until - now.time)
        load = self._schedule.at(time)
        found = self._balanced(now.flowed, self._find(now.flowed, None, load, now.moment))
        n = self._stage.metal.exponent(load[1], load[0])
        at = self._point(now.time + (time - now.time) * n / (n + 1), now.flowed, found, now.dose)
        if at.pace is None:
            return replace(at, time=time)
        self._held, step = load, 0.0
        try:
            while at.time < time:
                reached = self._advance(at, step, time, held=False)
                if reached is None:
                    return None
                at, step = reached
        finally:
            self._held = None
        return replace(at, time=time)

    def _balanced(self, flowed: Waves, moment: Moment) -> Moment:
        """Settled, and found anew while voids that met, opened or shut have changed the gas."""
        for _ in range(_MOST_PASSES):
            settled = self._settled(moment)
            if not moment.touches or _same_gas(moment, settled):
                return settled
            moment = self._find(flowed, None, (moment.pressure, moment.temperature), settled)
        return self._settled(moment)

    def _settled(self, moment: Moment) -> Moment:
        """With welds where it touches and the gas in the voids as they are."""
        if not moment.touches:
            return moment
        welded = ~moment.free if self._stage.adhesion > 0 else moment.welded
        gas = moment.gas.settled(moment.gap, moment.free, moment.temperature)
        fair = gas.fair(moment.gap, moment.temperature)
        return replace(moment, welded=welded, gas=gas, gas_pressure=fair)


def _same_gas(before: Moment, after: Moment) -> bool:
    """Whether the gas presses on what is apart as it did, within a share of the load."""
    if not before.gas.any and not after.gas.any:
        return True
    pushed = [moment.gas.laid(moment.gas_pressure) for moment in (before, after)]
    apart = before.free & (before.gap > 0)
    change = float(np.abs(pushed[1] - pushed[0])[apart].sum()) / apart.size
    return change <= _EVEN * before.pressure


def _ahead(moment: Moment, trend: Array | None, by: float) -> Moment:
    """The moment with its gap as it may be further on."""
    if trend is None:
        return moment
    return replace(moment, gap=np.maximum(moment.gap + by * trend, 0.0))


def _settling(aims: Sequence[tuple[float, float]]) -> float:
    """Where a map comes to rest, by the secant through its last two points (x, f(x))."""
    x, f = aims[-1]
    if len(aims) < 3 or x == aims[-2][0]:
        return f
    slope = (f - aims[-2][1]) / (x - aims[-2][0])
    return x + (f - x) / (1 - min(max(slope, -3.0), 0.5))
