"""A measured map of a face, brought along from the visitor's machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from asperity.report import words as say
from asperity.web.parts.frame import act, heading, words
from asperity.web.parts.text import escaped

Taken = Callable[[str, Mapping[str, str]], None]
FIELDS = (
    ("spacing", "Distance of its points", "where the file does not tell it: 50 nm"),
    ("unit", "Unit of its heights", "likewise: um; of .npy files metres"),
    ("channel", "Channel of heights", "where there are several: Height"),
)
_SEND = """async () => {
  const place = getHtmlElement(%d);
  const file = place.querySelector("input[type=file]").files[0];
  if (!file) { emit({where: "file", found: "none", instead: "choose the file of a map"}); return; }
  const query = new URLSearchParams({name: file.name});
  const told = {};
  for (const box of place.querySelectorAll("input[name]")) {
    told[box.name] = box.value.trim();
    if (told[box.name]) query.set(box.name, told[box.name]);
  }
  place.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch("/api/faces?" + query, {method: "POST", body: file,
      headers: {"content-type": "application/octet-stream"}});
    emit({...await answer.json(), told, good: answer.ok});
  } catch (trouble) {
    emit({where: "server", found: "no answer", instead: "try again"});
  } finally { place.removeAttribute("aria-busy"); }
}"""


def ask_for_map(face: str, taken: Taken) -> None:
    """Ask for the file of a map of a face; `taken` has where it lies, and what else was told."""
    with ui.dialog(value=True) as dialog, ui.element("div").classes("sheet map-sheet") as place:
        dialog.props(f'aria-label="Measured map of {escaped(face)}"')
        heading(f"Measured map of {face}")
        words(
            "Heights of the harder face, as an instrument or numpy wrote them (.npy, .nc, .sdf, "
            ".x3p and many more), at most 64 MB. The file is read as data and kept with the runs.",
            "soft small",
            tag="p",
        )
        _inputs()
        said = words("", "section-wrong", tag="p")
        said.props('role="status"')
        with ui.element("div").classes("row-of"):
            use = act("Use this map", "main")
            act("Cancel").on("click", dialog.close)

    def answered(event: GenericEventArguments) -> None:
        told = event.args if isinstance(event.args, dict) else {}
        if not told.get("good"):
            said.set_content(escaped(_refused(told)))
            return
        dialog.close()
        known = told.get("told") if isinstance(told.get("told"), dict) else {}
        taken(str(told["path"]), {name: str((known or {}).get(name, "")) for name, *_ in FIELDS})
        ui.notify(_found(told), type="positive")

    use.on("click", answered, js_handler=_SEND % place.id)
    dialog.on("hide", dialog.delete)


def _inputs() -> None:
    with ui.element("div").classes("field"):
        file = ui.element("input").props('type="file"').classes("plain-file")
        _labelled(file, "File")
    with ui.element("div").classes("fields"):
        for name, label, hint in FIELDS:
            with ui.element("div").classes("field"):
                with ui.element("div").classes("field-box"):
                    box = ui.element("input").props(f'type="text" name="{name}" autocomplete="off"')
                box.props["aria-describedby"] = words(hint, "soft small").html_id
                _labelled(box, label)


def _labelled(box: ui.element, told: str) -> None:
    """A label that stands before its box."""
    label = words(told, "field-label", tag="label")
    label.props["for"] = box.html_id
    label.move(target_index=0)


def _refused(told: Mapping[str, Any]) -> str:
    found, instead = told.get("found", "no answer"), told.get("instead", "try again")
    return f"{told.get('where', 'file')}: found {found}; {instead}"


def _found(told: Mapping[str, Any]) -> str:
    """What was found in the file, in one line."""
    rows, columns = told["shape"]
    rough = say.pretty(say.length(float(told["rms_height_m"])))
    return f"{told['name']}: {rows} × {columns} points, {rough} rms"
