"""`asperity steps`: what pressing in several steps gains over pressing all at once."""

from __future__ import annotations

from typing import Annotated

import typer

from asperity.cli import lazy
from asperity.cli.files import target, write_all
from asperity.cli.guard import DONE, NOT_AS_WRITTEN, guarded, say, tell
from asperity.cli.options import RecipeName, Settings, changes
from asperity.cli.progress import watching

STDOUT = "-"
Json = Annotated[
    str | None,
    typer.Option(metavar="FILE|-", help="Write the comparison as JSON; - to stdout."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no report.")]


@guarded
def steps(
    recipe: RecipeName, settings: Settings = None, json: Json = None, quiet: Quiet = False
) -> int:
    """Press a recipe as written, and with all its powders at once at each of its pressures."""
    to_json = target(json, "--json", keep=recipe) if json not in {None, STDOUT} else None
    asked = lazy.recipe(recipe, changes(settings))
    with watching(quiet=quiet) as watch:
        found = lazy.steps(asked, watch=watch)
    if to_json:
        write_all({to_json: f"{found.to_json()}\n"})
    if json == STDOUT:
        tell(f"{found.to_json()}\n")
    elif not quiet:
        say(lazy.steps_lines(found))
    return DONE if found.in_steps.carried_out else NOT_AS_WRITTEN
