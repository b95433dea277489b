"""A box to be ticked, and what belongs to it."""

from __future__ import annotations

from nicegui import ui
from nicegui.events import GenericEventArguments

from asperity.web.parts.frame import words


class Tick:
    """A box to be ticked with its words; `under` is shown only while it is."""

    def __init__(self, text: str, *, on: bool = False) -> None:
        self.on = on
        with ui.element("div"):
            with ui.element("label").classes("study-tick"):
                self._box = ui.element("input").props('type="checkbox"')
                if on:
                    self._box.props["checked"] = True
                words(text)
            self.under = ui.element("div").classes("study-under")
            self.under.set_visibility(on)
        self._box.on("change", self._turned, js_handler="(e) => emit(e.target.checked)")

    def _turned(self, event: GenericEventArguments) -> None:
        self.on = event.args is True
        self.under.set_visibility(self.on)
