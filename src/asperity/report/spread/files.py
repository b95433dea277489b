"""A spread as a file: a picture, a page, a table of bands, the whole record."""

from __future__ import annotations

import csv
from dataclasses import fields
from io import StringIO
from pathlib import PurePath

from markupsafe import escape

from asperity.report.lines import to_text
from asperity.report.spread.lines import render
from asperity.report.spread.picture import inline, picture
from asperity.study.spread.bands import Band
from asperity.study.spread.record import Spread

ENDINGS = (".png", ".svg", ".csv", ".json", ".html")
_STYLE = """
:root { --paper: #fdfdfc; --ink: #1c2126; --faint: #656d76;
  --series-0: #0a6ebd; --series-1: #c2500a; --font: system-ui, sans-serif; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #15181c; --ink: #e7eaee; --faint: #9aa4af;
    --series-0: #62b2f2; --series-1: #f59a5c; } }
body { margin: 0 auto; padding: 1rem; max-width: 72rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.5 var(--font); }
svg { display: block; width: 100%; height: auto; }
pre { overflow-x: auto; font-size: .85rem; }
"""


def content(found: Spread, file: str) -> str | bytes:
    """What a file of this name holds: its ending says what."""
    ending = PurePath(file).suffix
    if ending in {".png", ".svg"}:
        return picture(found, ending[1:])
    if ending == ".csv":
        return table(found)
    return page(found) if ending == ".html" else f"{found.to_json()}\n"


def table(found: Spread) -> str:
    """A row for every number of the outcome: its band, SI."""
    names = [field.name for field in fields(Band)]
    file = StringIO()
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["quantity", *names])
    for path, band in found.bands.items():
        rows.writerow([path, *(getattr(band, name) for name in names)])
    return file.getvalue()


def page(found: Spread) -> str:
    """One page with nothing fetched from anywhere, light or dark as its reader has it."""
    text = to_text(render(found), width=110)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(found.recipe.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{inline(found)}\n<pre>{escape(text)}</pre>\n</body>\n</html>\n"
    )
