"""Which law a record asks for: each judged on rows it has not seen, and by what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.laws.powder.compaction import COMPACTION
from asperity.study.calibrate.solve import Points, Solution, best_x, law_density, solve

Array = NDArray[np.float64]
ONE_BY_ONE = 30
"""Rows up to which each is left out by itself; more are left out in ten interleaved groups."""
GROUPS = 10
DOUBT = 2.0
"""Standard errors by which two laws must differ on unseen rows to be told apart."""
SUPPORT = 4.0
"""Difference in Akaike's criterion from which on the lesser law has little support (Burnham &
Anderson 2002)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """A fitted law and how well it does.

    Attributes:
        solution: the fit
        rms: root mean square error in porosity, weighted as the fit
        unseen: errors of each row by the law fitted without it, (n,)
        cross_validated: their root mean square
        aicc: Akaike's criterion for small records; None where it is not defined
    """

    solution: Solution
    rms: float
    unseen: Array
    cross_validated: float
    aicc: float | None


def enough(law: str, points: Points) -> str:
    """Why a record is too small for a law; "" where it is not.

    One row more than the law has parameters, at pressures that differ.
    """
    wanted = len(COMPACTION[law].parameters) + 1
    rows, levels = len(points.pressure), len(np.unique(points.pressure))
    if min(rows, levels) >= wanted:
        return ""
    what = f"{rows} rows" if rows < wanted else f"{levels} different pressures"
    return f"{wanted - 1} parameters need {wanted} or more, the record has {what}"


def judged(law: str, points: Points) -> Judged:
    """A law fitted to all rows, and to all but those it is judged on."""
    solution = solve(law, points)
    unseen = _unseen(solution, points)
    return Judged(
        solution=solution,
        rms=_rms(solution.residuals, points.weight),
        unseen=unseen,
        cross_validated=_rms(unseen, points.weight),
        aicc=aicc(solution.residuals, points, parameters=len(solution.parameters)),
    )


def ranked(laws: Iterable[Judged]) -> list[Judged]:
    """Best first: by the error on unseen rows, then by the number of parameters."""
    return sorted(laws, key=lambda law: (law.cross_validated, len(law.solution.parameters)))


def alike(laws: Sequence[Judged], weight: Array) -> list[str]:
    """Names of the laws that the record cannot tell from the best.

    A law is told apart from it by Akaike's criterion, or by the errors of the same unseen rows,
    compared pair by pair: where their mean difference is more than `DOUBT` of its standard errors.
    """
    best, *others = laws
    return [
        other.solution.law
        for other in others
        if not (_less_supported(best, other) or _worse_unseen(best, other, weight))
    ]


def _less_supported(best: Judged, other: Judged) -> bool:
    known = best.aicc is not None and other.aicc is not None
    return known and (other.aicc or 0.0) - (best.aicc or 0.0) > SUPPORT


def _worse_unseen(best: Judged, other: Judged, weight: Array) -> bool:
    worse = np.sqrt(weight) * (np.abs(other.unseen) - np.abs(best.unseen))
    error = float(np.std(worse, ddof=1)) / np.sqrt(len(worse))
    return bool(worse.mean() > DOUBT * error)


def folds(count: int) -> NDArray[np.int64]:
    """The group of each of `count` rows: one by one, or every tenth together."""
    return np.arange(count) % (count if count <= ONE_BY_ONE else GROUPS)


def _unseen(solution: Solution, points: Points) -> Array:
    """Law minus record on each row, by the law fitted without the row's group."""
    group = folds(len(points.pressure))
    errors = np.empty(len(group))
    for one in np.unique(group):
        left_out = group == one
        x = best_x(solution.law, points.without(left_out), [solution.x])
        found = law_density(solution.law, x, points.pressure[left_out])
        errors[left_out] = found - points.density[left_out]
    return errors


def aicc(residuals: Array, points: Points, *, parameters: int) -> float | None:
    """Akaike's information criterion, corrected for small records (Hurvich & Tsai 1989).

    n ln(mean weighted square) + 2 K + 2 K (K + 1)/(n - K - 1) of n rows, the scatter counted
    among the K unknowns. None where n <= K + 1, and where the law goes through every row.
    """
    rows, unknowns = len(residuals), parameters + 1
    mean = float(np.mean(points.weight * residuals**2))
    if rows <= unknowns + 1 or mean < 1e-30:
        return None
    small = 2 * unknowns * (unknowns + 1) / (rows - unknowns - 1)
    return float(rows * np.log(mean) + 2 * unknowns + small)


def _rms(errors: Array, weight: Array) -> float:
    return float(np.sqrt(np.sum(weight * errors**2) / np.sum(weight)))
