"""How a bench is served."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a bench is served.

    Attributes:
        host: address it listens on; beyond loopback only with a token
        port: 0 to take a free one; None for the usual one, or a free one where that is taken
        names: further names that visitors call the server by, behind a proxy for example; with
            any of them it is not loopback alone that asks
        folder: where runs keep their files, and the store that comes along
        store: address of the database; None for SQLite in the folder
        token: what a visitor has to show, None on loopback
        browser: whether to open the page in the visitor's browser
        at_once: runs that are pressed at the same time; further ones wait
    """

    host: str = "127.0.0.1"
    port: int | None = None
    names: tuple[str, ...] = ()
    folder: Path
    store: str | None = None
    token: str | None = None
    browser: bool = True
    at_once: int = 2
