"""Threads that share the rows of a grid.

Every row is worked on by itself and sums are kept a row at a time, so that one thread and several
give the same digits.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from types import TracebackType
from typing import Self

FEWEST = 64
"""Rows a thread is worth calling for."""


class Crew:
    """A number of threads, one of them the caller's own; use it as a context."""

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self._pool = ThreadPoolExecutor(threads - 1) if threads > 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown()

    def each(self, work: Callable[..., None], rows: int, *given: object) -> None:
        """Call `work(begin, end, *given)` for shares of the `rows`, and wait for all of them."""
        if self._pool is None or rows < 2 * FEWEST:
            work(0, rows, *given)
            return
        shares = min(self.threads, rows // FEWEST)
        ends = [rows * share // shares for share in range(shares + 1)]
        others = [self._pool.submit(work, begin, end, *given) for begin, end in pairwise(ends[1:])]
        work(ends[0], ends[1], *given)
        for other in others:
            other.result()
