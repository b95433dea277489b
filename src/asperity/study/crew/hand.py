"""One worker process, from the side that asks."""

from __future__ import annotations

import os
import subprocess
import sys
from types import MappingProxyType
from typing import Any

from asperity.errors import WorkerLostError
from asperity.study.crew import worker
from asperity.study.crew.worker import HELLO, packed, receive, send, unpacked

START = (
    "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); "
    "import sys; sys.path[:] = sys.argv[1:]; from {module} import serve; serve()"
)
"""Ctrl-C is for the one that asks, from the first import on."""
ONE_THREAD = MappingProxyType(
    dict.fromkeys(
        ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1"
    )
)
"""A worker a core: threads within would only stand in each other's way."""


class Hand:
    """A process that does one task at a time.

    Started afresh rather than forked, which threads do not survive, and with no look at the main
    script, which therefore needs no `if __name__ == "__main__"`.
    """

    def __init__(self) -> None:
        code = START.format(module=worker.__name__)
        self._process = subprocess.Popen(
            [sys.executable, "-c", code, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **ONE_THREAD},
        )
        self._started = False
        self._between = True

    @property
    def pid(self) -> int:
        """Its number in the system."""
        return self._process.pid

    @property
    def ready(self) -> bool:
        """Whether a task may be sent: it waits for one, no answer is still on its way."""
        return self._started and self._between

    @property
    def stillborn(self) -> bool:
        """Whether it ended by itself before it could start, as another would too."""
        return not self._started and self._process.wait() > 0

    def do(self, work: object, task: object) -> Any:
        """The result of a task.

        Raises:
            WorkerLostError: the process ended.
            Exception: whatever the task raised.
        """
        message = packed((work, task))
        well, answer = unpacked(self._answer(message))
        if not well:
            raise answer
        return answer

    def _answer(self, message: bytes) -> bytes:
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        try:
            if not self._started and receive(answers) != HELLO:
                self.end()
                raise EOFError
            self._started, self._between = True, False
            send(asked, message)
            answer = receive(answers)
        except (OSError, EOFError, ValueError):  # ValueError: the pipe was closed on this side
            raise WorkerLostError(self._told()) from None
        self._between = True
        return answer

    def _told(self) -> str:
        if self.stillborn:
            return f"a worker could not start: it ended with exit code {self._process.returncode}"
        return f"worker process {self.pid} ended"

    def end(self) -> None:
        """End the process at once, whatever it does."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Let go of its pipes, when nobody reads them any more."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:  # what was not yet sent
                    continue
