"""Records of pressing from files: the only file of this room that reads any."""

from __future__ import annotations

import hashlib
from pathlib import Path

from asperity.errors import Refusal, quoted

LARGEST = 20_000_000
"""Bytes: two hundred thousand rows and more."""
CURE = "write the path of a text file: a heading, then a row a pressure"

PIPE = "save the record to a file first"


def read_text(path: str) -> tuple[str, str]:
    """The text of a plain file, and the SHA-256 of its bytes.

    A byte order mark is passed over; text that is no UTF-8 is taken for Latin-1, as older
    instruments write it. Raises Refusal for what is no file, no text, or of no decent size.
    """
    if path == "-":
        raise Refusal(path, "no file", f"{PIPE}: its name and digest go into the card")
    where = quoted(path, limit=200)[1:-1]
    data = _bytes(Path(path), where)
    if b"\0" in data[:100_000]:
        cure = "export it as text (CSV): a heading, then a row a pressure"
        raise Refusal(where, "no text", cure)
    digest = hashlib.sha256(data).hexdigest()
    try:
        return data.decode("utf-8-sig"), digest
    except UnicodeDecodeError:
        return data.decode("latin-1"), digest


def _bytes(path: Path, where: str) -> bytes:
    try:
        if not path.exists():
            raise Refusal(where, "no such file", CURE)
        if not path.is_file():
            if path.is_fifo():
                raise Refusal(where, "a pipe, no plain file", PIPE)
            raise Refusal(where, "a directory" if path.is_dir() else "no plain file", CURE)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as trouble:
        told = getattr(trouble, "strerror", None) or str(trouble)
        raise Refusal(where, told.lower(), CURE) from None
    if len(data) > LARGEST:
        cure = "thin the record: a few hundred rows tell as much"
        raise Refusal(where, f"more than {LARGEST // 1_000_000} MB", cure)
    return data
