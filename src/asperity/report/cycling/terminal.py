"""What cycling gives, for a terminal: pressure, drift, time to voids, critical currents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding

from asperity.report import words
from asperity.report.face import facts
from asperity.report.lines import INDENT, bullets, grid, heading, title
from asperity.report.rows import Table, table
from asperity.study.cycling.record import (
    CriticalTest,
    CycleOutcome,
    Cycling,
    FaceCycle,
    VoidTime,
)
from asperity.units import show

Fact = tuple[str, str]
NOTICED = 1e-6
"""Share of the cell's resistance a cycle from which on it drifts."""


def render(found: Cycling) -> RenderableType:
    """The whole report."""
    parts: list[RenderableType] = [title(found.title or "A cell that is cycled")]
    parts.append(facts(_cell(found)))
    if not found.carried_out:
        return Group(*parts, heading("Not cycled"), bullets([found.ended]))
    if found.test == "cycles":
        parts += [heading("Cycles"), Padding(grid(cycles(found)), INDENT), facts(_drift(found))]
    if found.void_times:
        parts += [
            heading("Time to voids, half of the contact lost"),
            Padding(grid(_voids(found.curve or found.void_times)), INDENT),
        ]
    parts += [heading("Critical currents"), *_critical(found)]
    return Group(*parts, heading("Keep in mind"), bullets(_warnings(found)))


def _cell(found: Cycling) -> Iterable[Fact]:
    kind = "metal on both sides" if found.kind == "symmetric" else "metal on one side"
    yield "cell", f"{kind}, {show(found.area_m2, 'cm^2')} (step {found.step})"
    yield "half cycle", _half_cycle(found)
    yield "stack pressure", f"{_pressure(found)}{_on_faces(found)}"
    yield "temperature", words.temperature(found.temperature_k)
    for face in found.faces:
        at, pit = words.percent(face.contact_fraction), words.length(face.void_nucleus_m)
        apart = words.length(face.void_spacing_m)
        pits = f"voids start from pits of {pit}, {apart} apart"
        yield face.name, f"{at} contact, mean over the first cycle; {pits}"
    if found.faces:
        most = max(face.creep_share for face in found.faces)
        yield "what fills them", f"creep to {most:.1g}, diffusion for the rest"


def _half_cycle(found: Cycling) -> str:
    flow = words.current_density(found.current_a_per_m2)
    lasts = words.duration(found.capacity_c_per_m2 / found.current_a_per_m2)
    return f"{flow}, {show(found.capacity_c_per_m2, 'mAh/cm^2')} ({lasts})"


def _pressure(found: Cycling) -> str:
    ends = (found.pressure_held_pa, found.pressure_charged_pa, found.pressure_returned_pa)
    if max(ends) - min(ends) <= 1e-3 * max(ends):
        return f"{words.pressure(ends[0])} throughout"
    held, charged, back = map(words.pressure, ends)
    return f"{held} held, {charged} charged, {back} discharged again"


def _on_faces(found: Cycling) -> str:
    """What friction of the guides and the widths of the layers make of it."""
    felt = min((face.pressure_pa for face in found.faces), default=found.pressure_held_pa)
    if abs(felt - found.pressure_held_pa) <= 1e-3 * found.pressure_held_pa:
        return ""
    return f"; {words.pressure(felt)} on the face at the beginning"


def cycles(found: Cycling) -> Table:
    """First, middle and last cycle, each by the face that fares worst in it."""
    done = found.cycles
    picked = sorted({0, len(done) // 2, len(done) - 1} & set(range(len(done))))
    return table(
        [done[index] for index in picked],
        {
            "cycle": lambda one: str(one.number) if one.whole else f"{one.number}, not whole",
            "pressure": _breath,
            "least contact": lambda one: words.percent(worst(one).contact_lowest),
            "of its best": lambda one: words.percent(worst(one).kept),
            "largest voids": lambda one: words.length(worst(one).void_largest_m),
            "ohm cm^2": lambda one: words.number(1e4 * worst(one).resistance_ohm_m2),
            "cell": lambda one: words.resistance(one.cell_resistance_ohm),
            "drop": lambda one: show(one.voltage_v, "mV"),
        },
    )


def worst(one: CycleOutcome) -> FaceCycle:
    """The face with the least contact in a cycle."""
    return min(one.faces, key=lambda face: face.contact_lowest)


def _breath(one: CycleOutcome) -> str:
    low, high = one.pressure_lowest_pa, one.pressure_highest_pa
    if high - low <= 1e-3 * high:
        return words.pressure(low)
    return f"{words.pressure(low)} to {words.pressure(high)}"


def _drift(found: Cycling) -> Iterable[Fact]:
    yield "ended", found.ended
    last = found.cycles[-1].cell_resistance_ohm if found.cycles else 0.0
    if found.drift_ohm is not None and abs(found.drift_ohm) < NOTICED * last:
        yield "drift of the cell", "none"
    elif found.drift_ohm is not None:
        change = "less" if found.drift_ohm < 0 else "more"
        yield "drift of the cell", f"{words.resistance(abs(found.drift_ohm))} {change} a cycle"
    yield "not accounted for", f"{found.balance.volume:.1g} of the metal"


def _voids(times: Sequence[VoidTime]) -> Table:
    return table(
        times,
        {
            "current": lambda one: words.current_density(one.current_a_per_m2),
            "limited by": lambda one: limited(one.view),
            "time": _lasts,
            "charge": lambda one: words.maybe(_charge, one.charge_c_per_m2),
            "": lambda one: "" if one.time_s is not None else one.reason.partition(":")[0],
        },
    )


def limited(view: str) -> str:
    """What limits stripping in a view, as it is: voids in pits are filled by diffusion as well."""
    return words.CREEP if view == "creep-limited" else view.removesuffix("-limited")


def _lasts(one: VoidTime) -> str:
    """Until half is lost; where it never is, how near the current is to the limit."""
    if one.time_s is not None:
        return words.duration(one.time_s)
    return f"never, at {one.current_a_per_m2 / one.limit_a_per_m2:.2g} of the limit"


def _charge(value: float) -> str:
    return show(value, "mAh/cm^2")


def _critical(found: Cycling) -> Iterable[RenderableType]:
    known = [*found.critical]
    yield Padding(
        grid(
            table(
                known,
                {
                    "test": lambda one: one.test,
                    "limited by": lambda one: limited(one.view),
                    "voids start": lambda one: _limit(one.starts_a_per_m2),
                    "half lost": lambda one: _stripping(one, found.capacity_c_per_m2),
                    "plating": lambda one: _limit(one.plating_a_per_m2),
                    "passes": _passes,
                    "fails": lambda one: _limit(one.fails_a_per_m2, by=one.by),
                },
            )
        ),
        INDENT,
    )
    yield bullets(dict.fromkeys(f"{one.test}: {one.protocol}" for one in known))


def _stripping(one: CriticalTest, capacity: float) -> str:
    """A half cycle (C/m²) may have too little charge to take half of the contact at any current."""
    if one.stripping_a_per_m2 is None and one.test == "half-cycle":
        return f"not within {_charge(capacity)}"
    return _limit(one.stripping_a_per_m2)


def _passes(one: CriticalTest) -> str:
    return "" if one.test == "half-cycle" else _limit(one.passes_a_per_m2)


def _limit(value: float | None, *, by: str = "") -> str:
    told = words.maybe(words.current_density, value)
    return f"{told}, by {by}" if told and by else told


def _warnings(found: Cycling) -> Iterable[str]:
    if found.view_ratio is not None:
        yield (
            f"the two published views of what limits stripping are a factor "
            f"{found.view_ratio:.2g} apart here: that much the model leaves open"
        )
    elif len(found.void_times) < 2:
        yield "the cards know one view of what limits stripping here; the other one may differ much"
    yield (
        "contact is told without voids as a mean over the first cycle, in which metal creeps on; "
        "pressing alone tells it at the end of a step, so that both differ"
    )
    yield "pits that voids start from, and the flaw that plating opens, are assumed"
    yield from found.warnings
