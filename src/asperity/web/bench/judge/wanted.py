"""What is asked of the process that forms verdicts, from the side of whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection

WORK = "asperity.web.bench.judge.work"
"""Loaded by that process alone: it holds the whole physics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A text somebody waits for the verdict on.

    Attributes:
        key: whose it is; a newer request of the same key takes its place
        number: grows with every request
        text: the recipe
    """

    key: str
    number: int
    text: str


def work(pipe: Connection) -> None:
    """Answer requests until nobody asks any more, in a process apart."""
    import_module(WORK).work(pipe)
