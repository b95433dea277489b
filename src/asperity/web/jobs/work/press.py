"""Press a recipe in a process of its own, from the last step that was finished before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from asperity.errors import Refusal, Stopped, one_of
from asperity.outcome import Outcome
from asperity.outcome.plain import to_plain
from asperity.process.watch import Event
from asperity.recipe import parse_recipe
from asperity.report.maps.netcdf import netcdf
from asperity.run import Reached, pressed, versions
from asperity.run.effort import Effort
from asperity.run.fidelity import GRID, known
from asperity.stack import Stack, build
from asperity.web.jobs.files import written
from asperity.web.jobs.work.checkpoint import Checkpoints
from asperity.web.jobs.work.eyes import Eyes
from asperity.web.jobs.work.tell import Done, Tell
from asperity.web.store.record import Asked, State

OPTIONS: Final = ("fidelity", "grid", "seed", "threads")
MAPS = "maps.nc"


def work(asked: Asked, folder: Path, tell: Tell) -> Done:
    """Press what was asked for; a run that is stopped hands over its finished steps."""
    recipe, options = parse_recipe(asked.recipe), _options(asked)
    stack = build(recipe)
    kept = Checkpoints(folder, _key(stack, options))
    begun, unfit = kept.read()
    note = f"{unfit}; {_again(begun)}" if unfit else ""
    if note:
        tell.note(note)
    press = _Press(kept, tell, Effort(stack, known(options["fidelity"])))
    for at in range(len(begun.traces)):
        press.show(begun, at)
    try:
        outcome = pressed(recipe, watch=press.watch, begun=begun, keep=press.keep, **options)
        return _done(outcome.outcome, folder, note)
    except Stopped as stop:
        if not isinstance(stop.kept, Outcome):
            return Done(state="stopped", reason="stopped before its first step was finished")
        return _done(stop.kept, folder, note)


class _Press:
    """What goes on while it is pressed."""

    def __init__(self, kept: Checkpoints, tell: Tell, effort: Effort) -> None:
        self._kept, self._tell, self._effort = kept, tell, effort
        self._eyes = Eyes(tell)

    def watch(self, event: Event) -> None:
        """Tell how far it is and what is seen; stop if somebody wants that."""
        self._tell.step(event.step, event.index, event.count, self._effort.done(event))
        self._eyes.see(event)
        if self._tell.stopped():
            raise Stopped

    def keep(self, reached: Reached) -> None:
        """Keep a step that is finished, then tell of it."""
        self._kept.keep(reached)
        self.show(reached, len(reached.traces) - 1)

    def show(self, reached: Reached, at: int) -> None:
        """Tell of a finished step."""
        step = reached.steps[at] if at < len(reached.steps) else None
        self._eyes.finished(reached.traces[at], None if step is None else to_plain(step))


def _options(asked: Asked) -> dict[str, Any]:
    """The options of a press, refused where they are none."""
    for name in asked.options:
        if name not in OPTIONS:
            raise Refusal(f"options.{name}", "no option of a press", one_of(name, OPTIONS))
    usual = {"fidelity": "mean-field", "grid": GRID, "seed": 0}
    told = {name: value for name, value in asked.options.items() if value is not None}
    return {**usual, **told}


def _key(stack: Stack, options: Mapping[str, Any]) -> dict[str, Any]:
    """What a step has to agree in to be gone on with; threads change no digit.

    The stack's digest is that of the recipe and of what is in the maps it names.
    """
    told = {name: value for name, value in options.items() if name != "threads"}
    return {"recipe": stack.digest, "options": told, "versions": dict(versions())}


def _again(begun: Reached) -> str:
    if not begun.traces:
        return "it is pressed from the beginning"
    return f"it is pressed again from after step {begun.traces[-1].step.name}"


def _done(outcome: Outcome, folder: Path, note: str) -> Done:
    """How a press ended; its maps are left in the folder."""
    if outcome.maps:
        written(folder / MAPS, netcdf(outcome))
    state: State = "done"
    reason = ""
    if outcome.stopped is not None:
        state, reason = "stopped", f"stopped during step {outcome.stopped}"
    elif not outcome.carried_out:
        state, reason = "not carried out", "; ".join(outcome.verdict.reasons[:1])
    summary = summary_of(outcome)
    return Done(
        state=state,
        reason=reason,
        answer=outcome.to_json(),
        summary={**summary, "note": note} if note else summary,
    )


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
