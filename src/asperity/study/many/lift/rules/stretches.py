"""Stretches whose times are lanes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType, ModuleType
from typing import Any

import numpy as np

from asperity.laws.heat.lag import follow_ramp
from asperity.study.many.lift.numbers.lanes import applied, as_lanes, full, run_of
from asperity.study.many.lift.numbers.pick import pick
from asperity.study.many.lift.numbers.run import Run

Of = Callable[[Any, Any], Any]
"""Something of a stretch at a time."""


def stretch_rule(module: ModuleType) -> Callable[..., Any]:
    """`process.programme.Stretch`, whose times may be lanes."""
    plain = module.Stretch
    methods: dict[str, Callable[..., Any]] = {"peaks": _peaks_of(plain.peaks)}
    methods |= {name: _method(rule, getattr(plain, name)) for name, rule in _METHODS.items()}
    made: Callable[..., Any] = type("Stretch", (plain,), {"__slots__": (), **methods})
    return made


def _method(rule: Callable[[Any, Any, Of], Any], plain: Of) -> Of:
    return lambda stretch, t: rule(stretch, t, plain)


def _peaks_of(plain: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Times at which any lane turns; one that does not is looked at somewhere else instead."""

    def peaks(stretch: Any) -> Any:
        if (warm := stretch.warming) is None:
            return plain(stretch)
        turns = (stretch.ramp, warm.plates_peak()[0], warm.sample_peak()[0])
        run = run_of(*turns, stretch.duration)
        return plain(stretch) if run is None else tuple(_turns_in(stretch, turns, run))

    return peaks


def _turns_in(stretch: Any, turns: tuple[Any, ...], run: Run) -> Iterator[Any]:
    for turn, share in zip(turns, _ELSEWHERE, strict=True):
        inside = applied(np.logical_and, applied(np.greater, turn, 0.0), turn < stretch.duration)
        inside = as_lanes(inside, run)
        if np.any(full(inside, run)[run.under_way]):
            yield pick(inside, turn, share * stretch.duration)


_ELSEWHERE = (0.45, 0.7, 0.95)
"""Shares of a stretch that lie between the moments at which it is looked at anyway."""


def _applied_at(stretch: Any, t: Any, plain: Of) -> Any:
    first, last = stretch.pressure
    if run_of(t, stretch.duration, first, last) is None:
        return plain(stretch, t)
    return _line((first, last), t, stretch.duration)


def _line(ends: tuple[Any, Any], t: Any, lasts: Any) -> Any:
    """From one end to the other in the time it lasts, and there from then on."""
    span = pick(applied(np.greater, lasts, 0.0), lasts, 1.0)
    share = applied(np.clip, t / span, 0.0, 1.0)
    on = ends[0] + (ends[1] - ends[0]) * share
    return pick(applied(np.greater_equal, t, lasts), ends[1], on)


def _felt_at(stretch: Any, t: Any, plain: Of) -> Any:
    pushed = stretch.applied_at(t)
    if run_of(pushed, stretch.felt, stretch.friction) is None:
        return plain(stretch, t)
    low = applied(np.maximum, pushed - stretch.friction, 0.0)
    felt = applied(np.clip, stretch.felt, low, pushed + stretch.friction)
    return pick(applied(np.less_equal, pushed, 0.0), 0.0, felt)


def _rising_at(stretch: Any, t: Any, plain: Of) -> Any:
    first, last = stretch.pressure
    felt, pushed = stretch.felt_at(t), stretch.applied_at(t) - stretch.friction
    if run_of(felt, pushed, first, last, stretch.duration) is None:
        return plain(stretch, t)
    still = applied(np.less_equal, last, first)
    still = applied(np.logical_or, still, applied(np.less_equal, felt, 0.0))
    held = applied(np.greater, felt, pushed * (1 + 1e-12))
    with np.errstate(all="ignore"):
        rising = applied(np.divide, (last - first), stretch.duration) / felt
    return pick(applied(np.logical_or, still, held), 0.0, rising)


def _plates_at(stretch: Any, t: Any, plain: Of) -> Any:
    first, last = stretch.plates
    if stretch.warming is not None or run_of(t, stretch.ramp, first, last) is None:
        return plain(stretch, t)
    return _line((first, last), t, stretch.ramp)


def _sample_at(stretch: Any, t: Any, plain: Of) -> Any:
    first, last = stretch.plates
    told = t, stretch.ramp, first, last, stretch.sample, stretch.lag
    if stretch.warming is not None or run_of(*told) is None:
        return plain(stretch, t)
    moves = applied(np.greater, stretch.ramp, 0.0)
    ramp = pick(moves, stretch.ramp, 1e-9)
    begun = pick(moves, _behind(stretch, ramp, ramp), stretch.sample)
    lag = applied(np.maximum, stretch.lag, 1e-9)
    after = last + (begun - last) * applied(np.exp, -(t - stretch.ramp) / lag)
    during = applied(np.logical_and, applied(np.less_equal, t, stretch.ramp), moves)
    found = pick(during, _behind(stretch, applied(np.minimum, t, ramp), ramp), after)
    rests = applied(
        np.logical_and, applied(np.equal, first, last), applied(np.equal, stretch.sample, last)
    )
    return pick(rests, last, found)


def _behind(stretch: Any, t: Any, ramp: Any) -> Any:
    first, last = stretch.plates
    return follow_ramp(stretch.sample, first, (last - first) / ramp, t, lag=stretch.lag)


_METHODS = MappingProxyType(
    {
        "applied_at": _applied_at,
        "felt_at": _felt_at,
        "rising_at": _rising_at,
        "plates_at": _plates_at,
        "sample_at": _sample_at,
    }
)


def over_rule(module: ModuleType) -> Callable[..., Any]:
    """`process.programme.over` of lanes: all times at once."""
    real = module.over

    def over(function: Any, times: Any) -> Any:
        stretch = getattr(function, "__self__", None)
        told = [getattr(stretch, name, None) for name in ("duration", "felt", "sample", "lag")]
        told += [*getattr(stretch, "pressure", ()), *getattr(stretch, "plates", ())]
        run = run_of(times, *told, getattr(stretch, "ramp", None), getattr(stretch, "friction", 0))
        if run is None and (warm := getattr(stretch, "warming", None)) is not None:
            run = run_of(warm.duration)
        if run is None:
            return real(function, times)
        lanes = as_lanes(times, run)
        found = as_lanes(function(lanes), run)
        return found + 0.0 * lanes if found.ndim < lanes.ndim else found

    return over
