"""An embedded pair of Runge and Kutta: several systems marched with one step, that of the worst.

Dormand & Prince 1980 (10.1016/0771-050X(80)90013-3), orders 5 and 4, the fifth carried on;
Shampine's interpolant of fourth order (1986, 10.1090/S0025-5718-1986-0815836-3) between the ends of
a step. The step is that of the system with the largest error: no other makes it less exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Rate = Callable[[float, Array], Array]
_NODES = (0.2, 0.3, 0.8, 8 / 9, 1.0, 1.0)
_STAGES = (
    (1 / 5,),
    (3 / 40, 9 / 40),
    (44 / 45, -56 / 15, 32 / 9),
    (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
    (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
    (35 / 384, 0.0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
)
_ERROR = (-71 / 57600, 0.0, 71 / 16695, -71 / 1920, 17253 / 339200, -22 / 525, 1 / 40)
_BETWEEN = (
    (1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    (
        -8048581381 / 2820520608,
        0.0,
        131558114200 / 32700410799,
        -1754552775 / 470086768,
        127303824393 / 49829197408,
        -282668133 / 205662961,
        40617522 / 29380423,
    ),
    (
        8663915743 / 2820520608,
        0.0,
        -68118460800 / 10900136933,
        14199869525 / 1410260304,
        -318862633887 / 49829197408,
        2019193451 / 616988883,
        -110615467 / 29380423,
    ),
    (
        -12715105075 / 11282082432,
        0.0,
        87487479700 / 32700410799,
        -10690763975 / 1880347072,
        701980252875 / 199316789632,
        -1453857185 / 822651844,
        69997945 / 29380423,
    ),
)
"""Weights of the seven rates for each power of the share of a step."""
_SAFETY, _LEAST, _MOST, _SHORTEST = 0.8, 0.2, 10.0, 1e-9


@dataclass(frozen=True, slots=True)
class Step:
    """One accepted step: where it begins and ends, the values at its ends, the rates (7, ...)."""

    begin: float
    end: float
    first: Array
    last: Array
    rates: Array

    def at(self, times: Array) -> Array:
        """The values at times (T,) within the step, (T, ...)."""
        share = (times - self.begin) / (self.end - self.begin)
        weights = (self.end - self.begin) * np.power.outer(share, np.arange(1, 5)) @ _BETWEEN
        within = (weights @ self.rates).reshape(len(times), *self.first.shape)
        return np.asarray(self.first + within)


def steps(
    rate: Rate, start: Array, rate0: Array, *, first: float, tolerance: float
) -> Iterator[Step]:
    """March `start` (systems, ...) from 0 to 1; `rate0` is its rate there, `first` the first step.

    `tolerance` is the root mean square of the error a step may add to any one system. The last call
    of `rate` before a step is handed out is the one at its end.
    """
    now, value, size, most = 0.0, start, min(first, 1.0), _MOST
    known = rate0.ravel()
    while now < 1.0:
        end = 1.0 if size >= 1.0 - now else now + size
        size = end - now
        rates, trial = _stages(rate, (now, end), value, known)
        error = (size * (_ERROR @ rates)).reshape(len(start), -1)
        worst = float(np.sqrt(np.square(np.clip(error, -1e99, 1e99)).mean(axis=1)).max())
        worst /= tolerance
        if worst < 1 or size <= _SHORTEST:
            yield Step(now, end, value, trial, rates)
            now, value, known = end, trial, rates[-1]
            size *= min(max(_SAFETY * max(worst, 1e-9) ** -0.2, _LEAST), most)
            most = _MOST
        else:
            size *= max(_SAFETY * worst**-0.2, _LEAST) if np.isfinite(worst) else _LEAST
            most = 1.0


def _stages(
    rate: Rate, span: tuple[float, float], value: Array, known: Array
) -> tuple[Array, Array]:
    """The rates within a step, flat, (7, ...), of which the first is `known`; the value after."""
    size = span[1] - span[0]
    rates = np.empty((7, value.size))
    rates[0] = known
    trial = value
    for stage, (node, row) in enumerate(zip(_NODES, _STAGES, strict=True), start=1):
        trial = value + size * (row @ rates[:stage]).reshape(value.shape)
        rates[stage] = rate(span[1] if node == 1 else span[0] + node * size, trial).ravel()
    return rates, trial
