"""The widget that shows a map and tells which point of it was chosen."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from nicegui import ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from asperity.report import words
from asperity.report.mapping.points import points
from asperity.report.mapping.screen import Screen, screen
from asperity.study.mapping import Map, window
from asperity.web.parts.frame import words as plain

Chosen = Callable[[int, int], None]


class MapField(Element, component="mapfield.js"):
    """A map, read by pointer or arrow keys.

    Args:
        data: what `drawing` made of a map
        name: what it shows, for those who do not see it
        chosen: told the row and column of a point that is clicked, or chosen with Enter
    """

    def __init__(self, data: dict[str, Any], *, name: str, chosen: Chosen) -> None:
        super().__init__()
        self._props |= {"screen": data["screen"], "points": data["points"], "name": name}

        def told(event: GenericEventArguments) -> None:
            row, column = event.args.get("row"), event.args.get("column")
            if isinstance(row, int) and isinstance(column, int):
                chosen(row, column)

        self.on("pick", told)


def drawing(found: Map) -> dict[str, Any]:
    """All that the widget draws and tells of a map; takes a moment, away from the page's loop."""
    best = window(found).best
    drawn = screen(found, None if best is None else best[:2])
    image = f"data:image/png;base64,{b64encode(drawn.image).decode('ascii')}"
    told = {
        **asdict(drawn),
        "image": image,
        "x_label": words.pretty(drawn.x_label),
        "y_label": words.pretty(drawn.y_label),
    }
    return {"screen": told, "points": points(found), "drawn": drawn}


def key(drawn: Screen, quantity: str) -> None:
    """What colours, lines and signs mean."""
    with ui.element("ul").classes("mapfield-key").props('aria-label="What is shown"'):
        for colour, text in drawn.kinds:
            if colour:
                _entry("mapfield-swatch", f"{text}: pale marginal, deep bad", f"--kind: {colour}")
            else:
                _entry("mapfield-swatch", text)
        _entry("mapfield-line told", quantity)
        _entry("mapfield-line", "a limit is reached")
        _entry("mapfield-line dashed", "becomes marginal")
        if drawn.here is not None:
            _sign("★", "recipe as written", "mapfield-mark")
        if drawn.best is not None:
            _sign("◆", "best point of the window", "mapfield-mark mapfield-best")


def _entry(classes: str, text: str, style: str = "") -> None:
    with ui.element("li"):
        swatch = ui.element("span").classes(classes).props('aria-hidden="true"')
        if style:
            swatch.style(style)
        plain(text)


def _sign(sign: str, text: str, classes: str) -> None:
    with ui.element("li"):
        plain(sign, classes).style("transform: none").props('aria-hidden="true"')
        plain(text)
