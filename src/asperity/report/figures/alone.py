"""A figure by itself: in the colours and the type of paper, for whoever has no style sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

PAPER_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#ffffff",
        "ink": "#1c2126",
        "faint": "#656d76",
        "line": "#dcdfe3",
        "good": "#1a7f4b",
        "marginal": "#a86200",
        "bad": "#c5283d",
        "link": "#0a5cad",
        "series-0": "#0a6ebd",
        "series-1": "#c2500a",
        "series-2": "#2a7d3f",
        "series-3": "#8a3ea8",
        "series-4": "#8c6d00",
        "series-5": "#b0306a",
        "fill-0": "#b9c4d0",
        "fill-1": "#f0c98d",
        "fill-2": "#a8d5c2",
        "fill-3": "#c9b8e0",
        "fill-4": "#f2b5b0",
        "fill-5": "#b5d4f0",
        "fill-6": "#dadf9c",
        "fill-7": "#d9c6b5",
    }
)
"""What the variables of a page's style sheet stand for in the light."""
FONT = "DejaVu Sans"
"""What figures are measured in; it comes with Matplotlib."""


def alone(svg: str, font: str = f"{FONT}, sans-serif") -> str:
    """The figure as an SVG document that any program shows as it is meant."""
    named = {**PAPER_COLOURS, "font": font}
    return re.sub(r"var\(--([\w-]+)\)", lambda found: named[found[1]], svg)
