"""Pages, of widgets only."""

from __future__ import annotations

from asperity.web.house import House
from asperity.web.pages import bench, compare, lost, run, runs, studies

PAGES = (
    bench.attach,
    runs.attach,
    run.attach,
    compare.attach,
    studies.attach,
    lost.attach,
)


def attach(house: House) -> None:
    """Make all pages known to the server."""
    for page in PAGES:
        page(house)
