"""Brittle layers side by side: how large the tension is, where, and what it does."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from asperity.report import words
from asperity.report.lines import INDENT, bullets, grid, heading, title
from asperity.report.rows import Table
from asperity.study.stress.told import LayerStress, StressOutcome, Survey
from asperity.units import show


def _band(one: LayerStress) -> str:
    low, high = one.failure_probability_low, one.failure_probability_high
    return f"{words.chance(low)} to {words.chance(high)}"


def _size(one: LayerStress) -> str:
    return f"{words.length(one.thickness_m)}, {words.length(one.diameter_m)}"


def _place(one: LayerStress) -> str:
    if one.tension_pa <= 0:
        return "nowhere"
    side = "inside" if one.tension_where == "inside" else f"{one.tension_where} face"
    side = "rim" if one.tension_where == "rim" else side
    return f"{side}, {words.length(one.tension_radius_m)} from the axis"


_ROWS: tuple[tuple[str, Callable[[LayerStress], str]], ...] = (
    ("thickness, diameter", _size),
    ("bow, plates included", lambda one: words.length(one.bow_m)),
    ("largest tension", lambda one: words.pressure(one.tension_pa)),
    ("at a pressure of", lambda one: words.pressure(one.tension_pressure_pa)),
    ("where", _place),
    ("under full pressure", lambda one: words.pressure(one.tension_full_pa)),
    ("load aside by", lambda one: words.length(one.load_offset_m)),
    ("tension then", lambda one: words.maybe(words.pressure, one.tension_leaning_pa)),
    ("effective volume", lambda one: show(one.effective_volume_m3, "mm^3")),
    ("breaks with", lambda one: words.chance(one.failure_probability)),
    ("nine in ten band", _band),
    ("by closed forms", lambda one: words.maybe(words.chance, one.simple_probability)),
)


def render(found: StressOutcome) -> RenderableType:
    """The whole report."""
    way = "from all sides" if found.isostatic else "between plates"
    names = tuple(layer.name for layer in found.layers)
    rows = tuple((name, *(tell(layer) for layer in found.layers)) for name, tell in _ROWS)
    parts: list[RenderableType] = [
        title(found.recipe.title),
        Text(
            f"Finite elements, step {found.step}: {words.pressure(found.pressure_pa)} {way}, "
            f"{found.unknowns} unknowns.",
            style="dim",
        ),
        heading("Tension in brittle layers, from first touch to full pressure"),
        Padding(grid(Table(headings=("", *names), rows=rows)), INDENT),
    ]
    for survey in found.surveys:
        parts += [
            heading(f"Would {survey.name} break, were it flatter or thinner"),
            Padding(grid(_survey(survey)), INDENT),
        ]
    parts += [heading("Keep in mind"), bullets(found.assumptions)]
    return Group(*parts)


def _survey(survey: Survey) -> Table:
    widths = tuple(map(words.length, survey.thickness_m.tolist()))
    rows = [
        (words.length(bow) if bow else "flat", *map(words.chance, row))
        for bow, row in zip(survey.flatness_m.tolist(), survey.probability.tolist(), strict=True)
    ]
    rows.append(("any, isostatically", *map(words.chance, survey.isostatic.tolist())))
    return Table(headings=("bow, between plates", *widths), rows=tuple(rows))
