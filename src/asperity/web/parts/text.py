"""Text that becomes part of a page."""

from __future__ import annotations

from html import escape


def escaped(text: str) -> str:
    """Text as HTML shows it, whatever is in it."""
    return escape(text, quote=True)


def level_mark(level: str) -> str:
    """Good, marginal or bad as HTML: a word on its colour."""
    return f'<span class="level {escaped(level)}">{escaped(level)}</span>'
