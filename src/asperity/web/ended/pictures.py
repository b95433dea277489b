"""Figures of an outcome, drawn once and kept beside it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from asperity.web.jobs.files import written
from asperity.web.prints.printer import Printer

KEPT = "figures.json"
"""What was drawn, in the folder of a run."""


def pictures_of(outcome: str, folder: Path, printer: Printer) -> list[tuple[str, str]]:
    """Titles and drawings (SVG in the colours of a page) of an outcome's JSON, as in the report."""
    key = sha256(outcome.encode()).hexdigest()
    known = _kept(folder, key)
    if known is not None:
        return known
    drawn = printer.drawn(outcome)
    if folder.is_dir():
        written(folder / KEPT, json.dumps({"of": key, "drawn": drawn}).encode())
    return drawn


def _kept(folder: Path, key: str) -> list[tuple[str, str]] | None:
    try:
        kept = json.loads((folder / KEPT).read_bytes())
        if kept["of"] != key:
            return None
        return [(str(title), str(drawn)) for title, drawn in kept["drawn"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None
