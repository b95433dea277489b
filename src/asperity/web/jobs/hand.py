"""The process of a run, from the side of the server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from asperity.study.crew.worker import packed, receive, send, unpacked
from asperity.web.jobs.work import main
from asperity.web.jobs.work.tell import Done, Message
from asperity.web.jobs.work.wire import STOP
from asperity.web.store.record import Asked

PATIENCE_S = 30.0
"""How long a worker that is to stop may take to hand over what is finished."""
FORCED = "it did not stop by itself and was ended; steps that were finished are kept"
START = (
    "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); "
    "import sys; sys.path[:] = sys.argv[1:]; from {module} import serve; serve()"
)
"""Ctrl-C is for the server; the main script is not looked at, nor what it imports."""


def plain(value: Any) -> Any:
    """What came from the store as tables and lists that can be sent."""
    if isinstance(value, Mapping):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value


class Hand:
    """A process that does one run and ends; it ends itself when this process does."""

    def __init__(self, asked: Asked, folder: Path) -> None:
        order = packed((asked.kind, asked.recipe, plain(asked.options), folder))
        self._process = subprocess.Popen(
            [sys.executable, "-c", START.format(module=main.__name__), *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self._overdue: threading.Timer | None = None
        self._forced = False
        self._say(order)

    @property
    def pid(self) -> int:
        """Its number in the system."""
        return self._process.pid

    def messages(self) -> Iterator[Message]:
        """What it tells, until it ends."""
        answers = self._process.stdout
        assert answers is not None
        with suppress(EOFError, OSError, ValueError):  # ValueError: closed on this side
            while True:
                yield unpacked(receive(answers))

    def stop(self, patience_s: float = PATIENCE_S) -> None:
        """Let it stop, and hand over what is finished; one that does not heed that is ended."""
        if self._overdue is None:
            self._overdue = threading.Timer(patience_s, self._force)
            self._overdue.daemon = True
            self._overdue.start()
            self._say(packed(STOP))

    def _force(self) -> None:
        self._forced = True
        self._process.kill()

    def end(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()

    def lost(self) -> Done:
        """How the run ended if its process told nothing of it; nothing is left of it then."""
        code = self._process.wait()
        if self._overdue is not None:
            self._overdue.cancel()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            with suppress(OSError):
                stream.close()
        if self._forced:
            return Done(state="stopped", reason=FORCED)
        if code >= 0:
            return Done(state="failed", reason=f"its process ended with exit code {code}")
        name = signal.Signals(-code).name
        memory = "; perhaps the machine ran out of memory" if name == "SIGKILL" else ""
        told = f"its process was ended from outside ({name}){memory}"
        return Done(state="interrupted", reason=told)

    def _say(self, message: bytes) -> None:
        asked = self._process.stdin
        assert asked is not None
        with suppress(OSError, ValueError):  # it has ended: whoever reads its answers will see
            send(asked, message)
