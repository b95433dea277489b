"""Pages, of widgets only."""

from __future__ import annotations

from asperity.web.house import House
from asperity.web.pages import bench, compare, design, lost, run, runs, spread
from asperity.web.pages import map as mapping

PAGES = (
    bench.attach,
    runs.attach,
    run.attach,
    compare.attach,
    mapping.attach,
    design.attach,
    spread.attach,
    lost.attach,
)


def attach(house: House) -> None:
    """Make all pages known to the server."""
    for page in PAGES:
        page(house)
