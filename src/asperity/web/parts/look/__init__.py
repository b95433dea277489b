"""Colours, type and spacing of all pages, light and dark."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

COOKIE = "asperity-look"  # "dark" or "light"; a page that knows neither follows the system


@lru_cache(maxsize=1)
def style() -> str:
    """The style sheet of all pages."""
    return (files("asperity.web.parts.look") / "look.css").read_text("utf-8")
