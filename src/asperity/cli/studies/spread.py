"""What the command line loads for a spread."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from asperity.cli import lazy
from asperity.errors import Refusal, quoted

if TYPE_CHECKING:
    from rich.console import RenderableType

    from asperity.recipe import Recipe
    from asperity.study.spread import Spread


def spread(
    recipe: Recipe,
    *,
    vary: Sequence[str] | None,
    told: Callable[[int, int], None],
    **options: Any,
) -> Spread:
    """Press a recipe many times."""
    from asperity.study.spread import spread_recipe

    asked = distributions(vary)
    with (
        lazy.told_of_options({"samples", "of", "method", "only", "vary"}),
        _named({"--vary": asked, "--of": options.get("of", ())}),
    ):
        return spread_recipe(recipe, vary=asked, told=told, **options)


@contextmanager
def _named(asked: Mapping[str, Collection[str]]) -> Iterator[None]:
    """Refusals of a path that stands after an option name the option as well."""
    try:
        yield
    except Refusal as refusal:
        where = refusal.where.removeprefix("vary ").strip()
        for flag, paths in asked.items():
            if where in {path.strip() for path in paths}:
                place = f"{flag} {where}"
                raise type(refusal)(
                    place, refusal.found, refusal.instead, also=refusal.also
                ) from None
        raise


def distributions(texts: Sequence[str] | None) -> Mapping[str, str]:
    """What `--vary` asks for, by path."""
    found: dict[str, str] = {}
    for text in texts or ():
        path, equals, spread_by = text.partition("=")
        if not equals or not path.strip() or not spread_by.strip():
            cure = 'write PATH=FROM..TO, or PATH="10 %", for example steps.press.dwell="5 %"'
            raise Refusal("--vary", quoted(text), cure)
        found[path.strip()] = spread_by.strip()
    return found


def lines(found: Spread) -> RenderableType:
    """What came of it, for the terminal."""
    from asperity.report.spread import render

    return render(found)


def content(found: Spread, file: str) -> str | bytes:
    """It as a file of this name; loads matplotlib for a picture."""
    from asperity.report.spread.files import content as made

    return made(found, file)
