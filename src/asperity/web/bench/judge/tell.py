"""An outcome in the words of a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from asperity.errors import Refusal
from asperity.outcome import Outcome, PlannedStep, Risk, StepOutcome
from asperity.report import rows, words
from asperity.report.changes import changes
from asperity.report.facts import cell_facts
from asperity.report.words import maybe, pretty
from asperity.units import show
from asperity.web.bench.judge.record import (
    Judgement,
    Margin,
    Melting,
    Refused,
    StepTold,
    Stretch,
)

MOMENTS = 48
"""Points of a step's curve that are drawn at most."""
NEAR = 0.3
"""Share of the way to its melting point from which on that is drawn."""
_BRIEF = ("protocol",)


def judgement(
    number: int, outcome: Outcome, planned: Sequence[PlannedStep], *, took_s: float
) -> Judgement:
    """The verdict on a recipe from its outcome, and from what the press has to do."""
    gravest = rows.risks(outcome)
    return Judgement(
        number=number,
        level=outcome.verdict.level,
        carried_out=outcome.carried_out,
        facts=tuple(_facts(outcome)),
        reasons=tuple(map(pretty, outcome.verdict.reasons)),
        advice=tuple(map(pretty, outcome.verdict.advice)),
        warnings=tuple(map(pretty, outcome.warnings)),
        margins=tuple(map(_margin, gravest)),
        steps=tuple(_steps(outcome, planned)),
        programme=tuple(_stretches(outcome.steps)),
        melting=tuple(_melting(gravest)),
        thickness_m=tuple(_thicknesses(outcome)),
        took_s=took_s,
    )


def refusal(number: int, refused: Refusal) -> Judgement:
    """The answer where a recipe's cards do not fit it."""
    told = (refused, *refused.also)
    return Judgement(
        number=number,
        level=None,
        refusals=tuple(
            Refused(where=one.where, found=one.found, instead=one.instead) for one in told
        ),
    )


def _facts(outcome: Outcome) -> Iterator[tuple[str, str]]:
    if outcome.cell is not None:
        for name, text in cell_facts(outcome, outcome.cell):
            if name not in _BRIEF:
                yield name, pretty(text)
    for layer in outcome.steps[-1].layers if outcome.steps else ():
        if layer.kind == "foil":
            yield f"thickness {layer.name}", pretty(words.length(layer.thickness_m))
    last = rows.touching(outcome)
    for face in last.interfaces if last else ():
        yield f"contact {face.name}", pretty(words.percent(face.contact_fraction))
        if face.resistance_ohm_m2 is not None:
            resistance = words.area_resistance(face.resistance_ohm_m2)
            yield f"resistance {face.name}", pretty(resistance)
        if face.current_focusing is not None:
            yield f"current focusing {face.name}", words.number(face.current_focusing)


def _margin(risk: Risk) -> Margin:
    return Margin(
        kind=risk.kind.replace("-", " "),
        where=risk.where,
        level=risk.level,
        used=risk.used,
        told=pretty(rows.against(risk)),
        reason=pretty(risk.reason),
        cure=pretty(risk.cure),
    )


def _steps(outcome: Outcome, planned: Sequence[PlannedStep]) -> Iterator[StepTold]:
    ahead = {step.name: step for step in planned}
    for step, changed in zip(outcome.steps, changes(outcome.steps), strict=True):
        plan = ahead.get(step.name)
        gauge = plan.gauge_pa if plan else None
        yield StepTold(
            name=step.name,
            takes=pretty(words.duration(step.duration_s)),
            force=pretty(_force(step, plan)),
            gauge=pretty(maybe(words.gauge, gauge)),
            contact=pretty(_each(step, contact=True)),
            resistance=pretty(_each(step, contact=False)),
            cell=pretty(maybe(words.resistance, step.cell_resistance_ohm)),
            changed=pretty("; ".join(changed)),
        )


def _force(step: StepOutcome, plan: PlannedStep | None) -> str:
    """Force at the end of a step with its own scatter; an outcome tells that of the largest."""
    planned = plan is not None and plan.force_n is not None
    scatter = plan.force_scatter_n if plan is not None and planned else step.force_scatter_n
    if not scatter or not step.force_n:
        return words.force(step.force_n)
    amount, _, unit = words.force(step.force_n).partition(" ")
    return f"{amount} ± {show(scatter, unit)}"


def _each(step: StepOutcome, *, contact: bool) -> str:
    """Contact or resistance of each face at the end of a step, named where there are several."""
    told = [
        (face.name, words.percent(face.contact_fraction))
        if contact
        else (face.name, maybe(words.area_resistance, face.resistance_ohm_m2))
        for face in step.interfaces
    ]
    told = [(name, text) for name, text in told if text]
    return told[0][1] if len(told) == 1 else ", ".join(f"{name} {text}" for name, text in told)


def _stretches(steps: Sequence[StepOutcome]) -> Iterator[Stretch]:
    for step in steps:
        history = step.history
        if history is None or not len(history.time_s):
            continue
        count = len(history.time_s)
        picked = np.unique(np.linspace(0, count - 1, min(count, MOMENTS)).round().astype(int))
        warm = history.temperature_k
        kelvin = np.full(count, step.temperature_k) if warm is None else np.asarray(warm)
        yield Stretch(
            name=step.name,
            time_s=_floats(np.asarray(history.time_s)[picked]),
            pressure_pa=_floats(np.asarray(history.pressure_pa)[picked]),
            temperature_k=_floats(kelvin[picked]),
        )


def _floats(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _thicknesses(outcome: Outcome) -> Iterator[tuple[str, float]]:
    for layer in outcome.steps[-1].layers if outcome.steps else ():
        yield layer.name, layer.thickness_m


def _melting(gravest: Sequence[Risk]) -> Iterator[Melting]:
    for risk in gravest:
        if risk.kind == "melting" and risk.limit is not None and (risk.used or 0.0) > NEAR:
            yield Melting(layer=risk.where, limit_k=risk.limit, used=risk.used or 0.0)
