"""What is unknown in each compaction law, within which bounds, and where a fit may start.

A law is fitted in inner unknowns x, in which it is nearer to linear and its bounds are plain;
`Unknowns.named` turns them into the law's own parameters. Starts come from the straight line or the
non-negative least squares that each law becomes once D is rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

Array = NDArray[np.float64]
_DENSEST = 1 - 1e-6
_MPA = 1e6
_PER_PRESSURE, _PER_ROOT = 1e9, 1e4
_LOOSEST = 0.1
"""Loose powders are no looser; a fit that wants less says that its D0 is not settled."""


@dataclass(frozen=True, kw_only=True)
class Unknowns:
    """The inner unknowns of a law.

    Attributes:
        low, high: their bounds, (k,)
        named: from x, (k, ...), to the law's parameters, each (...)
        starts: from pressures (Pa) and densities, (n,), to some x to start from
    """

    low: tuple[float, ...]
    high: tuple[float, ...]
    named: Callable[[Array], Mapping[str, Array]]
    starts: Callable[[Array, Array], Iterable[Array]]


def _line(x: Array, y: Array) -> tuple[float, float]:
    """Slope and intercept of the straight line nearest to the points."""
    slope, intercept = np.polyfit(x, y, 1)
    return float(slope), float(intercept)


def _solidity(density: Array) -> Array:
    return np.asarray(-np.log1p(-np.minimum(density, _DENSEST)))


def _walker(p: Array, density: Array) -> Iterable[Array]:
    slope, intercept = _line(np.log10(p / _MPA), 1 / density)
    yield np.array([intercept, -slope])


def _heckel(p: Array, density: Array) -> Iterable[Array]:
    for upper in (slice(None), slice(len(p) // 2, None)):
        if len(p[upper]) > 1:
            slope, intercept = _line(p[upper], _solidity(density[upper]))
            yield np.array([-np.log(max(slope, 0.01 / p[-1])), intercept])


def _panelli_ambrozio(p: Array, density: Array) -> Iterable[Array]:
    slope, intercept = _line(np.sqrt(p), _solidity(density))
    yield np.array([np.log(max(slope, 1e-3 / np.sqrt(p[-1]))), intercept])


def _kawakita(p: Array, density: Array) -> Iterable[Array]:
    for share in (0.4, 0.7, 0.9, 0.98):
        loose = max(share * float(density.min()), _LOOSEST)
        strain = np.maximum(1 - loose / density, 1e-6)
        slope, intercept = _line(p, p / strain)  # p/C = p/a + 1/(ab)
        slope = max(slope, 1.01)
        yield np.array([loose, 1 / slope, np.log(slope / max(intercept, 1e-3 * p[0]))])


def _shapiro(p: Array, density: Array) -> Iterable[Array]:
    terms = np.stack([np.ones_like(p), p / _PER_PRESSURE, np.sqrt(p) / _PER_ROOT], axis=1)
    lost, k, b = nnls(terms, _solidity(density))[0]
    yield np.array([np.exp(-lost), k, b])


def _cooper_eaton(p: Array, density: Array) -> Iterable[Array]:
    """The four best of a grid of D0, k1 and k2, the shares by non-negative least squares."""
    tried = []
    steps = np.geomspace(p[0] / 3, 3 * p[-1], 7)
    for share in (0.5, 0.8, 0.95, 0.995):
        loose = max(share * float(density.min()), _LOOSEST)
        filled = (1 / loose - 1 / density) / (1 / loose - 1)
        for k1, k2 in combinations(steps, 2):
            (a1, a2), off = nnls(np.stack([np.exp(-k1 / p), np.exp(-k2 / p)], axis=1), filled)
            both = max(a1 + a2, 1e-6)
            x = np.array([loose, min(both, 2.0), a1 / both, np.log(k1), np.log(k2 / k1)])
            tried.append((float(off) * (1 - loose), x))
    tried.sort(key=lambda one: one[0])
    yield from (x for _, x in tried[:4])


def _two_voids(x: Array) -> Mapping[str, Array]:
    """Cooper and Eaton's parameters from D0, a1 + a2, a1/(a1 + a2), ln k1, ln k2/k1."""
    both, share, k1 = x[1], x[2], np.exp(x[3])
    return {
        "D0": x[0],
        "a1": both * share,
        "k1": k1,
        "a2": both * (1 - share),
        "k2": k1 * np.exp(x[4]),
    }


_LN_PRESSURE = (float(np.log(1e3)), float(np.log(1e13)))
UNKNOWNS: Mapping[str, Unknowns] = MappingProxyType(
    {
        "walker": Unknowns(
            low=(1.0, 0.0),
            high=(50.0, 20.0),
            named=lambda x: {"C1": x[0], "C2": x[1]},
            starts=_walker,
        ),
        "heckel": Unknowns(
            low=(_LN_PRESSURE[0], 0.0),
            high=(_LN_PRESSURE[1], 20.0),
            named=lambda x: {"Py": np.exp(x[0]), "A": x[1]},
            starts=_heckel,
        ),
        "panelli-ambrozio": Unknowns(
            low=(float(np.log(1e-8)), 0.0),
            high=(0.0, 20.0),
            named=lambda x: {"a": np.exp(x[0]), "B": x[1]},
            starts=_panelli_ambrozio,
        ),
        "kawakita": Unknowns(
            low=(_LOOSEST, 1e-4, -_LN_PRESSURE[1]),
            high=(0.999, 0.99, -_LN_PRESSURE[0]),
            named=lambda x: {"D0": x[0], "a": x[1], "b": np.exp(x[2])},
            starts=_kawakita,
        ),
        "shapiro": Unknowns(
            low=(0.0, 0.0, 0.0),
            high=(1.0, 1e3, 1e3),
            named=lambda x: {"e0": x[0], "k": x[1] / _PER_PRESSURE, "b": x[2] / _PER_ROOT},
            starts=_shapiro,
        ),
        "cooper-eaton": Unknowns(
            low=(_LOOSEST, 0.0, 0.0, _LN_PRESSURE[0], 0.0),
            high=(0.999, 2.0, 1.0, _LN_PRESSURE[1], 12.0),
            named=_two_voids,
            starts=_cooper_eaton,
        ),
    }
)
"""By the names of the laws. Densities and shares lie in 0 to 1, pressures in 1 kPa to 10 TPa; the
two shares of Cooper and Eaton may add to 2: a finite pressure then closes the last void."""
