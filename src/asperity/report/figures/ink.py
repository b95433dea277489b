"""How figures become SVG text for a page, without the global state of pyplot.

Colours are drawn as placeholders and then handed to the page's style sheet, so that one figure
serves light and dark; text stays text.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from io import StringIO
from threading import Lock
from types import MappingProxyType
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

INK, FAINT = "#010101", "#020202"
SERIES = ("#030301", "#030302", "#030303", "#030304", "#030305", "#030306")
LEVEL_COLOURS = MappingProxyType({"good": "#040401", "marginal": "#040402", "bad": "#040403"})
PAPER = "#050505"
FILLS = tuple(f"#0606{index:02x}" for index in range(1, 9))
_VARIABLES = MappingProxyType(
    {
        INK: "--ink",
        FAINT: "--faint",
        PAPER: "--paper",
        **{colour: f"--series-{index}" for index, colour in enumerate(SERIES)},
        **{colour: f"--{level}" for level, colour in LEVEL_COLOURS.items()},
        **{colour: f"--fill-{index}" for index, colour in enumerate(FILLS)},
    }
)
_SETTINGS = MappingProxyType(
    {
        "svg.fonttype": "none",
        "text.parse_math": False,  # names in a recipe may hold a dollar sign
        "font.size": 9.0,
        "axes.facecolor": "none",
        "hatch.color": PAPER,
        "hatch.linewidth": 0.6,
        "axes.edgecolor": FAINT,
        "axes.labelcolor": INK,
        "axes.titlesize": 9.0,
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.spines.right": False,
        "axes.spines.top": False,
    }
)
_ONE_AT_A_TIME = Lock()
"""Matplotlib's settings are shared by the whole process: two reports may be drawn at once."""
WIDTH = 4.6


def svg(draw: Callable[[Figure], None], height: float, label: str) -> str:
    """An inline SVG of what `draw` puts on a figure `height` inches high, called `label`."""
    settings: Any = _SETTINGS | {"svg.hashsalt": label}
    with _ONE_AT_A_TIME, mpl.rc_context(settings), warnings.catch_warnings():
        # The page has other fonts than Matplotlib: a sign this one lacks is no loss.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        figure.patch.set_alpha(0)
        draw(figure)
        file = StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return _themed(file.getvalue(), label)


def short(name: str, most: int = 18) -> str:
    """A name from a recipe that fits into a figure."""
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _themed(text: str, label: str) -> str:
    """The bare svg element, sized by the page, coloured by its style sheet."""
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL)
    text = re.sub(r'<g id="[^"]*"', "<g", text)
    text = re.sub(r'(<svg\b[^>]*?) width="[^"]*"', r"\1", text)
    text = re.sub(r'(<svg\b[^>]*?) height="[^"]*"', r"\1", text)
    text = re.sub(r"(?:'[^']*', )+'?sans-serif'?|'DejaVu Sans'[^;\"]*", "var(--font)", text)
    for colour, variable in _VARIABLES.items():
        text = text.replace(colour, f"var({variable})")
    return text.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)
