"""How a number is spread over many presses, and how sure its quantiles are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import betainc

from asperity.outcome.frozen import Record
from asperity.study.many import Table
from asperity.study.many.table import Array

SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
_NUMBER = re.compile(r"(?<![\w.-])[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?(?![\w-])")
"""Numbers in a reason: presses that end for the same reason do so at other numbers."""
FEWEST = 8
"""Presses below which nothing is said of a spread."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Band(Record):
    """How one number of the outcome is spread; its unit is at the end of its path.

    Attributes:
        low: quantile 5 %: with `high` it holds nine of ten
        lower: quantile 25 %
        median: quantile 50 %
        upper: quantile 75 %
        high: quantile 95 %
        mean: over all presses that have it
        deviation: standard deviation
        low_error: standard error of `low`
        median_error: of `median`
        high_error: of `high`
        mean_error: of `mean`
        runs: presses that have it
    """

    low: float
    lower: float
    median: float
    upper: float
    high: float
    mean: float
    deviation: float
    low_error: float
    median_error: float
    high_error: float
    mean_error: float
    runs: int


def bands(table: Table) -> dict[str, Band]:
    """The spread of every number of a table that enough rows have, in the order of its columns."""
    weights: dict[int, Array] = {}
    found = {}
    for path, column in table.columns.items():
        values = np.sort(column[np.isfinite(column)])
        count = len(values)
        if count >= FEWEST:
            if count not in weights:
                weights[count] = quantile_weights(count)
            found[path] = _band(values, weights[count])
    return found


def band_of(values: Array) -> Band:
    """The spread of some numbers, (N,), at least `FEWEST` of them."""
    return _band(np.sort(values), quantile_weights(len(values)))


def quantile_weights(count: int) -> Array:
    """Weights (5, count) of sorted numbers in their quantiles 5, 25, 50, 75 and 95 %.

    A quantile p of N numbers is taken as the mean of the order statistic p (N + 1) if the numbers
    were drawn again from those that there are: weights are steps of the beta distribution with
    p (N + 1) and (1 - p)(N + 1) (Harrell & Davis, Biometrika 69 (1982) 635); their second moment
    gives its standard error (Maritz & Jarrett, J. Am. Stat. Assoc. 73 (1978) 194).
    """
    steps = np.arange(count + 1) / count
    p = np.array(SHARES)[:, None] * (count + 1)
    return np.asarray(np.diff(betainc(p, count + 1 - p, steps), axis=1))


def _band(values: Array, weights: Array) -> Band:
    centre = float(values.mean())
    off = values - centre  # numbers that hardly differ keep their digits so
    moved = weights @ off
    errors = np.sqrt(np.maximum(weights @ np.square(off) - np.square(moved), 0.0))
    low, lower, median, upper, high = (float(one) for one in moved + centre)
    deviation = float(values.std(ddof=1))
    return Band(
        low=low,
        lower=lower,
        median=median,
        upper=upper,
        high=high,
        mean=centre,
        deviation=deviation,
        low_error=float(errors[0]),
        median_error=float(errors[2]),
        high_error=float(errors[4]),
        mean_error=deviation / float(np.sqrt(len(values))),
        runs=len(values),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Ends(Record):
    """How the presses ended, as shares of all.

    Attributes:
        good: carried out, and the verdict good
        marginal: carried out, and marginal
        bad: carried out, and bad
        not_carried_out: molten, beyond the press or the die
        refused: what was drawn is no recipe
        error: standard error of a share of a half; of others less
        reasons: of those that were refused or not carried out: why, and their share, by reason
    """

    good: float
    marginal: float
    bad: float
    not_carried_out: float
    refused: float
    error: float
    reasons: Mapping[str, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskShare(Record):
    """How often one risk is no longer good, of all presses.

    Attributes:
        step: in which step
        kind: of risk
        where: at which layer, interface or tool
        marginal: share of presses in which it is marginal
        bad: share in which it is bad
    """

    step: str
    kind: str
    where: str
    marginal: float
    bad: float


def ends(table: Table) -> Ends:
    """How the presses of a table ended."""
    count = len(table)
    done = np.array([status == "done" for status in table.status])
    level = table.column("verdict.level")
    reasons: dict[str, int] = {}
    for status, reason in zip(table.status, table.reason, strict=True):
        if status != "done":
            told = f"{status}: {_NUMBER.sub('…', reason)}"
            reasons[told] = reasons.get(told, 0) + 1
    most = sorted(reasons.items(), key=lambda one: (-one[1], one[0]))[:5]
    return Ends(
        good=float(np.mean(done & (level == 0))),
        marginal=float(np.mean(done & (level == 1))),
        bad=float(np.mean(done & (level == 2))),
        not_carried_out=table.status.count("not carried out") / count,
        refused=table.status.count("refused") / count,
        error=0.5 / float(np.sqrt(count)),
        reasons={reason: number / count for reason, number in most},
    )


def risks(table: Table) -> tuple[RiskShare, ...]:
    """Every risk that is ever marginal or bad, the one that is oftenest bad first."""
    found = []
    for path, column in table.columns.items():
        head, _, rest = path.partition(".risks.")
        kind, _, where = rest.removesuffix(".level").partition(":")
        if not (where and path.endswith(".level")):
            continue
        marginal, bad = (float(np.mean(column == level)) for level in (1.0, 2.0))
        if marginal or bad:
            step = head.removeprefix("steps.")
            found.append(RiskShare(step=step, kind=kind, where=where, marginal=marginal, bad=bad))
    return tuple(sorted(found, key=lambda one: (-one.bad, -one.marginal)))
