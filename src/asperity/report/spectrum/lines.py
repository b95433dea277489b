"""The arcs of a cell for a terminal: how wide, how fast, and which is which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import floor, log10
from types import MappingProxyType

from rich.console import Group, RenderableType
from rich.text import Text

from asperity.outcome.spectrum.reading import FASTEST, Seen, arcs, together, too_fast
from asperity.outcome.spectrum.record import Part
from asperity.outcome.spectrum.told import CellSpectrum
from asperity.report import words
from asperity.report.lines import Fitting, bullets, heading, title
from asperity.report.rows import Table

NAMES = MappingProxyType(
    {
        "bulk": "bulk",
        "grain-boundary": "grain boundaries",
        "charge-transfer": "charge transfer",
        "constriction": "constriction",
        "composite": "(mixture)",
        "metals": "(electrons)",
    }
)
"""What an arc is; in brackets what draws none and is taken for a resistance."""
INTERFACE = frozenset({"charge-transfer", "constriction"})
_PREFIXES = ("p", "n", "u", "m", "", "k", "M", "G", "T")
_HEADINGS = ("arc", "of", "resistance", "per area", "capacitance", "peak")
_DETAIL = ("per area", "capacitance")
Row = tuple[str, ...]


def render(told: CellSpectrum) -> RenderableType:
    """The whole table, with what a measurement would not tell apart."""
    at = f"{words.pressure(told.pressure_pa)}, {words.temperature(told.temperature_k)}"
    resistance = words.resistance(told.resistance_ohm)
    kept = (heading("Keep in mind"), bullets(told.warnings)) if told.warnings else ()
    return Group(
        title(told.recipe.title),
        Text(f"{told.fidelity.capitalize()} prediction, after {told.step} ({at}).", style="dim"),
        heading("Arcs, the fastest first: from left to right in the complex plane"),
        Fitting(Table(headings=_HEADINGS, rows=tuple(_rows(told))), detail=_DETAIL),
        Text(f"\nResistance at zero frequency: {resistance}."),
        heading("Which arc is which"),
        bullets(remarks(told)),
        *kept,
    )


def _rows(told: CellSpectrum) -> Iterable[Row]:
    for one in arcs(told.spectrum):
        area = one.part.area_m2
        yield (
            NAMES[one.arc.kind],
            one.part.name,
            words.resistance(one.arc.resistance_ohm),
            "" if area is None else words.area_resistance(one.arc.resistance_ohm * area),
            prefixed(one.arc.capacitance_f, "F"),
            prefixed(one.arc.peak_frequency_hz, "Hz"),
        )
    for part in told.spectrum.parts:
        if not part.arcs:
            yield _plain(part)


def _plain(part: Part) -> Row:
    area = part.area_m2
    per_area = "" if area is None else words.area_resistance(part.resistance_ohm * area)
    return NAMES[part.kind], part.name, words.resistance(part.resistance_ohm), per_area, "", ""


def remarks(told: CellSpectrum) -> list[str]:
    """What a measurement of this cell shows, arc by arc, from left to right."""
    said = [_group(group) for group in together(told.spectrum)]
    return said or ["no arc takes as much as a hundredth of the resistance"]


def _group(group: Sequence[Seen]) -> str:
    ohms = words.resistance(sum(one.arc.resistance_ohm for one in group))
    first, last = (prefixed(one.arc.peak_frequency_hz, "Hz") for one in (group[0], group[-1]))
    seen = f"{_whose(group)}: an arc of {ohms} about {first}"
    if too_fast(group):
        end = prefixed(FASTEST, "Hz")
        seen = f"{_whose(group)}: {ohms} about {first}, to the left of what is seen up to {end}"
    if len(group) == 1:
        return f"{seen}: {_named(group[0])}"
    near = "at one frequency" if first == last else f"within a decade each, down to {last}"
    return f"{seen}: {', '.join(map(_named, group))}, {near}, cannot be told apart"


def _whose(group: Sequence[Seen]) -> str:
    own = {one.arc.kind in INTERFACE for one in group}
    if own == {True}:
        return "interface"
    return "electrolyte" if own == {False} else "electrolyte and interface"


def _named(one: Seen) -> str:
    return f"{NAMES[one.arc.kind]} of {one.part.name}"


def prefixed(value: float, unit: str) -> str:
    """A value above 0 with the prefix that makes a number of 1 to 999: "15.2 pF"."""
    digits = float(f"{value:.3g}")
    power = min(max(floor(log10(digits) / 3 + 1e-9), -4), 4)
    return f"{digits / 1000.0**power:.4g} {_PREFIXES[power + 4]}{unit}"
