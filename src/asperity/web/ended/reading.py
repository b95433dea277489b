"""The outcome of a run, from its answer and its files."""

from __future__ import annotations

import json
from pathlib import Path

from asperity.errors import Refusal
from asperity.outcome import Outcome
from asperity.outcome.maps import FaceMaps
from asperity.report.maps.reading import faces
from asperity.web.store.record import Kept

MAPS = "maps.nc"
"""The maps of a run in its folder."""


def outcome_of(kept: Kept) -> Outcome | None:
    """What came of a press, without maps; None where nothing did, or it was no press."""
    if kept.answer is None or kept.asked.kind != "press":
        return None
    return Outcome.from_dict(json.loads(kept.answer))


def maps_of(folder: Path) -> tuple[FaceMaps, ...]:
    """The maps of a press; none where there is no such file, or none that can be read."""
    try:
        return faces((folder / MAPS).read_bytes())
    except (OSError, Refusal):
        return ()
