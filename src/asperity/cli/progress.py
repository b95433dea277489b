"""Progress on stderr, for runs that take more than a second and a person who watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from asperity.cli import lazy

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE_S = 1.0


class Event(Protocol):
    """Where a run is: its step, which of how many, the share of it done, seconds it has run."""

    @property
    def step(self) -> str: ...  # noqa: D102
    @property
    def index(self) -> int: ...  # noqa: D102
    @property
    def count(self) -> int: ...  # noqa: D102
    @property
    def fraction(self) -> float: ...  # noqa: D102
    @property
    def time_s(self) -> float: ...  # noqa: D102


Watch = Callable[[Event], None]


@contextmanager
def watching(*, quiet: bool) -> Iterator[Watch | None]:
    """What to hand to a run as its watcher; None where nobody would see it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.close()


class _Bar:
    """A bar that appears once a run has taken a second."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def show(self, event: Event) -> None:
        if self._progress is None:
            if time.monotonic() - self._began < PATIENCE_S:
                return
            self._progress = lazy.progress()
            self._progress.start()
            self._task = self._progress.add_task("", total=float(event.count))
        if self._task is not None:
            done = event.index + event.fraction
            told = f"{event.step} at {event.time_s:.4g} s"
            self._progress.update(self._task, completed=done, description=told)

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()
