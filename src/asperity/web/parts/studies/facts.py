"""Names with what is told of them, tables, lists, links that act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nicegui import ui

from asperity.report import words as said
from asperity.report.rows import Table
from asperity.web.parts.frame import heading, words
from asperity.web.parts.outcome.markup import table as marked


def facts(rows: Iterable[tuple[str, str]]) -> None:
    """Names and texts, side by side."""
    with ui.element("dl").classes("study-facts"):
        for name, text in rows:
            words(said.pretty(name), tag="dt")
            words(said.pretty(text), tag="dd")


def lines(title: str, told: Iterable[str]) -> None:
    """A heading and a list; nothing where there is none."""
    rows = list(told)
    if not rows:
        return
    with ui.element("div"):
        heading(title, level=3)
        with ui.element("ul").classes("study-lines"):
            for row in rows:
                words(said.pretty(row), tag="li")


def table(told: Table, caption: str, *, first: str) -> None:
    """A table; `first` is what its first column holds."""
    named = Table(headings=(first, *told.headings[1:]), rows=told.rows)
    ui.html(marked(named, caption), sanitize=False).classes("sideways")


def go(text: str, target: str, *, main: bool = False, name: str = "") -> ui.element:
    """A link that looks as what acts; `name` is its whole name where the text repeats."""
    link = ui.element("a").classes("act main plain" if main else "act plain")
    with link:
        words(text)
    link.props["href"] = target
    if name:
        link.props["aria-label"] = name
    return link


def capital(titles: Mapping[str, str]) -> dict[str, str]:
    """Titles that begin a line."""
    return {name: f"{title[:1].upper()}{title[1:]}" for name, title in titles.items()}
