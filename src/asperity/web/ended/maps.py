"""Maps of a face at the ends of steps, small enough for a page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from asperity.outcome.maps import FaceMaps, Floats
from asperity.web.jobs.progress import GapMap

SIDE = 512
"""Most points of a map's longer side on a page."""
DECADES = 1e-3
"""Smallest gap that is told from smaller ones, over the largest of the face."""


def at_ends(face: FaceMaps) -> tuple[GapMap, ...]:
    """The face at the end of each step, on one scale by decades; a byte of 0 is contact."""
    widest = max((float(frame.gap_m.max()) for frame in face.ends), default=0.0)
    return tuple(
        GapMap(
            number=index + 1,
            face=face.name,
            step=frame.step,
            time_s=frame.time_s,
            shape=_thinned(frame.gap_m).shape,
            low_m=DECADES * widest,
            high_m=widest,
            pixels=_bytes(_thinned(frame.gap_m), widest).tobytes(),
            contact_fraction=float(np.count_nonzero(frame.gap_m <= 0)) / frame.gap_m.size,
            widest_m=widest,
        )
        for index, frame in enumerate(face.ends)
    )


def step_between(face: FaceMaps) -> float:
    """Distance (m) of the points that a page shows of a face."""
    return face.spacing_m * _every(face.ends[0].gap_m) if face.ends else face.spacing_m


def _every(field: Floats) -> int:
    return int(-(-max(field.shape) // SIDE))


def _thinned(field: Floats) -> Floats:
    step = _every(field)
    return field[::step, ::step]


def _bytes(field: Floats, widest: float) -> NDArray[np.uint8]:
    """1 at the lowest gap of the scale and below, 255 at the widest, 0 in contact."""
    if widest <= 0:
        return np.zeros(field.shape, dtype=np.uint8)
    share = 1 - np.log(np.clip(field, DECADES * widest, widest) / widest) / np.log(DECADES)
    return np.where(field > 0, 1 + np.rint(254 * share), 0).astype(np.uint8)
