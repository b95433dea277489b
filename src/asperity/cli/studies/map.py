"""What the command line loads for a map."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from asperity.cli import lazy

if TYPE_CHECKING:
    from rich.console import RenderableType

    from asperity.study.mapping import Map


def make(
    source: str, changes: Mapping[str, object], *, told: Callable[[int], None], **asked: Any
) -> Map:
    """The map of a recipe."""
    from asperity.study.mapping import map_recipe

    recipe = lazy.recipe(source, changes)
    with lazy.told_of_options({"points", "presses", "workers"}):
        return map_recipe(recipe, told=told, **asked)


def written(found: Map, ending: str) -> str | bytes:
    """The map as a file of this ending; pictures load matplotlib."""
    if ending in {".png", ".svg"}:
        from asperity.report.mapping.picture import picture

        return picture(found, ending[1:])
    if ending == ".html":
        from asperity.report.mapping.page import page

        return page(found)
    from asperity.report.mapping import data

    if ending == ".parquet":
        return data.as_parquet(found)
    return data.as_csv(found) if ending == ".csv" else data.as_json(found)


def lines(found: Map) -> RenderableType:
    """What the map shows, for the terminal."""
    from asperity.report.mapping.terminal import render

    return render(found)
