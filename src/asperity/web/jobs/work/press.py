"""Press a recipe in a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from asperity.errors import Refusal, Stopped, one_of
from asperity.outcome import Outcome
from asperity.process.watch import Event
from asperity.recipe import parse_recipe
from asperity.run import pressed
from asperity.web.jobs.past import points_of
from asperity.web.jobs.work.tell import Done, Tell
from asperity.web.store.record import Asked, State


def work(asked: Asked, folder: Path, tell: Tell) -> Done:
    """Press what was asked for; a run that is stopped hands over its finished steps."""
    recipe = parse_recipe(asked.recipe)

    def watch(event: Event) -> None:
        done = (event.index + event.fraction) / event.count
        tell.step(event.step, event.index, event.count, done)
        if tell.stopped():
            raise Stopped

    try:
        outcome = pressed(recipe, watch=watch, **_options(asked)).outcome
    except Stopped as stop:
        if not isinstance(stop.kept, Outcome):
            return Done(state="stopped", reason="stopped before its first step was finished")
        outcome = stop.kept
    return done_of(outcome, tell)


def _options(asked: Asked) -> dict[str, Any]:
    """The options of a press, refused where they are none."""
    known = ("fidelity", "grid", "seed", "threads")
    for name in asked.options:
        if name not in known:
            raise Refusal(f"options.{name}", "no option of a press", one_of(name, known))
    return {name: value for name, value in asked.options.items() if value is not None}


def done_of(outcome: Outcome, tell: Tell) -> Done:
    """How a press ended."""
    began = 0.0
    for step in outcome.to_dict()["steps"]:
        tell.finished(step)
        for point in points_of(step, began=began):
            tell.point(point)
        began += step["duration_s"]
    state: State = "done"
    reason = ""
    if outcome.stopped is not None:
        state, reason = "stopped", f"stopped during step {outcome.stopped}"
    elif not outcome.carried_out:
        state, reason = "not carried out", "; ".join(outcome.verdict.reasons[:1])
    return Done(state=state, reason=reason, answer=outcome.to_json(), summary=summary_of(outcome))


def summary_of(outcome: Outcome) -> Mapping[str, Any]:
    """A few numbers of an outcome to list and to search."""
    cell, last = outcome.cell, outcome.steps[-1] if outcome.steps else None
    faces = last.interfaces if last is not None else ()
    told = {
        "verdict": outcome.verdict.level,
        "resistance_ohm": None if cell is None else cell.resistance_ohm,
        "area_resistance_ohm_m2": None if cell is None else cell.area_resistance_ohm_m2,
        "contact_fraction": min((face.contact_fraction for face in faces), default=None),
    }
    return {name: value for name, value in told.items() if value is not None}
