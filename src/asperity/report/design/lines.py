"""A design on a terminal: what to set, what it gains, what binds it, what would move that."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from asperity.report import words
from asperity.report.design.binding import binding, distance, pressures, targeted, value
from asperity.report.lines import INDENT, bullets, grid, heading, title
from asperity.report.rows import Table
from asperity.study.design.record import Aimed, Certificate, Design


def render(found: Design) -> RenderableType:
    """The whole design."""
    parts: list[RenderableType] = [title(found.title or "Design")]
    parts += [Padding(Text(line), INDENT) for line in headline(found)]
    if found.found:
        parts += [heading("Set"), Padding(grid(settings(found)), INDENT)]
    for head, told in lists(found):
        if told:
            parts += [heading(head), bullets(told)]
    if found.front:
        parts += [heading("To choose from"), Padding(grid(choices(found)), INDENT)]
    unsure = ["stopped before it was done: more may be had"] if found.stopped else []
    parts += [heading("How sure"), bullets([*unsure, *sure(found.certificate)])]
    return Group(*parts)


def lists(found: Design) -> Iterator[tuple[str, list[str]]]:
    """Headings and what stands under each; a list may be empty."""
    if not found.found:
        head = "Cannot be met" if len(found.conflicts) == 1 else "Cannot be kept together"
        yield head, list(found.conflicts)
        yield "Missed at the nearest recipe", list(found.nearest)
    yield "The given recipe breaks", list(found.given_breaks)
    yield f"Pressed so: {found.verdict}", list(found.reasons)
    yield "What binds it", list(binding(found))
    yield "Nearest to its limit", [distance(found, one) for one in found.closest]
    yield "Ways of pressing", list(_ways(found))


def headline(found: Design) -> list[str]:
    """What is gained: of a goal, or of the pressure that meets the targets."""
    least = list(pressures(found)) if found.found and targeted(found) else []
    return [*least, *(_goal(one) for one in found.goals)]


def _goal(one: Aimed) -> str:
    before = "unknown" if one.given is None else value(one, one.given)
    told = f"{one.title}: {before}"
    if one.reached is None:
        told += " as given; no recipe keeps every limit"
    else:
        told += f" → {value(one, one.reached)}"
    if one.target is not None:
        side = "at most" if one.sense == "lowest" else "at least"
        told += f", wanted {side} {value(one, one.target)}"
        told += " by the least pressure" if one.reached is not None else ""
    if one.reached is not None and not one.moves:
        told += "; nothing that was varied moves it, so the gentlest was taken"
    return told


def settings(found: Design) -> Table:
    """A row a path: the range, the value given and found."""
    rows = tuple(
        (path, one.given or "", one.found or "", f"{one.low} .. {one.high}")
        for one in found.variables
        for path in one.path.split(",")
    )
    return Table(headings=("", "given", "found", "tried"), rows=rows)


def choices(found: Design) -> Table:
    """A row a recipe of the front."""
    paths = tuple(one.path.removeprefix("steps.") for one in found.variables)
    rows = tuple(
        (
            f"{number}{' (knee)' if one.knee else ''}",
            *(value(aim, reached) for aim, reached in zip(found.goals, one.reached, strict=True)),
            *one.found,
        )
        for number, one in enumerate(found.front, start=1)
    )
    return Table(headings=("", *(aim.title for aim in found.goals), *paths), rows=rows)


def _ways(found: Design) -> Iterator[str]:
    for way in found.ways:
        if way.reached is None:
            yield f"{way.name}: no recipe keeps every limit ({'; '.join(way.broken)})"
            continue
        gain = ""
        if way.gain is not None and way.gain > 1e-3:
            gain = f"; the chosen way is {words.percent(way.gain, 2)} better"
        yield f"{way.name}: {value(found.goals[0], way.reached)}{gain}"


def sure(one: Certificate) -> list[str]:
    """How many starts agree, of how many presses."""
    told = [f"{one.presses} presses, {one.looks} of them spread over the ranges; seed {one.seed}"]
    told.append(f"{words.percent(one.feasible, 2)} of those spread keep every limit")
    if one.starts:
        told.insert(0, f"{one.agree} of {one.starts} starts end within a thousandth of the best")
    return told
