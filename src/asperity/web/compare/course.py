"""Contact and resistance of several runs over time, as lines of one drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from asperity.outcome import Outcome, StepOutcome
from asperity.outcome.step import History
from asperity.units import from_si

Row = tuple[str, float, dict[str, float | None]]
UNEVEN = 20.0
"""From this ratio of lasting steps on, all are drawn equally wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Lines of runs over time.

    Attributes:
        faces: names of the interfaces, each with a panel for contact and one for resistance
        rows: key of a run, time (s, or steps), values by `contact FACE` (%) and `resistance FACE`
            (ohm cm^2)
        steps: names of the steps where time is told in steps, each as wide as the others
    """

    faces: tuple[str, ...]
    rows: tuple[Row, ...]
    steps: tuple[str, ...] = ()


def course(runs: Mapping[str, Outcome]) -> Course:
    """Lines of runs by their keys; by steps where those last very unequally."""
    steps = tuple(dict.fromkeys(step.name for one in runs.values() for step in one.steps))
    by_step = _unequal([step.duration_s for one in runs.values() for step in one.steps])
    rows: list[Row] = []
    for key, outcome in runs.items():
        rows += _rows(key, outcome, steps if by_step else ())
    return Course(faces=_faces(runs.values()), rows=tuple(rows), steps=steps if by_step else ())


def _faces(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """Interfaces of which any step has a history."""
    pasts = (step.history for one in outcomes for step in one.steps if step.history is not None)
    return tuple(dict.fromkeys(name for past in pasts for name in past.interfaces))


def _unequal(lasting: Sequence[float]) -> bool:
    lasting = [one for one in lasting if one > 0]
    return bool(lasting) and max(lasting) > UNEVEN * min(lasting)


def _rows(key: str, outcome: Outcome, steps: Sequence[str]) -> Iterator[Row]:
    began = 0.0
    for step in outcome.steps:
        if step.history is not None:
            start, scale = (steps.index(step.name), _per_step(step)) if steps else (began, 1.0)
            yield from _moments(key, step.history, start=start, scale=scale)
        began += step.duration_s


def _per_step(step: StepOutcome) -> float:
    assert step.history is not None
    lasting = float(step.history.time_s[-1]) if len(step.history.time_s) else 0.0
    return 1.0 / lasting if lasting > 0 else 0.0


def _moments(key: str, past: History, *, start: float, scale: float) -> Iterator[Row]:
    for moment, time in enumerate(past.time_s):
        values: dict[str, float | None] = {}
        for column, name in enumerate(past.interfaces):
            if past.contact_fraction is not None:
                share = float(past.contact_fraction[moment, column])
                values[f"contact {name}"] = float(from_si(share, "%"))
            if past.resistance_ohm_m2 is not None:
                found = float(past.resistance_ohm_m2[moment, column])
                known = found == found  # noqa: PLR0124 (not a number: not conducting yet)
                values[f"resistance {name}"] = float(from_si(found, "ohm cm^2")) if known else None
        if values:
            yield key, start + scale * float(time), values
