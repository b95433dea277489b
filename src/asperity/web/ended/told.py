"""How far a run is and how it ended, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from asperity.web.jobs.progress import Progress
from asperity.web.store.record import Kept, State

HEADLINES: Mapping[State, str] = MappingProxyType(
    {
        "waiting": "Waiting for its turn",
        "running": "Pressing",
        "done": "Pressed",
        "not carried out": "Cannot be carried out as written",
        "stopped": "Stopped",
        "interrupted": "Cut off",
        "refused": "Refused",
        "failed": "Failed",
    }
)
CURES: Mapping[State, str] = MappingProxyType(
    {
        "stopped": "Steps that were finished are kept. Go on with it, or edit the recipe.",
        "interrupted": "Steps that were finished are kept. Go on with it where it was cut off.",
        "refused": "Nothing was pressed. Mend the recipe, then press it again.",
        "failed": "This should not happen. Try it again; if it fails again, press it in the mean "
        "field or on a coarser grid.",
    }
)
"""What to do where a run did not come to its end."""


def cure(state: State, finished: bool) -> str:
    """What to do with a run that did not come to its end; `finished`, whether any of its steps."""
    if state in {"stopped", "interrupted"} and not finished:
        return "Going on begins it again from the start: no step was finished."
    return CURES[state]


def status(progress: Progress) -> str:
    """Step, share of the whole, time left: "Step 1 of 3, press: 42 % done, about 20 s left"."""
    if progress.state == "waiting":
        return "Waiting: another run is being pressed. This one begins by itself."
    if not progress.step:
        return "Beginning …"
    place = f"Step {progress.index + 1} of {progress.count}, {progress.step}"
    share = f"{int(100 * progress.fraction)} % done"
    return ", ".join(filter(None, (f"{place}: {share}", left(progress.left_s))))


def left(seconds: float | None) -> str:
    """Time left, no finer than anybody knows it."""
    if seconds is None:
        return ""
    if seconds < 5:
        return "a few seconds left"
    if seconds < 90:
        return f"about {5 * round(seconds / 5)} s left"
    if seconds < 5400:
        return f"about {round(seconds / 60)} min left"
    return f"about {seconds / 3600:.1f} h left"


def how(kept: Kept) -> str:
    """How closely a run looks: "full field, 256 x 256 points, seed 3"."""
    options = kept.asked.options
    if options.get("fidelity", "mean-field") != "full-field":
        return "mean field"
    grid, seed = options.get("grid"), options.get("seed")
    parts = ["full field"]
    if grid:
        parts.append(f"{grid} × {grid} points")
    if seed:
        parts.append(f"seed {seed}")
    return ", ".join(parts)


def when(moment: datetime) -> str:
    """A moment as people write it: "2026-11-23 05:10 UTC"."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def tags_of(text: str) -> tuple[str, ...]:
    """Tags as typed, parted by commas; none twice, none empty."""
    parts = (" ".join(part.split()) for part in text.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))
