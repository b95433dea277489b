"""Figures of an outcome, drawn once and kept beside it."""

from __future__ import annotations

import json
from pathlib import Path

from asperity.outcome import Outcome
from asperity.report.html import pictures
from asperity.web.jobs.files import written

KEPT = "figures.json"
"""What was drawn, in the folder of a run."""


def pictures_of(outcome: Outcome, folder: Path) -> list[tuple[str, str]]:
    """Titles and drawings (SVG in the colours of a page), in the order of the report."""
    key = _key(outcome)
    known = _kept(folder, key)
    if known is not None:
        return known
    drawn = [(title, str(picture)) for title, picture in pictures(outcome)]
    if folder.is_dir():
        written(folder / KEPT, json.dumps({"of": key, "drawn": drawn}).encode())
    return drawn


def _key(outcome: Outcome) -> list[object]:
    """What the drawings are of: a run that goes on has more steps."""
    return [outcome.digest, len(outcome.steps), dict(outcome.versions)]


def _kept(folder: Path, key: list[object]) -> list[tuple[str, str]] | None:
    try:
        kept = json.loads((folder / KEPT).read_bytes())
        if kept["of"] != key:
            return None
        return [(str(title), str(drawn)) for title, drawn in kept["drawn"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None
