"""Pages, of widgets only."""

from __future__ import annotations

from asperity.web.house import House


def attach(house: House) -> None:
    """Make all pages known to the server."""
