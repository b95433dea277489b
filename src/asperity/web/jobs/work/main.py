"""A worker process: one run, told to the server that started it, and its end."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from asperity.errors import Refusal
from asperity.study.crew.worker import receive, unpacked
from asperity.web.jobs.files import keep, written
from asperity.web.jobs.work.tell import Done, Work
from asperity.web.jobs.work.wire import Wire
from asperity.web.store.record import Asked

ROOM = "asperity.web.jobs.work"
TROUBLE = "trouble.txt"
"""Where a run's folder has what went wrong, for whoever mends it."""


def serve() -> None:
    """Do what the first message on standard input asks for, and tell it on standard output.

    What the work prints goes to standard error, for standard output carries what is told. Ctrl-C at
    the terminal is for the server.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        kind, recipe, options, folder = unpacked(receive(sys.stdin.buffer))
    except EOFError:  # nobody is there any more
        return
    wire = Wire(sys.stdin.buffer, told)
    asked = Asked(kind=kind, recipe=recipe, options=MappingProxyType(options))
    try:
        done = _done(asked, folder, wire)
        with suppress(OSError):  # no room: the server may store it all the same
            keep(folder, done)
        wire.end(done)
    except BaseException:  # noqa: BLE001 (told, then the process ends whatever it was)
        traceback.print_exc()
        os._exit(1)
    os._exit(0)  # the thread that listens would hold up the interpreter's end


def _done(asked: Asked, folder: Path, wire: Wire) -> Done:
    """The work of this kind, done, or how it failed."""
    try:
        work: Work = import_module(f"{ROOM}.{asked.kind}").work
        return work(asked, folder, wire)
    except Refusal as refusal:
        return Done(state="refused", reason=str(refusal))
    except MemoryError:
        return Done(state="failed", reason="this machine has not enough memory for it")
    except Exception as trouble:  # noqa: BLE001 (whatever it is, it ends the run, not the server)
        written(folder / TROUBLE, traceback.format_exc().encode())
        return Done(state="failed", reason=f"{type(trouble).__name__}: {trouble}")
