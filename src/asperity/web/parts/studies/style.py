"""The style sheet of the pages of studies."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from nicegui import ui

SHEETS = (
    ("asperity.web.parts.fields", "field.css"),
    ("asperity.web.parts.outcome", "outcome.css"),
    ("asperity.web.parts.studies", "studies.css"),
    ("asperity.web.parts.studies.mapfield", "mapfield.css"),
)


def put_style() -> None:
    """Give the page its style sheet."""
    ui.add_head_html(f"<style>{_style()}</style>")


@lru_cache(maxsize=1)
def _style() -> str:
    return "\n".join((files(room) / name).read_text("utf-8") for room, name in SHEETS)
