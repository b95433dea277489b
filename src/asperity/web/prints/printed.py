"""Reports and pictures of an outcome's JSON, in a process of their own."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from asperity.outcome import Outcome
from asperity.report import pdf as typeset
from asperity.report.figures.alone import alone
from asperity.report.html import page, pictures
from asperity.report.maps.reading import faces
from asperity.web.prints.made import name_of


def report(outcome: str, maps: Path | None = None) -> str:
    """The HTML report, with the maps in a file."""
    return page(_read(outcome, maps))


def pdf(outcome: str, maps: Path | None = None) -> bytes:
    """The report as a PDF, with the maps in a file."""
    return typeset.pdf(_read(outcome, maps))


def drawn(outcome: str) -> list[tuple[str, str]]:
    """Titles and figures in the colours of whichever page they stand on."""
    return [(title, str(svg)) for title, svg in pictures(_read(outcome))]


def figures(outcome: str) -> dict[str, str]:
    """Its figures by name, each by itself."""
    return {name_of(title): alone(str(svg)) for title, svg in pictures(_read(outcome))}


def png(svg: str) -> bytes:
    """A figure as pixels."""
    return typeset.png(svg)


def _read(outcome: str, maps: Path | None = None) -> Outcome:
    read = Outcome.from_dict(json.loads(outcome))
    if maps is None or not maps.is_file():
        return read
    return replace(read, maps=faces(maps.read_bytes()))
