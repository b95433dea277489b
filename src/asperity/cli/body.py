"""What the command line loads for a powder in a die as a body, when that is asked for."""

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
    from asperity.study.die import DieOutcome


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
