"""One run in the list of those that are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from nicegui import ui
from nicegui.events import GenericEventArguments

from asperity.report import words as say
from asperity.web.compare.changed import changed
from asperity.web.ended.told import HEADLINES, how, status, when
from asperity.web.house import House
from asperity.web.parts.frame import act, words
from asperity.web.parts.said import Said
from asperity.web.store.record import ENDED, Kept

KINDS = (("press", "Press"), ("map", "Map"), ("design", "Design"), ("spread", "Spread"))
SHORT = 500
"""Letters of a note that a list shows."""


class Listed(Protocol):
    """Whoever lists runs, asked by a row."""

    def picked(self, run: str) -> bool:
        """Whether a run is picked for a comparison."""
        ...

    def pick(self, kept: Kept, wanted: bool) -> None:
        """Pick a run for a comparison, or leave it."""
        ...

    def ask_to_remove(self, kept: Kept) -> None:
        """Ask whether a run shall be removed."""
        ...


def row(house: House, kept: Kept, of: Listed) -> Callable[[], None] | None:
    """Draw a row; returned is what looks how far a run under way is."""
    name = f"{title_of(kept)}, {when(kept.made)}"
    with ui.element("li").props(f'data-run="{kept.id}"'):
        _box(kept, of, name)
        with ui.element("div"):
            with ui.element("a").classes("kept-title") as link:
                words(title_of(kept))
            link.props["href"] = f"/runs/{kept.id}"
            look = _facts(house, kept)
            own = changed(kept.asked.recipe)
            if own:
                words(f"changed: {own}", "kept-own", tag="p")
            if kept.notes:
                words(kept.notes[:SHORT], "kept-notes", tag="p")
        with ui.element("div").classes("kept-number"):
            _numbers(kept)
        if kept.state in ENDED:
            act("Remove", "quiet", label=f"Remove {name}").on(
                "click", lambda: of.ask_to_remove(kept)
            )
        else:
            words("")
    return look


def title_of(kept: Kept) -> str:
    """The title of a run; one without has its number."""
    return kept.title or f"Run {kept.id}"


def state_of(kept: Kept) -> str:
    """How far a run is, or how it ended, in words that fit its kind."""
    if kept.asked.kind == "press":
        return HEADLINES[kept.state]
    if kept.state in {"running", "done"}:
        return {"running": "Under way", "done": "Done"}[kept.state]
    return HEADLINES[kept.state]


def _box(kept: Kept, of: Listed, name: str) -> None:
    """What picks a press for a comparison; nothing to compare, nothing to pick."""
    if kept.asked.kind != "press" or not kept.summary:
        words("")
        return
    box = ui.element("input").props('type="checkbox"')
    box.props["aria-label"] = f"Compare {name}"
    box.props["checked"] = of.picked(kept.id)

    def ticked(event: GenericEventArguments) -> None:
        args: Any = event.args
        of.pick(kept, bool(args))

    box.on("change", ticked, js_handler="(event) => emit(event.target.checked)")


def _facts(house: House, kept: Kept) -> Callable[[], None] | None:
    look = None
    with ui.element("div").classes("kept-facts"):
        verdict = str(kept.summary.get("verdict", ""))
        if verdict:
            words(verdict, f"level {verdict}")
        if kept.state in ENDED:
            words(state_of(kept))
        else:
            said = Said(state_of(kept))

            def look() -> None:
                progress = house.desk.progress(kept.id)
                if progress.state not in ENDED:
                    said.say(status(progress))

        kind = dict(KINDS)[kept.asked.kind]
        words(f"{kind}, {how(kept)}" if kept.asked.kind == "press" else kind)
        words(when(kept.made))
        for tag in kept.tags:
            words(tag, "kept-tag")
    return look


def _numbers(kept: Kept) -> None:
    """The two numbers that people look for first."""
    area = kept.summary.get("area_resistance_ohm_m2")
    contact = kept.summary.get("contact_fraction")
    if isinstance(area, (int, float)):
        words(say.pretty(say.area_resistance(area)), tag="div")
    if isinstance(contact, (int, float)):
        words(f"{say.pretty(say.percent(contact))} contact", "soft small", tag="div")
