"""Runs that are kept, listed."""

from importlib.resources import files


def style() -> str:
    """The style sheet of the list."""
    return (files("asperity.web.parts.listing") / "listing.css").read_text("utf-8")
