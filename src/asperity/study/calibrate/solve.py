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
    nearly = best_x(law, points, starts)
    x = best_x(law, points, [nearly], until=NEAR)
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


def best_x(
    law: str, points: Points, starts: Iterable[Array], *, until: tuple[float, int] = QUICK
) -> Array:
    """The inner unknowns of the best end that is reached from any of the starts."""
    low, high = np.array(UNKNOWNS[law].low), np.array(UNKNOWNS[law].high)
    root = np.sqrt(points.weight)
    edge, (least, most) = 1e-9 * (high - low), until

    def lacking(x: Array) -> Array:
        return root * (law_density(law, x, points.pressure) - points.density)

    def slopes(x: Array) -> Array:
        return root[:, None] * _slopes(law, x, points.pressure)

    ends = [
        least_squares(
            lacking,
            np.clip(start, low + edge, high - edge),
            jac=slopes,
            bounds=(low, high),
            x_scale="jac",
            ftol=least,
            xtol=least,
            gtol=least,
            max_nfev=most,
        )
        for start in starts
    ]
    end = min(ends, key=lambda end: float(end.cost))
    return _settled(law, np.asarray(end.x), points, 2 * float(end.cost))


def _settled(law: str, x: Array, points: Points, squares: float) -> Array:
    """The unknowns with those put on a bound that lie close to it and lose nothing by that."""
    for ends in (np.array(UNKNOWNS[law].low), np.array(UNKNOWNS[law].high)):
        span = np.array(UNKNOWNS[law].high) - np.array(UNKNOWNS[law].low)
        for i in np.flatnonzero(np.abs(x - ends) < CLOSE * span):
            moved = np.where(np.arange(len(x)) == i, ends, x)
            off = law_density(law, moved, points.pressure) - points.density
            if float(np.sum(points.weight * off**2)) <= squares * (1 + 1e-9) + 1e-26:
                x = moved
    return x


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
