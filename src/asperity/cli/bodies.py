"""What the command line loads for the stress in brittle layers, when that is asked for."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

    from asperity.cli.progress import Watch
    from asperity.recipe import Recipe
    from asperity.study.stress import Analysis, StressOutcome


def analyse(recipe: Recipe, step: str | None, *, survey: bool, watch: Watch | None) -> Analysis:
    """Solve the brittle layers of a recipe under a step."""
    from asperity.study.stress import analyse as run

    return run(recipe, step, survey=survey, told=_telling(watch))


def lines(found: StressOutcome) -> RenderableType:
    """What was found, for the terminal."""
    from asperity.report.stress import render

    return render(found)


def picture(found: Analysis, file: str) -> bytes:
    """Its picture, of the kind that the name of the file asks for; loads matplotlib."""
    from asperity.report.stress.picture import picture as drawn

    return drawn(found.outcome, found.solutions, file.rpartition(".")[2].lower())


def _telling(watch: Watch | None) -> Callable[[float], None] | None:
    """Progress told as that of one step."""
    from asperity.process.watch import Event

    if watch is None:
        return None
    return lambda done: watch(Event(step="elements", index=0, count=1, fraction=done, time_s=0.0))
