"""Pages of studies, loaded when somebody first asks for one: what they need takes long to load."""

from __future__ import annotations

from asyncio import to_thread
from importlib import import_module
from typing import Final

from nicegui import ui

from asperity.web.house import House

ROOM: Final = "asperity.web.pages"
KINDS: Final = ("map", "design", "spread")
PATIENCE_S: Final = 60
"""How long loading may take on a machine that has much else to do."""


def attach(house: House) -> None:
    """Make the pages known to the server."""
    for kind in KINDS:
        _page(house, kind)


def _page(house: House, kind: str) -> None:
    @ui.page(f"/{kind}", response_timeout=PATIENCE_S)
    async def page() -> None:
        found = await to_thread(import_module, f"{ROOM}.{kind}")
        found.draw(house)
