"""Paths to the numbers of an outcome, in the words of its records.

    cell.resistance_ohm                              also area_m2, area_resistance_ohm_m2
    cell.critical_current_a_per_m2.stripping         also plating, stripping_interface_limited
    steps.press.applied_pressure_pa                  any number of a step
    steps.press.layers.metal.thickness_m             any number of a layer
    steps.press.interfaces.metal:electrolyte.contact_fraction          in either order
    steps.press.risks.fracture                       value of the gravest risk of this kind
    steps.press.risks.fracture:electrolyte           the gravest of this kind at this place
    steps.press.risks.fracture.limit, ….used         its limit; 0 safe, 0.8 marginal, 1 at the limit

SI throughout; the unit stands at the end of the name (of a risk: in its record).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from asperity.errors import Refusal, one_of
from asperity.outcome import Cell, CriticalCurrent, Outcome, Risk, StepOutcome
from asperity.outcome.frozen import hints
from asperity.outcome.plain import bare
from asperity.outcome.risk import worst

__all__ = ["read", "scalars"]

Entry = tuple[str, float | None]
_NO_CELL = Cell(area_m2=0.0)


def read(outcome: Outcome, path: str) -> float | None:
    """The number at a path; None where the outcome has none there.

    None stands for what a layer, a face or a stack does not have, and, in an outcome that was cut
    short because it could not be carried out, for everything it did not come to.

    Raises:
        Refusal: no outcome has such a path; it names the nearest one.
    """
    known = scalars(outcome)
    for spelling in (path.strip(), _turned(path.strip())):
        if spelling in known:
            return known[spelling]
    if not outcome.carried_out:
        return None
    raise Refusal(path, "an unknown quantity", _cure(path.strip(), known))


def scalars(outcome: Outcome) -> dict[str, float | None]:
    """Every number of an outcome by its path, in the order of the outcome."""
    return dict(_entries(outcome))


def _entries(outcome: Outcome) -> Iterator[Entry]:
    yield from _cell(outcome.cell)
    kinds = dict.fromkeys(risk.kind for step in outcome.steps for risk in step.risks)
    for step in outcome.steps:
        yield from _step(step, kinds)


def _cell(cell: Cell | None) -> Iterator[Entry]:
    found = cell or _NO_CELL
    area = found.area_resistance_ohm_m2
    for name, value in _numbers(found):
        yield f"cell.{name}", None if cell is None else value
    yield "cell.area_resistance_ohm_m2", area
    for way in fields(CriticalCurrent):
        limit = getattr(found.critical_current_a_per_m2, way.name, None)
        yield f"cell.critical_current_a_per_m2.{way.name}", limit


def _step(step: StepOutcome, kinds: Iterable[str]) -> Iterator[Entry]:
    where = f"steps.{step.name}"
    yield from _under(where, step)
    for layer in step.layers:
        yield from _under(f"{where}.layers.{layer.name}", layer)
    for face in step.interfaces:
        yield from _under(f"{where}.interfaces.{face.name}", face)
    yield from _risks(f"{where}.risks", worst(step.risks), kinds)


def _risks(where: str, risks: tuple[Risk, ...], kinds: Iterable[str]) -> Iterator[Entry]:
    """The risks, gravest first, by place, and the gravest of each kind without one."""
    for kind in kinds:
        gravest = next((risk for risk in risks if risk.kind == kind), None)
        yield from _risk(f"{where}.{kind}", gravest)
    for risk in risks:
        yield from _risk(f"{where}.{risk.kind}:{risk.where}", risk)


def _risk(where: str, risk: Risk | None) -> Iterator[Entry]:
    yield where, None if risk is None else risk.value
    yield f"{where}.limit", None if risk is None else risk.limit
    yield f"{where}.used", None if risk is None else risk.used


def _under(where: str, record: Any) -> Iterator[Entry]:
    for name, value in _numbers(record):
        yield f"{where}.{name}", value


def _numbers(record: Any) -> Iterator[Entry]:
    """The fields of a record that are numbers, set or not."""
    for field in fields(record):
        if bare(hints(type(record))[field.name]) is float:
            yield field.name, getattr(record, field.name)


def _turned(path: str) -> str:
    """The path with the layers of its interface the other way round."""
    words = path.split(".")
    first, colon, second = words[3].partition(":") if len(words) > 3 else ("", "", "")
    if not colon or words[2] != "interfaces":
        return path
    return ".".join([*words[:3], f"{second}:{first}", *words[4:]])


def _cure(path: str, known: Iterable[str]) -> str:
    """The nearest path; where the path is right up to its last word, the words that fit there."""
    place = path.rpartition(".")[0]
    beside = [other for other in known if other.rpartition(".")[0] == place]
    return one_of(path, beside or known)
