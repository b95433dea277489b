"""The stack drawn to scale, with one panel after another for what is too thin to be seen.

Thickness is to scale within a panel and every panel has its own scale bar; widths compare the
diameters, on a scale of their own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import ConnectionPatch, Rectangle

from asperity.outcome import LayerOutcome
from asperity.report import words
from asperity.report.figures.ink import FAINT, FILLS, INK, PAPER, short, svg

THIN = 0.055
"""Below this share of its panel's height a layer is drawn again, larger, in the next panel."""
PANELS = 3
SLICE = 0.35
"""What is left of a layer that is cut off, as a share of the thin layers beside it."""
MIDDLE, WIDTH = 0.58, 0.8
LABEL = "The stack drawn to scale"


@dataclass(frozen=True, kw_only=True, slots=True)
class Panel:
    """Neighbouring layers drawn on one scale.

    `heights` are what is drawn of each: a thick neighbour of thin layers is cut off.
    """

    layers: tuple[LayerOutcome, ...]
    heights: tuple[float, ...]
    cut: tuple[bool, ...]

    @property
    def total(self) -> float:
        """Height of the panel in metres."""
        return sum(self.heights)

    def thin(self) -> tuple[bool, ...]:
        """Which layers are too thin to be seen here."""
        return tuple(height < THIN * self.total for height in self.heights)


def stack(layers: Sequence[LayerOutcome]) -> str:
    """The drawing as inline SVG; empty where there are no layers."""
    panels = panels_of(layers)
    height = 3.2 if len(layers) > 1 else 1.6
    return svg(lambda figure: _draw(figure, panels), height, LABEL) if panels else ""


def panels_of(layers: Sequence[LayerOutcome]) -> tuple[Panel, ...]:
    """The whole stack, then the layers too thin to be seen there, and so on."""
    solid = tuple(layer for layer in layers if layer.thickness_m > 0)
    if not solid:
        return ()
    heights = tuple(layer.thickness_m for layer in solid)
    panels = [Panel(layers=solid, heights=heights, cut=(False,) * len(solid))]
    while len(panels) < PANELS and any(panels[-1].thin()):
        panels.append(_closer(panels[-1]))
    return tuple(panels)


def _closer(panel: Panel) -> Panel:
    """The thin layers of a panel with a slice of their neighbours, so that one sees where it is."""
    thin = panel.thin()
    first, end = _span(thin)
    kept = range(max(0, first - 1), min(len(thin), end + 1))
    shown = sum(height for height, small in zip(panel.heights, thin, strict=True) if small)
    return Panel(
        layers=tuple(panel.layers[i] for i in kept),
        heights=tuple(panel.heights[i] if thin[i] else SLICE * shown for i in kept),
        cut=tuple(not thin[i] for i in kept),
    )


def _span(thin: Sequence[bool]) -> tuple[int, int]:
    """From the first thin layer to the one after the last."""
    places = [i for i, small in enumerate(thin) if small]
    return places[0], places[-1] + 1


def round_length(longest: float) -> float:
    """The largest of 1, 2, 5, 10, 20, ... that is no longer than `longest`."""
    decade = 10.0 ** math.floor(math.log10(longest))
    return max(step * decade for step in (1.0, 2.0, 5.0) if step * decade <= longest * (1 + 1e-9))


def _draw(figure: Figure, panels: Sequence[Panel]) -> None:
    names = list(dict.fromkeys(layer.material for panel in panels for layer in panel.layers))
    fills = {name: FILLS[index % len(FILLS)] for index, name in enumerate(names)}
    widest = max(layer.diameter_m for layer in panels[0].layers)
    drawn = figure.subplots(1, len(panels), squeeze=False)[0]
    for axes, panel in zip(drawn, panels, strict=True):
        _panel(axes, panel, fills, widest)
    for index in range(len(panels) - 1):
        _lead(figure, drawn[index : index + 2], panels[index])


def _panel(axes: Axes, panel: Panel, fills: dict[str, str], widest: float) -> None:
    base = 0.0
    for layer, height, cut in zip(panel.layers, panel.heights, panel.cut, strict=True):
        width = WIDTH * layer.diameter_m / widest
        block = Rectangle((MIDDLE - width / 2, base), width, height, hatch="////" if cut else None)
        block.set(facecolor=fills[layer.material], edgecolor=PAPER, linewidth=0.4)
        axes.add_patch(block)
        if height >= THIN * panel.total:
            _name(axes, layer, base + height / 2, cut=cut, tall=height > 0.16 * panel.total)
        base += height
    axes.set_xlim(0, 1)
    axes.set_ylim(0, panel.total)
    axes.set_axis_off()
    _scale_bar(axes, panel.total)


def _scale_bar(axes: Axes, total: float) -> None:
    bar = round_length(0.4 * total)
    axes.plot([0.12, 0.12], [0, bar], color=INK, linewidth=1.5, solid_capstyle="butt")
    told = words.pretty(words.length(bar))
    axes.text(0.02, bar / 2, told, rotation=90, va="center", ha="center", fontsize=8)


def _name(axes: Axes, layer: LayerOutcome, height: float, *, cut: bool, tall: bool) -> None:
    size = "cut off" if cut else words.pretty(words.length(layer.thickness_m))
    told = f"{short(layer.name)}\n{size}" if tall else f"{short(layer.name)}, {size}"
    axes.text(MIDDLE, height, told, ha="center", va="center", fontsize=8)


def _lead(figure: Figure, pair: Sequence[Axes], panel: Panel) -> None:
    """Lines from the thin layers of one panel to the panel that shows them larger."""
    first, end = _span(panel.thin())
    low, high = sum(panel.heights[:first]), sum(panel.heights[:end])
    for share, height in ((0.0, low), (1.0, high)):
        line = ConnectionPatch(
            xyA=(MIDDLE + WIDTH / 2, height),
            xyB=(MIDDLE - WIDTH / 2, share),
            coordsA="data",
            coordsB="axes fraction",
            axesA=pair[0],
            axesB=pair[1],
        )
        line.set(color=FAINT, linewidth=0.7, linestyle=":")
        figure.add_artist(line)
