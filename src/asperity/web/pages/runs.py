"""All runs that are kept."""

from __future__ import annotations

from nicegui import ui

from asperity.web.house import House
from asperity.web.parts.frame import page_frame
from asperity.web.parts.listing import style
from asperity.web.parts.listing.listing import Listing

LEDE = "Everything that was pressed, mapped, designed or spread here, the newest first."


def attach(house: House) -> None:
    """Make the page known to the server."""

    @ui.page("/runs")
    def page() -> None:
        with page_frame(house, "Runs", lede=LEDE):
            ui.add_head_html(f"<style>{style()}</style>")
            Listing(house)
