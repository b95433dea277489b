"""One run: live while it is under way, then what came of it."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence
from functools import partial
from http import HTTPStatus

from fastapi.responses import RedirectResponse
from nicegui import ui

from asperity.errors import Refusal
from asperity.outcome import Outcome
from asperity.outcome.maps import FaceMaps
from asperity.report.words import pretty
from asperity.web.compare.changed import changed
from asperity.web.ended.pictures import pictures_of
from asperity.web.ended.reading import maps_of, outcome_of
from asperity.web.ended.told import CURES, HEADLINES, cure, how, when
from asperity.web.house import House
from asperity.web.link import address
from asperity.web.parts.following.along import notes_and_tags, take_along, ways_on
from asperity.web.parts.following.live import Live, finished_steps, over_time
from asperity.web.parts.frame import act, heading, page_frame, words
from asperity.web.parts.look import sheet
from asperity.web.parts.outcome import outcome_view
from asperity.web.prints.made import name_of
from asperity.web.store.record import ENDED, Kept


def attach(house: House) -> None:
    """Make the page known to the server."""

    @ui.page("/runs/{run}")
    def page(run: str) -> RedirectResponse | None:
        try:
            kept = house.store.get(run)
        except Refusal:
            _unknown(house)
            return None
        if kept.asked.kind != "press":  # a map, a design, a spread has a page of its own
            return RedirectResponse(address(run=kept.id, page=f"/{kept.asked.kind}"))
        with page_frame(house, kept.title or "Run"):
            _styles()
            _Page(house, kept)
        return None


def _unknown(house: House) -> None:
    ui.context.client.status_code = HTTPStatus.NOT_FOUND
    with page_frame(house, "No such run"), ui.element("div").classes("empty"):
        words("There is no run of this name here. It may have been removed.", tag="p")
        with ui.element("a").props('href="/runs"'):
            words("All runs")


def _styles() -> None:
    for room in ("bench", "curves", "gapmap", "outcome", "following"):
        sheet(f"asperity.web.parts.{room}", f"{room}.css")


class _Page:
    """What stands on the page of a run, drawn anew when its state is another."""

    def __init__(self, house: House, kept: Kept) -> None:
        self._house, self._kept = house, kept
        self._line = ui.element("div").classes("run-line")
        self._head(kept)
        self._body = ui.element("div")
        if kept.state in ENDED:
            with self._body:
                words("Reading what came of it …", "soft")
            ui.timer(0.02, self.draw, once=True)
        else:
            self._follow()

    def _follow(self) -> None:
        with self._body:
            Live(self._house, self._kept, self.draw)

    async def draw(self) -> None:
        """What its state asks for."""
        kept = self._kept = await to_thread(self._house.store.get, self._kept.id)
        if kept.state not in ENDED:
            self._head(kept)
            self._body.clear()
            self._follow()
            return
        found, maps = await to_thread(_read, self._house, kept)
        self._head(kept)
        # Nothing is awaited from here on: the timer that called ends with what is cleared.
        self._body.clear()
        with self._body:
            self._notice(kept)
            if found is not None:
                outcome_view(
                    found,
                    maps,
                    partial(_drawn, self._house, kept),
                    lambda: over_time(self._house.desk.points(kept.id)),
                )
            else:
                self._finished(kept)
            with ui.element("div").classes("run-twin"):
                take_along(kept, found, maps=bool(maps))
                notes_and_tags(self._house, kept)

    def _head(self, kept: Kept) -> None:
        self._line.clear()
        with self._line:
            verdict = kept.summary.get("verdict") if kept.state in ENDED else None
            with ui.element("span").props('role="status"'):
                words(HEADLINES[kept.state])
                if verdict:
                    words(". Verdict: ")
                    words(str(verdict), f"level {verdict}")
            own = changed(kept.asked.recipe)
            words(f"{how(kept)}; asked for {when(kept.made)}", "soft small")
            if own:
                words(f"changed: {own}", "small")
            ways_on(kept)

    def _notice(self, kept: Kept) -> None:
        """Why it did not come to its end, and what to do."""
        if kept.state == "done":
            return
        level = "bad" if kept.state in {"refused", "failed", "not carried out"} else "marginal"
        with ui.element("section").classes(f"sheet run-notice {level}"):
            heading(HEADLINES[kept.state])
            if kept.reason:
                words(pretty(kept.reason), tag="p")
            if kept.state in CURES:
                words(cure(kept.state, bool(self._house.desk.step_answers(kept.id))), tag="p")
            if self._house.desk.progress(kept.id).resumable:
                act("Go on with it", "main").on("click", self._resume)

    def _finished(self, kept: Kept) -> None:
        """Steps that are kept of a run without an outcome."""
        answers = self._house.desk.step_answers(kept.id)
        if answers:
            with ui.element("section").classes("sheet"):
                finished_steps(answers)

    async def _resume(self) -> None:
        try:
            self._house.desk.resume(self._kept.id)
        except Refusal as refusal:
            ui.notify(str(refusal))
        await self.draw()


def _drawn(house: House, kept: Kept) -> list[tuple[str, str, str]]:
    """Figures with their titles and the addresses they are saved from."""
    drawn = pictures_of(kept.answer or "", house.store.folder_of(kept.id), house.printer)
    place = f"/api/runs/{kept.id}/figures"
    return [(title, picture, f"{place}/{name_of(title)}") for title, picture in drawn]


def _read(house: House, kept: Kept) -> tuple[Outcome | None, Sequence[FaceMaps]]:
    return outcome_of(kept), maps_of(house.store.folder_of(kept.id))
