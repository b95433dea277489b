"""`asperity stress`: where the brittle layers of a recipe are pulled, by finite elements."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated

import typer

from asperity.cli import bodies, lazy
from asperity.cli.files import targets, write_all
from asperity.cli.guard import DONE, NOT_AS_WRITTEN, complain, guarded, say, tell
from asperity.cli.options import RecipeName, Settings, changes
from asperity.cli.progress import watching
from asperity.cli.verbs.press import STDOUT, Quiet

ENDINGS = MappingProxyType({"--plot": (".svg", ".png")})
Step = Annotated[
    str | None, typer.Option(help="Under which step; default: the one that presses hardest.")
]
Survey = Annotated[
    bool, typer.Option("--survey", help="Ask too how it were flatter, thinner, or isostatic.")
]
Plot = Annotated[
    str | None, typer.Option(metavar="FILE.svg|png", help="Draw where the layers are pulled.")
]
Json = Annotated[
    str | None, typer.Option(metavar="FILE|-", help="Write the outcome as JSON; - to stdout.")
]


@guarded
def stress(
    recipe: RecipeName,
    settings: Settings = None,
    step: Step = None,
    survey: Survey = False,
    plot: Plot = None,
    json: Json = None,
    quiet: Quiet = False,
) -> int:
    """Tell how far a step pulls at the brittle layers, and how likely they break."""
    files = targets({"--json": json, "--plot": plot}, keep=recipe, endings=ENDINGS)
    with watching(quiet=quiet) as watch:
        asked = lazy.recipe(recipe, changes(settings))
        found = bodies.analyse(asked, step, survey=survey, watch=watch)
    if not found.outcome.carried_out:
        complain(found.outcome.ended)
    told = f"{found.outcome.to_json()}\n"
    write_all(
        {
            path: told if flag == "--json" else bodies.stress_picture(found, str(path))
            for flag, path in files.items()
        }
    )
    if json == STDOUT:
        tell(told)
    elif not quiet:
        say(bodies.stress_lines(found.outcome))
    return DONE if found.outcome.carried_out else NOT_AS_WRITTEN
