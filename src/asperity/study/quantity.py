"""Paths to the numbers of an outcome, in the words of its records.

    cell.resistance_ohm                              also area_m2, area_resistance_ohm_m2
    cell.critical_current_a_per_m2.stripping         also plating, stripping_interface_limited
    steps.press.applied_pressure_pa                  any number of a step
    steps.press.heating.sample_overshoot_k           and of the records within it
    steps.press.layers.metal.thickness_m             any number of a layer
    steps.press.layers.electrolyte.survival.probability                likewise
    steps.press.layers.electrolyte.survival.stresses_pa.bow            of a table, by name
    steps.press.interfaces.metal:electrolyte.contact_fraction          in either order
    steps.press.risks.fracture                       value of the gravest risk of this kind
    steps.press.risks.fracture:electrolyte           the gravest of this kind at this place
    steps.press.risks.fracture.limit, ….used         its limit; 0 safe, 0.8 marginal, 1 at the limit
    steps.press.risks.fracture.probability           also probability_low, probability_high

SI throughout; the unit stands at the end of the name (of a risk: in its record).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin

from asperity.errors import Refusal, one_of
from asperity.outcome import Cell, InterfaceOutcome, LayerOutcome, Outcome, Risk, StepOutcome
from asperity.outcome.frozen import hints
from asperity.outcome.plain import bare
from asperity.outcome.risk import worst

__all__ = ["read", "scalars"]

Entry = tuple[str, float | None]


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
    yield from _numbers("cell", Cell, cell)
    yield "cell.area_resistance_ohm_m2", None if cell is None else cell.area_resistance_ohm_m2


def _step(step: StepOutcome, kinds: Iterable[str]) -> Iterator[Entry]:
    where = f"steps.{step.name}"
    yield from _numbers(where, StepOutcome, step)
    for layer in step.layers:
        yield from _numbers(f"{where}.layers.{layer.name}", LayerOutcome, layer)
    for face in step.interfaces:
        yield from _numbers(f"{where}.interfaces.{face.name}", InterfaceOutcome, face)
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
    for name in ("limit", "used", "probability", "probability_low", "probability_high"):
        yield f"{where}.{name}", None if risk is None else getattr(risk, name)


def _numbers(where: str, kind: type, record: Any) -> Iterator[Entry]:
    """The numbers of a record of this kind, of its tables and of records within it, set or not."""
    for field in fields(kind):
        path, value = f"{where}.{field.name}", getattr(record, field.name, None)
        hint = bare(hints(kind)[field.name])
        if hint is float:
            yield path, value
        elif is_dataclass(hint) and isinstance(hint, type):
            yield from _numbers(path, hint, value)
        elif get_origin(hint) is Mapping and get_args(hint)[1] is float:
            yield from ((f"{path}.{name}", one) for name, one in (value or {}).items())


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
