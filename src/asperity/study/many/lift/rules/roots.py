"""Searches that every lane takes at its own pace, and that end with the last of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

import numpy as np

from asperity.study.many.lift.numbers.lanes import Lanes, applied, as_lanes, full, run_of
from asperity.study.many.lift.numbers.pick import pick


def rising_root_rule(_: ModuleType) -> Callable[..., Any]:
    """`laws.bisection.rising_root`."""

    def rising_root(lacking: Callable[[Any], Any], low: Any, high: Any) -> Any:
        run = run_of(low, high) or run_of(lacking(0.5 * (low + high)))
        if run is None:
            return _halved(lacking, low, high)
        low, high = as_lanes(low, run), as_lanes(high, run)
        for _ in range(200):
            middle = 0.5 * (low + high)
            inside = (low.data < middle.data) & (middle.data < high.data)
            if not np.any(inside & run.under_way):
                break
            below = applied(np.less, lacking(middle), 0.0)
            below = Lanes(full(below, run).astype(bool), run)
            low, high = pick(below, middle, low), pick(below, high, middle)
        return 0.5 * (low + high)

    return rising_root


def _halved(lacking: Callable[[float], float], low: float, high: float) -> float:
    while low < (middle := 0.5 * (low + high)) < high:
        low, high = (middle, high) if lacking(middle) < 0 else (low, middle)
    return 0.5 * (low + high)


def crossing_rule(_: ModuleType) -> Callable[..., Any]:
    """`process.layers.melt._crossing`, of lanes."""

    def crossing(left: Callable[[Any], Any], solid: Any, molten: Any) -> Any:
        first = left(solid)
        run = run_of(solid, molten, first)
        begin = solid
        for _ in range(40):
            middle = 0.5 * (solid + molten)
            whole = applied(np.greater, left(middle), 0.0)
            run = run or run_of(whole)
            solid, molten = pick(whole, middle, solid), pick(whole, molten, middle)
        return pick(applied(np.less_equal, first, 0.0), begin, molten)

    return crossing


def least_rule(module: ModuleType) -> Callable[..., Any]:
    """`process.layers.melt.smallest`: which it is may differ where it is the same layer's."""
    real = module.smallest

    def smallest(found: Iterable[Any]) -> Any:
        every = list(found)
        if run_of(every) is None:
            return real(every)
        least = every[0]
        for other in every[1:]:
            less = applied(np.less, other[0], least[0])
            if other[1] == least[1]:
                least = (pick(less, other[0], least[0]), least[1], pick(less, other[2], least[2]))
            elif less:
                least = other
        return least

    return smallest


def bracketed_root_rule(_: ModuleType) -> Callable[..., Any]:
    """By halving, which every lane takes at its own pace."""

    def bracketed_root(
        lacking: Callable[[Any], Any], low: Any, high: Any, *, tolerance: Any
    ) -> Any:
        first, last = lacking(low), lacking(high)
        run = run_of(low, high, first, last, tolerance)
        if run is None:
            run = run_of(lacking(0.5 * (low + high)))
        lower, upper = (low, high) if run is None else (as_lanes(low, run), as_lanes(high, run))
        while _wider(run, upper - lower, 2 * tolerance):
            middle = 0.5 * (lower + upper)
            below = applied(np.less, lacking(middle), 0.0)
            lower, upper = pick(below, middle, lower), pick(below, upper, middle)
        found = 0.5 * (lower + upper)
        return pick(
            applied(np.greater_equal, first, 0.0),
            low,
            pick(applied(np.less_equal, last, 0.0), high, found),
        )

    return bracketed_root


def _wider(run: Any, span: Any, than: Any) -> bool:
    asked = applied(np.greater, span, than)
    if run is None or not isinstance(asked, Lanes):
        return bool(asked)
    return bool(np.any(full(asked, run)[run.under_way]))


def everywhere_rule(_: ModuleType) -> Callable[..., Any]:
    """`laws.together.everywhere`, of the lanes under way."""

    def everywhere(condition: Any) -> bool:
        if not isinstance(condition, Lanes):
            return bool(np.all(condition))
        run = condition.run
        whole = condition.data.reshape(-1, condition.data.shape[-1]).all(axis=0)
        return bool(np.all(np.broadcast_to(whole, run.under_way.shape)[run.under_way]))

    return everywhere


def anywhere_rule(_: ModuleType) -> Callable[..., Any]:
    """`laws.together.anywhere`, of the lanes under way."""

    def anywhere(condition: Any) -> bool:
        if not isinstance(condition, Lanes):
            return bool(np.any(condition))
        run = condition.run
        whole = condition.data.reshape(-1, condition.data.shape[-1]).any(axis=0)
        return bool(np.any(np.broadcast_to(whole, run.under_way.shape)[run.under_way]))

    return anywhere
