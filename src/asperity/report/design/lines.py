"""A design on a terminal: what to set, what it gains, what binds it, what would move that."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from asperity.report import words
from asperity.report.lines import INDENT, bullets, grid, heading, title
from asperity.report.rows import Table
from asperity.study.design.record import Aimed, Binding, Certificate, Design
from asperity.units import show


def render(found: Design) -> RenderableType:
    """The whole design."""
    parts: list[RenderableType] = [title(found.title or "Design")]
    parts += [Padding(Text(line), INDENT) for line in goals(found)]
    if found.found:
        parts += [heading("Set"), Padding(grid(settings(found)), INDENT)]
    for head, told in _lists(found):
        if told:
            parts += [heading(head), bullets(told)]
    if found.front:
        parts += [heading("To choose from"), Padding(grid(choices(found)), INDENT)]
    parts += [heading("How sure"), bullets(sure(found.certificate))]
    return Group(*parts)


def _lists(found: Design) -> Iterator[tuple[str, list[str]]]:
    if not found.found:
        yield "Cannot be kept together", list(found.conflicts)
        yield "Missed at the nearest recipe", list(found.nearest)
    yield "The given recipe breaks", list(found.given_breaks)
    yield "What binds it", [line for one in found.bindings for line in _bound(found, one)]
    yield "Nearest to its limit", [_near(one) for one in found.closest]
    yield "Ways of pressing", list(_ways(found))


def goals(found: Design) -> list[str]:
    """A line a goal: what it is, what the recipe had, what it has now."""
    return [_goal(one) for one in found.goals]


def _goal(one: Aimed) -> str:
    told = f"{one.title}: "
    before = "unknown" if one.given is None else value(one, one.given)
    if one.reached is None:
        told += f"{before} as given; no recipe keeps every limit"
    else:
        told += f"{before} → {value(one, one.reached)}"
    if one.target is not None:
        side = "at most" if one.sense == "lowest" else "at least"
        told += f" ({side} {value(one, one.target)} by the least pressure)"
    return told


def value(one: Aimed, number: float) -> str:
    """A goal's number as people write it."""
    if one.dimension == "dimensionless" and one.unit == "%":
        return words.chance(number) if one.name == "integrity" else words.percent(number)
    return show(number, one.unit, 4, dimension=one.dimension)


def settings(found: Design) -> Table:
    """A row a variable: the range, the value given and found."""
    rows = tuple(
        (one.path, one.given or "", one.found or "", f"{one.low} .. {one.high}")
        for one in found.variables
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


def _bound(found: Design, one: Binding) -> Iterator[str]:
    yield one.name + (f": {_better(found, one.gain)} if it gave by a tenth" if one.gain else "")
    for change in one.changes:
        now = value(found.goals[0], change.reached)
        yield f"moved by {change.what}: {now}, {_better(found, change.gain)}"


def _better(found: Design, gain: float) -> str:
    """A gain in words: of the goal, or, where a target is met, of pressure."""
    targets = all(aim.target is not None for aim in found.goals)
    return f"{words.percent(gain, 2)} {'less pressure' if targets else 'better'}"


def _near(one: Binding) -> str:
    if one.value is None or one.limit is None:
        return one.name
    if one.name.startswith("probability"):
        return f"{one.name}: {words.chance(one.value)} of {words.chance(one.limit)}"
    return f"{one.name}: {words.percent(one.value)} of the way to its limit is used"


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
