"""Reports and pictures of an outcome's JSON, in a process of their own."""

from __future__ import annotations

import json
import signal

from asperity.outcome import Outcome
from asperity.report import pdf as typeset
from asperity.report.figures.alone import alone
from asperity.report.html import page, pictures


def begin() -> None:
    """Leave Ctrl-C to the server, which ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def report(outcome: str) -> str:
    """The HTML report."""
    return page(_read(outcome))


def pdf(outcome: str) -> bytes:
    """The report as a PDF."""
    return typeset.pdf(_read(outcome))


def figures(outcome: str) -> dict[str, str]:
    """Its figures by name, each by itself."""
    return {_name(title): alone(str(svg)) for title, svg in pictures(_read(outcome))}


def png(svg: str) -> bytes:
    """A figure as pixels."""
    return typeset.png(svg)


def _read(outcome: str) -> Outcome:
    return Outcome.from_dict(json.loads(outcome))


def _name(title: str) -> str:
    """A title as the name of a file."""
    plain = "".join(char if char.isalnum() else "-" for char in title.lower())
    return "-".join(part for part in plain.split("-") if part)
