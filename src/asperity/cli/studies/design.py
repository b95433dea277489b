"""What the command line loads for a design."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from asperity.cli.guard import complain
from asperity.cli.lazy import told_of_options
from asperity.errors import Refusal

if TYPE_CHECKING:
    from rich.console import RenderableType

    from asperity.cli.progress import Watch
    from asperity.recipe import Recipe
    from asperity.study.design import Design


DOING = MappingProxyType(
    {
        "looking": "looking over the ranges",
        "refining": "refining the best",
        "gentler": "seeking the gentlest as good",
        "easier": "seeking the coolest and shortest as gentle",
        "judging": "asking what binds it",
    }
)
"""Stages in words."""


def complete_goal(incomplete: str) -> list[str]:
    """Names of goals."""
    from asperity.study.design import GOALS

    return [name for name in GOALS if name.startswith(incomplete)]


def find(recipe: Recipe, *, watch: Watch, **options: Any) -> Design:
    """The design."""
    from asperity.process.watch import Event
    from asperity.study.design import STAGES, design_recipe

    def told(stage: str, done: float, presses: int) -> None:
        index = STAGES.index(stage)
        step = f"{DOING[stage]}, {presses} presses so far"
        watch(Event(step=step, index=index, count=len(STAGES), fraction=done, time_s=0.0))

    with told_of_options({"looks", "seed", "workers"}):
        return design_recipe(recipe, told=told, **options)


def kept(end: BaseException) -> Design:
    """What a search that was stopped had found; raises `end` where that is nothing."""
    from asperity.study.design import Design as Kept

    found = getattr(end, "kept", None)
    if isinstance(found, Kept):
        return found
    complain("the first presses were not done: there is no best so far to keep")
    raise end


def contents(found: Design, files: Mapping[str, Path]) -> dict[Path, str]:
    """What to write: the recipe, or each of several with a number in its name; the JSON."""
    written: dict[Path, str] = {}
    if "--json" in files:
        written[files["--json"]] = f"{found.to_json()}\n"
    out = files.get("--out")
    if out is None:
        return written
    if found.recipe is not None:
        written[out] = found.recipe
    for number, choice in enumerate(found.front, start=1):
        name = out.with_name(f"{out.stem}-{number}{out.suffix}")
        if name.is_dir():
            raise Refusal("--out", f"the directory {name}", "write another name")
        written[name] = choice.recipe
    return written


def lines(found: Design) -> RenderableType:
    """What was found, for the terminal."""
    from asperity.report.design import render

    return render(found)
