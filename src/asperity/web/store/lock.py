"""A folder that one server at a time keeps runs in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

from asperity.errors import Refusal, quoted

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NAME = ".serving"


class Lock:
    """The lock of a folder, held until `release` or the end of the process, however it ends.

    Raises:
        Refusal: another server keeps its runs there, or the folder cannot be written to.
    """

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = (folder / NAME).open("a+", encoding="utf-8")
        except OSError as trouble:
            found = f"{quoted(str(folder))}, {(trouble.strerror or str(trouble)).lower()}"
            raise Refusal("folder", found, "write another") from None
        try:
            _take(self._file)
        except OSError:
            self._file.seek(0)
            told = self._file.read(300).strip()
            self._file.close()
            at = f" at {told}" if told else ""
            found = f"{quoted(str(folder), limit=200)}, where another server keeps its runs{at}"
            raise Refusal("folder", found, "use that one, or write another folder") from None

    def tell(self, address: str) -> None:
        """Where the server is found, for whoever comes next."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(f"{address}\n")
        self._file.flush()

    def release(self) -> None:
        """Let go of the folder."""
        if not self._file.closed:
            self._file.seek(0)
            self._file.truncate()
            self._file.close()


def _take(file: IO[str]) -> None:
    if sys.platform == "win32":
        file.seek(1_000)  # beyond what is told: a locked byte could not be read
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
