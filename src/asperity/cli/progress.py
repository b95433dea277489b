"""Progress on stderr, for runs that take more than a second and a person who watches."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from asperity.cli import lazy
from asperity.errors import Stopped

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
def watching(*, quiet: bool) -> Iterator[Watch]:
    """What to hand to a run as its watcher: it shows how far it is, and ends it on Ctrl-C."""
    bar = None if quiet or not sys.stderr.isatty() else _Bar()
    with _stoppable() as stopped:

        def watch(event: Event) -> None:
            if stopped():
                raise Stopped
            if bar is not None:
                bar.show(event)

        try:
            yield watch
        finally:
            if bar is not None:
                bar.close()


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed, asked between steps; a second one ends the run where it is.

    A signal that strikes inside compiled code is not always told as what it is.
    """
    pressed: list[int] = []

    def note(number: int, _frame: object) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)

    try:
        before = signal.signal(signal.SIGINT, note)
    except ValueError:  # not the main thread, which alone hears signals
        yield lambda: False
        return
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed and sys.exc_info()[0] is None:
            raise KeyboardInterrupt


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
            told = f"{event.step} at {event.time_s:.4g} s" if event.time_s else event.step
            self._progress.update(self._task, completed=done, description=told)

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()
