"""A face closing on its grid: a film, and how it lay at the end of every step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from asperity.outcome.maps import FaceMaps, Frame
from asperity.report import words
from asperity.report.maps.paint import Scale, picture, png

MOST = 40
"""Frames of a film."""
DECADES = 1e-3
"""Smallest gap that is told from smaller ones, over the largest."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An address that holds a picture, what is to be seen, what its colours mean, its pixels."""

    address: str
    title: str
    meaning: str
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Closing:
    """One face: its film (None where nothing was kept on the way), its gaps, its pressures."""

    name: str
    film: Picture | None
    gaps: tuple[Picture, ...]
    pressures: tuple[Picture, ...]


def closing(face: FaceMaps) -> Closing:
    """The pictures of a face."""
    scale = _gap_scale(face)
    return Closing(
        name=face.name,
        film=_film(face, scale),
        gaps=tuple(_gap(frame, scale) for frame in face.ends),
        pressures=tuple(_pressure(frame) for frame in face.ends),
    )


def _gap_scale(face: FaceMaps) -> Scale:
    high = max(float(frame.gap_m.max()) for frame in (*face.frames, *face.ends))
    return Scale(low=DECADES * high, high=high, decades=True, colours="viridis")


def _film(face: FaceMaps, scale: Scale) -> Picture | None:
    """The frames on the way and the ends of the steps, thinned evenly."""
    order = [frame.step for frame in face.ends]
    frames = sorted((*face.frames, *face.ends), key=lambda f: (order.index(f.step), f.time_s))
    frames = [
        one for one, after in zip(frames, [*frames[1:], None], strict=True) if _differ(one, after)
    ]
    if not face.frames or len(frames) < 2:
        return None
    if len(frames) > MOST:
        frames = [frames[i] for i in np.linspace(0, len(frames) - 1, MOST).round().astype(int)]
    images = [picture(scale, frame.gap_m, _line(frame)) for frame in frames]
    told = f"{len(images)} moments, from {_line(frames[0])} to {_line(frames[-1])}"
    return Picture(png(images), f"{face.name} closes: {told}", _gap_meaning(scale), images[0].size)


def _differ(one: Frame, after: Frame | None) -> bool:
    return after is None or (one.step, one.time_s) != (after.step, after.time_s)


def _gap(frame: Frame, scale: Scale) -> Picture:
    image = picture(scale, frame.gap_m, _line(frame))
    return Picture(png([image]), f"gap at the end of {frame.step}", _gap_meaning(scale), image.size)


def _gap_meaning(scale: Scale) -> str:
    if scale.high <= 0:
        return "orange: contact, everywhere"
    span = f"{words.length(scale.low)} to {words.length(scale.high)}"
    return f"orange: contact; dark to light: gaps of {span} by decades"


def _pressure(frame: Frame) -> Picture:
    high = float(frame.contact_pa.max())
    scale = Scale(low=0.0, high=high, decades=False, colours="magma")
    image = picture(scale, frame.contact_pa, _line(frame))
    meaning = f"orange: none; dark to light: up to {words.pressure(high)}" if high else "none"
    return Picture(png([image]), f"pressure at the end of {frame.step}", meaning, image.size)


def _line(frame: Frame) -> str:
    """When it was, short enough to be written below a map."""
    touching = float(np.count_nonzero(frame.gap_m <= 0)) / frame.gap_m.size
    when = f"{frame.step[:14]} {words.duration(frame.time_s)}"
    return f"{when}, {words.pressure(frame.pressure_pa)}, {words.percent(touching)} touch"
