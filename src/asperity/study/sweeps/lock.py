"""A folder that one process at a time stores in."""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from asperity.errors import Refusal, quoted

NAME = ".running"
"""The file that is there while a process stores."""
PROCESSES, BOOT = Path("/proc"), Path("/proc/sys/kernel/random/boot_id")
DEAD = "dead"
"""Of a process that has ended, but for its number."""


class Lock:
    """The lock of a folder, held.

    A file that only one process can make, with the machine, the number of the process and when it
    was begun. What a process of this machine left that is no more is taken over; of another machine
    nobody here can know.

    Raises:
        Refusal: another process stores in the folder.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        told = {"host": socket.gethostname(), "pid": os.getpid(), "born": _born(os.getpid())}
        self._text = json.dumps({**told, "mark": token_hex(8)})
        if not self._made() and not (self._cleared() and self._made()):
            found = f"a sweep that is running in {quoted(str(folder))}{_by(_read(self._file))}"
            cure = f"wait for its end; if none is, delete the file {NAME} in the folder"
            raise Refusal("out", found, cure)

    def release(self) -> None:
        """Let go of the folder."""
        if _read(self._file) == self._text:
            with suppress(OSError):
                self._file.unlink()

    def _made(self) -> bool:
        try:
            handle = os.open(self._file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            return False
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(self._text)
            file.flush()
            os.fsync(handle)
        return True

    def _cleared(self) -> bool:
        """Whether what stood in the way was left by nobody who lives, and is gone.

        Moved away before it is deleted, which only one of several can do, and looked at again:
        should it be that of another who was faster, it is put back.
        """
        text = _read(self._file)
        if not _left(text):
            return False
        aside = self._file.with_name(f"{NAME}.{token_hex(4)}.part")
        try:
            self._file.rename(aside)
        except OSError:
            return False
        if _read(aside) != text:
            aside.rename(self._file)
            return False
        aside.unlink()
        return True


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _by(text: str) -> str:
    """Who holds a lock, in words; empty where it does not tell."""
    try:
        told = json.loads(text)
        return f", process {told['pid']} on {told['host']}"
    except (ValueError, KeyError, TypeError):
        return ""


def _left(text: str) -> bool:
    """Whether a lock is of a process of this machine that is no more."""
    try:
        told = json.loads(text)
        host, pid, born = told["host"], int(told["pid"]), told["born"]
    except (ValueError, KeyError, TypeError):
        return False
    if host != socket.gethostname() or os.name != "posix":
        return False
    now = _born(pid)
    return not _answers(pid) or now == DEAD or bool(now and born and now != born)


def _born(pid: int) -> str:
    """When a process was begun, in which run of the system; empty where nobody tells.

    Numbers of processes come again, with the next start of the machine at the latest.
    """
    try:
        state, *fields = PROCESSES.joinpath(f"{pid}", "stat").read_text().rpartition(")")[2].split()
        return DEAD if state in "ZX" else f"{BOOT.read_text().strip()} {fields[18]}"
    except (OSError, IndexError, ValueError):
        return ""


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
