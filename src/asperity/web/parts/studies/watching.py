"""A study under way: how far it is, how to stop it, and what comes when it ends."""

from __future__ import annotations

from collections.abc import Callable

from nicegui import ui

from asperity.errors import AsperityError
from asperity.report import words as said
from asperity.web.ended.told import left
from asperity.web.house import House
from asperity.web.jobs.progress import Progress
from asperity.web.parts.frame import act, heading, words
from asperity.web.store.record import ENDED, Kept, Kind

LOOK_S = 0.3
EVERY = 0.1
"""Share of the whole after which it is said again how far it is."""


def watching(house: House, kept: Kept, *, title: str, then: Callable[[], None]) -> None:
    """Follow a run until it ends; `then` draws what came of it."""
    with ui.element("section").classes("sheet study-watch") as box:
        heading(title)
        bar = ui.element("div").classes("study-bar")
        bar.props('role="progressbar" aria-valuemin="0" aria-valuemax="100" aria-label="Done"')
        with bar:
            fill = ui.element("div").classes("study-bar-fill")
        line = ui.label("").classes("number")
        status = ui.label("").classes("hidden-but-read").props('role="status"')
        stop = act("Stop", label="Stop and keep what is finished")
        words(
            "It goes on when this page is closed, and is found here again.", "soft small", tag="p"
        )
    said_at = [-1.0]

    def ended() -> None:
        stop.props["disabled"] = True
        status.text = "Stopping"
        try:
            house.desk.stop(kept.id)
        except AsperityError as refusal:
            ui.notify(str(refusal))

    def look() -> None:
        try:
            now = house.desk.progress(kept.id)
        except AsperityError:
            timer.deactivate()
            return
        if now.state in ENDED:
            timer.deactivate()
            box.delete()
            then()
            return
        fill.style(f"width: {100 * now.fraction:.1f}%")
        bar.props["aria-valuenow"] = round(100 * now.fraction)
        line.text = _line(now)
        if now.fraction >= said_at[0] + EVERY or said_at[0] < 0:
            said_at[0] = now.fraction
            status.text = f"{100 * now.fraction:.0f} % done"

    stop.on("click", ended)
    timer = ui.timer(LOOK_S, look)


def _line(now: Progress) -> str:
    if now.state == "waiting":
        return "waits until another run has ended"
    step = now.step[:1].upper() + now.step[1:]
    share = f"{100 * now.fraction:.0f} % done"
    told = ", ".join(filter(None, (share, left(now.left_s))))
    return said.pretty(f"{step or 'Begins'}; {told}")


def how_it_ended(kept: Kept) -> None:
    """Why a run ended that is not simply done."""
    if kept.state == "done":
        return
    with ui.element("div").classes("sheet study-ended").props('role="status"'):
        level = "marginal" if kept.answer else "bad"
        words(kept.state, f"level {level}")
        if kept.reason:
            words(said.pretty(kept.reason))


def earlier(house: House, kept: Kept | None, *, kind: Kind, title: str, none: str) -> None:
    """Studies of this kind that were asked for before."""
    shown = "" if kept is None else kept.id
    found = [one for one in house.store.find(kind=kind, limit=9) if one.id != shown]
    with ui.element("section").classes("study-earlier"):
        heading(title)
        if not found:
            words(none if kept is None else "No others so far.", "empty", tag="p")
            return
        with ui.element("ul").classes("study-list"):
            for one in found[:8]:
                with ui.element("li"):
                    _entry(one, kind)


def _entry(one: Kept, kind: str) -> None:
    with ui.element("a") as link:
        words(one.title)
    link.props["href"] = f"/{kind}?run={one.id}"
    told = str(one.summary.get("told", "")) or one.reason
    words(f"{one.made:%d %b %Y %H:%M}, {one.state}", "soft small")
    if told:
        words(said.pretty(told), "small study-told")
