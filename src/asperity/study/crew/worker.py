"""The other end: a process that does one task after the other until nobody asks any more.

Messages on its standard input and output are 8 bytes of length, then a pickle. The first that it
sends is `HELLO`: it has started.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from contextlib import suppress
from typing import IO, Any

LENGTH = 8
"""Bytes that tell how long a message is."""
HELLO = b"here"


def packed(message: object) -> bytes:
    """A message in bytes."""
    return pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)


def unpacked(content: bytes) -> Any:
    """The message of some bytes, which come from a process of our own."""
    return pickle.loads(content)


def send(stream: IO[bytes], content: bytes) -> None:
    """Write the bytes of a message."""
    stream.write(len(content).to_bytes(LENGTH, "little"))
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read the bytes of a message. Raises EOFError where the other end is gone."""
    head = stream.read(LENGTH)
    size = int.from_bytes(head, "little")
    content = stream.read(size) if len(head) == LENGTH else b""
    if len(head) < LENGTH or len(content) < size:
        raise EOFError
    return content


def serve() -> None:
    """Do what is asked, and answer (True, result) or (False, what was raised).

    Ctrl-C at the terminal reaches every process of the group: it is for the one that asks, which
    ends this one. What a task prints goes to standard error, for standard output carries answers.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(EOFError, BrokenPipeError):
        send(answers, HELLO)
        while True:
            send(answers, _answered(receive(sys.stdin.buffer)))


def _answered(asked: bytes) -> bytes:
    try:
        work, task = unpacked(asked)
        return packed((True, work(task)))
    except Exception as trouble:  # noqa: BLE001 (whatever it is, it is the asker's)
        return packed((False, _sendable(trouble)))


def _sendable(trouble: Exception) -> Exception:
    """What was raised, or, where it cannot be sent, what it says."""
    try:
        return pickle.loads(pickle.dumps(trouble))  # type: ignore[no-any-return]
    except Exception:  # noqa: BLE001 (an error may refuse to be packed in any way it likes)
        return RuntimeError(f"{type(trouble).__name__}: {trouble}")
