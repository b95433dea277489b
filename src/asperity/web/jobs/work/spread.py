"""A spread, made in a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from asperity.errors import Interrupted, Stopped
from asperity.recipe.read import parse_recipe
from asperity.report.spread.lines import first_of
from asperity.report.spread.names import quantity
from asperity.study.crew import Crew
from asperity.study.spread import Spread, spread_recipe
from asperity.study.spread.run import SAMPLES
from asperity.web.jobs.work.options import text, texts, whole
from asperity.web.jobs.work.tell import Done, Tell
from asperity.web.store.record import Asked

NOT_KNOWN = "stopped before it was known what to control first; the bands are kept"


def work(asked: Asked, _folder: Path, tell: Tell) -> Done:
    """Make the spread; the bands alone where it is stopped after they are known."""
    options = asked.options

    def told(done: int, most: int) -> None:
        tell.step(f"{done} of at most {most} presses", 0, 1, done / max(most, 1))
        if tell.stopped():
            raise Stopped

    tell.step("the recipe as written", 0, 1, 0.0)
    try:
        found = spread_recipe(
            parse_recipe(asked.recipe),
            samples=whole(options.get("samples"), SAMPLES, "samples"),
            of=texts(options.get("of")),
            only=text(options.get("only")) or None,
            vary=_vary(options.get("vary")),
            seed=whole(options.get("seed"), 0, "seed"),
            crew=Crew(workers=1),
            told=told,
        )
    except Stopped:
        return Done(state="stopped", reason="stopped before the bands were known")
    except Interrupted as stop:
        kept = cast("Spread", stop.kept)
        return Done(
            state="stopped", reason=NOT_KNOWN, answer=kept.to_json(), summary=_summary(kept)
        )
    return Done(answer=found.to_json(), summary=_summary(found))


def _vary(value: object) -> dict[str, str]:
    """Distributions by path, each written as PATH=BY; a table of them will do as well."""
    if isinstance(value, Mapping):
        return {str(path): str(by) for path, by in value.items()}
    parted = (one.partition("=") for one in texts(value))
    return {path.strip(): by.strip() for path, _, by in parted}


def _summary(found: Spread) -> dict[str, object]:
    summary: dict[str, object] = {"runs": found.runs, "good_fraction": found.ends.good}
    told = next((one for one in found.watched if one.indices), None)
    if told is not None:
        summary["told"] = f"{quantity(told.path)}: {first_of(told, found)}"
    return summary
