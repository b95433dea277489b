"""Pages, of widgets only."""

from __future__ import annotations

from asperity.web.house import House
from asperity.web.pages import bench, compare, run
from asperity.web.pages import map as mapping

PAGES = (bench.attach, run.attach, compare.attach, mapping.attach)


def attach(house: House) -> None:
    """Make all pages known to the server."""
    for page in PAGES:
        page(house)
