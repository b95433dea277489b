"""Where everything stands on the bench, and the buttons that are not fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from nicegui import ui

from asperity.web.bench.draft import Draft
from asperity.web.bench.trail import Trail
from asperity.web.house import House
from asperity.web.parts.bench.files import copy_link, recipe_file, save, send_text
from asperity.web.parts.bench.pressing import Pressing
from asperity.web.parts.bench.verdict import VerdictPanel
from asperity.web.parts.frame import act, heading, page_frame, words
from asperity.web.parts.text import escaped

_UNFOLD = """<script>
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a.part");
  const place = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!place) return;
  event.preventDefault();
  place.open = true;
  place.scrollIntoView({block: "nearest"});
  document.querySelectorAll(".section.picked").forEach((other) => other.classList.remove("picked"));
  place.classList.add("picked");
  const first = place.querySelector("summary, input, select");
  if (first) first.focus();
});
</script>"""
"""A part of the drawing leads to its fields, unfolds them, and takes the cursor along."""


_LEDE = (
    "Change what is different at yours, in any units (10 MPa, 100 bar): the verdict follows as you "
    "type. Then press."
)


class Doing(Protocol):
    """What the buttons ask for."""

    @property
    def now(self) -> Draft:
        """The draft as it is."""
        ...

    def undo(self) -> None:
        """One change back."""
        ...

    def redo(self) -> None:
        """One change on again."""
        ...

    def written(self, text: str) -> None:
        """The recipe was written as text."""
        ...

    def brought(self, text: str) -> None:
        """A file was opened."""
        ...

    def share(self) -> str:
        """The address of the draft as it is."""
        ...


class Layout:
    """The page of a draft, without what its fields say."""

    def __init__(self, house: House, *, title: str, doing: Doing) -> None:
        self._doing = doing
        ui.add_body_html(_UNFOLD)
        with page_frame(house, title, lede=_LEDE), ui.element("div").classes("bench") as self.root:
            with ui.element("div").classes("bench-left"):
                self._tools()
                self._wrong = ui.html("", sanitize=False).classes("loose")
                self._wrong.props('role="alert"')
                self.places = self._sections()
                self._as_text()
            with ui.element("aside").classes("bench-right sheet").props('aria-label="Verdict"'):
                self.verdict = VerdictPanel(before=lambda: Pressing(house, doing))

    def show(self, trail: Trail, *, but_text: bool) -> None:
        """What can be undone, and the recipe as text."""
        self._undo.props["disabled"] = not trail.before
        self._redo.props["disabled"] = not trail.after
        if not but_text and self._text.value != trail.now.text:
            self._text.value = trail.now.text

    def tell(self, wrong: tuple[str, ...]) -> None:
        """What is wrong that belongs to no field."""
        self._wrong.set_content("".join(f"<p>{escaped(line)}</p>" for line in wrong))

    def draw_stack(self, svg: str, scale: str) -> None:
        """The stack and what scale it is drawn to."""
        self._stack.set_content(svg)
        self._scale.set_content(escaped(scale))

    def draw_programme(self, wide: str, narrow: str) -> None:
        """The programme, once for wide pages and once for narrow ones."""
        told = f'<div class="when-wide">{wide}</div><div class="when-narrow">{narrow}</div>'
        self._programme.set_content(told)

    def _tools(self) -> None:
        doing = self._doing
        with ui.element("div").classes("row-of tools").props('role="group" aria-label="Recipe"'):
            self._undo = _button("Undo", doing.undo)
            self._redo = _button("Redo", doing.redo)
            _button("Download", lambda: save(doing.now.text, _file_name(doing.now)))
            opening = act("Open…", "small", label="Open a recipe file")
            send_text(opening, recipe_file(), doing.brought, lambda line: self.tell((line,)))
            share = act("Copy link", "small")
            box = ui.element("input").classes("share").props('readonly hidden aria-label="Link"')
            said = words("", "soft small")
            said.props('role="status"')

            async def copied() -> None:
                fits = await copy_link(doing.share(), box)
                said.set_content("Copied." if fits else "Copy it from here.")

            share.on("click", copied)
            other = act("Another process", "small quiet")
            other.on("click", js_handler="() => { location.href = '/' }")

    def _sections(self) -> tuple[ui.element, ui.element, ui.element]:
        """Places for the fields of the stack, the steps and the press."""
        with ui.element("section").classes("sheet").props('aria-label="Stack"'):
            heading("What lies in the press")
            with ui.element("div").classes("stack-beside"):
                with ui.element("div").classes("stack-picture"):
                    self._stack = ui.html("", sanitize=False)
                    self._scale = words("", "soft small", tag="p")
                stack = ui.element("div").classes("sections")
        with ui.element("section").classes("sheet").props('aria-label="Steps"'):
            heading("What is done with it")
            self._programme = ui.html("", sanitize=False).classes("programme-picture")
            steps = ui.element("div").classes("sections")
        with ui.element("section").classes("sheet").props('aria-label="Press and die"'):
            heading("Press and die")
            press = ui.element("div").classes("sections")
        return stack, steps, press

    def _as_text(self) -> None:
        with ui.element("details").classes("sheet as-text"):
            with ui.element("summary"):
                words("The recipe as text")
            words(
                "As the command line reads it. Change it here or in the fields, they keep in step.",
                "soft small",
                tag="p",
            )
            self._text = ui.textarea(label="Recipe (TOML)", on_change=self._written)
            self._text.props("outlined autogrow debounce=250 spellcheck=false").classes("mono")

    def _written(self) -> None:
        self._doing.written(self._text.value or "")


def _button(told: str, then: Callable[[], None]) -> ui.element:
    button = act(told, "small")
    button.on("click", then)
    return button


def _file_name(draft: Draft) -> str:
    """A decent name for the recipe's file."""
    title = str((draft.tables or {}).get("title", ""))
    name = re.sub(r"[^A-Za-z0-9]+", "-", title).strip("-").lower()
    return f"{name[:60] or 'recipe'}.toml"
