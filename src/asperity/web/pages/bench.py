"""The bench: a process picked, changed, judged as one types, pressed."""

from __future__ import annotations

from nicegui import ui

from asperity.web.house import House
from asperity.web.parts.frame import page_frame


def attach(house: House) -> None:
    """Make the page known to the server."""

    @ui.page("/")
    def page() -> None:
        with page_frame(house, "Bench", lede="Pick a process, change what you have, press."):
            pass
