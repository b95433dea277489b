"""`asperity check`: is the recipe consistent, and what may go wrong with it."""

from __future__ import annotations

from typing import Annotated

import typer

from asperity.cli import lazy
from asperity.cli.files import target, write_all
from asperity.cli.guard import DONE, NOT_AS_WRITTEN, guarded, say, tell
from asperity.cli.options import RecipeName, Settings, changes

STDOUT = "-"
Json = Annotated[
    str | None,
    typer.Option(metavar="FILE|-", help="Write what was found as JSON; - to stdout."),
]


@guarded
def check(recipe: RecipeName, settings: Settings = None, json: Json = None) -> int:
    """Judge a recipe, its press and its die, and list every margin, without pressing."""
    to_json = target(json, "--json", keep=recipe) if json not in {None, STDOUT} else None
    plan = lazy.check(lazy.recipe(recipe, changes(settings)))
    if to_json:
        write_all({to_json: f"{plan.to_json()}\n"})
    if json == STDOUT:
        tell(f"{plan.to_json()}\n")
    else:
        say(lazy.plan_lines(plan))
    return DONE if plan.carried_out else NOT_AS_WRITTEN
