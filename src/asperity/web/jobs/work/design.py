"""A design, found in a process of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from asperity.errors import Stopped
from asperity.recipe.read import parse_recipe
from asperity.report.design.lines import headline
from asperity.study.design import STAGES, Design, design_recipe
from asperity.web.jobs.work.options import text, texts, whole
from asperity.web.jobs.work.tell import Done, Tell
from asperity.web.store.record import Asked

DOING = (
    "looking over the ranges",
    "refining the best",
    "seeking the gentlest as good",
    "seeking the coolest and shortest as gentle",
    "asking what binds it",
)
"""`STAGES` in words."""
SHARES = (0.0, 0.2, 0.6, 0.75, 0.85, 1.0)
"""Of the whole that is done when each stage begins, about; and at the end."""


def work(asked: Asked, _folder: Path, tell: Tell) -> Done:
    """Find the design; the best so far where it is stopped."""
    options = asked.options

    def told(stage: str, done: float, presses: int) -> None:
        index = STAGES.index(stage)
        begin, end = SHARES[index : index + 2]
        share = begin + (end - begin) * min(max(done, 0.0), 1.0)
        tell.step(f"{DOING[index]}, {presses} presses so far", index, len(STAGES), share)
        if tell.stopped():
            raise Stopped

    try:
        found = design_recipe(
            parse_recipe(asked.recipe),
            goals=texts(options.get("goals")),
            vary=texts(options.get("vary")),
            risk=texts(options.get("risks")),
            limit=texts(options.get("limits")),
            looks=whole(options.get("looks"), 0, "looks") or None,
            steps=text(options.get("steps")) or "fixed",
            seed=whole(options.get("seed"), 0, "seed"),
            workers=1,
            told=told,
        )
    except Stopped as stop:
        kept: Any = getattr(stop, "kept", None)
        if not isinstance(kept, Design):
            return Done(state="stopped", reason="stopped before anything was found")
        reason = "stopped before it was done; the best so far is kept"
        return Done(state="stopped", reason=reason, answer=kept.to_json(), summary=_summary(kept))
    return Done(answer=found.to_json(), summary=_summary(found))


def _summary(found: Design) -> dict[str, object]:
    summary: dict[str, object] = {"told": "; ".join(headline(found)), "found": found.found}
    return {**summary, "verdict": found.verdict} if found.verdict else summary
