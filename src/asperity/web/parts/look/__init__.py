"""Colours, type and spacing of all pages, light and dark."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from nicegui import ui

COOKIE = "asperity-look"  # "dark" or "light"; a page that knows neither follows the system


def style() -> str:
    """The style sheet of all pages."""
    return _text("asperity.web.parts.look", "look.css")


def sheet(package: str, name: str) -> None:
    """Give the page a further style sheet that lies beside some code."""
    ui.add_head_html(f"<style>{_text(package, name)}</style>")


@lru_cache(maxsize=32)
def _text(package: str, name: str) -> str:
    return (files(package) / name).read_text("utf-8")
