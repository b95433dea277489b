"""What a page lets one take along as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nicegui import run, ui

from asperity.web.parts.frame import act

Made = Callable[[], str | bytes]


def taking(files: Mapping[str, Made]) -> None:
    """A button for every file, made when it is asked for, away from the page's loop."""
    with ui.element("div").classes("row-of").props('role="group" aria-label="Take along"'):
        for name, made in files.items():
            ending = name.rpartition(".")[2].upper()
            button = act(ending, label=f"Take along as {ending}")
            button.on("click", _given(name, made))


def _given(name: str, made: Made) -> Callable[[], object]:
    async def give() -> None:
        content = await run.io_bound(made)
        if content is not None:
            ui.download.content(content, name)

    return give
