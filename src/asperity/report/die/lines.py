"""Stages side by side: density, forces, size, the tension nearest to the strength."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from asperity.report import words
from asperity.report.lines import INDENT, bullets, grid, heading, title
from asperity.report.rows import Table
from asperity.study.die import DieOutcome
from asperity.study.die.told import StageOutcome

_ROWS: tuple[tuple[str, Callable[[StageOutcome], str]], ...] = (
    ("relative density", lambda one: words.percent(one.relative_density)),
    (
        "loosest and densest place",
        lambda one: (
            f"{words.percent(one.relative_density_lowest)} to "
            f"{words.percent(one.relative_density_highest)}"
        ),
    ),
    ("height", lambda one: words.length(one.height_m)),
    ("diameter, at most", lambda one: f"{2e3 * one.radius_m:.5g} mm"),
    ("force of the upper punch", lambda one: words.force(one.top_force_n)),
    ("force of the lower punch", lambda one: words.force(one.bottom_force_n)),
    ("force on the wall, all round", lambda one: words.force(one.wall_force_n)),
    ("tension nearest to the strength", lambda one: words.pressure(one.tension_pa)),
    ("over the assumed strength", lambda one: f"{one.tension_over_strength:.2g}"),
    ("where: from the axis", lambda one: words.length(one.tension_radius_m)),
    ("where: above the lower face", lambda one: words.length(one.tension_height_m)),
)


def render(found: DieOutcome) -> RenderableType:
    """The whole report."""
    asked = f"{words.length(found.diameter_m)} die, {words.pressure(found.pressure_pa)}"
    rows = tuple((name, *(tell(stage) for stage in found.stages)) for name, tell in _ROWS)
    table = Table(headings=("after", *(stage.name for stage in found.stages)), rows=rows)
    parts: list[RenderableType] = [
        title(f"{found.material} in a {asked}, {found.action}"),
        Padding(grid(table), INDENT),
    ]
    if not found.converged:
        parts.append(Text(f"\n{found.reason}", style="bold red"))
    parts += [heading("Keep in mind"), bullets(found.assumptions)]
    return Group(*parts)
