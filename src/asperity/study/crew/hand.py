"""One worker process, from the side that asks."""

from __future__ import annotations

import os
import subprocess
import sys
from types import MappingProxyType
from typing import Any

from asperity.errors import WorkerLostError
from asperity.study.crew.worker import receive, send

START = "import sys; sys.path[:] = sys.argv[1:]; from {module} import serve; serve()"
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
        code = START.format(module=receive.__module__)
        self._process = subprocess.Popen(
            [sys.executable, "-c", code, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **ONE_THREAD},
        )

    @property
    def pid(self) -> int:
        """Its number in the system."""
        return self._process.pid

    def do(self, work: object, task: object) -> Any:
        """The result of a task.

        Raises:
            WorkerLostError: the process ended.
            Exception: whatever the task raised.
        """
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        try:
            send(asked, (work, task))
            well, answer = receive(answers)
        except (BrokenPipeError, EOFError, ConnectionError, ValueError) as trouble:
            if isinstance(trouble, ValueError) and not asked.closed:
                raise
            raise WorkerLostError(f"worker process {self.pid} ended") from None
        if not well:
            raise answer
        return answer

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
