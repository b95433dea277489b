"""`asperity spread`: how far outcomes scatter and are in doubt, and what to control first."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, cast

import typer

from asperity.cli import lazy
from asperity.cli.files import targets, write_all
from asperity.cli.guard import DONE, STOPPED, complain, guarded, say, tell, told_of_files
from asperity.cli.options import RecipeName, Settings, changes, complete_path
from asperity.cli.studies import spread as studies
from asperity.cli.studies.counting import counting
from asperity.cli.verbs.press import STDOUT, Quiet, Seed
from asperity.errors import Interrupted

if TYPE_CHECKING:
    from asperity.study.spread import Spread

ENDINGS = MappingProxyType({"--out": (".png", ".svg", ".csv", ".json", ".html")})


class Method(StrEnum):
    """How the samples are drawn."""

    SOBOL = "sobol"
    LATIN = "latin-hypercube"


class Only(StrEnum):
    """What is left to vary."""

    PROCESS = "process"
    CARDS = "cards"
    GIVEN = "given"


Samples = Annotated[int, typer.Option(help="Of each of two samples; powers of two are best.")]
Of = Annotated[
    list[str] | None,
    typer.Option(metavar="QUANTITY", help="A number to take apart; may be repeated."),
]
MethodName = Annotated[Method, typer.Option(help="How the samples are drawn.")]
OnlyName = Annotated[
    Only | None,
    typer.Option(help="Let only the process vary, or only the cards, or only what --vary names."),
]
Vary = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PATH=FROM..TO",
        help='Nine of ten lie between; or PATH="10 %" of standard deviation; 0 for none.',
        autocompletion=complete_path,
    ),
]
Out = Annotated[
    str | None,
    typer.Option(metavar="FILE.png|svg|csv|json|html", help="Write a picture, bands, or all."),
]
Json = Annotated[
    str | None, typer.Option(metavar="FILE|-", help="Write the spread as JSON; - to stdout.")
]


@guarded
def spread(
    recipe: RecipeName,
    settings: Settings = None,
    samples: Samples = 256,
    of: Of = None,
    method: MethodName = Method.SOBOL,
    only: OnlyName = None,
    vary: Vary = None,
    out: Out = None,
    json: Json = None,
    seed: Seed = 0,
    quiet: Quiet = False,
) -> int:
    """Tell how far outcomes scatter and are in doubt, and what to control first."""
    files = targets({"--json": json, "--out": out}, keep=recipe, endings=ENDINGS)
    asked, code = lazy.recipe(recipe, changes(settings)), DONE
    try:
        with counting(quiet=quiet, what="presses") as told:
            found = studies.spread(
                asked,
                vary=vary,
                told=told,
                samples=samples,
                of=of or (),
                seed=seed,
                method=method.value,
                only=only and only.value,
            )
    except Interrupted as stop:
        found, code = cast("Spread", stop.kept), STOPPED
        complain("stopped before it was known what to control first; the bands are kept")
    whole = f"{found.to_json()}\n"
    write_all(
        {
            path: whole if flag == "--json" else studies.content(found, str(path))
            for flag, path in files.items()
        }
    )
    if json == STDOUT:
        tell(whole)
    elif not quiet:
        say(studies.lines(found))
    if not quiet:
        told_of_files(files.values())
    return code
