"""What one takes along from a run: files, a link, its recipe; notes and tags that stay with it."""

from __future__ import annotations

from collections.abc import Iterator

from nicegui import ui

from asperity.errors import Refusal
from asperity.outcome import Outcome
from asperity.web.ended.told import tags_of
from asperity.web.house import House
from asperity.web.parts.frame import act, heading, words
from asperity.web.parts.said import Said
from asperity.web.store.record import Kept

COPY = """(event) => {
  const field = document.getElementById("run-link");
  field.value = location.origin + location.pathname;
  const told = document.getElementById("run-link-told");
  const done = () => { told.textContent = "Copied."; };
  const select = () => { field.select(); told.textContent = "Selected: copy it with Ctrl-C."; };
  if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(done, select);
  else select();
}"""


def ways_on(kept: Kept) -> None:
    """Where to go from here: the recipe, other runs."""
    with ui.element("div").classes("row-of"):
        _link("Edit this recipe", f"/?run={kept.id}")
        if kept.asked.kind == "press":
            _link("Compare with other runs", f"/compare?ids={kept.id}")


def take_along(kept: Kept, outcome: Outcome | None, *, maps: bool) -> None:
    """Files to save, and a link that opens this run again."""
    with ui.element("section").classes("sheet"):
        heading("Take along")
        with ui.element("div").classes("row-of"):
            for name, file in files_of(outcome, maps=maps):
                _link(name, f"/api/runs/{kept.id}/{file}?keep=true", save=True)
        with ui.element("label").classes("along-link"):
            words("Link that opens this run again")
            field = ui.element("input").props('type="text" readonly id="run-link"')
            field.props["value"] = f"/runs/{kept.id}"
        with ui.element("div").classes("row-of"):
            act("Copy the link").on("click", js_handler=COPY)
            words("", "soft small").props('role="status" id="run-link-told"')


def files_of(outcome: Outcome | None, *, maps: bool) -> Iterator[tuple[str, str]]:
    """Names and files that a run has to give."""
    yield "Recipe (TOML)", "recipe.toml"
    if outcome is None:
        return
    yield "Outcome (JSON)", "outcome.json"
    yield "Report (HTML)", "report.html"
    yield "Report (PDF)", "report.pdf"
    if maps:
        yield "Maps (netCDF)", "maps.nc"


def notes_and_tags(house: House, kept: Kept) -> None:
    """Words of a person on a run, saved as they leave the field."""
    with ui.element("section").classes("sheet"):
        heading("Notes and tags")
        notes = ui.textarea("Notes", value=kept.notes).props("outlined autogrow")
        tags = ui.input("Tags, parted by commas", value=", ".join(kept.tags)).props("outlined")
        for field in (notes, tags):
            field.classes("along-field")
        saved = Said("", "soft small").props('role="status"')

    def save() -> None:
        try:
            house.store.change(kept.id, notes=notes.value or "", tags=tags_of(tags.value or ""))
        except Refusal as refusal:
            saved.say(str(refusal))
            return
        saved.say("Saved.")

    notes.on("blur", save)
    tags.on("blur", save)
    tags.on("keydown.enter", save)


def _link(text: str, target: str, *, save: bool = False) -> None:
    with ui.element("a").classes("act plain") as link:
        words(text)
    link.props["href"] = target
    if save:
        link.props["download"] = True
