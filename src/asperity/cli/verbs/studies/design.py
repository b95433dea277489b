"""`asperity design`: the recipe that serves a goal best within what press, die and risks allow."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated

import typer

from asperity.cli import lazy
from asperity.cli.files import targets, write_all
from asperity.cli.guard import DONE, NOT_AS_WRITTEN, STOPPED, complain, guarded, say, tell
from asperity.cli.options import RecipeName, Settings, changes, complete_path
from asperity.cli.progress import watching
from asperity.cli.studies import design as studies
from asperity.cli.verbs.press import STDOUT, Quiet, Seed
from asperity.errors import Stopped

ENDINGS = MappingProxyType({"--out": (".toml",)})


Goals = Annotated[
    list[str] | None,
    typer.Option(
        "--goal",
        metavar="GOAL[=TARGET]",
        help='What to aim at, such as interface-resistance, or "interface-resistance=50 ohm cm^2", '
        "which the least pressure then meets. Several give recipes to choose from.",
        autocompletion=studies.complete_goal,
    ),
]
Vary = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PATH=FROM..TO",
        help="What to vary; default: pressures, temperatures and dwells of the steps that press.",
        autocompletion=complete_path,
    ),
]
Risk = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[KIND=]PROBABILITY",
        help="How probable a risk may be; default: 0.1. 1 leaves only that its value is kept.",
    ),
]
Limit = Annotated[
    list[str] | None,
    typer.Option(
        metavar="QUANTITY<=VALUE", help="A number of the outcome that must be kept; or >=."
    ),
]
Looks = Annotated[
    int | None,
    typer.Option(min=2, help="Presses spread over the ranges at first; a power of 2: 2, 4, 8 …"),
]
Out = Annotated[
    str | None,
    typer.Option(
        metavar="FILE.toml", help="Write the recipe; of several, each with a number in its name."
    ),
]
Json = Annotated[
    str | None, typer.Option(metavar="FILE|-", help="Write the design as JSON; - to stdout.")
]
Free = Annotated[
    str,
    typer.Option(metavar="fixed|free", help="free: merge and split the steps that press as well."),
]
Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes on this machine; by default, one a core.")
]


@guarded
def design(
    recipe: RecipeName,
    goal: Goals = None,
    vary: Vary = None,
    risk: Risk = None,
    limit: Limit = None,
    settings: Settings = None,
    steps: Free = "fixed",
    looks: Looks = None,
    out: Out = None,
    json: Json = None,
    seed: Seed = 0,
    workers: Workers = None,
    quiet: Quiet = False,
) -> int:
    """Find the recipe that serves a goal best, what binds it, and what to change to move that."""
    files = targets({"--out": out, "--json": json}, keep=recipe, endings=ENDINGS)
    asked, found = lazy.recipe(recipe, changes(settings)), None
    try:
        with watching(quiet=quiet) as watch:
            found = studies.find(
                asked,
                watch=watch,
                goals=goal or (),
                vary=vary or (),
                risk=risk or (),
                limit=limit or (),
                steps=steps,
                looks=looks,
                seed=seed,
                workers=workers,
            )
    except (KeyboardInterrupt, Stopped) as end:
        found = found or studies.kept(end)
    if found.stopped:
        complain("stopped, keeping the best so far")
    contents = studies.contents(found, files)
    write_all(contents)
    if json == STDOUT:
        tell(f"{found.to_json()}\n")
    elif not quiet:
        say(studies.lines(found))
    for file in () if quiet else contents:
        typer.echo(f"written to {file}", err=True)
    if found.stopped:
        return STOPPED
    return DONE if found.found else NOT_AS_WRITTEN
