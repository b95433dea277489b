"""A face followed while it is stripped: two implicit stages a step.

    gap = v + r + (2/(E* q)) p - h - D        dv/dt = M p        dr/dt = (I V_m/F) i

    v  displacement that has flowed     r  recession      p  pressure     h  heights
    D  travel of the metal as a whole   M  `flow`         i  local current over its mean, `joint`

    y1 = y0 + γ Δt (k0 + k1)        y = y0 + w Δt (k0 + k1) + γ Δt k2        γ = 1 - 1/√2, w = √2/4

TR-BDF2 (Bank et al. 1985, 10.1109/T-ED.1985.22232; Hosea & Shampine 1996,
10.1016/0168-9274(95)00115-8) for y = (v, r), k = dy/dt: of second order and L-stable, so that waves
which flow faster than a step is long, and contact that is only just kept, do no harm. All weights
are positive: a place that loses contact within a step is never plated for that. Each stage is found
with all that moves in it in place (`joint`), so gaps never close too far; the last of a step is the
first of the next.

The error of a step is told by the quadrature of third order through its three rates. It is judged
in the root mean square, over the roughness; and on what touches, in the norm of its elastic energy,
over that of the pressure. Contact that is only just kept mends its own errors and is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, exp, inf, log, sqrt
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from asperity.contact.closure.stage import Stage
from asperity.contact.stripping.flow import Mobility
from asperity.contact.stripping.joint import Ask, Finder, Joint
from asperity.contact.stripping.record import Segment

Array = NDArray[np.float64]
Waves = NDArray[np.complex128]
Rate = TypeVar("Rate", NDArray[np.float64], NDArray[np.complex128])
GAMMA = 1 - sqrt(0.5)
EVEN = sqrt(2) / 4
THIRD = ((1 - EVEN) / 3, EVEN + 1 / 3, GAMMA / 3)
"""Quadrature of third order at 0, 2γ and 1."""
MOST_LOST = 0.1
"""Share of the face that may come into contact or leave it in a step."""
PATIENCE = 8
"""Times that a step is shortened because a stage was not found, or contact goes at once."""
LEAST = 1e-3
"""Share of the time since a segment began that is taken in one step whatever its error: where
contact is only just kept, the grid's points come and go in any time."""
_SAFE, _SHRINK, _GROW, _FEWER = 0.85, 0.1, 3.0, 0.3
_MOST_TRIES = 25
_TINY = 1e-300


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """The face at a time (s).

    `flowed` is the transform of v (m), `uneven` r less its mean (N, M), m; `dose` the integral of
    creep's fluidity (1/Pa). `charge` has passed, C/m². `flow` (m/s) and `taken` (m/s less its mean)
    are their rates; `trend` is how ln stress (1/s) went in the last step.
    """

    time: float
    charge: float
    dose: float
    flowed: Waves
    uneven: Array
    flow: Waves
    taken: Array
    joint: Joint
    trend: float = 0.0


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
    """Follows one face, in `steps` of time; `why` is why it could not go on."""

    def __init__(self, stage: Stage, mobility: Mobility, finder: Finder, rules: Rules) -> None:
        self._stage, self._mobility, self._finder, self._rules = stage, mobility, finder, rules
        self.steps = 0
        self.why = ""

    @property
    def iterations(self) -> tuple[int, int]:
        """Those of the contact's solver and of the current's."""
        return self._finder.iterations, self._finder.current_iterations

    def begin(self, now: Point, segment: Segment) -> Point | None:
        """The face when a segment starts, with the pressure on it at once; None if not found."""
        ask = Ask(
            flowed=now.flowed,
            uneven=now.uneven,
            seconds=0.0,
            recession=0.0,
            pressure=segment.pressure,
        )
        joint = self._finder.lying(ask, now.joint.moment)
        if joint is None:
            self.why = self._finder.why
            return None
        taken = self._taken(joint, segment)
        return replace(now, joint=joint, flow=joint.flow, taken=taken, trend=0.0)

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
        began, step = now.time, self._first_step(now, segment)
        for stop in stops:
            while now.time < stop:
                if self.steps >= self._rules.most_steps:
                    self.why = f"{self.steps} steps were taken, as many as allowed; allow more"
                    return False
                left = stop - now.time
                parts = ceil(left / step * (1 - 1e-9)) if step < left else 1
                least = min(LEAST * (now.time - began), left)
                step = left / parts if parts < 4 else step
                reached = self._advance(now, max(step, least), least, segment)
                if reached is None:
                    return False
                new, step = reached
                at_end = new.time > stop - 1e-9 * left
                now = replace(new, time=stop) if at_end else new
                self.steps += 1
                if not accepted(now):
                    return False
        return True

    def _first_step(self, now: Point, segment: Segment) -> float:
        """A cautious one, s."""
        mobility = self._mobility.at(now.joint.moment.stress, segment.pressure)
        flows = mobility > 0
        relaxation = inf
        if flows.any():
            relaxation = float(np.median(self._stage.metal.elastic[flows] / mobility[flows]))
        rate = float(np.std(now.taken))
        recedes = self._rules.scale / rate if rate > 0 else inf
        careful = self._rules.tolerance ** (1 / 3)
        return float(min(careful * relaxation, careful * recedes, segment.duration))

    def _advance(
        self, now: Point, step: float, least: float, segment: Segment
    ) -> tuple[Point, float] | None:
        """One accepted step of `least` to `step` seconds, and the next; None if stuck."""
        hasty = 0
        for _ in range(_MOST_TRIES):
            tried = self._step(now, step, segment, insist=step <= least)
            if tried is None:
                hasty += 1
                self.why = self._finder.why
                if hasty > PATIENCE or step <= least:
                    return None
                step = max(step * _FEWER, least)
                continue
            grown = min(max(_SAFE * max(tried.error, 1e-9) ** (-1 / 3), _SHRINK), _GROW)
            lost = abs(float(tried.point.joint.share.mean() - now.joint.share.mean()))
            if tried.error > 1 and step > least:
                step = max(step * min(grown, 0.7), least)
            elif lost > MOST_LOST and hasty < PATIENCE and step > least:
                hasty += 1
                step = max(step * max(_FEWER, 0.8 * MOST_LOST / lost), least)
            else:
                return tried.point, step * max(min(grown, MOST_LOST / max(lost, _TINY)), _FEWER)
        self.why = (
            f"no step was short enough for an error of {self._rules.tolerance:.1e}; "
            "allow a larger tolerance"
        )
        return None

    def _step(self, now: Point, step: float, segment: Segment, *, insist: bool) -> _Tried | None:
        """A step of so many seconds; None where a stage was not found."""
        part = GAMMA * step
        one = self._stage_of(
            now.flowed + part * now.flow,
            now.uneven + part * now.taken,
            (part, segment, insist),
            (now.joint, 2 * part * now.trend),
        )
        if one is None:
            return None
        k1, f1 = one.flow, self._taken(one, segment)
        flowed = now.flowed + EVEN * step * (now.flow + k1)
        uneven = now.uneven + EVEN * step * (now.taken + f1)
        ahead = (1 - 2 * GAMMA) / (2 * GAMMA)
        went = log(one.moment.stress / now.joint.moment.stress)
        two = self._stage_of(flowed, uneven, (part, segment, insist), (one, ahead * went))
        if two is None:
            return None
        k2, f2 = two.flow, self._taken(two, segment)
        fluid = self._mobility.fluidity(one.moment.stress, segment.pressure)
        point = Point(
            time=now.time + step,
            charge=now.charge + segment.current * step,
            dose=now.dose + step * fluid,
            flowed=flowed + part * k2,
            uneven=uneven + part * f2,
            flow=k2,
            taken=f2,
            joint=two,
            trend=log(two.moment.stress / now.joint.moment.stress) / step,
        )
        missed = step * _missed((now.flow, k1, k2))
        gone = step * _missed((now.taken, f1, f2))
        return _Tried(point, self._error(point, part * two.moved, missed, gone))

    def _stage_of(
        self,
        flowed: Waves,
        uneven: Array,
        moving: tuple[float, Segment, bool],
        last: tuple[Joint, float],
    ) -> Joint | None:
        """A stage: what has moved, what moves with it, the one before it and how ln stress goes."""
        (seconds, segment, insist), (begin, by) = moving, last
        ask = Ask(
            flowed=flowed,
            uneven=uneven,
            seconds=seconds,
            recession=seconds * segment.current * self._rules.volume,
            pressure=segment.pressure,
            insist=insist,
        )
        stress = begin.moment.stress * exp(min(max(by, -0.5), 0.5))
        return self._finder.find(ask, begin, stress)

    def _taken(self, joint: Joint, segment: Segment) -> Array:
        """dr/dt less its mean, m/s; exactly 0 where current is even everywhere."""
        if segment.current == 0 or not joint.current.contact_fraction:
            return np.zeros_like(joint.share)
        return segment.current * self._rules.volume * (joint.current.density - 1)

    def _error(self, point: Point, flows: Array, missed: Waves, gone: Array) -> float:
        """The error of a step over the tolerance, from what v and r lack, m."""
        solver, elastic, moment = self._stage.solver, self._stage.metal.elastic, point.joint.moment
        yields = elastic + flows
        stiff = np.divide(1, yields, out=np.zeros_like(yields), where=yields > 0)
        held = ~point.joint.kept & ~moment.free
        off = solver.field(missed * (elastic * stiff)) + np.where(point.joint.kept, 0.0, gone)
        shape = float(np.sqrt(np.mean((off - off.mean()) ** 2))) / self._rules.scale
        touching = solver.waves(np.where(held, off, 0.0))
        even = 0.5 * float(yields.max()) * moment.pressure**2
        borne = solver.mean_product(yields, moment.waves) + even
        share = sqrt(solver.mean_product(stiff, touching) / max(borne, _TINY))
        return max(shape, float(share)) / self._rules.tolerance


def _missed(rates: tuple[Rate, Rate, Rate]) -> Rate:
    """What the quadrature of second order lacks of the one of third, a unit of step."""
    first, second, third = (b - c for b, c in zip((EVEN, EVEN, GAMMA), THIRD, strict=True))
    return first * rates[0] + second * rates[1] + third * rates[2]
