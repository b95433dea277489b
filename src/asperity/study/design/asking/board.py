"""What was asked so far, so that a search that is stopped keeps it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread

from asperity.study.design.least.known import Known
from asperity.study.design.least.search import Solved
from asperity.study.design.problem import Problem
from asperity.study.many.table import Array

Told = Callable[[str, float, int], None]
PATIENCE_S = 0.2
"""Whoever watches is asked so often whether to go on while a batch is pressed."""


class Board:
    """What was asked of a problem, and how far its search is."""

    def __init__(self, problem: Problem, told: Told | None) -> None:
        self.problem = problem
        self.known: Known | None = None
        self.found: list[tuple[Problem, Solved]] = []
        self._told = told
        self.stage, self.done, self.presses = "looking", 0.0, 0

    def ask(self, shares: Array) -> Known:
        """Answers at shares, kept."""
        found = self.of(self.problem, shares)
        self.known = found if self.known is None else self.known.joined(found)
        return found

    def of(self, problem: Problem, shares: Array) -> Known:
        """Answers of any problem, not kept."""
        self.tell()
        found = problem.ask(shares) if self._told is None else self._watched(problem, shares)
        self.presses += len(shares) * (1 + len(problem.scatter))
        self.tell()
        return found

    def tell(self) -> None:
        """Say how far it is; whoever is told may end the search by raising."""
        if self._told is not None:
            self._told(self.stage, self.done, self.presses)

    def begin(self, problem: Problem, *, stage: str = "looking") -> None:
        """Another problem; what is known of one before is let go."""
        if problem is not self.problem:
            self.known = None
        self.problem = problem
        self.stage, self.done = stage, 0.0

    def at(self, stage: str) -> Callable[[str, float, Known], None]:
        """A stage begins; what refines it tells how far it is."""
        self.stage, self.done = stage, 0.0

        def told(_: str, done: float, __: Known) -> None:
            self.done = done
            self.tell()

        return told

    def _watched(self, problem: Problem, shares: Array) -> Known:
        """Answers, while it is told again and again how far it is: a batch is not waited for."""
        answer: Future[Known] = Future()

        def work() -> None:
            try:
                answer.set_result(problem.ask(shares))
            except BaseException as trouble:  # noqa: BLE001 (whatever it is, it is the asker's)
                answer.set_exception(trouble)

        Thread(target=work, name="asperity-design", daemon=True).start()
        while not wait([answer], timeout=PATIENCE_S).done:
            self.tell()
        return answer.result()
