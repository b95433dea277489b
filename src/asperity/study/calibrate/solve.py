"""One law through one record: bounded least squares from several starts, with standard errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from asperity.laws.powder.compaction import COMPACTION
from asperity.study.calibrate.guess import UNKNOWNS, Unknowns

Array = NDArray[np.float64]
STEP = 6e-6
"""Of central differences, relative: the cube root of the rounding of floats."""
CLOSE = 1e-3
"""Of the span between its bounds: an unknown so near to one is put there if that costs nothing."""
NEAR, QUICK = (1e-15, 300), (1e-10, 60)
"""When a fit ends: relative steps and trials. As near as floats allow; as near as a first look or
a left out row asks."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Points:
    """What is fitted: pressures (Pa), densities, weights (1 on average), standard errors; (n,).

    `error` is that of the densities; None where the scatter itself has to tell it.
    """

    pressure: Array
    density: Array
    weight: Array
    error: Array | None = None

    def without(self, rows: NDArray[np.bool_]) -> Points:
        """The points that are not among `rows`."""
        keep = ~rows
        return Points(
            pressure=self.pressure[keep],
            density=self.density[keep],
            weight=self.weight[keep],
            error=None if self.error is None else self.error[keep],
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solution:
    """A fitted law.

    Attributes:
        law: its name
        x: its inner unknowns
        parameters: its own, SI
        uncertainties: their standard errors, SI; nan for one that the record does not settle
        residuals: law minus record, in relative density, (n,)
        at_bound: parameters that lie at the end of what they may be
    """

    law: str
    x: Array
    parameters: Mapping[str, float]
    uncertainties: Mapping[str, float]
    residuals: Array
    at_bound: tuple[str, ...]

    def density(self, pressure: Array) -> Array:
        """Relative density by the law at pressures in Pa."""
        return np.asarray(COMPACTION[self.law].density(pressure, **self.parameters))


def solve(law: str, points: Points) -> Solution:
    """The parameters with the least weighted sum of squared errors in density."""
    starts = UNKNOWNS[law].starts(points.pressure, points.density)
    x = _settled(law, best_x(law, points, starts), points)
    residuals = law_density(law, x, points.pressure) - points.density
    parameters = named(law, x)
    errors, at_bound = _errors(law, x, points, residuals)
    return Solution(
        law=law,
        x=x,
        parameters=parameters,
        uncertainties=dict(zip(parameters, errors.tolist(), strict=True)),
        residuals=residuals,
        at_bound=tuple(name for name, at in zip(parameters, at_bound, strict=True) if at),
    )


def best_x(law: str, points: Points, starts: Iterable[Array]) -> Array:
    """The inner unknowns of the best end that is reached from any of the starts."""
    ends = [_descent(law, points, start, until=QUICK) for start in starts]
    return min(ends, key=lambda end: end[1])[0]


def _settled(law: str, x: Array, points: Points) -> Array:
    """The unknowns to the last digit, those put on a bound that lie close to it at no cost.

    The descent stays between bounds and reaches one only in the limit.
    """
    free = np.ones(len(x), dtype=np.bool_)
    x, cost = _descent(law, points, x, until=NEAR)
    low, high = np.array(UNKNOWNS[law].low), np.array(UNKNOWNS[law].high)
    for bound in (low, high):
        for i in np.flatnonzero(np.abs(x - bound) < CLOSE * (high - low)):
            without = free & (np.arange(len(x)) != i)
            moved = np.where(np.arange(len(x)) == i, bound, x)
            tried, price = _descent(law, points, moved, until=NEAR, free=without)
            if price <= cost * (1 + 1e-9) + 1e-24:
                x, cost, free = tried, price, without
    return x


def _descent(
    law: str,
    points: Points,
    start: Array,
    *,
    until: tuple[float, int],
    free: NDArray[np.bool_] | None = None,
) -> tuple[Array, float]:
    """Unknowns and weighted sum of squares at the end of a descent; those not `free` stay."""
    low, high = np.array(UNKNOWNS[law].low), np.array(UNKNOWNS[law].high)
    kept = np.ones(len(low), dtype=np.bool_) if free is None else free
    root, edge = np.sqrt(points.weight), 1e-9 * (high - low)
    least, most = until

    def whole(x: Array) -> Array:
        found = start.copy()
        found[kept] = x
        return found

    def lacking(x: Array) -> Array:
        return root * (law_density(law, whole(x), points.pressure) - points.density)

    def slopes(x: Array) -> Array:
        return root[:, None] * _slopes(law, whole(x), points.pressure)[:, kept]

    end = least_squares(
        lacking,
        np.clip(start, low + edge, high - edge)[kept],
        jac=slopes,
        bounds=(low[kept], high[kept]),
        x_scale="jac",
        ftol=least,
        xtol=least,
        gtol=least,
        max_nfev=most,
    )
    return whole(np.asarray(end.x)), 2 * float(end.cost)


def named(law: str, x: Array) -> dict[str, float]:
    """The parameters of a law by its inner unknowns."""
    return {name: float(value) for name, value in UNKNOWNS[law].named(x).items()}


def law_density(law: str, x: Array, pressure: Array) -> Array:
    """Densities by inner unknowns (k,) or, for many at once, (k, m, 1)."""
    return np.asarray(COMPACTION[law].density(pressure, **UNKNOWNS[law].named(x)))


def _slopes(law: str, x: Array, pressure: Array) -> Array:
    """Slopes of the densities in the inner unknowns, (n, k): central differences in the bounds."""
    low, high = (np.array(ends) for ends in (UNKNOWNS[law].low, UNKNOWNS[law].high))
    step = STEP * np.maximum(np.abs(x), 1e-2)
    up, down = np.minimum(x + step, high), np.maximum(x - step, low)
    tried = np.concatenate([x[:, None] + np.diag(up - x), x[:, None] - np.diag(x - down)], axis=1)
    found = law_density(law, tried[:, :, None], pressure)
    count = len(x)
    return np.asarray((found[:count] - found[count:]) / (up - down)[:, None]).T


def _errors(law: str, x: Array, points: Points, residuals: Array) -> tuple[Array, list[bool]]:
    """Standard errors of the law's own parameters, nan where unsettled, and which are at a bound.

    From the curvature of the sum of squares in the unknowns that are free. The scatter gives the
    scale; where standard errors are known they do, unless the scatter is larger than they allow.
    """
    unknowns = UNKNOWNS[law]
    low, high = np.array(unknowns.low), np.array(unknowns.high)
    free = (x > low) & (x < high)
    slopes = np.sqrt(points.weight)[:, None] * _slopes(law, x, points.pressure)[:, free]
    spare = len(points.pressure) - int(free.sum())
    scale = float(np.sum(points.weight * residuals**2)) / spare if spare > 0 else np.nan
    if points.error is not None:
        known = float(np.mean(points.weight * points.error**2))
        scale = max(known, scale) if spare > 0 else known
    turned = _turned(unknowns, x)
    names = len(turned)
    errors = np.full(names, np.nan)
    size = np.linalg.norm(slopes, axis=0)
    if free.any() and (size > 0).all():
        scaled = slopes / size
        if np.linalg.cond(scaled) < 1e7:
            spread = scale * np.linalg.inv(scaled.T @ scaled) / np.outer(size, size)
            errors = np.sqrt(np.einsum("ij,jk,ik->i", turned[:, free], spread, turned[:, free]))
    moved = np.abs(turned) > 0
    bound = np.asarray(moved[:, ~free].any(axis=1) & ~moved[:, free].any(axis=1))
    errors[bound] = np.nan
    return errors, [bool(at) for at in bound.tolist()]


def _turned(unknowns: Unknowns, x: Array) -> Array:
    """Slopes of the law's own parameters in the inner unknowns, (parameters, k)."""
    step = STEP * np.maximum(np.abs(x), 1e-2)
    up, down = (unknowns.named(x[:, None] + sign * np.diag(step)) for sign in (1, -1))
    rows = [(np.asarray(up[name]) - np.asarray(down[name])) / (2 * step) for name in up]
    return np.asarray(rows)
