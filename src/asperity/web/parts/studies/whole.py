"""A page of a study: what is asked on the left, what came of it on the right, what was before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from nicegui import run, ui

from asperity.errors import AsperityError
from asperity.web.house import House
from asperity.web.link import address
from asperity.web.parts.frame import heading, page_frame, words
from asperity.web.parts.studies.ask.fields import refused_whole
from asperity.web.parts.studies.ask.source import Source, picker, source_of
from asperity.web.parts.studies.style import put_style
from asperity.web.parts.studies.watching import earlier, how_it_ended, watching
from asperity.web.store.record import ENDED, Asked, Kept, Kind

SOON_S = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A kind of study, as a page of its own.

    Attributes:
        kind: of run
        title, lede: of the page
        asks: heading of what is asked
        empty: what is said before anything was asked
        making: heading while it is made
        before: heading of those made before
        known: what has to be known of a recipe for its fields, found away from the page's loop
        form: draws the fields, with what is known
        ready: makes ready what came of a run, away from the page's loop
        result: draws that
    """

    kind: Kind
    title: str
    lede: str
    asks: str
    empty: str
    making: str
    before: str
    known: Callable[[Source], Any]
    form: Callable[[House, Source, Any], None]
    ready: Callable[[Kept], Any]
    result: Callable[[House, Kept, Any], None]

    @property
    def page(self) -> str:
        """Its address."""
        return f"/{self.kind}"


def whole_page(house: House, study: Study) -> None:
    """Draw the page that the visitor's address asks for."""
    request = ui.context.client.request
    source = source_of(house, dict(request.query_params) if request else {}, study.kind)
    with page_frame(house, study.title, lede=study.lede):
        put_style()
        with ui.element("div").classes("study-columns"):
            if source.kept is not None:  # what one came for comes first
                _right(house, study, source.kept)
            with ui.element("section").classes("sheet study-form"):
                heading(study.asks)
                picker(house, source, study.page)
                form = ui.element("div").classes("study-form")
                with form:
                    words("One moment.", "soft", tag="p")
            if source.kept is None:
                _right(house, study, None)
        earlier(house, source.kept, kind=study.kind, title=study.before, none="None so far.")
    ui.timer(SOON_S, partial(_filled, house, study, source, form), once=True)


def _right(house: House, study: Study, kept: Kept | None) -> None:
    with ui.element("div").classes("study-result") as result:
        _shown(house, study, kept, result)


def start(house: House, asked: Asked, trouble: ui.element) -> None:
    """Begin a study, and show it under way; a refusal is told in `trouble`."""
    trouble.clear()
    try:
        begun = house.desk.start(asked)
    except AsperityError as refusal:
        with trouble:
            refused_whole(str(refusal))
        return
    ui.navigate.to(address(run=begun, page=f"/{asked.kind}"))


async def _filled(house: House, study: Study, source: Source, form: ui.element) -> None:
    known, refusal = await _aside(partial(study.known, source))
    if form.is_deleted:  # whoever looked has gone
        return
    form.clear()
    with form:
        if refusal:
            refused_whole(refusal)
        else:
            study.form(house, source, known)


def _shown(house: House, study: Study, kept: Kept | None, result: ui.element) -> None:
    if kept is None:
        words(study.empty, "empty", tag="p")
    elif kept.state in ENDED:
        with ui.element("p").classes("soft").props("role=status") as waits:
            words("One moment.")
        ui.timer(SOON_S, partial(_drawn, house, study, kept, result, waits), once=True)
    else:
        then = partial(_ended, house, study, kept.id, result)
        watching(house, kept, title=study.making, then=then)


def _ended(house: House, study: Study, name: str, result: ui.element) -> None:
    with result:
        _shown(house, study, house.store.get(name), result)


async def _drawn(
    house: House, study: Study, kept: Kept, result: ui.element, waits: ui.element
) -> None:
    """What came of it, made ready away from the page's loop."""
    found, refusal = None, ""
    if kept.answer is not None:
        found, refusal = await _aside(partial(study.ready, kept))
    if result.is_deleted:
        return
    waits.delete()
    with result:
        how_it_ended(kept)
        if refusal:
            refused_whole(refusal)
        elif found is not None:
            study.result(house, kept, found)


async def _aside(made: Callable[[], Any]) -> tuple[Any, str]:
    """What is made, away from the page's loop, or why it cannot be."""
    found: tuple[Any, str] | None = await run.io_bound(_tried, made)
    return found or (None, "the server is ending")


def _tried(made: Callable[[], Any]) -> tuple[Any, str]:
    """What is made, or why it cannot be."""
    try:
        return made(), ""
    except AsperityError as refusal:
        return None, str(refusal)
