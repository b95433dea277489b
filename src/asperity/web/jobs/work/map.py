"""A map, made in a process of its own."""

from __future__ import annotations

from pathlib import Path

from asperity.errors import Stopped
from asperity.recipe.read import parse_recipe
from asperity.report.mapping.data import as_json
from asperity.report.mapping.terminal import window_title
from asperity.study.mapping import Map, map_recipe, window
from asperity.web.jobs.work.options import text, whole
from asperity.web.jobs.work.tell import Done, Tell
from asperity.web.store.record import Asked

POINTS = 100
FIRST, EACH = 150, 9
"""Presses that a map usually takes: some to begin with, some for every point of an axis."""


def work(asked: Asked, _folder: Path, tell: Tell) -> Done:
    """Make the map; what was pressed when it is stopped makes a map too."""
    options = asked.options
    points = whole(options.get("points"), POINTS, "points")
    usual = FIRST + EACH * points

    def told(done: int) -> None:
        share = done / max(done / 0.95, usual)
        tell.step(f"{done} points pressed", 0, 1, share)
        if tell.stopped():
            raise Stopped

    tell.step("the recipe as written", 0, 1, 0.0)
    try:
        found = map_recipe(
            parse_recipe(asked.recipe),
            x=text(options.get("x")),
            y=text(options.get("y")),
            of=text(options.get("of")),
            points=points,
            workers=1,
            told=told,
        )
    except Stopped:
        return Done(state="stopped", reason="stopped before there was anything to draw")
    stopped = found.stopped
    return Done(
        state="stopped" if stopped else "done",
        reason=f"stopped after {found.presses} points; the map is made of them" if stopped else "",
        answer=as_json(found),
        summary=_summary(found),
    )


def _summary(found: Map) -> dict[str, object]:
    one = window(found)
    return {
        "told": f"{window_title(one)}: {found.quantity.title}",
        "window_fraction": one.share,
        "presses": found.presses,
    }
