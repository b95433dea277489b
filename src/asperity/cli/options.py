"""Arguments that several verbs share, with what a shell completes for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from asperity.cli import lazy
from asperity.errors import AsperityError, Refusal, quoted


def _starting(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]


def complete_recipe(incomplete: str) -> list[str]:
    """Examples, and the TOML files at hand."""
    folder = Path(incomplete).parent
    files = [str(path) for path in sorted(folder.glob("*.toml"))]
    return _starting([*lazy.example_names(), *files], incomplete)


def complete_example(incomplete: str) -> list[str]:
    """Names of shipped recipes."""
    return _starting(lazy.example_names(), incomplete)


def complete_card(incomplete: str) -> list[str]:
    """Names of cards."""
    return _starting(lazy.card_names(), incomplete)


def complete_law(incomplete: str) -> list[str]:
    """Names of compaction laws."""
    return _starting(lazy.law_names(), incomplete)


def complete_path(ctx: typer.Context, incomplete: str) -> list[str]:
    """Paths into the recipe that was named."""
    named = [ctx.params.get("recipe"), *ctx.args]  # an option without value hides it in args
    try:
        recipe = lazy.recipe(next((name for name in named if name), ""), {})
    except AsperityError:
        return []
    return _starting((f"{path}=" for path in recipe.paths()), incomplete)


RecipeName = Annotated[
    str,
    typer.Argument(
        metavar="RECIPE",
        help="A recipe file, or the name of an example.",
        autocompletion=complete_recipe,
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help='Change a value, such as steps.press.pressure="20 MPa". May be repeated.',
        autocompletion=complete_path,
    ),
]


def changes(settings: Sequence[str] | None) -> dict[str, object]:
    """The settings as paths and values. Raises Refusal for one without "="."""
    found: dict[str, object] = {}
    for setting in settings or ():
        path, equals, value = setting.partition("=")
        if not equals or not path.strip():
            cure = 'write PATH=VALUE, for example steps.press.pressure="20 MPa"'
            raise Refusal("--set", quoted(setting), cure)
        found[path.strip()] = value
    return found
