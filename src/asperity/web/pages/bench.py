"""The bench: a process picked, changed, judged as one types, pressed."""

from __future__ import annotations

from fastapi import Request
from nicegui import ui

from asperity.errors import Refusal
from asperity.web.bench.draft import read
from asperity.web.bench.drawer import Drawer
from asperity.web.house import House
from asperity.web.link import recipe_in
from asperity.web.parts.bench.choose import choose
from asperity.web.parts.bench.files import recipe_file, send_text
from asperity.web.parts.bench.table import Table
from asperity.web.parts.frame import act, page_frame, words
from asperity.web.parts.look import sheet
from asperity.web.parts.text import escaped

_WAY_IN = "Pick a process, change what you have, see at once what pressing does to the cell."


def attach(house: House) -> None:
    """Make the page known to the server."""
    drawer = Drawer(house.settings.folder)

    @ui.page("/", title="Bench · asperity")
    def page(request: Request) -> None:
        sheet("asperity.web.parts.fields", "field.css")
        sheet("asperity.web.parts.bench", "bench.css")
        query = dict(request.query_params)
        try:
            text, key = _found(house, drawer, query)
        except Refusal as refusal:
            _refused(house, refusal)
            return
        if text is None:
            _choose(house, drawer)
        else:
            Table(house, drawer, text=text, key=key)


def _found(house: House, drawer: Drawer, query: dict[str, str]) -> tuple[str | None, str]:
    """The text a page begins with, and the key it is kept under; "" before anybody changed it."""
    if query.get("draft"):
        return drawer.get(query["draft"]), query["draft"]
    if query.get("shared"):
        return drawer.get(query["shared"]), ""
    return recipe_in(query, house.store), ""


def _choose(house: House, drawer: Drawer) -> None:
    """The way in, before any process is picked."""

    def taken(text: str) -> None:
        draft = read(text)
        if draft.tables is None:
            said.set_content(escaped(f"This is no recipe. {draft.refusals[0].line}"))
            return
        key = drawer.key()
        drawer.put(key, text)
        ui.navigate.to(f"/?draft={key}")

    with page_frame(house, "Bench", lede=_WAY_IN):
        button = choose()
        said = words("", "section-wrong", tag="p").props('role="alert"')
        send_text(button, recipe_file(), taken, lambda line: said.set_content(escaped(line)))


def _refused(house: House, refusal: Refusal) -> None:
    """What the address asks for is not there."""
    with page_frame(house, "Bench"), ui.element("div").classes("empty").props('role="alert"'):
        words(f"{refusal.line}.", tag="p")
        act("Pick a process", "main").on("click", lambda: ui.navigate.to("/"))
