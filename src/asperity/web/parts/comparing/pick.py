"""Runs to be picked for a comparison."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui import ui
from nicegui.events import ValueChangeEventArguments

from asperity.web.compare.changed import changed
from asperity.web.ended.told import how, when
from asperity.web.house import House
from asperity.web.parts.frame import act, words
from asperity.web.parts.said import Said
from asperity.web.store.record import Kept

FEWEST, MOST = 2, 6
LISTED = 40
"""Runs that are offered at once; a search finds older ones."""


NONE = "Nothing to compare yet. Press two recipes at the bench, or one of them twice, changed."


class Pick:
    """A list of runs that have an outcome, to be ticked; the newest first."""

    def __init__(self, house: House, picked: Sequence[str]) -> None:
        self._house, self._picked = house, list(picked)
        search = ui.input("Search title, notes, tags, recipe").props("outlined dense clearable")
        search.classes("along-field")
        self._list = ui.element("ul").classes("pick")
        with ui.element("div").classes("row-of told-part"):
            act("Compare", "main").on("click", self._compare)
            self._told = Said("", tag="span").props('role="status"')
        self._fill("")
        search.on_value_change(lambda event: self._fill(str(event.value or "")))
        self._count()

    def _fill(self, text: str) -> None:
        self._list.clear()
        found = comparable(self._house, text)
        with self._list:
            for kept in found:
                self._row(kept)
            if not found:
                words(NONE if not text else "No run has all of that.", "soft", tag="li")

    def _row(self, kept: Kept) -> None:
        with ui.element("li"):
            box = ui.checkbox(kept.title, value=kept.id in self._picked)
            box.props["aria-label"] = f"{kept.title}, {when(kept.made)}"
            box.on_value_change(lambda event, kept=kept: self._tick(kept.id, event))
            verdict = str(kept.summary.get("verdict", ""))
            if verdict:
                words(verdict, f"level {verdict}")
            own = changed(kept.asked.recipe)
            told = "; ".join(filter(None, (own, how(kept), when(kept.made))))
            words(told, "soft small")

    def _tick(self, run: str, event: ValueChangeEventArguments[bool | None]) -> None:
        if event.value and run not in self._picked:
            self._picked.append(run)
        elif not event.value and run in self._picked:
            self._picked.remove(run)
        self._count()

    def _count(self) -> bool:
        """Say how many there are; whether they can be compared."""
        count = len(self._picked)
        if FEWEST <= count <= MOST:
            self._told.say(f"{count} runs picked.")
            return True
        self._told.say(f"Pick {FEWEST} to {MOST} runs; {count} picked.")
        return False

    def _compare(self) -> None:
        if self._count():
            ui.navigate.to(f"/compare?ids={','.join(self._picked)}")


def comparable(house: House, text: str) -> list[Kept]:
    """Presses that left an outcome, the newest first."""
    found = house.store.find(text, kind="press", limit=LISTED)
    return [kept for kept in found if kept.summary]
