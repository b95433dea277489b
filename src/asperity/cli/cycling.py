"""What the command line loads to cycle a cell, when that is asked for."""

# ruff: noqa: PLC0415

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asperity.cli.lazy import told_of_options
from asperity.errors import Refusal, quoted

if TYPE_CHECKING:
    from rich.console import RenderableType

    from asperity.cli.progress import Watch
    from asperity.recipe import Recipe
    from asperity.study import Cycling

LEVELS = 12
"""Currents of a range that does not say how many."""
MOST = 200
"""Currents of a range: closer ones are one and the same."""
_AMOUNTS = (
    ("current", "current_density", "0.2 mA/cm^2"),
    ("capacity", "areal_capacity", "1 mAh/cm^2"),
    ("ramp", "current_density", "1 mA/cm^2"),
    ("cutoff", "voltage", "1 V"),
)
_NOTHING = re.compile(r"\s*(-.*|\+?0*\.?0*)\s*")
"""A negative amount, or nought without a unit: no unit mends these."""
_HOUR = 3600.0


def cycle(
    recipe: Recipe,
    *,
    amounts: Mapping[str, str | None],
    currents: str | None,
    counts: Mapping[str, int],
    choices: Mapping[str, str],
    flaws: bool,
    watch: Watch | None,
) -> Cycling:
    """Cycle its cell; `amounts` and `currents` are the options as they were written."""
    from asperity.study import cycle as run

    si = {name: _si(name, dimension, amounts[name], usual) for name, dimension, usual in _AMOUNTS}
    given = {name: value for name, value in si.items() if value is not None}
    if "ramp" in given:
        given["ramp"] /= _HOUR
    names = {*amounts, *counts, *choices, "currents"}
    with _told_of_amounts(amounts), told_of_options(names, {**amounts, "currents": currents}):
        return run(
            recipe,
            current=given.get("current"),
            capacity=given.get("capacity"),
            **{name: given[name] for name in ("ramp", "cutoff") if name in given},
            cycles=counts["cycles"],
            each=counts["each"],
            test=choices["test"],
            view=choices["view"],
            currents=_currents(currents) if currents else (),
            flaws=flaws,
            watch=watch,
        )


@contextmanager
def _told_of_amounts(amounts: Mapping[str, str | None]) -> Iterator[None]:
    """Refusals of a step's current and capacity name the options where these gave them."""
    try:
        yield
    except Refusal as refusal:
        place, _, name = refusal.where.rpartition(".")
        if place.startswith("steps.") and amounts.get(name) is not None:
            found, cure = refusal.found, refusal.instead
            raise type(refusal)(f"--{name}", found, cure, also=refusal.also) from None
        raise


def _si(name: str, dimension: str, text: str | None, usual: str) -> float | None:
    from asperity.units import to_si

    if text is not None:
        _refuse_nothing(name, text, usual)
    return None if text is None else to_si(text, dimension, f"--{name}")


def _refuse_nothing(name: str, text: str, usual: str) -> None:
    if _NOTHING.fullmatch(text):
        raise Refusal(f"--{name}", quoted(text), f'write one above 0, such as "{usual}"')


def _currents(text: str) -> tuple[float, ...]:
    """Those of a list ("0.1, 0.5, 1 mA/cm^2"), or so many in equal ratios ("0.1..5 mA/cm^2:8")."""
    from asperity.study import Range
    from asperity.units import to_si

    _refuse_nothing("currents", text, "0.1..5 mA/cm^2:8")
    spread, colon, count = text.partition(":")
    low, dots, high = spread.partition("..")
    if not dots:
        *others, last = (part.strip() for part in text.split(","))
        unit = last.partition(" ")[2]
        written = [part if " " in part else f"{part} {unit}" for part in others]
        return tuple(to_si(part, "current_density", "--currents") for part in (*written, last))
    number = _how_many(text, count.strip()) if colon else LEVELS
    unit = high.strip().partition(" ")[2]
    first = low.strip() if " " in low.strip() else f"{low.strip()} {unit}"
    try:
        between = Range.of(first, high.strip())
    except Refusal as refusal:
        raise Refusal("currents", refusal.found, refusal.instead) from None
    return tuple(to_si(one, "current_density", "--currents") for one in between.texts(number))


def _how_many(text: str, count: str) -> int:
    if not count.isdecimal() or int(count) < 2:
        cure = 'write how many, 2 or more, for example "0.1..5 mA/cm^2:8"'
        raise Refusal("currents", quoted(text), cure)
    if len(count) > 9 or int(count) > MOST:
        raise Refusal("currents", quoted(text), f"say at most {MOST}")
    return int(count)


def lines(found: Cycling) -> RenderableType:
    """What cycling gave, for the terminal."""
    from asperity.report.cycling.terminal import render

    return render(found)


def table(found: Cycling) -> str:
    """Its table, cycle by cycle."""
    from asperity.report.cycling.table import text

    return text(found)


def picture(found: Cycling, file: str) -> bytes:
    """Its picture, of the kind that the name of the file asks for; loads matplotlib."""
    from asperity.report.cycling.picture import picture as drawn

    return drawn(found, file.rpartition(".")[2])
