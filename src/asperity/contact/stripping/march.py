"""A face followed while it is stripped: flow implicit, current explicit, two contacts a step.

    gap = v + r + (2/(E* q)) p - h - D        dv/dt = M p        dr/dt = (I V_m/F) j

    v  displacement that has flowed     r  recession      p  pressure     h  heights
    D  travel of the metal as a whole   M  `flow`         j  local current over its mean, 0 in voids

    u1 = u0 + γ Δt (k0 + k1) + 2γ Δt f0                                γ = 1 - 1/√2, w = √2/4
    u  = u0 + w Δt (k0 + k1) + γ Δt k2 + Δt [(1 - β) f0 + β f1]        β = 1/(4γ)

u = v + r, k = M p, f = dr/dt. The implicit half is TR-BDF2 (Bank et al. 1985,
10.1109/T-ED.1985.22232; Hosea & Shampine 1996, 10.1016/0168-9274(95)00115-8), of second order and
L-stable, so that waves which flow faster than a step is long do no harm. The explicit half is of
second order on the same two times, and both of its weights are positive: a place that loses contact
within a step is never plated for that. Each stage is one contact, sought with the flow of the stage
in its compliance, so gaps never close too far; and one current. Both ends of a step fit their
contact, so the last current of a step is the first of the next.

The error of a step is told by the quadrature of third order through its three rates, and what
creep lacks since its stress is foreseen. It is judged in the root mean square, over the roughness;
and on what touches, in the norm of its elastic energy, over that of the pressure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import exp, inf, log, sqrt
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from asperity.contact.closure.stage import Moment, Stage
from asperity.contact.current.record import Current
from asperity.contact.stripping.currents import Wiring
from asperity.contact.stripping.flow import Mobility
from asperity.contact.stripping.record import Segment

Array = NDArray[np.float64]
Waves = NDArray[np.complex128]
Rate = TypeVar("Rate", NDArray[np.float64], NDArray[np.complex128])
GAMMA = 1 - sqrt(0.5)
EVEN = sqrt(2) / 4
LATE = 1 / (4 * GAMMA)
THIRD = ((1 - EVEN) / 3, EVEN + 1 / 3, GAMMA / 3)
"""Quadrature of third order at 0, 2γ and 1."""
MOST_LOST = 0.1
"""Share of the face that may come into contact or leave it in a step."""
PATIENCE = 6
"""Times that a step is shortened for contact that goes at once, before it is let go."""
FORESEEN = 0.02
"""By how much creep may be faster or slower than foreseen without the stage being done again."""
_SAFE, _SHRINK, _GROW, _FEWER = 0.85, 0.1, 3.0, 0.3
_MOST_TRIES = 25
_TINY = 1e-300


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """The face at a time (s).

    `flowed` is the transform of v (m), `uneven` r less its mean (N, M), m; `flow` the transform of
    dv/dt (m/s); `dose` the integral of creep's fluidity (1/Pa). `charge` has passed, C/m². `trend`
    is how gap (m/s) and ln stress (1/s) went in the last step.
    """

    time: float
    charge: float
    dose: float
    flowed: Waves
    uneven: Array
    flow: Waves
    moment: Moment
    current: Current
    trend: tuple[Array, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What steps have to keep: tolerance, a scale of displacement (m), and how many there may be.

    `volume` is V_m/F, m³/C.
    """

    tolerance: float
    scale: float
    volume: float
    most_steps: int


@dataclass(frozen=True, slots=True, eq=False)
class _Tried:
    """A step that was tried: where it led, its error over the tolerance."""

    point: Point
    error: float


class March:
    """Follows one face; `iterations` counts those of the contact solver, `steps` those of time."""

    def __init__(self, stage: Stage, mobility: Mobility, wiring: Wiring, rules: Rules) -> None:
        self._stage, self._mobility, self._wiring, self._rules = stage, mobility, wiring, rules
        self.iterations = 0
        self.steps = 0
        self.why = ""

    @property
    def current_iterations(self) -> int:
        """Those of the current's solver."""
        return self._wiring.iterations

    def begin(self, now: Point, segment: Segment) -> Point | None:
        """The face when a segment starts, with the pressure on it at once; None if not found."""
        lying = now.flowed + self._stage.solver.waves(now.uneven)
        still = np.zeros_like(self._stage.metal.elastic)
        moment = self._find(lying, still, segment, now.moment)
        if not moment.settled:
            self.why = "no contact was found within the tolerance; allow a larger one"
            return None
        flow = self._mobility.at(moment.stress, segment.pressure) * moment.waves
        return replace(
            now, moment=moment, current=self._wiring.on(~moment.free), flow=flow, trend=None
        )

    def along(
        self,
        now: Point,
        segment: Segment,
        stops: tuple[float, ...],
        accepted: Callable[[Point], bool],
    ) -> bool:
        """From `begin` over the ascending `stops` (s); whether the last was reached.

        `accepted` is told every point, and says whether to go on.
        """
        step = self._first_step(now, segment)
        for stop in stops:
            while now.time < stop:
                if self.steps >= self._rules.most_steps:
                    self.why = f"{self.steps} steps were taken, as many as allowed; allow more"
                    return False
                left = stop - now.time
                parts = max(np.ceil(left / step * (1 - 1e-9)), 1.0) if step < left else 1.0
                reached = self._advance(now, left / parts if parts < 4 else step, segment)
                if reached is None:
                    return False
                new, step = reached
                step = min(step, self._recedes(new, segment))
                at_end = new.time > stop - 1e-9 * left
                now = replace(new, time=stop) if at_end else new
                self.steps += 1
                if not accepted(now):
                    return False
        return True

    def _first_step(self, now: Point, segment: Segment) -> float:
        """A cautious one, s."""
        mobility = self._mobility.at(now.moment.stress, segment.pressure)
        flows = mobility > 0
        relaxation = inf
        if flows.any():
            relaxation = float(np.median(self._stage.metal.elastic[flows] / mobility[flows]))
        careful = self._rules.tolerance ** (1 / 3)
        return min(careful * relaxation, self._recedes(now, segment), segment.duration)

    def _recedes(self, now: Point, segment: Segment) -> float:
        """Time in which places recede from each other by a small share of the scale, s."""
        unevenness = float(np.std(now.current.density)) * abs(segment.current)
        rate = unevenness * self._rules.volume
        return sqrt(self._rules.tolerance) * self._rules.scale / rate if rate > 0 else inf

    def _advance(self, now: Point, step: float, segment: Segment) -> tuple[Point, float] | None:
        """One accepted step of at most so many seconds, and the next; None if stuck."""
        hasty = 0
        for _ in range(_MOST_TRIES):
            self.why = ""
            tried = self._step(now, step, segment)
            if tried is None:
                hasty += 1
                if self.why and hasty > PATIENCE:
                    return None
                step *= _FEWER
                continue
            grown = min(max(_SAFE * max(tried.error, 1e-9) ** (-1 / 3), _SHRINK), _GROW)
            lost = abs(tried.point.moment.fraction - now.moment.fraction)
            if tried.error > 1:
                step *= min(grown, 0.7)
            elif lost > MOST_LOST and hasty < PATIENCE:
                hasty += 1
                step *= max(_FEWER, 0.8 * MOST_LOST / lost)
            else:
                grown = min(grown, MOST_LOST / lost) if lost > 0 else grown
                return tried.point, step * max(grown, _FEWER)
        self.why = (
            f"no step was short enough for an error of {self._rules.tolerance:.1e}; "
            "allow a larger tolerance"
        )
        return None

    def _step(self, now: Point, step: float, segment: Segment) -> _Tried | None:
        """A step of so many seconds; None where a contact or a current was not found."""
        solver, mobility = self._stage.solver, self._mobility
        rate = segment.current * self._rules.volume
        f0 = rate * _uneven(now.current)
        reached = self._halfway(now, step, f0, segment)
        if reached is None:
            return None
        one, k1 = reached
        middle = self._current(one, segment)
        if middle is None:
            return None
        f1 = rate * _uneven(middle)
        uneven = now.uneven + step * ((1 - LATE) * f0 + LATE * f1)
        base = now.flowed + EVEN * step * (now.flow + k1)
        ahead = (1 - 2 * GAMMA) / (2 * GAMMA)
        guess = replace(one, gap=np.maximum(one.gap + ahead * (one.gap - now.moment.gap), 0.0))
        creep = _foreseen(one.stress, ahead * log(one.stress / now.moment.stress))
        flows = mobility.at(creep, segment.pressure)
        two = self._find(base + solver.waves(uneven), GAMMA * step * flows, segment, guess)
        if not two.settled:
            return None
        current = self._current(two, segment)
        if current is None:
            return None
        k2 = flows * two.waves
        fresh = mobility.at(two.stress, segment.pressure) * two.waves
        slope = (two.gap - now.moment.gap) / step, log(two.stress / now.moment.stress) / step
        point = Point(
            time=now.time + step,
            charge=now.charge + segment.current * step,
            dose=now.dose + step * mobility.fluidity(one.stress, segment.pressure),
            flowed=base + GAMMA * step * k2,
            uneven=uneven,
            flow=fresh,
            moment=two,
            current=current,
            trend=slope,
        )
        missed = _missed((EVEN, EVEN, GAMMA), (now.flow, k1, k2)) + GAMMA * (fresh - k2)
        gone = _missed((1 - LATE, LATE, 0.0), (f0, f1, rate * _uneven(current)))
        same = ~(one.free ^ two.free) & ~(now.moment.free ^ two.free)
        off = step * missed, step * gone * same
        return _Tried(point, self._error(point, step, flows, off))

    def _halfway(
        self, now: Point, step: float, f0: Array, segment: Segment
    ) -> tuple[Moment, Waves] | None:
        """The first stage and its rate of flow, done again where creep was not foreseen."""
        solver, pressure = self._stage.solver, segment.pressure
        lying = now.flowed + GAMMA * step * now.flow
        lying += solver.waves(now.uneven + 2 * GAMMA * step * f0)
        guess, stress = now.moment, now.moment.stress
        if now.trend is not None:
            gap = np.maximum(guess.gap + 2 * GAMMA * step * now.trend[0], 0.0)
            guess = replace(guess, gap=gap)
            stress = _foreseen(stress, 2 * GAMMA * step * now.trend[1])
        for _ in range(2):
            flows = self._mobility.at(stress, pressure)
            found = self._find(lying, GAMMA * step * flows, segment, guess)
            if not found.settled:
                return None
            wanted = self._mobility.fluidity(found.stress, pressure)
            used = self._mobility.fluidity(stress, pressure)
            if abs(wanted - used) <= FORESEEN * used:
                break
            guess, stress = found, found.stress
        return found, flows * found.waves

    def _current(self, moment: Moment, segment: Segment) -> Current | None:
        """The current on the contact of a moment; None where it cannot pass."""
        found = self._wiring.on(~moment.free)
        if segment.current != 0 and not found.contact_fraction:
            self.why = "nothing that conducts touches any more"
            return None
        if not found.converged:
            self.why = f"the current on the contact was not found: {found.reason}"
            return None
        return found

    def _find(self, lying: Waves, flowing: Array, segment: Segment, begin: Moment) -> Moment:
        found = self._stage.find(
            lying,
            flowing,
            pressure=segment.pressure,
            temperature=begin.temperature,
            begin=begin,
        )
        self.iterations += found.iterations
        return found

    def _error(self, point: Point, step: float, flows: Array, missed: tuple[Waves, Array]) -> float:
        """The error of a step over the tolerance; `missed` are its parts, waves and a field, m."""
        solver, elastic = self._stage.solver, self._stage.metal.elastic
        yields = elastic + GAMMA * step * flows
        stiff = np.divide(1, yields, out=np.zeros_like(yields), where=yields > 0)
        off = solver.field(missed[0] * (elastic * stiff)) + missed[1]
        shape = float(np.sqrt(np.mean((off - off.mean()) ** 2))) / self._rules.scale
        touching = solver.waves(np.where(point.moment.free, 0.0, off))
        even = 0.5 * float(yields.max()) * point.moment.pressure**2
        borne = solver.mean_product(yields, point.moment.waves) + even
        share = sqrt(solver.mean_product(stiff, touching) / max(borne, _TINY))
        return float(max(shape, share)) / self._rules.tolerance


def _uneven(current: Current) -> Array:
    """The local current over its mean, less 1; exactly 0 where it is even everywhere."""
    return current.density - 1.0 if current.contact_fraction else np.zeros_like(current.density)


def _missed(weights: tuple[float, ...], rates: tuple[Rate, ...]) -> Rate:
    """What a quadrature of second order lacks of the one of third, a unit of step."""
    first, second, third = (b - c for b, c in zip(weights, THIRD, strict=True))
    return first * rates[0] + second * rates[1] + third * rates[2]


def _foreseen(stress: float, by: float) -> float:
    """A stress (Pa) whose logarithm changes by so much, at most by a half."""
    return stress * exp(min(max(by, -0.5), 0.5))
