"""What a run told, read from the outcome it left."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from asperity.web.jobs.progress import Point


def past_steps(answer: str | None) -> tuple[Mapping[str, Any], ...]:
    """The steps of an outcome as they are written; none of an answer that is no outcome."""
    if answer is None:
        return ()
    steps = json.loads(answer).get("steps", ())
    return tuple(step for step in steps if isinstance(step, dict) and "name" in step)


def past_points(answer: str | None) -> tuple[Point, ...]:
    """The faces over time, step by step."""
    found: list[Point] = []
    began = 0.0
    for step in past_steps(answer):
        found += points_of(step, began=began)
        began += step["duration_s"]
    return tuple(found)


def points_of(step: Mapping[str, Any], *, began: float) -> Iterator[Point]:
    """The faces of a step over time, as its history has them; `began` (s) is when it did."""
    history = step.get("history")
    if not history:
        return
    for face, name in enumerate(history.get("interfaces", ())):
        for moment, time in enumerate(history["time_s"]):
            contact = _told(history, "contact_fraction", moment, face)
            gap = _told(history, "mean_gap_m", moment, face)
            if contact is None:
                continue
            yield Point(
                step=str(step["name"]),
                time_s=began + time,
                pressure_pa=history["pressure_pa"][moment],
                temperature_k=history.get("temperature_k", history["pressure_pa"])[moment],
                face=str(name),
                contact_fraction=contact,
                mean_gap_m=gap,
                resistance_ohm_m2=_told(history, "resistance_ohm_m2", moment, face),
            )


def _told(history: Mapping[str, Any], name: str, moment: int, face: int) -> float | None:
    table: Sequence[Sequence[float | None]] = history.get(name) or ()
    return table[moment][face] if table else None
