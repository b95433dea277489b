"""Verdicts while somebody types, formed in a warm process beside the server."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import Final

from asperity.web.bench.judge.record import Judgement, Refused
from asperity.web.bench.judge.wanted import Wanted, work

Then = Callable[[Judgement], None]
PATIENCE_S: Final = 60.0
"""How long somebody may wait for an answer of a process that has answered before."""
WARMING_S: Final = 300.0
"""Likewise of one that never has: it may still be loading."""
LOOK_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class _Line:
    """A process that forms verdicts, and the way there: whoever asks never waits for it."""

    pipe: Connection
    process: BaseProcess
    box: SimpleQueue[Wanted | None] = field(default_factory=SimpleQueue)
    answered: Event = field(default_factory=Event)


class Live:
    """Verdicts by the mean field, the newest request of each key first and only.

    One process forms them all; it is begun anew should it ever end, or not answer any more.
    """

    def __init__(self, *, patience_s: float = PATIENCE_S, warming_s: float = WARMING_S) -> None:
        self._patience_s, self._warming_s = patience_s, warming_s
        self._lock = Lock()
        self._numbers = count(1)
        self._waits: dict[str, tuple[int, Then, float]] = {}
        self._closed = False
        self._line: _Line | None = self._begun()

    def judge(self, key: str, text: str, then: Then) -> int:
        """Ask for the verdict on a recipe's text; the number of the request.

        `then` is called with it from a thread of this object's own, unless a newer request of the
        same key comes first.
        """
        with self._lock:
            number = next(self._numbers)
            if self._closed:
                return number
            if self._line is None:
                self._line = self._begun()
            _, _, since = self._waits.get(key, (0, then, time.monotonic()))
            self._waits[key] = number, then, since
            self._line.box.put(Wanted(key=key, number=number, text=text))
        return number

    def forget(self, key: str) -> None:
        """Nobody waits any more for a verdict of this key."""
        with self._lock:
            self._waits.pop(key, None)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._closed = True
            self._waits.clear()
            line, self._line = self._line, None
        if line is not None:
            line.box.put(None)
            line.process.terminate()
            line.process.join(LOOK_S)
            if line.process.is_alive():
                line.process.kill()
                line.process.join()

    def _begun(self) -> _Line:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs,), name="asperity-live", daemon=True)
        process.start()
        theirs.close()
        line = _Line(ours, process)
        for task in (self._send, self._listen):
            Thread(target=task, args=(line,), name="asperity-live", daemon=True).start()
        return line

    def _send(self, line: _Line) -> None:
        """Hand on what is asked; end a process that leaves somebody waiting too long."""
        with suppress(OSError):
            while True:
                try:
                    wanted = line.box.get(timeout=LOOK_S)
                except Empty:
                    if self._overdue(line):
                        line.process.kill()
                    continue
                if wanted is None:
                    return
                line.pipe.send(wanted)

    def _overdue(self, line: _Line) -> bool:
        most = self._patience_s if line.answered.is_set() else self._warming_s
        with self._lock:
            since = min((wait[2] for wait in self._waits.values()), default=float("inf"))
        return time.monotonic() - since > most

    def _listen(self, line: _Line) -> None:
        """Hand out answers until the process ends; who then still waits is told."""
        with suppress(EOFError, OSError):
            while True:
                key, told = line.pipe.recv()
                line.answered.set()
                self._hand_out(key, told)
        self._lost(line)

    def _hand_out(self, key: str, told: Judgement) -> None:
        with self._lock:
            number, then, _ = self._waits.get(key, (0, None, 0.0))
            if number != told.number or then is None:
                return
            del self._waits[key]
        with suppress(RuntimeError):  # the loop that waited is closed
            then(told)

    def _lost(self, line: _Line) -> None:
        line.box.put(None)
        line.process.join(LOOK_S)
        line.pipe.close()
        with self._lock:
            if line is not self._line:
                return
            self._line = None
            left = list(self._waits.values())
            self._waits.clear()
        lost = Refused(
            where="verdict", found="no answer", instead="change something to ask for it again"
        )
        for number, then, _ in left:
            with suppress(RuntimeError):
                then(Judgement(number=number, level=None, refusals=(lost,)))
