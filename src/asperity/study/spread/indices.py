"""Which source a number's variance comes from: Sobol's indices, as SALib estimates them.

    S1 = V[E(y | x)] / V[y]           what knowing x alone would take off the variance
    ST = 1 - V[E(y | all but x)]/V[y]  what would be left if all but x were known

Rows come in blocks: A, B, and A with the column of x from B (Saltelli et al., Comput. Phys. Commun.
181 (2010) 259). A block of which one press has no number is left out whole, of that x alone, and
nothing is filled in: the indices are then of those presses that succeed. A number that is positive
throughout, and no probability, is looked at by its logarithm: shares of relative spread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from SALib.analyze import sobol  # type: ignore[import-untyped]

from asperity.outcome.frozen import Record
from asperity.study.many.table import Array

FEWEST = 16
"""Blocks below which no index is told."""
RESAMPLES = 200
_FLAT = 1e-9
"""Spread of a number, over its size, that is as good as none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Index(Record):
    """What one source, or a group of them, does to a number.

    Attributes:
        name: of the source
        first: share of the variance that goes if it alone is known
        first_error: half the width of its 95 % confidence interval
        total: share of the variance that stays if all but it are known
        total_error: likewise
        at_low: the number with this source at its quantile 5 % and all others in the middle
        at_high: likewise, at 95 %
        blocks: blocks it rests on
    """

    name: str
    first: float
    first_error: float
    total: float
    total_error: float
    at_low: float | None = None
    at_high: float | None = None
    blocks: int


def scale_of(path: str, values: Array) -> Literal["logarithm", "number"]:
    """Whether a number's indices are those of its logarithm."""
    known = values[np.isfinite(values)]
    chance = "probability" in path or path.endswith(".level")
    return "logarithm" if len(known) and known.min() > 0 and not chance else "number"


def scaled(values: Array, scale: str) -> Array:
    """Numbers on that scale; NaN stays."""
    if scale != "logarithm":
        return values
    with np.errstate(invalid="ignore", divide="ignore"):
        logs = np.log(values)
    return np.where(np.isfinite(logs), logs, np.nan)


def index(
    name: str,
    blocks: tuple[Array, Array, Array],
    *,
    scale: str,
    seed: int,
    bars: tuple[float | None, float | None] = (None, None),
) -> Index | None:
    """The indices of one source by its blocks (A, A with its column of B, B), each (N,).

    None where fewer than `FEWEST` blocks are whole, or the number does not vary.
    """
    stacked = np.stack([scaled(block, scale) for block in blocks], axis=1)
    whole = stacked[np.isfinite(stacked).all(axis=1)]
    ends = whole[:, [0, 2]]
    if len(whole) < FEWEST or np.ptp(ends) <= _FLAT * _size(ends, scale):
        return None
    problem = {"num_vars": 1, "names": [name], "bounds": [[0.0, 1.0]]}
    found = sobol.analyze(
        problem, whole.ravel(), calc_second_order=False, num_resamples=RESAMPLES, seed=seed + 1
    )
    first, first_error, total, total_error = (
        float(found[key][0]) for key in ("S1", "S1_conf", "ST", "ST_conf")
    )
    return Index(
        name=name,
        first=first,
        first_error=first_error,
        total=total,
        total_error=total_error,
        at_low=bars[0],
        at_high=bars[1],
        blocks=len(whole),
    )


def _size(values: Array, scale: str) -> float:
    """What a spread is small against; that of a logarithm is relative as it is."""
    return 1.0 if scale == "logarithm" else float(np.abs(values).max())
