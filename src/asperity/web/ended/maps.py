"""Maps of a face at the ends of steps, small enough for a page."""

from __future__ import annotations

from asperity.outcome.maps import FaceMaps, Floats
from asperity.web.jobs.progress import GapMap
from asperity.web.jobs.work.eyes import in_bytes

SIDE = 512
"""Most points of a map's longer side on a page."""


def at_ends(face: FaceMaps) -> tuple[GapMap, ...]:
    """The face at the end of each step, on one scale: that of its widest gap at any of them."""
    widest = max((float(frame.gap_m.max()) for frame in face.ends), default=0.0)
    made = []
    for index, frame in enumerate(face.ends):
        every = _every(frame.gap_m)
        seen = frame.gap_m[::every, ::every]
        (low, high), pixels = in_bytes(seen)
        made.append(
            GapMap(
                number=index + 1,
                face=face.name,
                step=frame.step,
                time_s=frame.time_s,
                shape=(seen.shape[0], seen.shape[1]),
                low_m=low,
                high_m=high,
                pixels=pixels.tobytes(),
                contact_fraction=float((frame.gap_m <= 0).mean()),
                widest_m=widest,
                decades=low > 0,
                spacing_m=face.spacing_m * every,
            )
        )
    return tuple(made)


def _every(field: Floats) -> int:
    return int(-(-max(field.shape) // SIDE))
