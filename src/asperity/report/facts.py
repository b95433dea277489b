"""What is to be said about the cell, as name and text."""

from __future__ import annotations

from collections.abc import Iterable

from asperity.outcome import Cell, Outcome
from asperity.outcome.measures import resistance_parts
from asperity.report import words


def cell_facts(outcome: Outcome, cell: Cell) -> Iterable[tuple[str, str]]:
    """Resistance with its parts and the critical currents, as name and text."""
    if cell.resistance_ohm is not None and cell.area_resistance_ohm_m2 is not None:
        per_area = words.area_resistance(cell.area_resistance_ohm_m2)
        yield "resistance", f"{words.resistance(cell.resistance_ohm)} ({per_area})"
        yield "of which", ", ".join(_parts(outcome, cell.resistance_ohm))
    critical = cell.critical_current_a_per_m2
    if critical is not None and critical.stripping is not None:
        yield "critical current, stripping", words.stripping(critical)
    if critical is not None and critical.plating is not None:
        yield "critical current, plating", words.critical_current(critical.plating)
    if critical is not None and cell.protocol:
        yield "protocol", cell.protocol


def _parts(outcome: Outcome, total: float) -> Iterable[str]:
    """Where the ohms are; what is below a hundredth of them is passed over."""
    for part in resistance_parts(outcome.steps[-1]) if outcome.steps else ():
        if part.resistance_ohm >= 0.01 * total:
            yield f"{part.name} {words.resistance(part.resistance_ohm)}"
