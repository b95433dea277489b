"""Risks as bars towards their limits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from asperity.outcome import Risk
from asperity.report import rows, words
from asperity.report.figures.ink import FAINT, INK, LEVEL_COLOURS, short, svg

LONGEST = 70
"""Letters of a line that fit beside each other."""
_MARGINS = "Risks as the share of the way to their limits"


def margins(risks: Sequence[Risk]) -> str:
    """Every risk as a bar towards its limit; empty where there is none."""
    told = [risk for risk in risks if risk.used is not None]
    height = 0.6 + 0.58 * len(told)
    return svg(lambda figure: _draw_margins(figure, told), height, _MARGINS) if told else ""


def _draw_margins(figure: Figure, risks: Sequence[Risk]) -> None:
    axes = figure.subplots()
    places = np.arange(len(risks))[::-1]
    for place, risk in zip(places, risks, strict=True):
        share = min(risk.used or 0.0, 1.2)
        axes.barh(place, share, height=0.36, color=LEVEL_COLOURS[risk.level])
        told = axes.text(0.01, place + 0.2, _risk_lines(risk), fontsize=8, va="bottom")
        told.set_in_layout(False)  # a long line must not take the room of the bars
    for share, colour in ((0.8, FAINT), (1.0, INK)):  # only beside the bars: text stands between
        axes.vlines(0 * places + share, places - 0.22, places + 0.2, color=colour, linewidth=1.2)
    axes.set_xticks([0, 0.8, 1.0], ["safe", "marginal", "limit"])
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlim(0, 1.25)
    axes.set_ylim(-0.5, len(risks))


def _risk_lines(risk: Risk) -> str:
    """What it is, and below it its marks; of the chance so much as there is room for."""
    told = rows.against(risk)
    while len(told) > LONGEST and "; " in told:  # the page's table has it all
        told = told.rpartition("; ")[0]
    what = f"{risk.kind.replace('-', ' ')}, {short(risk.where, 44)}"
    return words.pretty(f"{what}\n{told}".rstrip())
