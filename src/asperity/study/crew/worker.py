"""The other end: a process that does one task after the other until nobody asks any more.

Messages on its standard input and output are 8 bytes of length, then a pickle.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import IO, Any

LENGTH = 8
"""Bytes that tell how long a message is."""


def send(stream: IO[bytes], message: object) -> None:
    """Write a message whole."""
    packed = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(packed).to_bytes(LENGTH, "little"))
    stream.write(packed)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a message. Raises EOFError where the other end is gone."""
    head = stream.read(LENGTH)
    size = int.from_bytes(head, "little")
    packed = stream.read(size) if len(head) == LENGTH else b""
    if len(head) < LENGTH or len(packed) < size:
        raise EOFError
    return pickle.loads(packed)


def serve() -> None:
    """Do what is asked, and answer (True, result) or (False, what was raised).

    Ctrl-C at the terminal reaches every process of the group: it is for the one that asks, which
    ends this one. What a task prints goes to standard error, for standard output carries answers.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        try:
            work, task = receive(sys.stdin.buffer)
        except EOFError:
            return
        except Exception as trouble:  # noqa: BLE001 (a task that cannot be read is told, not died of)
            answer: tuple[bool, object] = False, _sendable(trouble)
        else:
            answer = _done(work, task)
        try:
            send(answers, answer)
        except BrokenPipeError:
            return


def _done(work: Any, task: object) -> tuple[bool, object]:
    try:
        result = work(task)
        pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)
    except Exception as trouble:  # noqa: BLE001 (whatever it is, it is the asker's)
        return False, _sendable(trouble)
    return True, result


def _sendable(trouble: Exception) -> Exception:
    """What was raised, or, where it cannot be sent, what it says."""
    try:
        return pickle.loads(pickle.dumps(trouble))  # type: ignore[no-any-return]
    except Exception:  # noqa: BLE001 (an error may refuse to be packed in any way it likes)
        return RuntimeError(f"{type(trouble).__name__}: {trouble}")
