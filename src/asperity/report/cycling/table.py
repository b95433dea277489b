"""Cycles as a table that a spreadsheet opens: a row a cycle, the unit in each heading."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from types import MappingProxyType

from asperity.study.cycling.record import CycleOutcome, Cycling, FaceCycle, VoidTime

Cell = float | int | str | None
_OF_FACES: MappingProxyType[str, Callable[[FaceCycle], float | None]] = MappingProxyType(
    {
        "contact_lowest": lambda face: face.contact_lowest,
        "contact_end": lambda face: face.contact_end,
        "contact_of_best": lambda face: face.kept,
        "void_largest_um": lambda face: 1e6 * face.void_largest_m,
        "void_end_um": lambda face: 1e6 * face.void_end_m,
        "resistance_ohm_cm2": lambda face: 1e4 * face.resistance_ohm_m2,
        "polarisation_mV": lambda face: 1e3 * face.polarisation_v,
        "overpotential_mV": lambda face: 1e3 * face.overpotential_v,
        "plating_limit_mA_cm2": lambda face: (
            None if face.plating_limit_a_per_m2 is None else face.plating_limit_a_per_m2 / 10
        ),
    }
)
_OF_CYCLES: MappingProxyType[str, Callable[[CycleOutcome], Cell]] = MappingProxyType(
    {
        "cycle": lambda one: one.number,
        "whole": lambda one: int(one.whole),
        "time_h": lambda one: one.time_s / 3600,
        "pressure_lowest_MPa": lambda one: one.pressure_lowest_pa / 1e6,
        "pressure_highest_MPa": lambda one: one.pressure_highest_pa / 1e6,
        "cell_resistance_ohm": lambda one: one.cell_resistance_ohm,
        "drop_mV": lambda one: 1e3 * one.voltage_v,
    }
)
_OF_HOLDS: MappingProxyType[str, Callable[[VoidTime], Cell]] = MappingProxyType(
    {
        "view": lambda one: one.view,
        "face": lambda one: one.face,
        "current_mA_cm2": lambda one: one.current_a_per_m2 / 10,
        "pressure_MPa": lambda one: one.pressure_pa / 1e6,
        "time_h": lambda one: None if one.time_s is None else one.time_s / 3600,
        "charge_mAh_cm2": lambda one: (
            None if one.charge_c_per_m2 is None else one.charge_c_per_m2 / 36000
        ),
        "void_um": lambda one: 1e6 * one.void_m,
        "reason": lambda one: one.reason,
    }
)


def text(found: Cycling) -> str:
    """A row a cycle; of a hold, a row a current and view; of other tests, a row a protocol."""
    if found.test == "cycles":
        return _written([*_OF_CYCLES, *_headings(found)], map(_row, found.cycles))
    if found.test == "hold":
        return _written(
            [*_OF_HOLDS], ([tell(one) for tell in _OF_HOLDS.values()] for one in found.curve)
        )
    return _written(
        ["test", "view", "passes_mA_cm2", "fails_mA_cm2", "by", "protocol"],
        (
            [
                one.test,
                one.view,
                _milli(one.passes_a_per_m2),
                _milli(one.fails_a_per_m2),
                one.by,
                one.protocol,
            ]
            for one in found.critical
        ),
    )


def _headings(found: Cycling) -> list[str]:
    return [f"{face.name} {name}" for face in found.faces for name in _OF_FACES]


def _row(one: CycleOutcome) -> list[Cell]:
    faces = [tell(face) for face in one.faces for tell in _OF_FACES.values()]
    return [*(tell(one) for tell in _OF_CYCLES.values()), *faces]


def _milli(value: float | None) -> float | None:
    return None if value is None else value / 10


def _written(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow(f"{cell:.9g}" if isinstance(cell, float) else cell for cell in row)
    return file.getvalue()
