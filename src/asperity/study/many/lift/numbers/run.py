"""One way that lanes go through code together, and which of them go another."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


class NotLiftedError(TypeError):
    """Something was asked of lanes that they cannot tell together."""


class Run:
    """One way through the code, and the lanes that go it.

    Attributes:
        under_way: which lanes still go this way, (B,)
        left: the lanes that left, those of one fork together
        given_up: the lanes that are better off alone
        told: what texts were written with numbers of lanes, by their marks
    """

    def __init__(self, count: int) -> None:
        self.under_way = np.ones(count, dtype=np.bool_)
        self.left: list[NDArray[np.intp]] = []
        self.told: list[Any] = []
        self.given_up: list[NDArray[np.intp]] = []

    def decide(self, asked: NDArray[np.bool_]) -> bool:
        """The answer most lanes give; the others leave."""
        here = asked[self.under_way]
        yes = int(np.count_nonzero(here))
        if yes in {0, len(here)}:
            return yes > 0
        answer = 2 * yes >= len(here)
        self.leave(asked != answer)
        return answer

    def leave(self, which: NDArray[np.bool_]) -> None:
        """Lanes that go another way."""
        gone = np.flatnonzero(which & self.under_way)
        if len(gone):
            self.left.append(gone)
            self.under_way[gone] = False

    def give_up(self, which: NDArray[np.bool_]) -> None:
        """Lanes that cannot go on together with others, and are better off alone."""
        gone = np.flatnonzero(which & self.under_way)
        if len(gone):
            self.given_up.append(gone)
            self.under_way[gone] = False

    def mark(self, thing: Any) -> str:
        """A mark in a text that stands for what each lane has to say there."""
        self.told.append(thing)
        return f"\x00{len(self.told) - 1}\x01"
