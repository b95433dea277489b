"""The verdict as one types: level, numbers of the cell, margins, reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nicegui import ui

from asperity.web.bench.judge.record import Judgement
from asperity.web.parts.frame import words
from asperity.web.parts.risks import risk_bars
from asperity.web.parts.text import escaped, level_mark

_NONE = '<span class="level none">no verdict yet</span>'
_WAITING = '<span class="level none">judging</span> <span class="soft">one moment</span>'


class VerdictPanel:
    """Shows judgements in one place; before the first it says that it waits.

    `before` draws what stands between the level and its reasons.
    """

    def __init__(self, *, before: Callable[[], object]) -> None:
        self._last: Judgement | None = None
        with ui.element("div").classes("verdict").props('id="verdict"'):
            self._status = ui.html(_WAITING, sanitize=False).classes("verdict-head")
            self._status.props('role="status" aria-label="Verdict"')
            self._note = words("", "verdict-note", tag="p")
            before()
            self._body = ui.html("", sanitize=False).classes("verdict-body")
        with ui.element("a").classes("plain to-verdict").props('href="#verdict"'):
            words("Verdict and press: ")
            self._brief = ui.html(_NONE, sanitize=False, tag="span")

    def show(self, told: Judgement) -> None:
        """Show a judgement that has a level."""
        self._last = told
        self._status.set_content(_head(told))
        self._status.props["data-live-verdict"] = told.number
        self._note.set_content("")
        self._status.classes(remove="past")
        self._body.classes(remove="past")
        self._body.set_content(_body(told))
        self._brief.set_content(level_mark(told.level or "none"))

    def stale(self, why: str) -> None:
        """What is shown is of the recipe as it was before; `why` says what is wrong now."""
        after = "shown is the verdict from before" if self._last else "there is no verdict yet"
        self._note.set_content(escaped(f"{why}: {after}."))
        if self._last is None:
            self._status.set_content(_NONE)
        self._status.classes(add="past")
        self._body.classes(add="past")


def _head(told: Judgement) -> str:
    word = {"good": "Good", "marginal": "Marginal", "bad": "Bad"}[told.level or "bad"]
    facts = [f"{name} {text}" for name, text in told.facts if name in _leading(told)]
    undone = "" if told.carried_out else ". It cannot be carried out as written"
    rest = f"{'; '.join(facts)}{undone}"
    return (
        f'<span class="level {told.level} big">{word}</span> '
        f'<span class="verdict-facts">{escaped(rest)}</span>'
    )


def _leading(told: Judgement) -> tuple[str, ...]:
    """What is told first: of a cell its resistance and its faces, else how thick a foil became."""
    names = [name for name, _ in told.facts]
    of_cell = tuple(name for name in names if name == "resistance" or name.startswith("contact "))
    return of_cell or tuple(name for name in names if name.startswith("thickness "))


def _body(told: Judgement) -> str:
    leading = _leading(told)
    facts = [(name, text) for name, text in told.facts if name not in leading]
    parts = [
        _facts(facts),
        _listed("What to change", told.advice),
        _section("Margins", risk_bars(told.margins), "Full is the limit; the mark, marginal."),
        _listed(f"Why {told.level}", told.reasons),
        _folded("Keep in mind", told.warnings),
    ]
    return "".join(parts)


def _facts(facts: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f"<dt>{escaped(name.capitalize())}</dt><dd>{escaped(text)}</dd>" for name, text in facts
    )
    return f'<dl class="facts">{rows}</dl>' if rows else ""


def _section(title: str, inner: str, remark: str = "") -> str:
    told = f'<span class="soft small"> {escaped(remark)}</span>' if remark else ""
    return f"<h3>{escaped(title)}</h3>{told}{inner}" if inner else ""


def _listed(title: str, lines: Sequence[str]) -> str:
    items = "".join(f"<li>{escaped(line)}</li>" for line in lines)
    return _section(title, f'<ul class="lines">{items}</ul>' if items else "")


def _folded(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    items = "".join(f"<li>{escaped(line)}</li>" for line in lines)
    return (
        f"<details><summary>{escaped(title)} ({len(lines)})</summary>"
        f'<ul class="lines">{items}</ul></details>'
    )
