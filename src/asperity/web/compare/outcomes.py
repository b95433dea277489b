"""What runs came to, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from asperity.outcome import InterfaceOutcome, LayerOutcome, Outcome, Risk, StepOutcome
from asperity.report import rows as told_rows
from asperity.report import words
from asperity.report.words import pretty
from asperity.web.compare.record import Part, Row, numbers, told

K = TypeVar("K")
V = TypeVar("V")
Tell = Callable[[float], str]
_LAYER: tuple[tuple[str, Tell], ...] = (
    ("thickness_m", words.length),
    ("diameter_m", words.length),
    ("relative_density", words.percent),
    ("conductivity_s_per_m", words.conductivity),
    ("resistance_ohm", words.resistance),
    ("extruded_volume_m3", words.volume),
    ("crushed_fraction", words.percent),
)
_FACE: tuple[tuple[str, Tell], ...] = (
    ("contact_fraction", words.percent),
    ("mean_gap_m", words.length),
    ("resistance_ohm_m2", words.area_resistance),
    ("current_focusing", words.number),
)
_STEP: tuple[tuple[str, Tell], ...] = (
    ("applied_pressure_pa", words.pressure),
    ("temperature_k", words.temperature),
    ("duration_s", words.duration),
    ("force_n", words.force),
    ("cell_resistance_ohm", words.resistance),
)
_NAMES = MappingProxyType(
    {
        "thickness_m": "thickness",
        "diameter_m": "diameter",
        "relative_density": "density",
        "conductivity_s_per_m": "conductivity",
        "resistance_ohm": "resistance",
        "extruded_volume_m3": "squeezed out",
        "crushed_fraction": "crushed",
        "contact_fraction": "contact",
        "mean_gap_m": "mean gap",
        "resistance_ohm_m2": "resistance",
        "current_focusing": "current focusing",
        "applied_pressure_pa": "pressure at its end",
        "temperature_k": "temperature at its end",
        "duration_s": "time",
        "force_n": "force",
        "cell_resistance_ohm": "resistance of the stack",
    }
)


def differences(outcomes: Sequence[Outcome]) -> tuple[Part, ...]:
    """Cell, interfaces, layers, risks and steps; parts in which nobody has anything are left out.

    Interfaces and layers are those at the end, steps and risks go by their names.
    """
    parts = (
        told("Cell", _cell(outcomes)),
        told("Interfaces at the end", _faces(outcomes)),
        told("Layers at the end", _layers(outcomes)),
        told("Risks, as the share of the way to the limit", _risks(outcomes)),
        told("Steps", _steps(outcomes)),
    )
    return tuple(part for part in parts if part.rows)


def _said(tell: Tell) -> Tell:
    return lambda value: pretty(tell(value))


def _cell(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    cells = [outcome.cell for outcome in outcomes]
    currents = [cell.critical_current_a_per_m2 if cell else None for cell in cells]
    per_area = [cell.area_resistance_ohm_m2 if cell else None for cell in cells]
    whole = [cell.resistance_ohm if cell else None for cell in cells]
    yield numbers("resistance", whole, _said(words.resistance))
    yield numbers("area resistance", per_area, _said(words.area_resistance))
    for name in ("stripping", "plating"):
        found = [getattr(current, name) if current else None for current in currents]
        yield numbers(f"critical current, {name}", found, _said(words.critical_current))


def _faces(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    ends = [told_rows.touching(outcome) for outcome in outcomes]
    found = [{face.name: face for face in end.interfaces} if end else {} for end in ends]
    for name in _union(found):
        faces: list[InterfaceOutcome | None] = [mine.get(name) for mine in found]
        yield from _of(name.replace(":", " – "), faces, _FACE)


def _layers(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    lasts = [outcome.steps[-1] if outcome.steps else None for outcome in outcomes]
    found = [{layer.name: layer for layer in last.layers} if last else {} for last in lasts]
    for name in _union(found):
        layers: list[LayerOutcome | None] = [mine.get(name) for mine in found]
        yield from _of(name, layers, _LAYER)


def _steps(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    found = [{step.name: step for step in outcome.steps} for outcome in outcomes]
    for name in _union(found):
        steps: list[StepOutcome | None] = [mine.get(name) for mine in found]
        yield from _of(name, steps, _STEP)


def _risks(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    found = [
        {(risk.kind, risk.where): risk for risk in told_rows.risks(outcome)} for outcome in outcomes
    ]
    for kind, where in _union(found):
        risks: list[Risk | None] = [mine.get((kind, where)) for mine in found]
        levels = [risk.level if risk else "" for risk in risks]
        used = [risk.used if risk else None for risk in risks]
        name = f"{kind.replace('-', ' ')}, {where}"
        yield numbers(name, used, _said(partial(words.percent, digits=2)), levels=levels)


def _of(
    where: str, records: Sequence[object], columns: Sequence[tuple[str, Tell]]
) -> Iterator[Row]:
    for field, tell in columns:
        values = [None if record is None else getattr(record, field) for record in records]
        kelvin = field == "temperature_k"
        yield numbers(f"{where}: {_NAMES[field]}", values, _said(tell), differences=kelvin)


def _union(found: Sequence[dict[K, V]]) -> tuple[K, ...]:
    """Names that any run has, in the order in which they come up."""
    return tuple(dict.fromkeys(name for mine in found for name in mine))
