"""Faces resolved on a grid: their maps, and what to know of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

import numpy as np

from asperity.outcome.maps import FaceMaps, Frame
from asperity.process.course import Course
from asperity.process.faces.view import WIDEST, Still, View
from asperity.process.march import Trace
from asperity.process.state import Pair
from asperity.units import show

Seen = tuple[Trace, Course, View]


def face_maps(traces: Sequence[Trace]) -> tuple[FaceMaps, ...]:
    """Every face that a grid resolved, in the order in which they were first touched."""
    return tuple(_maps(pair, seen) for pair, seen in _seen(traces).items())


def _seen(traces: Sequence[Trace]) -> dict[Pair, list[Seen]]:
    """The stretches in which a grid followed each pair."""
    found: dict[Pair, list[Seen]] = {}
    for trace in traces:
        for course in trace.courses:
            for pair, touch in course.touches.items():
                if touch.view is not None:
                    found.setdefault(pair, []).append((trace, course, touch.view))
    return found


def _maps(pair: Pair, seen: Sequence[Seen]) -> FaceMaps:
    first = seen[0][2]
    lasts = {trace.step.name: (trace, course, view) for trace, course, view in seen}
    return FaceMaps(
        between=pair,
        spacing_m=first.spacing,
        seed=first.seed,
        resolved_m=first.resolved,
        ends=tuple(_frame(trace, course, view.last) for trace, course, view in lasts.values()),
        frames=tuple(
            _frame(trace, course, still) for trace, course, view in seen for still in view.stills
        ),
        frame_spacing_m=first.spacing * ceil(max(first.shape) / WIDEST),
    )


def _frame(trace: Trace, course: Course, still: Still) -> Frame:
    time = float(course.time[0]) + still.time
    return Frame(
        step=trace.step.name,
        time_s=time,
        pressure_pa=float(np.interp(time, course.time, course.applied)),
        temperature_k=float(np.interp(time, course.time, course.sample)),
        gap_m=still.gap,
        contact_pa=still.pressure,
    )


def grid_caveats(traces: Sequence[Trace]) -> tuple[str, ...]:
    """What each grid shows and leaves to the mean field; where it is too coarse or gave up."""
    told = []
    for pair, seen in _seen(traces).items():
        told.append(f"interfaces.{':'.join(pair)}: {_grid(seen[0][2])}")
        told += _remarks(pair, seen)
    return tuple(told)


def _grid(view: View) -> str:
    """The grid in words."""
    rows, columns = view.shape
    origin = "measured" if view.seed is None else f"drawn from seed {view.seed}"
    size = " by ".join(show(n * view.spacing, "um") for n in view.shape)
    longest, shortest = (show(length, "um") for length in view.resolved)
    rest = ", ".join(f"{show(a, 'um')} to {show(b, 'um')}" for a, b in view.waves)
    return (
        f"resolved on {rows} by {columns} points {show(view.spacing, 'nm')} apart, a patch of "
        f"{size}, {origin}; waves of {longest} to {shortest} are on the grid"
        + (f", those of {rest} in the mean field" if rest else "")
    )


def _remarks(pair: Pair, seen: Sequence[Seen]) -> Iterator[str]:
    """What is to be said of the last stretch of each step."""
    last = {trace.step.name: view.remarks for trace, _, view in seen}
    for step, remarks in last.items():
        yield from (f"steps.{step}, {':'.join(pair)}: {remark}" for remark in remarks)
