"""Risks as bars: the fuller, the nearer the limit; in words beside."""

from __future__ import annotations

from collections.abc import Sequence

from asperity.web.bench.judge.record import Margin
from asperity.web.parts.text import escaped, level_mark

MARGINAL = 80
"""Where on a bar, in percent, a risk begins to be marginal; the bar is full at the limit."""


def risk_bars(margins: Sequence[Margin]) -> str:
    """A list of risks as HTML, the gravest first."""
    rows = "".join(map(_row, margins))
    return f'<ul class="risks">{rows}</ul>' if rows else ""


def _row(margin: Margin) -> str:
    width = 0.0 if margin.used is None else 100 * min(max(margin.used, 0.0), 1.0)
    ill = margin.level != "good"
    why = f'<p class="risk-why">{escaped(margin.reason)}</p>' if ill and margin.reason else ""
    return (
        f'<li class="risk {margin.level}"><div class="risk-head">'
        f'<span class="risk-name"><b>{escaped(margin.kind.capitalize())}</b> '
        f'<span class="soft">{escaped(margin.where)}</span></span>'
        f"{level_mark(margin.level)}</div>"
        f'<span class="bar" aria-hidden="true"><span style="width:{width:.0f}%"></span>'
        f'<i style="left:{MARGINAL}%"></i></span>'
        f'<span class="risk-told number">{escaped(margin.told)}</span>{why}</li>'
    )
