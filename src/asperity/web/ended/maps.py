"""Maps of a face as it closed, small enough for a page."""

from __future__ import annotations

from asperity.outcome.maps import FaceMaps, Frame
from asperity.web.jobs.progress import GapMap
from asperity.web.jobs.work.eyes import in_bytes

SIDE = 512
"""Most points of a map's longer side on a page."""
MOST = 60
"""Most moments on the way that are shown; ends of steps all are."""


def moments(face: FaceMaps) -> tuple[Frame, ...]:
    """The face on its way and at the end of every step, in the order it went."""
    order = [frame.step for frame in face.ends]
    kept = face.frames
    if len(kept) > MOST:
        kept = tuple(kept[i * (len(kept) - 1) // (MOST - 1)] for i in range(MOST))
    ends = {(frame.step, frame.time_s) for frame in face.ends}
    way = [frame for frame in kept if (frame.step, frame.time_s) not in ends]
    known = [frame for frame in way if frame.step in order]
    return tuple(
        sorted((*known, *face.ends), key=lambda frame: (order.index(frame.step), frame.time_s))
    )


def small(face: FaceMaps, frame: Frame, *, number: int) -> GapMap:
    """A moment for a page, on the scale of the widest gap that the face ever had.

    All its times are since its step began: maps do not know of steps without this face.
    """
    every = -(-max(frame.gap_m.shape) // SIDE)
    seen = frame.gap_m[::every, ::every]
    (low, high), pixels = in_bytes(seen)
    at_end = any(frame is end for end in face.ends)
    return GapMap(
        number=number,
        face=face.name,
        step=frame.step,
        time_s=frame.time_s,
        step_time_s=frame.time_s,
        shape=(seen.shape[0], seen.shape[1]),
        low_m=low,
        high_m=high,
        pixels=pixels.tobytes(),
        contact_fraction=float((frame.gap_m <= 0).mean()),
        widest_m=max(float(one.gap_m.max()) for one in (*face.frames, *face.ends)),
        decades=low > 0,
        spacing_m=every * (face.spacing_m if at_end else face.frame_spacing_m),
    )
