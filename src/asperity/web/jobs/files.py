"""What a run leaves in its folder: files written whole, and how it ended."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from asperity.web.jobs.work.tell import Done

KEPT = "step-{:03d}.kept"
"""What a finished step left, to go on from."""
DONE = "done.json"
"""How a run ended, until the store has it."""


def written(file: Path, content: bytes) -> None:
    """Write a file whole: it is there with all of its content, or it is as it was."""
    part = file.with_name(f"{file.name}.{token_hex(4)}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def keep(folder: Path, done: Done) -> None:
    """Write down how a run ended, should the server be gone before it has stored it."""
    told = {
        "state": done.state,
        "reason": done.reason,
        "answer": done.answer,
        "summary": dict(done.summary),
    }
    written(folder / DONE, json.dumps(told).encode())


def ended(folder: Path) -> Done | None:
    """How a run ended that nobody stored; None where it did not end, or was stored."""
    try:
        return Done(**json.loads((folder / DONE).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def stored(folder: Path) -> None:
    """The store has how it ended."""
    (folder / DONE).unlink(missing_ok=True)


def let_go(folder: Path) -> None:
    """Nobody will go on with it: what was kept for that is no longer needed."""
    for file in folder.glob(KEPT.replace("{:03d}", "*")):
        file.unlink(missing_ok=True)
