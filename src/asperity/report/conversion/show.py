"""What a load is told in, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from asperity.report import words
from asperity.report.conversion.clamp import (
    GROWTH,
    NUT_FACTOR,
    OILED,
    SCATTER,
    STRETCHED,
    Bolts,
    Springs,
    per_growth,
)
from asperity.report.conversion.load import Conversion
from asperity.report.lines import INDENT, grid
from asperity.report.rows import Table
from asperity.units import from_si, show

DIGITS = 4
UNITS = ("MPa", "bar")
ROUNDING = 1e-9
Row = tuple[str, str, str, str]


def render(load: Conversion) -> RenderableType:
    """What is too much for the tools, a sentence, and a small table with all of them."""
    return Group(
        *(Text(line, style="bold red") for line in _beyond(load)),
        Text(_sentence(load), style="bold"),
        Padding(grid(_table(load)), INDENT),
    )


def _beyond(load: Conversion) -> Iterable[str]:
    press, die = load.press_limit_n, load.die_limit_pa
    if press is not None and load.force_n > press * (1 + ROUNDING):
        yield f"beyond this press: {words.force(load.force_n)} of {words.force(press)}"
    if die is not None and load.pressure_pa > die * (1 + ROUNDING):
        yield f"beyond this die: {words.pressure(load.pressure_pa)} of {words.pressure(die)}"
    elif _beyond_metal(load):
        metal = words.maybe(words.pressure, load.die_metal_pa)
        yield f"beyond this die on soft metal: {words.pressure(load.pressure_pa)} of {metal}"
    if load.bolts is not None:
        each, most = load.force_n / load.bolts.count, load.bolts.proof_n
        if each > most * (1 + ROUNDING):
            told = f"{words.force(each)} of {words.force(most)} on each of {load.bolts.title}"
            yield f"beyond bolts of class 8.8: {told}"


def _beyond_metal(load: Conversion) -> bool:
    metal = load.die_metal_pa
    return metal is not None and load.pressure_pa > metal * (1 + ROUNDING)


def _sentence(load: Conversion) -> str:
    on = show(load.diameter_m, "mm", DIGITS)
    pressure = show(load.pressure_pa, "MPa", DIGITS)
    if load.kind == "gauge":
        told = f"{load.given} on the gauge is {pressure} on {on}, {_tons(load.force_n)}"
    elif load.kind == "torque" and load.bolts is not None:
        told = f"{load.given} on each of {load.bolts.title} is {pressure} on {on}"
    elif load.kind == "compression" and load.springs is not None:
        told = f"{load.given} on {load.springs.title} is {pressure} on {on}"
    else:
        found = pressure if load.kind == "force" else _tons(load.force_n)
        told = f"{load.given} on {on} is {found}"
    return "".join([told, *_clamped(load)])


def _clamped(load: Conversion) -> Iterable[str]:
    """The torque and the compression, where they were not given."""
    if load.bolts is not None and load.torque_n_m is not None and load.kind != "torque":
        yield f", {_torque(load.torque_n_m)} on each of {load.bolts.title}"
    if load.springs is not None and load.compression_m is not None and load.kind != "compression":
        yield f", {words.length(load.compression_m)} on {load.springs.title}"


def _torque(torque: float) -> str:
    return show(torque, "N m")


def _tons(force: float) -> str:
    """Metric tons to three digits, trailing zeros kept: a press is set to "3.00 t"."""
    return f"{from_si(force, 't', dimension='force'):#.3g} t".replace(". t", " t")


def _table(load: Conversion) -> Table:
    force = (show(load.force_n, "kN", DIGITS), _tons(load.force_n))
    lines: list[Row] = [
        ("force", *force, ""),
        ("on the die", *_both(load.pressure_pa), f"diameter {words.length(load.diameter_m)}"),
    ]
    if load.gauge_pa is not None and load.ram_m is not None:
        lines.append(("on the gauge", *_both(load.gauge_pa), f"ram {words.length(load.ram_m)}"))
    if load.die_limit_pa is not None:
        lines += _of_die(load, load.die_limit_pa)
    if load.press_limit_n is not None:
        used = words.percent(load.force_n / load.press_limit_n)
        most = (words.force(load.press_limit_n), _tons(load.press_limit_n))
        lines.append(("the press gives", *most, f"{used} of it used"))
    if load.bolts is not None:
        lines += _bolted(load, load.bolts)
    if load.springs is not None and load.compression_m is not None:
        lines.append(("the springs", words.length(load.compression_m), "", load.springs.title))
    if load.bolts is not None or load.springs is not None:
        lines.append(_grown(load, load.bolts, load.springs))
    return Table(headings=("", "", "", ""), rows=tuple(lines))


def _of_die(load: Conversion, rated: float) -> Iterable[Row]:
    """What the die bears of powder, and of metal where that is less."""
    used = words.percent(load.pressure_pa / rated)
    metal = load.die_metal_pa
    less = metal is not None and metal < rated * (1 - ROUNDING)
    when = "at room temperature, for minutes; " if load.die_ages else ""
    yield "the die takes", *_both(rated), f"{'on powder; ' * less}{when}{used} of it used"
    if metal is not None and less:
        used = words.percent(load.pressure_pa / metal)
        ages = "; warm or for long less" if load.die_ages else ""
        yield "on soft metal", *_both(metal), f"{used} of it used{ages}"


def _bolted(load: Conversion, bolts: Bolts) -> Iterable[Row]:
    """The torque, what it may give as well, and what a bolt bears."""
    taken = f"{bolts.title}, nut factor {words.number(bolts.nut_factor)}"
    yield "torque of each", _torque(bolts.torque(load.force_n)), "", taken
    why = f"±{words.percent(SCATTER)}; dry {NUT_FACTOR}, oiled {OILED}"
    yield "may give", _span(load.pressure_pa, UNITS[0]), _span(load.pressure_pa, UNITS[1]), why
    used = words.percent(load.force_n / bolts.count / bolts.proof_n)
    most = _torque(bolts.torque(bolts.count * bolts.proof_n))
    yield "a bolt takes", words.force(bolts.proof_n), most, f"class 8.8, {used} of it used"


def _span(pressure: float, unit: str) -> str:
    """What a torque meant to give a pressure (Pa) may give."""
    low, high = (show(pressure * (1 + sign * SCATTER), unit) for sign in (-1, 1))
    return f"{low.removesuffix(f' {unit}')} to {high}"


def _grown(load: Conversion, bolts: Bolts | None, springs: Springs | None) -> Row:
    """What growth of the cell adds: little on springs, much on bolts, which are nearly a gap."""
    stiff = [one.stiffness for one in (bolts, springs) if one is not None]
    total = 1 / sum(1 / one for one in stiff)
    added = f"+{words.pressure(per_growth(total, load.diameter_m))}"
    if springs is None:
        told, added = f"{words.length(STRETCHED)} bolts: nearly a fixed gap", f"up to {added}"
    else:
        told = "held by springs"
    return f"{words.length(GROWTH)} of growth", added, "", told


def _both(pressure: float) -> tuple[str, str]:
    return show(pressure, UNITS[0], DIGITS), show(pressure, UNITS[1], DIGITS)
