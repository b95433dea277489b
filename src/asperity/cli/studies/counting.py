"""Progress of many runs: how many are done, how fast, how long still."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from asperity.cli import lazy


@contextmanager
def counting(*, quiet: bool, what: str = "runs") -> Iterator[Callable[[int, int], None]]:
    """What to tell how many are done, of how many: a bar on stderr, if a person watches."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    bar = lazy.progress()
    begun: list[tuple[float, int]] = []

    def told(done: int, total: int) -> None:
        if not begun:
            begun.append((time.monotonic(), done))
            bar.start()
            bar.add_task("", total=float(total))
        since, already = begun[0]
        pace = pace_of(done - already, total - done, time.monotonic() - since)
        bar.update(bar.task_ids[0], completed=done, description=f"{done} of {total} {what}{pace}")

    try:
        yield told
    finally:
        bar.stop()


def pace_of(done: int, left: int, seconds: float) -> str:
    """Rate and time left, in words, once there is a rate."""
    if done <= 0 or seconds <= 0:
        return ""
    rate = done / seconds
    return f", {rate:.3g} a second, {_clock(left / rate)} left"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
