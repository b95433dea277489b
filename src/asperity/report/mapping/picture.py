"""A map for a wall: contours of the quantity, the safe window clear, all else shaded."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter
from numpy.typing import NDArray

from asperity.outcome.risk import MARGINAL
from asperity.report.mapping import names
from asperity.report.mapping.colours import DEEP, HATCHES, NOTHING, colour, mixed, painted
from asperity.study.mapping import Line, Map
from asperity.study.mapping.record import DONE, NOT_CARRIED_OUT, REFUSED, Array
from asperity.units import from_si

INK, STAR, TOLD = "#1c2126", "#ffd23f", "#3d5a80"
LINES = 9
"""About how many contours a map has."""
MANY = 1e4
"""Ratio of the ends of an axis from which only powers of ten are told."""
APART = 0.02
"""Share of the spread by which a contour stays away from the ends: no lines on a plain."""
DECADE = 8.0
"""Ratio of largest to smallest value from which contours stand at equal ratios."""
SERIES = ((1,), (1, 2, 5), (1, 1.5, 2, 3, 5, 7), (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8))
"""Steps of a decade that are round, the coarsest that give enough contours are taken."""
SIZE = (8.2, 7.2)
DPI = 200
Place = tuple[float, float, float, float]
Mask = NDArray[np.bool_]


def picture(found: Map, kind: str) -> bytes:
    """The picture as a file of this kind, "svg" or "png"."""
    return drawn(found, kind)[0]


def drawn(found: Map, kind: str) -> tuple[bytes, Place]:
    """The picture, and where its axes lie in it: left, bottom, width, height as shares."""
    figure = Figure(figsize=SIZE, layout="constrained")
    axes = figure.subplots()
    draw(axes, found)
    file = BytesIO()
    plain: dict[str, Any] = {"svg": {"Date": None}, "png": {}}[kind]
    with warnings.catch_warnings():  # a sign the font lacks is no loss
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure.savefig(file, format=kind, dpi=DPI, metadata=plain)
    box = axes.get_position()
    return file.getvalue(), (box.x0, box.y0, box.width, box.height)


def draw(axes: Axes, found: Map) -> None:
    """The map with its legend."""
    x, y = names.on_axis(found.x, found.x.values), names.on_axis(found.y, found.y.values)
    fine = painted(found)
    _paint(axes, fine.colours)
    for setter, line in (("set_xscale", found.x), ("set_yscale", found.y)):
        getattr(axes, setter)("log" if line.logarithmic else "linear")
    _hatch(axes, x, y, found)
    _limits(axes, names.on_axis(found.x, fine.x), names.on_axis(found.y, fine.y), fine.severity)
    _contours(axes, x, y, found)
    if found.here is not None:
        _here(axes, found)
    axes.set(
        xlim=(x[0], x[-1]),
        ylim=(y[0], y[-1]),
        xlabel=names.axis_label(found.x),
        ylabel=names.axis_label(found.y),
    )
    _ticks(axes, found.x, found.y)
    axes.set_title(f"{_capital(names.quantity_label(found.quantity))}", loc="left", fontsize=11)
    _legend(axes, found)


def _paint(axes: Axes, colours: Array) -> None:
    """The painted lattice as an image: on its axes, by ratio or not, it is evenly spaced."""
    rows, columns, _ = colours.shape
    aside, below = 0.5 / (columns - 1), 0.5 / (rows - 1)
    axes.imshow(
        colours,
        origin="lower",
        extent=(-aside, 1 + aside, -below, 1 + below),
        transform=axes.transAxes,
        aspect="auto",
        interpolation="nearest",
        zorder=0,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ticks(axes: Axes, x: Line, y: Line) -> None:
    """Plain numbers on axes of ratios: 1, 2, 5, 10 rather than powers."""
    for axis, line in ((axes.xaxis, x), (axes.yaxis, y)):
        if not line.logarithmic:
            continue
        short = float(line.values[-1] / line.values[0]) <= MANY
        axis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0) if short else (1.0,)))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axis.set_minor_formatter(NullFormatter())


def _hatch(axes: Axes, x: Array, y: Array, found: Map) -> None:
    """Hatches for prints without colour, wide where a risk is marginal; what ends it besides."""
    for kind in _kinds(found, 1):
        of = [index for index, one in enumerate(found.dangers) if one.kind == kind]
        bound = np.isin(found.binding, of) & (found.status != REFUSED)
        hatch = HATCHES.get(kind, "*")
        wide = hatch[: len(hatch) // 2] or hatch
        for state, marks, share in ((1, wide, 0.5), (2, hatch, 0.9)):
            ink = mixed(colour(kind), share)
            _marked(axes, x, y, bound & (found.level == state), hatch=marks, ink=ink)
    _marked(axes, x, y, found.status == NOT_CARRIED_OUT, hatch="////", ink="white")


def _marked(axes: Axes, x: Array, y: Array, mask: Mask, *, hatch: str, ink: Any) -> None:
    if not mask.any():
        return
    marked = axes.contourf(
        x, y, mask.astype(float), levels=[0.5, 1.5], colors="none", hatches=[hatch], zorder=1
    )
    marked.set(edgecolor=ink, linewidth=0.0)


def _limits(axes: Axes, x: Array, y: Array, gravest: Array) -> None:
    """Lines where the gravest risk becomes marginal, and where it reaches its limit."""
    severity = np.ma.masked_invalid(gravest)
    for value, style, width in ((MARGINAL, (0, (5, 3)), 0.9), (1.0, "solid", 1.4)):
        if severity.count() and severity.min() < value <= severity.max():
            axes.contour(
                x, y, severity, [value], colors=INK, linestyles=[style], linewidths=width, zorder=2
            )


def _contours(axes: Axes, x: Array, y: Array, found: Map) -> None:
    """Labelled lines of the quantity; without a value where it cannot be carried out."""
    unit = found.quantity.unit
    values = np.ma.masked_invalid(from_si(found.values, unit) if unit else found.values)
    at = levels(values.compressed())
    if not at:
        return
    lines = axes.contour(x, y, values, at, colors=TOLD, linewidths=0.9, zorder=3)
    digits = {value: f"{value:.4g}" for value in at}
    for text in axes.clabel(lines, fmt=digits, fontsize=8, inline_spacing=3):
        text.set(zorder=4)
        text.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.6})


def levels(values: Array) -> list[float]:
    """Round values for contours: at equal steps, or at about equal ratios of what is far apart."""
    if not len(values) or not values.max() > values.min():
        return []
    low, high = float(values.min()), float(values.max())
    if low > 0 and high / low >= DECADE:
        edge = (high / low) ** APART
        decades = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
        for series in SERIES:
            every = [step * 10.0**decade for decade in decades for step in series]
            inside = [value for value in every if low * edge < value < high / edge]
            if len(inside) >= LINES // 2:
                break
    else:
        edge = APART * (high - low)
        every = list(MaxNLocator(LINES, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high))
        inside = [value for value in every if low + edge < value < high - edge]
    return inside[:: max(1, -(-len(inside) // (2 * LINES)))]


def _here(axes: Axes, found: Map) -> None:
    assert found.here is not None
    x, y = (np.array([value]) for value in found.here)
    axes.plot(
        names.on_axis(found.x, x),
        names.on_axis(found.y, y),
        marker="*",
        markersize=15,
        markerfacecolor=STAR,
        markeredgecolor=INK,
        linestyle="none",
        clip_on=False,
        zorder=6,
    )


def _kinds(found: Map, least: int) -> list[str]:
    """Kinds that bind somewhere from this level on, the widest first."""
    counts: dict[str, int] = {}
    for index, one in enumerate(found.dangers):
        many = int(((found.binding == index) & (found.level >= least)).sum())
        if many:
            counts[one.kind] = counts.get(one.kind, 0) + many
    return sorted(counts, key=lambda kind: -counts[kind])


def _legend(axes: Axes, found: Map) -> None:
    shown: list[Any] = [
        _patch(colour(kind), DEEP, HATCHES.get(kind, "*"), names.bound_by(found, kind))
        for kind in _kinds(found, 1)
    ]
    if (found.status == NOT_CARRIED_OUT).any():
        ended = Patch(facecolor="#777777", edgecolor="white", hatch="////")
        ended.set_label("cannot be carried out")
        shown.append(ended)
    if (found.status == REFUSED).any():
        shown.append(Patch(facecolor=NOTHING, edgecolor=INK, linewidth=0.5, label="recipe refused"))
    shown += _lines(found)
    legend = axes.figure.legend(
        handles=shown,
        loc="outside lower left",
        ncols=3,
        frameon=False,
        fontsize=9,
        handlelength=2.2,
        title=f"{found.title}\nwhite: every risk is good; paler: marginal",
        title_fontsize=9,
        alignment="left",
    )
    for text in (*legend.get_texts(), legend.get_title()):
        text.set_parse_math(False)  # what a person wrote may hold a dollar sign


def _lines(found: Map) -> Sequence[Line2D]:
    shown = [
        Line2D([], [], color=INK, linewidth=1.4, label="a limit is reached"),
        Line2D([], [], color=INK, linewidth=0.9, linestyle=(0, (5, 3)), label="becomes marginal"),
    ]
    if (found.status == DONE).any():
        shown.append(Line2D([], [], color=TOLD, linewidth=0.9, label=found.quantity.title))
    if found.here is not None:
        star = Line2D([], [], linestyle="none", marker="*", label="recipe as written")
        star.set(markersize=11, markerfacecolor=STAR, markeredgecolor=INK)
        shown.append(star)
    return shown


def _patch(of: str, share: float, hatch: str, label: str) -> Patch:
    patch = Patch(facecolor=mixed(of, share), hatch=hatch, label=label)
    patch.set_edgecolor(mixed(of, 0.9))
    patch.set_linewidth(0.0)
    return patch
