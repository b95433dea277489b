"""Verdicts while somebody types, formed in a warm process beside the server."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock, Thread

from asperity.web.bench.judge.record import Judgement, Refused
from asperity.web.bench.judge.work import Wanted, work

Then = Callable[[Judgement], None]


class Live:
    """Verdicts by the mean field, the newest request of each key first and only.

    One process forms them all; it is begun anew should it ever end.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._numbers = count(1)
        self._waits: dict[str, tuple[int, Then]] = {}
        self._closed = False
        self._pipe, self._process = self._begun()

    def judge(self, key: str, text: str, then: Then) -> int:
        """Ask for the verdict on a recipe's text; the number of the request.

        `then` is called with it from a thread of this object's own, unless a newer request of the
        same key comes first.
        """
        with self._lock:
            number = next(self._numbers)
            if self._closed:
                return number
            self._waits[key] = number, then
            wanted = Wanted(key=key, number=number, text=text)
            try:
                self._pipe.send(wanted)
            except OSError:
                self._pipe, self._process = self._begun()
                self._pipe.send(wanted)
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
            self._pipe.close()
        self._process.join(1.0)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(1.0)

    def _begun(self) -> tuple[Connection, BaseProcess]:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs,), name="asperity-live", daemon=True)
        process.start()
        theirs.close()
        Thread(target=self._listen, args=(ours,), name="asperity-live", daemon=True).start()
        return ours, process

    def _listen(self, pipe: Connection) -> None:
        """Hand out answers until the process ends; who then still waits is told."""
        try:
            while True:
                key, told = pipe.recv()
                self._hand_out(key, told)
        except (EOFError, OSError):
            self._lost(pipe)

    def _hand_out(self, key: str, told: Judgement) -> None:
        with self._lock:
            number, then = self._waits.get(key, (0, None))
            if number != told.number or then is None:
                return
            del self._waits[key]
        then(told)

    def _lost(self, pipe: Connection) -> None:
        with self._lock:
            if self._closed or pipe is not self._pipe:
                return
            left = list(self._waits.values())
            self._waits.clear()
            pipe.close()
        lost = Refused(
            where="verdict", found="no answer", instead="change something to ask for it again"
        )
        for number, then in left:
            then(Judgement(number=number, level=None, refusals=(lost,)))
