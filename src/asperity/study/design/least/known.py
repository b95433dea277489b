"""What is known of a problem so far: points that were asked, with numbers and limits of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from asperity.study.many.table import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """N points of a box and what was answered there.

    Attributes:
        shares: where each lies, as shares of the ranges of D variables, (N, D)
        numbers: of G goals, to be made least, (N, G); NaN where a point has none
        limits: by name, what must not be above 0, (N,); NaN where a point knows no such limit
        lost: 0, or above it by how far a point is from being told at all, (N,)
    """

    shares: Array
    numbers: Array
    limits: Mapping[str, Array]
    lost: Array

    def __len__(self) -> int:
        return len(self.lost)

    def joined(self, other: Known) -> Known:
        """These points, then the others."""
        names = dict.fromkeys((*self.limits, *other.limits))
        return Known(
            shares=np.concatenate([self.shares, other.shares]),
            numbers=np.concatenate([self.numbers, other.numbers]),
            limits={
                name: np.concatenate([one.limit(name) for one in (self, other)]) for name in names
            },
            lost=np.concatenate([self.lost, other.lost]),
        )

    def limit(self, name: str) -> Array:
        """A limit at every point, (N,); NaN where there is none."""
        found = self.limits.get(name)
        return np.full(len(self), np.nan) if found is None else found

    def row(self, index: int) -> Known:
        """One point by itself."""
        at = slice(index, index + 1)
        return Known(
            shares=self.shares[at],
            numbers=self.numbers[at],
            limits={name: column[at] for name, column in self.limits.items()},
            lost=self.lost[at],
        )


Ask = Callable[[Array], Known]
"""Answers at shares (N, D)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What is to be made least, within which limits.

    Attributes:
        worth: of every known point, (N,), less is better; NaN where it has none
        limits: of every known point, by name; above 0 they are broken
        slack: by name, how far above 0 a limit may be all the same
    """

    worth: Callable[[Known], Array]
    limits: Callable[[Known], Mapping[str, Array]] = lambda known: known.limits
    slack: Mapping[str, float]

    def broken(self, known: Known) -> Array:
        """By how much limits are broken at every point, added, (N,); 0 is feasible."""
        over = known.lost + np.where(np.isnan(self.worth(known)), 1.0, 0.0)
        for name, column in self.limits(known).items():
            over = over + np.maximum(np.nan_to_num(column - self.slack.get(name, 0.0)), 0.0)
        return np.asarray(over)

    def order(self, known: Known) -> Array:
        """Indices of the points, the best first: feasible ones by worth, others by how broken."""
        broken = self.broken(known)
        return np.lexsort((np.nan_to_num(self.worth(known), nan=np.inf), broken)).astype(float)

    def best(self, known: Known) -> int | None:
        """The best feasible point, if there is one."""
        first = int(self.order(known)[0])
        return first if self.broken(known)[first] <= 0 else None


def first_goal(known: Known) -> Array:
    """The first of its numbers."""
    return np.asarray(known.numbers[:, 0])
