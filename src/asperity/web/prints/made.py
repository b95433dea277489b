"""The process that prints: it loads what it prints with only once there is something to print."""

from __future__ import annotations

import signal
from importlib import import_module
from pathlib import Path
from typing import Any

PRINTS = "asperity.web.prints.printed"


def begin() -> None:
    """Leave Ctrl-C to the server, which ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def made(kind: str, told: str, **more: Path | None) -> Any:
    """A print of a kind: what the function of that name in `printed` makes of a text."""
    return getattr(import_module(PRINTS), kind)(told, **more)


def name_of(title: str) -> str:
    """A title as the name of a file."""
    plain = "".join(char if char.isalnum() else "-" for char in title.lower())
    return "-".join(part for part in plain.split("-") if part)
