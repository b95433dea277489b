"""The stack as a drawing: thicknesses on one scale, widths on another, faces between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log10

from asperity.web.parts.text import escaped

WIDE, HIGH, EDGE = 340, 300, 26
LEFT, BROAD = 40, 170
UNKNOWN = " Dashed: how thick is not known before it is pressed."
LEAST = 20.0
"""Pixels a layer needs for its name to stand beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A layer to be drawn.

    Attributes:
        name: of the layer
        kind: foil, pellet, powder, composite, film or plate
        told: material and thickness in words
        thickness_m: None where nobody knows it yet
        diameter_m: likewise
        target: where its fields are on the page
    """

    name: str
    kind: str
    told: str
    thickness_m: float | None
    diameter_m: float | None
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFace:
    """The face above a layer: what is said of it, and where its fields are; "" for none."""

    told: str
    target: str


def stack_drawing(
    layers: Sequence[Drawn], faces: Sequence[DrawnFace | None], *, die: bool
) -> tuple[str, str]:
    """Layers (bottom to top) and the faces between them as SVG, and a sentence on its scale."""
    heights, scale = _heights([layer.thickness_m for layer in layers])
    widest = max((layer.diameter_m or 0.0 for layer in layers), default=0.0)
    widths = [
        BROAD * (layer.diameter_m or widest) / widest if widest else BROAD for layer in layers
    ]
    tops = [HIGH - EDGE - sum(heights[: i + 1]) for i in range(len(layers))]
    parts = [*_tools(die, tops[-1] if tops else EDGE)]
    for layer, top, high, wide in zip(layers, tops, heights, widths, strict=True):
        parts.append(_layer(layer, top, high, wide))
    for face, top, pair in zip(faces, tops, pairwise(widths), strict=False):
        if face is not None:
            parts.append(_face(face, top, min(pair)))
    name = "Stack, bottom to top; each part leads to its fields"
    head = f'<svg class="stack" viewBox="0 0 {WIDE} {HIGH}" role="group" aria-label="{name}">'
    return f"{head}{''.join(parts)}</svg>", scale


def _heights(thicknesses: Sequence[float | None]) -> tuple[list[float], str]:
    """Pixels of each layer and what scale they are on: linear, else by decades."""
    room = HIGH - 2 * EDGE
    known = [thickness for thickness in thicknesses if thickness]
    if not known:
        return [room / max(len(thicknesses), 1)] * len(thicknesses), ""
    filled = [thickness or known[0] for thickness in thicknesses]
    waits = "" if len(known) == len(filled) else UNKNOWN
    straight = [room * thickness / sum(filled) for thickness in filled]
    if min(straight) >= LEAST:
        return straight, f"Thicknesses to scale; widths to a scale of their own.{waits}"
    least = min(filled)
    weights = [1 + log10(thickness / least) for thickness in filled]
    heights = [room * weight / sum(weights) for weight in weights]
    scale = "Thicknesses on a logarithmic scale: ten times as thick adds a fixed height."
    return heights, f"{scale}{waits}"


def _tools(die: bool, top: float) -> Iterator[str]:
    """Punches or plates above and below, the wall of a die beside."""
    middle, half = LEFT + BROAD / 2, BROAD / 2 + 4
    for y, high in ((HIGH - EDGE + 1, EDGE - 3), (2, top - 3)):
        yield (
            f'<rect class="tool" x="{middle - half:.1f}" y="{y:.1f}" width="{2 * half:.1f}" '
            f'height="{max(high, 4):.1f}" rx="2"/>'
        )
    if die:
        for x in (middle - half - 14, middle + half + 2):
            yield f'<rect class="die" x="{x:.1f}" y="10" width="12" height="{HIGH - 20}" rx="2"/>'


def _layer(layer: Drawn, top: float, high: float, wide: float) -> str:
    x = LEFT + (BROAD - wide) / 2
    label = f"Layer {layer.name}: {layer.told}"
    right, middle = LEFT + BROAD + 26, top + high / 2
    unknown = " unknown" if layer.thickness_m is None else ""
    return (
        f'<a class="plain part" href="#{escaped(layer.target)}" aria-label="{escaped(label)}">'
        f'<rect class="layer {escaped(layer.kind)}{unknown}" x="{x:.1f}" y="{top:.1f}" '
        f'width="{wide:.1f}" height="{max(high - 1, 1):.1f}"/>'
        f'<text x="{right}" y="{middle + 1:.1f}" class="part-name">{escaped(_short(layer.name))}'
        f'</text><text x="{right}" y="{middle + 14:.1f}" class="part-told">'
        f"{escaped(_thick(layer))}</text></a>"
    )


def _thick(layer: Drawn) -> str:
    return layer.told.rpartition(", ")[2]


def _short(name: str) -> str:
    return name if len(name) <= 14 else f"{name[:13]}…"


def _face(face: DrawnFace, y: float, wide: float) -> str:
    """The rough face above a layer, as a jagged line; how rough, the fields tell."""
    x, teeth = LEFT + (BROAD - wide) / 2, 28
    step = wide / teeth
    points = " ".join(
        f"{x + i * step:.1f},{y + (2.2 if i % 2 else -2.2) * (1 + (i * 7 % 5) / 5):.1f}"
        for i in range(teeth + 1)
    )
    return (
        f'<a class="plain part" href="#{escaped(face.target)}" '
        f'aria-label="{escaped(face.told)}"><rect class="grip" x="{x:.1f}" y="{y - 6:.1f}" '
        f'width="{wide:.1f}" height="12"/><polyline class="face" points="{points}"/></a>'
    )
