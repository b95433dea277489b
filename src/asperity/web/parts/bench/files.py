"""Files that somebody brings along or takes along."""

from __future__ import annotations

import json
from collections.abc import Callable

from nicegui import ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from asperity.recipe.read import LARGEST

_READ = """async () => {
  const input = getHtmlElement(%d);
  const file = input.files[0];
  input.value = "";
  if (!file) return;
  if (file.size > %d) { emit(null); return; }
  emit(await file.text());
}"""
_NO_TEXT = frozenset({"\0", "\ufffd"})
"""What a browser finds in a file that is no text."""
_OPEN = "() => getHtmlElement(%d).click()"
_SAVE = """
const text = %s;
const link = Object.assign(document.createElement("a"), {
  href: URL.createObjectURL(new Blob([text], {type: "application/toml"})), download: %s });
link.click();
setTimeout(() => URL.revokeObjectURL(link.href), 1000);
"""
_COPY = """
const link = location.origin + %s;
const box = getHtmlElement(%d);
box.value = link; box.hidden = false; box.focus(); box.select();
try { await navigator.clipboard.writeText(link); return true; } catch { return false; }
"""


def recipe_file() -> Element:
    """A place that takes a recipe file; a button opens it (`send_text`)."""
    place = ui.element("input").classes("hidden-but-read")
    place.props('type="file" accept=".toml,text/plain" tabindex="-1" aria-label="Recipe file"')
    return place


def send_text(
    button: Element, place: Element, taken: Callable[[str], None], wrong: Callable[[str], object]
) -> None:
    """Let a button open a file place, and hand over the text of the file that is picked.

    `wrong` is told why a file cannot be one.
    """

    def read(event: GenericEventArguments) -> None:
        if not isinstance(event.args, str):
            wrong("The file is larger than 1 MB; a recipe is a text of a few kB.")
        elif _NO_TEXT & set(event.args):
            wrong("The file is no text; a recipe is a text file, such as Download gives.")
        else:
            taken(event.args)

    button.on("click", js_handler=_OPEN % place.id)
    place.on("change", read, js_handler=_READ % (place.id, LARGEST))


def save(text: str, name: str) -> None:
    """Let the browser keep a text as a file."""
    ui.run_javascript(_SAVE % (_literal(text), _literal(name)))


async def copy_link(address: str, box: Element) -> bool:
    """Show the whole address in a box and copy it; whether the browser let it."""
    return bool(await ui.run_javascript(_COPY % (_literal(address), box.id), timeout=3.0))


def _literal(text: str) -> str:
    return json.dumps(text).replace("<", "\\u003c")
