"""Text that is said anew while a page is open."""

from __future__ import annotations

from html import escape

from nicegui import ui


class Said(ui.html):
    """Plain text in a plain element, to be changed with `say`."""

    def __init__(self, text: str = "", classes: str = "", *, tag: str = "span") -> None:
        super().__init__(escape(text, quote=False), sanitize=False, tag=tag)
        self.classes(classes)
        self._said = text

    def say(self, text: str) -> None:
        """Show another text; the same one again is not sent."""
        if text != self._said:
            self._said = text
            self.content = escape(text, quote=False)
