"""What a march does otherwise when it is run for many recipes: one step for all of them.

A step is as long as the one that needs the shortest can bear, so that no recipe is followed less
closely than it would be by itself. Times differ from recipe to recipe; the share of the way that
is behind them is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np

from asperity.study.many.lift.numbers.lanes import Lanes, applied, as_lanes, full, run_of
from asperity.study.many.lift.numbers.pick import pick
from asperity.study.many.lift.numbers.run import Run


class Step:
    """One accepted step of all lanes: shares of the way at its ends, values, rates (7, ...)."""

    def __init__(
        self, span: tuple[float, float], values: tuple[Any, Any], rates: Any, between: Any
    ) -> None:
        self.begin, self.end = span
        self._between = between
        self.first, self.last = values
        self.rates = rates

    def at(self, shares: Any) -> Any:
        """The values at shares of the way (T,), held at the ends of the step, (T, ...)."""
        share = (shares - self.begin) / (self.end - self.begin)
        run = self.rates.run
        share = as_lanes(share, run)
        power = np.stack([share.data**order for order in range(1, 5)])
        weights = np.einsum("otz,or->trz", power, self._between) * (self.end - self.begin)
        within = np.einsum("trz,r...z->t...z", weights, self.rates.data)
        return Lanes(self.first.data + within, run)


def steps_rule(module: ModuleType) -> Callable[..., Any]:
    """`process.faces.pair.steps` of lanes."""
    real = module.steps

    def steps(rate: Any, start: Any, rate0: Any, *, first: float, tolerance: float) -> Any:
        run = run_of(start, rate0)
        if run is None:
            return real(rate, start, rate0, first=first, tolerance=tolerance)
        return _steps(module, run, rate, (start, rate0, first, tolerance))

    return steps


_GIVEN_UP = 1e-6
"""Share of the way below which no step is worth taking for all: a lane that asks for it leaves."""


def _steps(module: ModuleType, run: Run, rate: Any, given: Any) -> Iterator[Step]:
    start, rate0, size, tolerance = given
    width = len(run.under_way)
    value = _wide(as_lanes(start, run), width)
    known = _wide(as_lanes(rate0, run), width)
    now, size, most = 0.0, min(size, 1.0), module._MOST  # noqa: SLF001
    while now < 1.0:
        end = 1.0 if size >= 1.0 - now else now + size
        size = end - now
        rates, trial = _stages(module, run, rate, ((now, end), value, known))
        off = size * np.tensordot(module._ERROR, rates, axes=1)  # noqa: SLF001
        axes = tuple(range(1, off.ndim - 1))
        error = np.sqrt(np.square(np.clip(off, -1e99, 1e99)).mean(axis=axes)).max(axis=0)
        if size < _GIVEN_UP:  # no number comes of these, or none in reasonable time
            run.give_up(~(error < tolerance))
        seen = np.where(np.isfinite(error), error, np.inf)
        worst = float(np.max(seen[run.under_way], initial=0.0)) / tolerance
        if worst < 1 or size <= module._SHORTEST:  # noqa: SLF001
            ends = Lanes(value, run), Lanes(trial, run)
            yield Step((now, end), ends, Lanes(rates, run), np.array(module._BETWEEN))  # noqa: SLF001
            now, value, known = end, trial, rates[-1]
            grow = module._SAFETY * max(worst, 1e-9) ** -0.2  # noqa: SLF001
            size *= min(max(grow, module._LEAST), most)  # noqa: SLF001
            most = module._MOST  # noqa: SLF001
        else:
            shrink = module._SAFETY * worst**-0.2 if np.isfinite(worst) else 0.0  # noqa: SLF001
            size *= max(shrink, module._LEAST)  # noqa: SLF001
            most = 1.0


def _stages(module: ModuleType, run: Run, rate: Any, given: Any) -> tuple[Any, Any]:
    span, value, known = given
    size = span[1] - span[0]
    rates = np.empty((7, *value.shape))
    rates[0] = known
    trial = value
    pairs = zip(module._NODES, module._STAGES, strict=True)  # noqa: SLF001
    for stage, (node, row) in enumerate(pairs, start=1):
        trial = value + size * np.tensordot(np.array(row), rates[:stage], axes=1)
        at = span[1] if node == 1 else span[0] + node * size
        rates[stage] = _wide(as_lanes(rate(at, Lanes(trial, run)), run), value.shape[-1])
    return rates, trial


def _wide(lanes: Lanes, width: int) -> Any:
    return np.broadcast_to(lanes.data, (*lanes.shape, width))


def between_rule(module: ModuleType) -> Callable[..., Any]:
    """`process.faces.close._between` of lanes: the step each reading lies in, lane by lane."""
    real = module._between  # noqa: SLF001

    def between(done: Any, readings: Any) -> Any:
        if not isinstance(done[0], Step):
            return real(done, readings)
        run = done[0].rates.run
        readings = as_lanes(readings, run)
        ends = np.array([step.end for step in done])
        index = np.minimum(np.searchsorted(ends, readings.data), len(done) - 1)
        found: Any = None
        for at, step in enumerate(done):
            if not (index == at).any():
                continue
            inside = applied(np.clip, readings, step.begin, step.end)
            piece = step.at(inside)
            chosen = (index == at).reshape(len(index), *(1,) * (piece.ndim - 1), -1)
            found = piece.data if found is None else np.where(chosen, piece.data, found)
        return module._Path(Lanes(found, run), Lanes(index, run))  # noqa: SLF001

    return between


def onset_rule(module: ModuleType) -> Callable[..., Any]:
    """`process.faces.close._onset` of lanes."""

    def onset(drive: Any, duration: Any) -> Any:
        def pressed(t: Any) -> Any:
            least: Any = None
            for one in drive(t).pressure:
                least = one if least is None else applied(np.minimum, least, one)
            return applied(np.greater_equal, least, module.LEAST)

        if not pressed(duration):
            return None
        if pressed(1e-9 * duration):
            return 0.0
        low, high = 0.0 * duration, duration
        for _ in range(30):
            middle = 0.5 * (low + high)
            there = pressed(middle)
            low, high = pick(there, low, middle), pick(there, middle, high)
        return high

    return onset


def changing_rule(module: ModuleType) -> Callable[..., Any]:
    """`process.faces.together._changing` of lanes: cubics between the times of the grid."""
    real = module._changing  # noqa: SLF001

    def changing(shares: Any, depths: Any, stretch: Any, grid: Any) -> Any:
        lanes = run_of(shares, depths, grid) is not None
        plain = None if lanes else real(shares, depths, stretch, grid)
        made = cache(lambda run: _cubics(module, run, (shares, depths), stretch, grid))

        def changes(t: Any) -> Any:
            run = run_of(t, shares, depths, grid)
            return made(run)(t) if run is not None or plain is None else plain(t)

        return changes

    return changing


def _cubics(
    module: ModuleType, run: Run, known: tuple[Any, Any], stretch: Any, grid: Any
) -> Callable[..., Any]:
    faces = len(known[0])
    width = len(run.under_way)
    rows = np.concatenate([_wide(as_lanes(one, run), width) for one in known])
    times = _wide(as_lanes(grid, run), width)
    rows = np.moveaxis(rows, 1, 0)
    still = times[-1] <= 0
    even = np.linspace(0.0, 1.0, len(times))[:, None]
    times = np.where(still, even, times)
    lane, last = np.arange(width), len(times) - 2
    numpy = module.np
    slopes = numpy.gradient(Lanes(rows, run), Lanes(times, run), axis=0, edge_order=2).data
    table, count = np.concatenate([rows, slopes], axis=1), rows.shape[1]

    def changes(t: Any) -> Any:
        asked = np.broadcast_to(as_lanes(t, run).data, (width,))
        at = np.clip(np.count_nonzero(times <= asked, axis=0) - 1, 0, last)
        begun = times[at, lane]
        span = times[at + 1, lane] - begun
        u = (asked - begun) / span
        left = 1.0 - u
        before, behind = table[at, :, lane].T, table[at + 1, :, lane].T
        now = left * left * ((1 + 2 * u) * before[:count] + span * u * before[count:])
        now += u * u * ((3 - 2 * u) * behind[:count] - span * left * behind[count:])
        felt = stretch.felt_at(t)
        return module.Where(
            pressure=tuple(Lanes(share, run) * felt for share in now[:faces]),
            temperature=stretch.sample_at(t),
            thickness=tuple(Lanes(depth, run) for depth in now[faces:]),
            rising=stretch.rising_at(t),
        )

    return changes


def smallest_rule(_: ModuleType) -> Callable[..., Any]:
    """`laws.together.smallest`, of the lanes under way."""

    def smallest(number: Any) -> float:
        if not isinstance(number, Lanes):
            return float(number)
        return float(np.min(full(number, number.run)[number.run.under_way]))

    return smallest
