"""A run while it is under way: bar, stop, map of the gap, numbers over time."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from nicegui import ui

from asperity.outcome.plain import from_plain
from asperity.outcome.step import StepOutcome
from asperity.report.changes import changes
from asperity.report.words import pretty
from asperity.web.ended.course import PRESS, begins, faces, rows
from asperity.web.ended.told import status
from asperity.web.house import House
from asperity.web.jobs.progress import Point, Progress
from asperity.web.parts.curves import CurvesView, Panel
from asperity.web.parts.frame import act, heading, words
from asperity.web.parts.gapmap import GapMapView
from asperity.web.parts.said import Said
from asperity.web.store.record import ENDED, Kept

EVERY_S = 0.2
SPOKEN_S = 2.0
"""How often the status is said anew: more often a screen reader could not follow."""
WHOLE = (
    "The map is a patch of the face down to four of its points. The curves are of the whole face: "
    "what is finer or longer than the patch parts its contact further."
)
PANELS = (
    Panel(
        key="contact",
        title="Contact of the whole face / %",
        name="contact",
        unit="%",
        zero=True,
        top=100.0,
    ),
    Panel(key="gap", title="Mean gap / nm", name="mean gap", unit="nm", log=True),
    Panel(
        key="resistance",
        title="Resistance of the face / Ω cm²",
        name="resistance",
        unit="Ω cm²",
        log=True,
    ),
    Panel(key="focusing", title="Current focusing", name="focusing", unit="", log=True),
    Panel(key="pressure", title="Pressure / MPa", name="pressure", unit="MPa", zero=True),
    Panel(key="temperature", title="Temperature / °C", name="temperature", unit="°C"),
)


def over_time(points: Sequence[Point]) -> None:
    """What was told of a run that has ended, drawn whole."""
    with ui.element("section").classes("sheet"):
        heading("Over time", level=3)
        view = _curves(faces(points))
        ui.timer(0.1, lambda: view.add(rows(points), marks=begins(points)), once=True)


def _curves(named: Mapping[str, str]) -> CurvesView:
    label = "Contact, gap, resistance, focusing, pressure and temperature over time"
    return CurvesView(label, panels=PANELS, lines={PRESS: "", **named}, tall=108)


def finished_steps(answers: Sequence[Mapping[str, Any]]) -> None:
    """What finished steps did, a line each."""
    steps = [from_plain(StepOutcome, dict(answer)) for answer in answers]
    heading("Finished and kept")
    with ui.element("ul").classes("told-list"):
        for step, told in zip(steps, changes(steps), strict=True):
            Said(pretty(f"{step.name}: {'; '.join(told) or 'nothing changed'}"), tag="li")


class Live:
    """The view of a run under way; `ended` is called once it is over.

    Pages only look: the run goes on whether anybody does or not.
    """

    def __init__(self, house: House, kept: Kept, ended: Callable[[], Awaitable[None]]) -> None:
        self._house, self._run, self._ended = house, kept.id, ended
        self._points: list[Point] = []
        self._drawn = self._finished = 0
        self._said_at = 0.0
        full = kept.asked.options.get("fidelity") == "full-field"
        with ui.element("div").classes("sheet live-head"):
            self._status = Said("Beginning …", "number", tag="p").props('role="status"')
            self._bar()
            self._stop = act("Stop", "live-stop")
            self._stop.on("click", self._ask_to_stop)
        with ui.element("div").classes("live-pair" if full else ""):
            if full:
                self._map()
            with ui.element("section").classes("sheet"):
                heading("Over time")
                self._curves = _curves({})
                self._nothing = Said("Numbers appear with the first moments of a step.", "soft")
        self._steps = ui.element("section").classes("sheet told-part")
        self._steps.set_visibility(False)
        self._timer = ui.timer(EVERY_S, self._look)

    def _bar(self) -> None:
        with ui.element("div").classes("live-bar").props('role="progressbar"') as self._track:
            self._track.props["aria-valuemin"] = "0"
            self._track.props["aria-valuemax"] = "100"
            self._track.props["aria-valuenow"] = "0"
            self._track.props["aria-label"] = "Share of the run that is done"
            self._fill = ui.element("div").classes("live-fill").style("width: 0%")

    def _map(self) -> None:
        with ui.element("section").classes("sheet"):
            heading("The gap, as it closes")
            empty = "The face appears when the press begins to close it."
            self.view = GapMapView(run=self._run, empty=empty)
            words(WHOLE, "soft small", tag="p")

    async def _look(self) -> None:
        """What is new since the last look."""
        progress = self._house.desk.progress(self._run)
        if progress.state in ENDED:
            self._timer.deactivate()
            await self._ended()
            return
        self._say(progress)
        if progress.points > self._drawn:
            self._draw(self._house.desk.points(self._run, self._drawn))
        if len(progress.finished) > self._finished:
            self._tell(self._house.desk.step_answers(self._run))

    def _say(self, progress: Progress) -> None:
        share = int(100 * progress.fraction)
        if self._track.props.get("aria-valuenow") != str(share):
            self._track.props["aria-valuenow"] = str(share)
            self._fill.style(f"width: {share}%")
        now = time.monotonic()
        if now - self._said_at >= SPOKEN_S or progress.fraction == 0:
            self._said_at = now
            self._status.say(" ".join(filter(None, (status(progress), progress.note))))

    def _draw(self, new: Sequence[Point]) -> None:
        self._drawn += len(new)
        known = len(faces(self._points))
        after = max((point.time_s for point in self._points), default=-1.0)
        self._points += new
        named = faces(self._points)
        if len(named) > known:
            self._curves.name_lines({PRESS: "", **named})
        self._curves.add(rows(new, after=after), marks=begins(self._points))
        self._nothing.set_visibility(False)

    def _tell(self, answers: Sequence[Mapping[str, Any]]) -> None:
        self._finished = len(answers)
        self._steps.clear()
        self._steps.set_visibility(bool(answers))
        with self._steps:
            finished_steps(answers)

    def _ask_to_stop(self) -> None:
        self._house.desk.stop(self._run)
        self._stop.props["disabled"] = True
        self._status.say("Stopping …; steps that are finished are kept.")
        self._said_at = time.monotonic() + 60.0
