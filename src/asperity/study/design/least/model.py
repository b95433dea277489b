"""Where a goal is likely least within a small box, by surfaces through what is known in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import NonlinearConstraint, minimize

from asperity.study.design.least.known import Aim, Known
from asperity.study.many.table import Array

NEAR = 2.0
"""Points so many radii around count for a surface."""
MARGIN = 0.02
"""Share of the spread of a limit's values in a box by which a cautious step keeps off it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A centre (D,), a radius, and the ends of the whole box (D,) each."""

    centre: Array
    radius: float
    low: Array
    high: Array

    def within(self, shares: Array, *, radii: float = 1.0) -> Array:
        """Whether points lie within so many radii, (N,) of 0 or 1."""
        apart = np.abs(shares - self.centre).max(axis=1)
        return np.asarray(apart <= radii * self.radius * (1 + 1e-9), dtype=float)

    def clipped(self, shares: Array) -> Array:
        """Points brought inside the whole box."""
        return np.clip(shares, self.low, self.high)


@dataclass(frozen=True, slots=True)
class _Surfaces:
    """Quadratic surfaces of S quantities over D coordinates: value, slope and curvature of each."""

    value: Array  # (S,)
    slope: Array  # (S, D)
    bend: Array  # (S, D, D)

    def at(self, z: Array) -> Array:
        bent = np.einsum("sij,i,j->s", self.bend, z, z)
        return np.asarray(self.value + self.slope @ z + 0.5 * bent)

    def slopes(self, z: Array) -> Array:
        return np.asarray(self.slope + self.bend @ z)


def steps(known: Known, aim: Aim, box: Box) -> Array:
    """Points worth asking for, (K, D): at the surfaces' limits, short of them, and halfway."""
    near = box.within(known.shares, radii=NEAR) > 0
    worth = aim.worth(known)
    use = near & ~np.isnan(worth) & (known.lost <= 0)
    if np.count_nonzero(use) < 3:
        return np.empty((0, len(box.centre)))
    values, spread = _values(known, aim, use)
    surfaces = _fitted((known.shares[use] - box.centre) / box.radius, values)
    ends = ((box.low - box.centre) / box.radius, (box.high - box.centre) / box.radius)
    bounds = list(zip(np.maximum(ends[0], -1), np.minimum(ends[1], 1), strict=True))
    found = [_least(surfaces, bounds, MARGIN * share * spread) for share in (0.0, 1.0)]
    found.append(found[0] / 2)
    return box.clipped(box.centre + box.radius * np.array(found))


def _values(known: Known, aim: Aim, use: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Worth, then the limits that may bind, at points, (M, S), and the spread of each limit."""
    columns = [aim.worth(known)[use]]
    spreads = []
    for name, column in aim.limits(known).items():
        here = column[use] - aim.slack.get(name, 0.0)
        if not np.isfinite(here).all():
            continue
        spread = float(np.ptp(here))
        if here.max() > -2 * spread and spread > 0:
            columns.append(here)
            spreads.append(spread)
    return np.array(columns).T, np.array(spreads)


def _fitted(z: Array, values: Array) -> _Surfaces:
    """Surfaces by least squares, nearer points weighing more; as bent as their number allows."""
    count, width = z.shape
    squares = [(i, i) for i in range(width)]
    crossed = [(i, j) for i in range(width) for j in range(i)]
    bends = squares + crossed if count > len(squares + crossed) + width + 1 else squares
    bends = bends if count > len(bends) + width + 1 else []
    terms = [np.ones(count), *z.T, *(z[:, i] * z[:, j] for i, j in bends)]
    weight = 1 / (0.1 + np.abs(z).max(axis=1))[:, None]
    found = np.linalg.lstsq(np.array(terms).T * weight, values * weight, rcond=None)[0]
    bend = np.zeros((values.shape[1], width, width))
    for (i, j), part in zip(bends, found[width + 1 :], strict=True):
        bend[:, i, j] += part
        bend[:, j, i] += part
    return _Surfaces(found[0], found[1 : width + 1].T, bend)


def _least(surfaces: _Surfaces, bounds: list[tuple[float, float]], margins: Array) -> Array:
    """Where the first surface is least with all others at or below their margin under 0."""
    scale = max(float(np.abs(surfaces.slope[0]).max()), 1e-12)
    rules = NonlinearConstraint(
        lambda z: surfaces.at(z)[1:] + margins,
        -np.inf,
        0.0,
        jac=lambda z: surfaces.slopes(z)[1:],
    )
    found = minimize(
        lambda z: float(surfaces.at(z)[0]) / scale,
        np.zeros(len(bounds)),
        jac=lambda z: surfaces.slopes(z)[0] / scale,
        bounds=bounds,
        constraints=(rules,) if len(margins) else (),
        method="SLSQP",
        tol=1e-10,
    )
    low, high = np.array(bounds).T
    return np.asarray(np.clip(np.nan_to_num(found.x), low, high))
