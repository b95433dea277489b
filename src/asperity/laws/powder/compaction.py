"""Relative density of a powder while pressure rises in a die: six published laws, each invertible.

D     relative density, bulk over crystal density, 0..1
p     axial pressure, Pa (the laws' own parameters are per MPa where their authors give them so)

name               law                                            parameters here
walker             1/D = C1 - C2 log10(p/MPa)                     C1, C2
heckel             ln 1/(1-D) = p/Py + A                          Py (Pa), A
panelli-ambrozio   ln 1/(1-D) = a √p + B                          a (Pa^-0.5), B
kawakita           1 - D0/D = a b p/(1 + b p)                     D0, a, b (1/Pa)
shapiro            ln(1-D) = ln ε0 - k p - b √p                   e0, k (1/Pa), b (Pa^-0.5)
cooper-eaton       (1/D0 - 1/D)/(1/D0 - 1) = Σ ai exp(-ki/p)      D0, a1, k1 (Pa), a2, k2 (Pa)

Walker 1923, Heckel 1961, Panelli & Ambrozio Filho 2001, Kawakita & Lüdde 1971, Shapiro 1993
(after Konopicky), Cooper & Eaton 1962. All are empirical between rearrangement (some MPa) and full
density; they are not for unloading (see `springback`). Where a law runs past D = 1 (Walker above
10^((C1-1)/C2) MPa) it is cut at 1, and Walker, whose logarithm has no zero-pressure limit, is to
be floored with the loose fill by the caller: `np.maximum(D, D_loose)`.
An inverse returns the pressure that just reaches D: inf where the law never does, 0 below its
starting density.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats
from asperity.laws.bisection import rising_root

_MPA = 1.0e6


def _solidity(D: Floats) -> NDArray[np.float64]:
    """Compute ln 1/(1-D), inf at full density."""
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log1p(-np.asarray(D, dtype=float)))


def walker(p: Floats, *, C1: float, C2: float) -> Floats:
    """Relative density at `p` in Pa; 0 at zero pressure, 1 where the law passes full density."""
    with np.errstate(divide="ignore"):
        volume = C1 - C2 * np.log10(np.asarray(p, dtype=float) / _MPA)
    return 1.0 / np.maximum(volume, 1.0)


def walker_pressure(D: Floats, *, C1: float, C2: float) -> Floats:
    """Pressure in Pa at relative density `D`."""
    return np.power(10.0, (C1 - 1.0 / np.asarray(D, dtype=float)) / C2) * _MPA


def heckel(p: Floats, *, Py: float, A: float) -> Floats:
    """Relative density at `p` in Pa; `Py` (Pa) is the mean yield pressure, 3 x yield stress."""
    return 1.0 - np.exp(-(p / Py + A))


def heckel_pressure(D: Floats, *, Py: float, A: float) -> Floats:
    """Pressure in Pa at relative density `D`."""
    return np.maximum(_solidity(D) - A, 0.0) * Py


def panelli_ambrozio(p: Floats, *, a: float, B: float) -> Floats:
    """Relative density at `p` in Pa; `a` in Pa^-0.5."""
    return 1.0 - np.exp(-(a * np.sqrt(p) + B))


def panelli_ambrozio_pressure(D: Floats, *, a: float, B: float) -> Floats:
    """Pressure in Pa at relative density `D`."""
    return np.square(np.maximum(_solidity(D) - B, 0.0) / a)


def kawakita(p: Floats, *, D0: float, a: float, b: float) -> Floats:
    """Relative density at `p` in Pa from loose density `D0`; at most D0/(1-a), and at most 1."""
    return np.minimum(D0 / (1.0 - a * b * p / (1.0 + b * p)), 1.0)


def kawakita_pressure(D: Floats, *, D0: float, a: float, b: float) -> Floats:
    """Pressure in Pa at relative density `D`; inf at and above the limit D0/(1-a)."""
    strain = 1.0 - D0 / np.asarray(D, dtype=float)
    with np.errstate(divide="ignore"):
        reached = strain / (b * np.maximum(a - strain, 0.0))
    return np.maximum(reached, 0.0)


def shapiro(p: Floats, *, e0: float, k: float, b: float) -> Floats:
    """Relative density at `p` in Pa; `e0` porosity at zero pressure, `k` 1/Pa, `b` Pa^-0.5."""
    return 1.0 - e0 * np.exp(-k * p - b * np.sqrt(p))


def shapiro_pressure(D: Floats, *, e0: float, k: float, b: float) -> Floats:
    """Pressure in Pa at relative density `D`: the positive root of k p + b √p = ln(e0/(1-D))."""
    c = np.maximum(np.log(e0) + _solidity(D), 0.0)
    with np.errstate(invalid="ignore"):
        root = 2.0 * c / (b + np.sqrt(b * b + 4.0 * k * c))  # no cancellation, and k = 0 is fine
    return np.where(np.isinf(c), np.inf, root**2)


def cooper_eaton(p: Floats, *, D0: float, a1: float, k1: float, a2: float, k2: float) -> Floats:
    """Relative density at `p` in Pa from `D0`: filling of large, then of small voids."""
    q = np.maximum(np.asarray(p, dtype=float), 1e-3)
    filled = np.minimum(a1 * np.exp(-k1 / q) + a2 * np.exp(-k2 / q), 1.0)
    return np.asarray(1.0 / (1.0 / D0 - filled * (1.0 / D0 - 1.0)))


def cooper_eaton_pressure(
    D: float, *, D0: float, a1: float, k1: float, a2: float, k2: float
) -> float:
    """Pressure in Pa at relative density `D` (a float); inf where the law never reaches it."""

    def lacking(x: float) -> float:
        return float(cooper_eaton(np.exp(x), D0=D0, a1=a1, k1=k1, a2=a2, k2=k2)) - D

    if D <= D0:
        return 0.0
    low, high = 0.0, 30.0  # exp: 1 Pa to 1e13 Pa
    return float(np.exp(rising_root(lacking, low, high))) if lacking(high) > 0 else np.inf


@dataclass(frozen=True)
class Compaction:
    """A compaction law: its density D(p), its inverse p(D), the names of its parameters."""

    density: Callable[..., Floats]
    pressure: Callable[..., Floats]
    parameters: tuple[str, ...]


COMPACTION: Mapping[str, Compaction] = MappingProxyType(
    {
        "walker": Compaction(walker, walker_pressure, ("C1", "C2")),
        "heckel": Compaction(heckel, heckel_pressure, ("Py", "A")),
        "panelli-ambrozio": Compaction(panelli_ambrozio, panelli_ambrozio_pressure, ("a", "B")),
        "kawakita": Compaction(kawakita, kawakita_pressure, ("D0", "a", "b")),
        "shapiro": Compaction(shapiro, shapiro_pressure, ("e0", "k", "b")),
        "cooper-eaton": Compaction(
            cooper_eaton, cooper_eaton_pressure, ("D0", "a1", "k1", "a2", "k2")
        ),
    }
)
"""The laws a material card may name."""
