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
    """The faces of a step over time, as its history has them; `began` (s) is when it did.

    Resistance and focusing at its end are the outcome's, which on a grid are read from the map.
    """
    history = step.get("history")
    if not history:
        return
    ends = {":".join(face["between"]): face for face in step.get("interfaces", ())}
    warm = history.get("temperature_k") or [step["temperature_k"]] * len(history["time_s"])
    last = len(history["time_s"]) - 1
    for face, name in enumerate(history.get("interfaces", ())):
        for moment, time in enumerate(history["time_s"]):
            contact = _told(history, "contact_fraction", moment, face)
            gap = _told(history, "mean_gap_m", moment, face)
            if contact is None:
                continue
            end = ends.get(name, {}) if moment == last else {}
            known = _told(history, "resistance_ohm_m2", moment, face)
            yield Point(
                step=str(step["name"]),
                time_s=began + time,
                pressure_pa=history["pressure_pa"][moment],
                temperature_k=warm[moment],
                face=str(name),
                contact_fraction=contact,
                mean_gap_m=gap,
                resistance_ohm_m2=end.get("resistance_ohm_m2", known),
                current_focusing=end.get("current_focusing"),
            )


def _told(history: Mapping[str, Any], name: str, moment: int, face: int) -> float | None:
    table: Sequence[Sequence[float | None]] = history.get(name) or ()
    return table[moment][face] if table else None
