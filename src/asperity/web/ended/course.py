"""What is known of faces over time, as lines to be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from asperity.report.words import LEAST_LENGTH
from asperity.units import from_si
from asperity.web.jobs.progress import Point

Row = tuple[str, float, dict[str, float | None]]
"""Key of a line, time (s), values by quantity in the units people read."""
PRESS = "press"
"""The line of what the press does; the others are the faces, by their names."""


def rows(points: Iterable[Point], *, after: float = -1.0) -> list[Row]:
    """A row a point and face; the press's own at times later than all before and than `after`."""
    made: list[Row] = []
    for point in points:
        if point.time_s > after:
            after = point.time_s
            made.append((PRESS, after, _of_press(point)))
        made.append((point.face, point.time_s, of_face(point)))
    return made


def of_face(point: Point) -> dict[str, float | None]:
    """Contact in %, gap in nm, resistance in ohm cm^2, focusing."""
    gap = point.mean_gap_m
    return {
        "contact": float(from_si(point.contact_fraction, "%")),
        "gap": None if gap is None else _in(max(gap, LEAST_LENGTH), "nm"),
        "resistance": _in(point.resistance_ohm_m2, "ohm cm^2"),
        "focusing": point.current_focusing,
    }


def begins(points: Iterable[Point]) -> list[tuple[float, str]]:
    """When each step began to be told of, and its name."""
    first: dict[str, float] = {}
    for point in points:
        first.setdefault(point.step, point.time_s)
    return [(time, name) for name, time in first.items()]


def faces(points: Sequence[Point]) -> Mapping[str, str]:
    """Names of the faces as people read them, by their names."""
    return {point.face: point.face.replace(":", " – ") for point in points}


def _of_press(point: Point) -> dict[str, float | None]:
    return {
        "pressure": _in(point.pressure_pa, "MPa"),
        "temperature": _in(point.temperature_k, "degC"),
    }


def _in(value: float | None, unit: str) -> float | None:
    return None if value is None else float(from_si(value, unit))
