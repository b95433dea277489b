"""Plates that a controller heats and a valve cools, with the column between them.

    u = Kp (r - y) + I + Kd d(r - y)/dt,   dI/dt = Kp (r - y)/τi,   τs dy/dt = Tp - y
    0 or -G (Tp - T0)  <=  u  <=  P

r    set point, K: a ramp, then rest;   y   what the thermocouple says, K
Tp   mean temperature of the plates, K;   T0  the room
u    power into both plates together, W;   P  what the heaters can give, W
G    conductance of the cooling, W/K; the valve is open in cooling only
Kp   gain, W/K: P over the proportional band;   τi, τd = Kd/Kp   integral and derivative time, s
τs   lag of the thermocouple, s

At a limit the integral follows so that u leaves the limit as soon as its rate points inwards (the
velocity form: no wind-up; Åström & Hägglund, Advanced PID Control, 3.5). Between two changes of
limit or set point all is linear, and a matrix exponential carries it exactly over each sample.
Tuning (`tuned`): Skogestad, J. Process Control 13 (2003) 291, his rule for a slow plant with the
half of the thermocouple's lag as delay θ and as time asked for:

    Kp = C/2θ,   τi = 8θ,   θ = τs/2
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from asperity.laws.heat.column import Column
from asperity.laws.heat.exponential import exponential

Array = NDArray[np.float64]
FREE, FULL, LEAST = 0, 1, 2
"""Between the limits, at the upper one, at the lower one."""
SAMPLE = 1.0
"""Seconds between two looks at the limits while the set point moves and soon after."""
COARSE = 8.0
"""The same later on, s."""
SOON = 200.0
_CHUNK, _LONGEST = 64, 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Controller:
    """Heaters, plates and controller of a press, for both plates together.

    Attributes:
        power: of the heaters, W
        plates: heat capacity, J/K
        loss: of the plates to the room, W/K
        cooling: conductance added while it cools, W/K
        band: proportional band, K
        integral, derivative: times, s
        sensor: lag of the thermocouple, s
    """

    power: float
    plates: float
    loss: float
    cooling: float
    band: float
    integral: float
    derivative: float
    sensor: float

    @property
    def gain(self) -> float:
        """Kp, W/K."""
        return self.power / self.band


def tuned(plates: float, sensor: float) -> tuple[float, float]:
    """Gain (W/K) and integral time (s) for plates of a heat capacity (J/K) and a sensor lag (s)."""
    delay = sensor / 2.0
    return plates / (2.0 * delay), 8.0 * delay


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Driven:
    """A course of set point, plates and column, (T,) each, temperatures above the room in K.

    Attributes:
        time: s
        asked: set point
        plates: mean of both
        power: into both, W
        nodes: of the column, (n, T)
    """

    time: Array
    asked: Array
    plates: Array
    power: Array
    nodes: Array


def drive(
    body: Column,
    controller: Controller,
    start: Array,
    *,
    target: float,
    rate: float,
    cool: bool,
    longest: float,
) -> Iterator[Driven]:
    """The course from rest on, piece by piece, until `longest` s are over.

    `start` are the nodes' temperatures above the room (K, (n,)), the plates' both at the set point;
    `target` is the set point's end (K above the room), reached at `rate` K/s (> 0); `cool` opens
    the cooling's valve.
    """
    loop = _Loop(body, controller, cool)
    held = float(start[0])
    z = loop.rest(start, held)
    ramp = abs(target - held) / rate
    moves = max(ceil(ramp / SAMPLE), 1)
    later = ceil(max(longest - ramp, 0.0) / COARSE)
    time, regime = 0.0, FREE
    for step, count in ((ramp / moves, moves), (SAMPLE, ceil(SOON / SAMPLE)), (COARSE, later)):
        if step == 0.0:
            continue
        rising = time < ramp * (1.0 - 1e-9)
        z[loop.slope] = (target - held) / ramp if rising else 0.0
        z[loop.asked] = z[loop.asked] if rising else target
        for found, own, after in loop.run(z, regime, step, count):
            yield loop.told(found, own, time, step)
            time, regime = time + (found.shape[1] - 1) * step, after
            z = found[:, -1].copy()


class _Loop:
    """The closed loop as linear pieces: z = nodes, sensor, integral, set point, its slope, 1."""

    def __init__(self, body: Column, controller: Controller, cool: bool) -> None:
        self.n = n = len(body.capacity)
        self.sensor, self.integral, self.asked, self.slope, self.one = range(n, n + 5)
        size, self._controller = n + 5, controller
        self._cooling = controller.cooling if cool else 0.0
        mean = np.zeros(size)
        mean[[0, n - 1]] = 0.5
        self._mean, self._off = mean, np.zeros(size)
        self._off[self.asked], self._off[self.sensor] = 1.0, -1.0
        turn = mean / controller.sensor
        turn[self.sensor] -= 1.0 / controller.sensor
        kp = controller.gain
        moves = -turn
        moves[self.slope] = 1.0
        self._said = kp * (self._off + controller.derivative * moves)  # u without the integral
        upper, lower, free = np.zeros(size), -self._cooling * mean, self._said.copy()
        upper[self.one], free[self.integral] = controller.power, 1.0
        self._u = (free, upper, lower)
        passive = np.zeros((size, size))
        passive[:n, :n] = body.matrix()
        passive[self.sensor], passive[self.asked, self.slope] = turn, 1.0
        self._share = np.zeros(size)
        self._share[[0, n - 1]] = 0.5 / body.capacity[[0, -1]]
        self._matrix = [passive + np.outer(self._share, u) for u in self._u]
        self._matrix[FREE][self.integral] = kp / controller.integral * self._off
        self._steps: dict[tuple[int, float], Array] = {}

    def rest(self, nodes: Array, held: float) -> Array:
        """The loop at rest: the integral gives what the plates lose."""
        z = np.zeros(self.n + 5)
        z[: self.n], z[self.sensor], z[self.asked], z[self.one] = nodes, held, held, 1.0
        z[self.integral] = self._controller.loss * held
        return z

    def bumpless(self, z: Array, regime: int) -> Array:
        """The integral set so that the power goes on as it was."""
        if regime != FREE:
            z = z.copy()
            z[self.integral] = (self._u[regime] - self._said) @ z
        return z

    def run(
        self, z: Array, regime: int, step: float, count: int
    ) -> Iterator[tuple[Array, int, int]]:
        """Pieces (size, K + 1) of `count` steps in all, with each one's regime and the next."""
        chunk = _CHUNK
        while count > 0:
            found = self._many(z, regime, step, min(chunk, count))
            left, after = self._leaves(found, regime)
            done = found[:, : left + 1]
            count -= left
            z, chunk = done[:, -1], min(2 * chunk, _LONGEST) if after == regime else _CHUNK
            if after == FREE and regime != FREE:
                z = self.bumpless(z, regime)
                done = np.concatenate([done[:, :-1], z[:, None]], axis=1)
            yield done, regime, after
            regime = after

    def told(self, found: Array, regime: int, time: float, step: float) -> Driven:
        """What was found within a regime, in words."""
        low, high = self._u[LEAST] @ found, self._controller.power
        return Driven(
            time=time + step * np.arange(found.shape[1], dtype=np.float64),
            asked=found[self.asked],
            plates=self._mean @ found,
            power=np.clip(self._u[regime] @ found, low, high),
            nodes=found[: self.n],
        )

    def _leaves(self, found: Array, regime: int) -> tuple[int, int]:
        """The first step (>= 1) at which the regime is left, and for which; else the last."""
        if regime == FREE:
            u = self._u[FREE] @ found
            over = u > self._controller.power * (1 + 1e-12)
            under = u < self._u[LEAST] @ found - 1e-9 * self._controller.power
            over[0] = under[0] = False
            beyond = over | under
            at = int(np.argmax(beyond))
            return (at, FULL if over[at] else LEAST) if beyond[at] else (len(u) - 1, FREE)
        matrix, kp = self._matrix[regime], self._controller.gain
        row = (self._said - self._u[regime]) @ matrix + kp / self._controller.integral * self._off
        inwards = row @ found < 0 if regime == FULL else row @ found > 0
        inwards[0] = False
        at = int(np.argmax(inwards))
        return (at, FREE) if inwards[at] else (len(inwards) - 1, regime)

    def _many(self, z: Array, regime: int, step: float, count: int) -> Array:
        """z now and after each of `count` steps, (size, count + 1), doubled up from one step."""
        power = self._step(regime, step)
        found = np.empty((len(z), count + 1))
        found[:, 0], have = z, 1
        while have <= count:
            more = min(have, count + 1 - have)
            found[:, have : have + more] = power @ found[:, :more]
            have += more
            power = power @ power if have <= count else power
        return found

    def _step(self, regime: int, step: float) -> Array:
        key = regime, step
        if key not in self._steps:
            self._steps[key] = exponential(step * self._matrix[regime])
        return self._steps[key]
