"""A worker's line to the server: what is told goes out in the background, newest maps only."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from queue import SimpleQueue
from typing import IO, Any

from asperity.study.crew.worker import packed, receive, send, unpacked
from asperity.web.jobs.progress import GapMap, Point
from asperity.web.jobs.work.tell import Done, Finished, Message, Note, Share

STOP = "stop"
"""What the server sends to a worker that is to stop."""
OFTEN_S = 0.1
"""How often a share is told."""
ORPHANED = 3
"""Exit code of a worker whose server is gone."""


class Wire:
    """What a worker tells, on its way to the server.

    One thread sends, so that the work never waits for who listens; of maps that could not be sent
    yet only the newest of each face is kept. Another thread listens: the end of the line is the end
    of the server, and of this process.
    """

    def __init__(
        self,
        incoming: IO[bytes],
        outgoing: IO[bytes],
        *,
        clock: Callable[[], float] = time.monotonic,
        leave: Callable[[int], object] = os._exit,
    ) -> None:
        self._incoming, self._outgoing = incoming, outgoing
        self._clock, self._leave = clock, leave
        self._stop = threading.Event()
        self._queue: SimpleQueue[Message | str | None] = SimpleQueue()
        self._maps: dict[str, GapMap] = {}
        self._lock = threading.Lock()
        self._told: tuple[float, str] = (-OFTEN_S, "")
        self._sender = threading.Thread(target=self._send, daemon=True)
        self._sender.start()
        threading.Thread(target=self._listen, daemon=True).start()

    def step(
        self, name: str, index: int, count: int, fraction: float, left_s: float | None = None
    ) -> None:
        """See `asperity.web.jobs.work.tell.Tell`; told no more often than anybody could look."""
        now = self._clock()
        when, last = self._told
        if name == last and now - when < OFTEN_S:
            return
        self._told = now, name
        self._queue.put(
            Share(step=name, index=index, count=count, fraction=fraction, left_s=left_s)
        )

    def point(self, point: Point) -> None:
        """See `asperity.web.jobs.work.tell.Tell`."""
        self._queue.put(point)

    def map(self, seen: GapMap) -> None:
        """See `asperity.web.jobs.work.tell.Tell`."""
        with self._lock:
            waits = seen.face in self._maps
            self._maps[seen.face] = seen
        if not waits:
            self._queue.put(seen.face)

    def finished(self, step: Mapping[str, Any]) -> None:
        """See `asperity.web.jobs.work.tell.Tell`."""
        self._queue.put(Finished(step=step))

    def note(self, text: str) -> None:
        """See `asperity.web.jobs.work.tell.Tell`."""
        self._queue.put(Note(text=text))

    def stopped(self) -> bool:
        """See `asperity.web.jobs.work.tell.Tell`."""
        return self._stop.is_set()

    def end(self, done: Done) -> None:
        """Hand over how it ended, when all else is sent."""
        self._queue.put(done)
        self._queue.put(None)
        self._sender.join()

    def _send(self) -> None:
        while (said := self._queue.get()) is not None:
            if isinstance(said, str):
                with self._lock:
                    said = self._maps.pop(said)
            try:
                send(self._outgoing, packed(said))
            except OSError:
                self._leave(ORPHANED)
                return

    def _listen(self) -> None:
        try:
            while unpacked(receive(self._incoming)) == STOP:
                self._stop.set()
        except (OSError, EOFError):
            self._leave(ORPHANED)
