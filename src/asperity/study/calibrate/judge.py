"""Which law a record asks for: each judged on rows it has not seen, and by what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from asperity.laws.powder.compaction import COMPACTION
from asperity.study.calibrate.solve import Points, Solution, best_x, law_density, solve

Array = NDArray[np.float64]
ONE_BY_ONE = 30
"""Rows up to which each is left out by itself; more are left out in ten interleaved groups."""
GROUPS = 10
DOUBT = 0.05
"""Laws are told apart where rows that are equally hard for both would differ as much in fewer
cases than this."""
ODDS = 4.0
"""Twice the log of the odds that tell laws apart (7 to 1), by the size of their unseen errors."""
EXACT = 1e-9
"""Errors in porosity below which a law goes through every row."""
WORST = 0.05
"""Error in porosity on unseen rows beyond which no law is to be taken for the powder."""
MAY_VANISH = MappingProxyType({"shapiro": ("k", "b"), "cooper-eaton": ("a1", "a2")})
"""Terms without which a law is a simpler one, and no worse."""


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
    what = "rows" if rows < wanted else "pressures that differ"
    return f"{wanted - 1} parameters need {wanted} {what}, the record has {min(rows, levels)}"


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


def objection(law: Judged) -> str:
    """Why a law is not to be taken for the powder, however it ranks; "" where it may be.

    A parameter that ran to its bound shows that the record is of another shape than the law, unless
    it is one of two terms; so does a large error on unseen rows.
    """
    name, at_bound = law.solution.law, law.solution.at_bound
    terms = MAY_VANISH.get(name, ())
    gone = [symbol for symbol in at_bound if symbol in terms]
    stuck = [symbol for symbol in at_bound if symbol not in terms or len(gone) == len(terms)]
    against = []
    if law.cross_validated > WORST:
        error, most = 100 * law.cross_validated, 100 * WORST
        against.append(
            f"off by {error:.1f} points of porosity on unseen rows, where {most:.0f} are much"
        )
    if stuck:
        against.append(f"at the end of what may be in {' and '.join(stuck)}")
    return f"it is {', and '.join(against)}" if against else ""


def alike(laws: Sequence[Judged], weight: Array) -> list[str]:
    """Names of the laws that the record cannot tell from the best.

    The errors on the same unseen rows tell: by their size, as normal errors of unknown scatter,
    or compared pair by pair (Student's t of their differences in size, one-sided).
    """
    best, *others = laws
    return [
        other.solution.law
        for other in others
        if not (_larger(best, other) or _worse_pairs(best, other, weight))
    ]


def _larger(best: Judged, other: Judged) -> bool:
    """Whether the errors on unseen rows are so much larger that the odds are against the law."""
    if best.cross_validated < EXACT:
        return other.cross_validated > EXACT
    ratio = other.cross_validated / best.cross_validated
    return 2 * len(best.unseen) * log(ratio) > ODDS


def _worse_pairs(best: Judged, other: Judged, weight: Array) -> bool:
    worse = np.sqrt(weight) * (np.abs(other.unseen) - np.abs(best.unseen))
    error = float(np.std(worse, ddof=1)) / np.sqrt(len(worse))
    return bool(worse.mean() > stdtrit(len(worse) - 1, 1 - DOUBT) * error)


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
