"""How likely a ceramic breaks, by its bow and its thickness, and how even foils are."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from asperity.outcome import LayerOutcome
from asperity.outcome.survival import Survival
from asperity.report import words
from asperity.report.figures.ink import INK, LEVEL_COLOURS, SERIES, short, svg
from asperity.report.rows import UNEVEN
from asperity.units import from_si

SAFE, LIKELY = 0.01, 0.1
"""Probabilities from which on a breaking is marginal, and bad."""
SHADE = 0.35


def breaking(found: Survival) -> str:
    """Probability to break between plates at bows (up) and thicknesses; empty without a table."""
    if not found.uniaxial:
        return ""
    height = 0.8 + 0.36 * len(found.flatness_m)
    return svg(lambda figure: _draw_breaking(figure, found), height, "Probability of breaking")


def _draw_breaking(figure: Figure, found: Survival) -> None:
    axes = figure.subplots()
    for i, row in enumerate(found.uniaxial):
        for k, chance in enumerate(row):
            level = "good" if chance < SAFE else "marginal" if chance < LIKELY else "bad"
            colour = LEVEL_COLOURS[level]
            axes.add_patch(Rectangle((k, i), 0.96, 0.92, color=colour, alpha=SHADE, linewidth=0))
            told = words.chance(chance)
            axes.text(k + 0.48, i + 0.46, told, ha="center", va="center", fontsize=8)
    axes.set_xlim(0, len(found.thickness_m))
    axes.set_ylim(0, len(found.flatness_m))
    _named(axes, found)


def _named(axes: Axes, found: Survival) -> None:
    wide = [words.pretty(words.length(one)) for one in found.thickness_m]
    bows = [f"{from_si(one, 'um'):.3g}" for one in found.flatness_m]
    axes.set_xticks([i + 0.48 for i in range(len(wide))], wide)
    axes.set_yticks([i + 0.46 for i in range(len(bows))], bows)
    axes.tick_params(length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_xlabel("thickness")
    axes.set_ylabel("bow / µm, between plates")


def evenness(layers: Sequence[LayerOutcome]) -> str:
    """Foils from their thinnest to their thickest place; empty where all are even."""
    told = [layer for layer in layers if (layer.evenness or 0.0) >= UNEVEN]
    height = 0.8 + 0.4 * len(told)
    return svg(lambda figure: _draw_evenness(figure, told), height, "Evenness") if told else ""


def _draw_evenness(figure: Figure, layers: Sequence[LayerOutcome]) -> None:
    axes = figure.subplots()
    for place, layer in enumerate(reversed(layers)):
        ends = (layer.thickness_lowest_m, layer.thickness_m, layer.thickness_highest_m)
        low, mean, high = (from_si(layer.thickness_m if one is None else one, "um") for one in ends)
        axes.barh(place, high - low, left=low, height=0.45, color=SERIES[0], alpha=SHADE)
        axes.vlines(mean, place - 0.22, place + 0.22, color=INK, linewidth=1.5)
    axes.set_yticks(range(len(layers)), [short(layer.name) for layer in reversed(layers)])
    axes.set_ylim(-0.5, len(layers) - 0.5)
    axes.set_xlim(left=0)
    axes.set_xlabel("thickness / µm: thinnest place, mean, thickest place")
