"""Drafts kept on the server under keys, so that a page that is loaded again finds its own."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from asperity.errors import Refusal, quoted
from asperity.recipe.read import LARGEST

MOST = 2000
_KEY = re.compile(r"[0-9a-f]{16}")


class Drawer:
    """A folder of drafts, a file each; the oldest go when there are too many."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "drafts"
        self._folder.mkdir(parents=True, exist_ok=True)

    def key(self) -> str:
        """A key nobody has, and nobody guesses."""
        return secrets.token_hex(8)

    def put(self, key: str, text: str) -> None:
        """Keep a text under a key, in the place of what was there. Raises Refusal if too long."""
        if len(text) > LARGEST:
            raise Refusal("draft", "more than 1 MB", "a recipe is a TOML file of a few kB")
        file = self._file(key)
        fresh = not file.exists()
        part = file.with_suffix(".part")
        part.write_text(text, "utf-8")
        part.replace(file)
        if fresh:
            self._tidy()

    def get(self, key: str) -> str:
        """The text kept under a key. Raises Refusal where there is none."""
        try:
            return self._file(key).read_text("utf-8")
        except OSError:
            raise _unknown(key) from None

    def _file(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise _unknown(key)
        return self._folder / f"{key}.toml"

    def _tidy(self) -> None:
        files = sorted(self._folder.glob("*.toml"), key=_age)
        for file in files[:-MOST]:
            file.unlink(missing_ok=True)


def _age(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def _unknown(key: str) -> Refusal:
    return Refusal("draft", quoted(key), "no draft is kept under this key, begin with an example")
