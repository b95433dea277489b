"""Bands beside the shares of their variance: a row a number that was taken apart."""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter

from asperity.report import words
from asperity.report.figures.ink import FAINT, INK, SERIES, short, svg
from asperity.report.spread import names
from asperity.report.spread.lines import by_itself, in_all, leading
from asperity.study.spread.bands import Band
from asperity.study.spread.indices import Index
from asperity.study.spread.record import Spread, Watched

WIDTH, ROW = 8.6, 1.75
WIDE = 1.6
"""Ratio of a band's ends from which on its axis is logarithmic."""
DECADE = 10.0


class Colours(NamedTuple):
    """What is drawn in what colour."""

    ink: str
    faint: str
    scatter: str
    doubt: str


PLAIN = Colours(ink="#222222", faint="#777777", scatter="#0072b2", doubt="#d55e00")
THEMED = Colours(ink=INK, faint=FAINT, scatter=SERIES[0], doubt=SERIES[1])


def picture(found: Spread, kind: str) -> bytes:
    """The picture as a file of this kind, "svg" or "png", on white paper."""
    figure = Figure(layout="constrained", facecolor="white")
    draw(figure, found, PLAIN)
    file = BytesIO()
    plain = {"svg": {"Date": None}, "png": {}}[kind]
    figure.savefig(file, format=kind, dpi=160, metadata=plain)
    return file.getvalue()


def inline(found: Spread) -> str:
    """The picture for a page that is light or dark by its own style."""
    return svg(lambda figure: draw(figure, found, THEMED), 1.0, "spread and what it comes from")


def shown(found: Spread) -> tuple[Watched, ...]:
    """Numbers that vary at all."""
    return tuple(one for one in found.watched if one.band is not None and one.indices)


def draw(figure: Figure, found: Spread, colours: Colours) -> None:
    """Put bands on the left, shares of the variance on the right."""
    rows = shown(found)
    figure.set_size_inches(WIDTH, 0.5 + ROW * max(len(rows), 1))
    if not rows:
        figure.text(0.5, 0.5, "nothing varies", ha="center", color=colours.ink)
        return
    grid = figure.subplots(len(rows), 2, squeeze=False, width_ratios=(1.0, 1.0))
    for (left, right), one in zip(grid, rows, strict=True):
        if one.band is not None:
            _band(left, one, one.band, colours)
        _shares(right, one, found, colours)
    grid[-1][1].set_xlabel("share of the variance: by itself (narrow), in all (wide, pale)")
    key = "bar: half, line: nine of ten\nstroke: median, triangle: as written"
    unit = grid[-1][0].get_xlabel()
    grid[-1][0].set_xlabel(f"{unit}\n{key}", fontsize=8)
    _legend(grid[0][1], colours)


def _band(axes: Axes, one: Watched, band: Band, colours: Colours) -> None:
    """Nine of ten as a line, half as a bar, the median as a stroke, as written as a ring."""
    unit, factor = names.axis(one.path)
    low, lower, median, upper, high = (
        factor * end for end in (band.low, band.lower, band.median, band.upper, band.high)
    )
    axes.plot([low, high], [0, 0], color=colours.faint, linewidth=2.0, solid_capstyle="butt")
    axes.plot([lower, upper], [0, 0], color=colours.faint, linewidth=9.0, solid_capstyle="butt")
    axes.plot([median], [0], marker="|", markersize=16, markeredgewidth=2.5, color=colours.ink)
    if one.written is not None:
        axes.plot(
            [factor * one.written],
            [0.45],
            marker="v",
            markersize=6,
            color=colours.ink,
            clip_on=False,
        )
    if low > 0 and high > WIDE * low:
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(MaxNLocator(5) if high < DECADE * low else LogLocator())
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set(ylim=(-0.8, 1.0), yticks=[])
    axes.set_title(f"{names.quantity(one.path)}", fontsize=9, loc="left", color=colours.ink)
    axes.set_xlabel(words.pretty(unit), color=colours.ink, labelpad=1)
    _plain(axes, colours)
    axes.spines["left"].set_visible(False)


def _shares(axes: Axes, one: Watched, found: Spread, colours: Colours) -> None:
    lead = leading(one)[:5]
    places = -np.arange(len(lead))
    for place, index in zip(places, lead, strict=True):
        family = names.kind(index.name, found)
        _bar(axes, float(place), index, colours.scatter if family == "scatter" else colours.doubt)
        axes.plot(
            np.clip(in_all(index) + index.total_error * np.array([-1.0, 1.0]), 0.0, 1.0),
            [place, place],
            color=colours.ink,
            linewidth=0.9,
        )
    told = [short(names.source(index.name, found), 38) for index in lead]
    axes.set_yticks(places, told, fontsize=8)
    axes.set(xlim=(0.0, 1.05), ylim=(0.4 - max(len(lead), 4), 0.6))
    axes.set_xticks([0.0, 0.5, 1.0], ["0", "50 %", "100 %"])
    _plain(axes, colours)


def _bar(axes: Axes, place: float, index: Index, colour: str) -> None:
    axes.barh(place, in_all(index), height=0.66, color=colour, alpha=0.35)
    axes.barh(place, by_itself(index), height=0.3, color=colour)


def _plain(axes: Axes, colours: Colours) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=colours.ink, labelsize=8, which="both")
    for spine in axes.spines.values():
        spine.set_color(colours.faint)
    axes.xaxis.label.set_color(colours.ink)
    axes.xaxis.label.set_fontsize(8)


def _legend(axes: Axes, colours: Colours) -> None:
    axes.set_title(
        "scatters from pressing to pressing", fontsize=8, loc="left", color=colours.scatter
    )
    axes.set_title("in doubt", fontsize=8, loc="right", color=colours.doubt)
