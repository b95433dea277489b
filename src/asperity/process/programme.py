"""A step as stretches of time in which pressure and plate temperature change linearly or rest.

A step that heats presses first if it presses harder, for pressure raises the melting point; every
other step turns to its temperature first, so that metal sets before it is let go. Then the dwell.
Friction of the guides holds back part of the pressure whichever way it moves: what the stack feels
plays within ± the friction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from asperity.laws.heat.lag import follow_ramp
from asperity.process.operate import Breath
from asperity.process.state import State
from asperity.process.warming import SETTLED, Warming
from asperity.stack import Machine, Step

Array = NDArray[np.float64]
Warm = Callable[[tuple[float, float], float, float], Warming | None]
"""The course from plates and sample (K) to a target (K) at a rate (K/s), where one is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of a step.

    Attributes:
        doing: "loading", "heating", "cooling", "unloading" or "dwell"
        duration: s
        pressure: nominal, at its beginning and end, Pa
        plates: temperature at its beginning and end, K; reached after `ramp` seconds
        felt: pressure on the stack at its beginning, Pa; friction of the guides, Pa
        sample: temperature of the sample at its beginning, K; lag behind the plates, s
        warming: the course of both under a controller; None where plates keep to their ramp
    """

    doing: str
    duration: float
    pressure: tuple[float, float]
    plates: tuple[float, float]
    ramp: float
    felt: float
    friction: float
    sample: float
    lag: float
    warming: Warming | None = None

    def applied_at(self, t: float) -> float:
        """Nominal pressure, Pa."""
        first, last = self.pressure
        return last if t >= self.duration else first + (last - first) * t / self.duration

    def felt_at(self, t: float) -> float:
        """Pressure that reaches the stack, Pa: as before until friction is overcome."""
        applied = self.applied_at(t)
        low, high = max(applied - self.friction, 0.0), applied + self.friction
        if applied <= 0:
            return 0.0
        return min(max(self.felt, low), high)

    def rising_at(self, t: float) -> float:
        """Share by which the felt pressure rises in a second, 1/s; 0 where it does not."""
        first, last = self.pressure
        felt, pushed = self.felt_at(t), self.applied_at(t) - self.friction
        if last <= first or felt <= 0 or felt > pushed * (1 + 1e-12):
            return 0.0
        return (last - first) / self.duration / felt

    def plates_at(self, t: float) -> float:
        """Temperature of the plates, K."""
        if self.warming is not None:
            return self.warming.plates_at(t)
        first, last = self.plates
        return last if t >= self.ramp else first + (last - first) * t / self.ramp

    def sample_at(self, t: float) -> float:
        """Temperature of the sample, K: as computed, else first order behind the plates."""
        if self.warming is not None:
            return self.warming.sample_at(t)
        first, last = self.plates
        if first == last and self.sample == last:
            return last
        if self.ramp > 0 and t <= self.ramp:
            return self._during(t)
        begun = self._during(self.ramp) if self.ramp > 0 else self.sample
        return last + (begun - last) * exp(-(t - self.ramp) / max(self.lag, 1e-9))

    def peaks(self) -> tuple[float, ...]:
        """Times (s) within it at which plates and sample are hottest or coldest, and turn."""
        if self.warming is None:
            return ()
        turns = (self.ramp, self.warming.plates_peak()[0], self.warming.sample_peak()[0])
        return tuple(t for t in turns if 0.0 < t < self.duration)

    def _during(self, t: float) -> float:
        first, last = self.plates
        rate = (last - first) / self.ramp
        return float(follow_ramp(self.sample, first, rate, t, lag=self.lag))


def over(function: Callable[[float], float], times: Array) -> Array:
    """A function of time at times (T,), (T,)."""
    return np.array([function(t) for t in times.tolist()])


def stretches(
    step: Step,
    state: State,
    machine: Machine,
    *,
    lag: float,
    friction: float,
    breath: Breath | None = None,
    warm: Warm | None = None,
) -> Iterator[Stretch]:
    """The stretches of a step, each beginning where the last one ended.

    Where nothing moves there is one of no length.
    `breath` says to which pressure the dwell breathes, and to which it comes back; `warm` how
    plates and sample come to a temperature.
    """
    pressure = state.applied if step.pressure is None else step.pressure
    target = state.plates if step.temperature is None else step.temperature
    planner = _Planner(step, state, machine, lag, friction)
    first = pressure > state.applied and target > state.plates
    if first:
        yield planner.press(pressure)
    if target != state.plates or abs(state.sample - target) > 1.5 * SETTLED:
        yield planner.warm(target, warm)
    if pressure != state.applied and not first:
        yield planner.press(pressure)
    if step.dwell > 0 and breath is not None and breath.charged != pressure:
        yield planner.breathe(breath.charged, step.dwell / 2)
        yield planner.breathe(breath.returned, step.dwell / 2)
    elif step.dwell > 0 or planner.idle:
        yield planner.dwell(step.dwell)


class _Planner:
    """Where the stretches stand while they are laid one after the other."""

    def __init__(
        self, step: Step, state: State, machine: Machine, lag: float, friction: float
    ) -> None:
        self._step, self._machine, self._lag, self._friction = step, machine, lag, friction
        self._applied, self._felt = state.applied, state.felt
        self._plates, self._sample = state.plates, state.sample
        self.idle = True

    def press(self, pressure: float) -> Stretch:
        """Load or unload at the step's rate."""
        rate = self._step.rate or self._machine.pressing_rate
        doing = "loading" if pressure > self._applied else "unloading"
        return self._lay(doing, abs(pressure - self._applied) / rate, pressure=pressure)

    def warm(self, target: float, warm: Warm | None) -> Stretch:
        """Heat or cool at the step's rate, until the sample has followed."""
        rising = target > self._plates
        usual = self._machine.heating_rate if rising else self._machine.cooling_rate
        rate = self._step.heating_rate or usual
        ramp = abs(target - self._plates) / rate
        doing = "heating" if rising else "cooling"
        course = warm((self._plates, self._sample), target, rate) if warm is not None else None
        if course is not None:
            return self._lay(doing, course.duration, plates=target, ramp=ramp, warming=course)
        behind = rate * self._lag * -_expm1(-ramp / max(self._lag, 1e-9))
        behind = max(behind, abs(self._sample - target) if ramp == 0 else behind)
        settle = self._lag * log(max(behind / SETTLED, 1.0))
        return self._lay(doing, ramp + settle, plates=target, ramp=ramp)

    def dwell(self, duration: float) -> Stretch:
        """Let time pass."""
        return self._lay("dwell", duration)

    def breathe(self, pressure: float, duration: float) -> Stretch:
        """Let the pressure drift."""
        doing = "loading" if pressure > self._applied else "unloading"
        return self._lay(doing, duration, pressure=pressure)

    def _lay(
        self,
        doing: str,
        duration: float,
        *,
        pressure: float | None = None,
        plates: float | None = None,
        ramp: float = 0.0,
        warming: Warming | None = None,
    ) -> Stretch:
        laid = Stretch(
            doing=doing,
            duration=duration,
            pressure=(self._applied, self._applied if pressure is None else pressure),
            plates=(self._plates, self._plates if plates is None else plates),
            ramp=ramp,
            felt=self._felt,
            friction=self._friction,
            sample=self._sample,
            lag=self._lag,
            warming=warming,
        )
        self.idle = False
        self._applied, self._felt = laid.pressure[1], laid.felt_at(duration)
        self._plates, self._sample = laid.plates[1], laid.sample_at(duration)
        return laid


def _expm1(x: float) -> float:
    return exp(x) - 1
