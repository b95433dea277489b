"""What the command line loads for bodies by finite elements, when they are asked for."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asperity.cli.lazy import sample_si, told_of_options
from asperity.errors import Refusal

if TYPE_CHECKING:
    from rich.console import RenderableType

    from asperity.cli.progress import Watch
    from asperity.recipe import Recipe
    from asperity.study.die import DieOutcome
    from asperity.study.stress import Analysis, StressOutcome


def press_body(
    material: str,
    *,
    amounts: Mapping[str, str],
    friction: float | None,
    action: str,
    until: str,
    watch: Watch | None,
) -> DieOutcome:
    """Press a powder of a card as a body; `amounts` are the options as they were written."""
    from asperity.study.die import press_pellet, told

    elements = (16, 8)
    with told_of_options({*amounts, "friction"}), _told_of_material("stack.powder.material"):
        si = {name: sample_si(name, text) for name, text in amounts.items()}
        pellet = press_pellet(
            material,
            **si,
            friction=friction,
            action=action,
            until=until,
            elements=elements,
            watch=_pressing(watch),
        )
    return told(pellet, material, pressure=si["pressure"], action=action, elements=elements)


@contextmanager
def _told_of_material(place: str) -> Iterator[None]:
    """A refusal of the recipe's place of a material is told of the argument."""
    try:
        yield
    except Refusal as refusal:
        if not refusal.where.startswith(place):
            raise
        raise Refusal("MATERIAL", refusal.found, refusal.instead) from None


def body_lines(found: DieOutcome) -> RenderableType:
    """The pressed body, for the terminal."""
    from asperity.report.die import render

    return render(found)


def _pressing(watch: Watch | None) -> Callable[[float, str], None] | None:
    """Progress of a body in a die, told as that of a run of its stages."""
    from asperity.process.watch import Event

    if watch is None:
        return None
    stages = ("load", "dwell", "release", "eject")
    return lambda done, stage: watch(
        Event(step=stage, index=stages.index(stage), count=len(stages), fraction=done, time_s=0.0)
    )


def analyse(recipe: Recipe, step: str | None, *, survey: bool, watch: Watch | None) -> Analysis:
    """Solve the brittle layers of a recipe under a step."""
    from asperity.study.stress import analyse as run

    with told_of_options({"step"}):
        return run(recipe, step, survey=survey, told=_solving(watch))


def stress_lines(found: StressOutcome) -> RenderableType:
    """What was found, for the terminal."""
    from asperity.report.stress import render

    return render(found)


def stress_picture(found: Analysis, file: str) -> bytes:
    """Its picture, of the kind that the name of the file asks for; loads matplotlib."""
    from asperity.report.stress.picture import picture as drawn

    return drawn(found.outcome, found.solutions, file.rpartition(".")[2].lower())


def _solving(watch: Watch | None) -> Callable[[float], None] | None:
    """Progress told as that of one step."""
    from asperity.process.watch import Event

    if watch is None:
        return None
    return lambda done: watch(Event(step="elements", index=0, count=1, fraction=done, time_s=0.0))
