"""Heating and cooling of many recipes: each different course is computed once, by itself.

A controller that hits its limits goes its own way in every recipe, so there is nothing to march
together. But many recipes heat alike; only those that differ in what heats are told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from types import MappingProxyType, ModuleType
from typing import Any

import numpy as np

from asperity.process.warming import Warming, warming
from asperity.study.many.lift.numbers.lanes import Lanes, as_lanes, full, run_of
from asperity.study.many.lift.numbers.pick import pick
from asperity.study.many.lift.numbers.run import Run


class Warmings:
    """Courses of all lanes: the different ones one after the other, and whose is whose.

    It answers as `asperity.process.warming.Warming`.
    """

    def __init__(self, courses: Sequence[Warming], whose: Any, run: Run) -> None:
        self._run, self._whose = run, whose
        ends = np.cumsum([0, *(len(one.time) for one in courses)])
        self._first, self._last = ends[:-1][whose], ends[1:][whose] - 1
        self._apart = 1.0 + max(one.time[-1] for one in courses)
        self._times = np.concatenate([np.asarray(one.time) for one in courses])
        shifted = [at * self._apart + np.asarray(one.time) for at, one in enumerate(courses)]
        self._shifted = np.concatenate(shifted)
        self._plates = np.concatenate([np.asarray(one.plates) for one in courses])
        self._sample = np.concatenate([np.asarray(one.sample) for one in courses])
        self._courses = courses
        self.target = self._told(lambda one: one.target)
        self.lag = self._told(lambda one: one.lag)
        self.joints = self._told(lambda one: one.joints)
        self.duration = self._told(lambda one: one.duration)

    def _told(self, of: Callable[[Warming], float]) -> Lanes:
        return Lanes(np.array([of(one) for one in self._courses])[self._whose], self._run)

    @property
    def heats(self) -> Any:
        """Whether the target lies above where it began."""
        return pick(self._told(lambda one: float(one.heats)) > 0, True, False)

    def plates_at(self, t: Any) -> Any:
        """Temperature of the plates, K."""
        found = Lanes(self._between(self._plates, t), self._run)
        return pick(as_lanes(t, self._run) >= self.duration, self.target, found)

    def sample_at(self, t: Any) -> Any:
        """Temperature of the sample, K."""
        found = Lanes(self._between(self._sample, t), self._run)
        return pick(
            as_lanes(t, self._run) >= self.duration,
            Lanes(self._sample[self._last], self._run),
            found,
        )

    def plates_peak(self) -> tuple[Lanes, Lanes]:
        """When (s) the plates are farthest beyond the target, and by how much, K."""
        return self._told(lambda one: one.plates_peak()[0]), self._told(
            lambda one: one.plates_peak()[1]
        )

    def sample_peak(self) -> tuple[Lanes, Lanes]:
        """The same of the sample."""
        return self._told(lambda one: one.sample_peak()[0]), self._told(
            lambda one: one.sample_peak()[1]
        )

    def _between(self, values: Any, t: Any) -> Any:
        t = as_lanes(t, self._run).data
        known = np.clip(t, 0.0, self._apart - 0.5)
        at = np.searchsorted(self._shifted, known + self._whose * self._apart, side="right") - 1
        at = np.clip(at, self._first, np.maximum(self._last - 1, self._first))
        begun, after = self._times[at], self._times[np.minimum(at + 1, self._last)]
        span = np.where(after > begun, after - begun, 1.0)
        share = np.clip((t - begun) / span, 0.0, 1.0)
        return values[at] + (values[np.minimum(at + 1, self._last)] - values[at]) * share


class _Kept:
    """Courses that were computed before, by all that they rest on; the latest of them."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Warming | None] = {}

    def __call__(
        self, stack: Any, present: Sequence[str], given: Sequence[Any], way: Any, lane: int
    ) -> Warming | None:
        """The course of one lane."""
        begins, target, rate = sliced(way, lane)
        key = (*present, *(sliced(one, lane) for one in given), *_rest(stack, lane))
        if key not in self._known:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            found = warming(sliced(stack, lane), present, begins, target=target, rate=rate)
            self._known[key] = found
        return self._known[key]


_MOST_KEPT = 4096


def _rest(stack: Any, lane: int) -> Iterator[Any]:
    """What a course rests on beside what lanes differ in."""
    for part in (stack.machine.controller, stack.die):
        yield (
            None
            if part is None
            else tuple(
                sliced(getattr(part, field.name), lane)
                for field in fields(part)
                if isinstance(getattr(part, field.name), float | int | str | Lanes)
            )
        )


def warming_rule(module: ModuleType) -> Callable[..., Any]:
    """`process.warming.warming` of lanes."""
    real, kept = module.warming, _Kept()

    def many(stack: Any, present: Any, begins: Any, *, target: Any, rate: Any) -> Any:
        given = [*begins, target, rate, *_what_heats(stack, present)]
        run = run_of(*given)
        if run is None:
            return real(stack, present, begins, target=target, rate=rate)
        if stack.machine.controller is None or not present:
            return None
        if _all_least(begins, target) < stack.temperature - module.SETTLED:
            return None  # heaters cannot cool; lanes that are not so cold have left, or the others
        rows = np.stack([full(one, run) for one in given if isinstance(one, Lanes)])
        here = np.flatnonzero(run.under_way)
        _, first, inverse = np.unique(rows[:, here], axis=1, return_index=True, return_inverse=True)
        courses = [
            kept(stack, present, given, (begins, target, rate), int(lane)) for lane in here[first]
        ]
        whose = np.zeros(len(run.under_way), dtype=np.intp)
        whose[here] = inverse.ravel()
        known = [one for one in courses if one is not None]
        return Warmings(known, whose, run) if len(known) == len(courses) else None

    return many


def _all_least(begins: Any, target: Any) -> Any:
    found = begins[0]
    for one in (begins[1], target):
        found = pick(one < found, one, found)
    return found


def _what_heats(stack: Any, present: Sequence[str]) -> Iterator[Any]:
    for name in present:
        layer = stack.layer(name)
        yield from (layer.thickness, layer.heat_conductivity, layer.heat_capacity)
    yield from (stack.temperature, stack.diameter)
    for part in (stack.machine.controller, stack.die):
        if part is not None:
            for field in fields(part):
                value = getattr(part, field.name)
                if isinstance(value, Lanes):
                    yield value


def sliced(thing: Any, lane: int) -> Any:
    """A record as it is in one lane."""
    if isinstance(thing, Lanes):
        if thing.shape:
            width = len(thing.run.under_way)
            return np.broadcast_to(thing.data, (*thing.shape, width))[..., lane]
        return float(full(thing, thing.run)[lane])
    if isinstance(thing, tuple):
        return tuple(sliced(one, lane) for one in thing)
    if isinstance(thing, dict | MappingProxyType):
        return {key: sliced(one, lane) for key, one in thing.items()}
    if is_dataclass(thing) and not isinstance(thing, type):
        return _SlicedRecord(thing, lane)
    return thing


class _SlicedRecord:
    """What a record says in one lane, asked as it is needed."""

    def __init__(self, record: Any, lane: int) -> None:
        self._record, self._lane = record, lane

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._record, name)
        if callable(found) and not is_dataclass(found):
            return lambda *args, **more: sliced(found(*args, **more), self._lane)
        return sliced(found, self._lane)
