"""`asperity map`: where a recipe is safe over two of its quantities, and what comes of it there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asperity.cli.files import target, write_all
from asperity.cli.guard import DONE, STOPPED, complain, guarded, say, tell, told_of_files
from asperity.cli.options import RecipeName, Settings, changes, complete_path
from asperity.cli.studies import map as studies
from asperity.cli.studies.counting import counting
from asperity.cli.verbs.press import STDOUT, Quiet
from asperity.errors import Refusal, quoted

ENDINGS = (".png", ".svg", ".html", ".csv", ".json", ".parquet")
USUAL = 8
"""Presses for every point of an axis, as maps are."""
_AXIS = "PATH=FROM..TO"
X = Annotated[
    str,
    typer.Option(
        metavar=_AXIS,
        help="To the right; paths with commas between move together.",
        autocompletion=complete_path,
    ),
]
Y = Annotated[str, typer.Option(metavar=_AXIS, help="Upwards.", autocompletion=complete_path)]
Of = Annotated[
    str,
    typer.Option(metavar="QUANTITY", help="A goal of `asperity design`, or a path of the outcome."),
]
Out = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FILE.png|svg|html|csv|json|parquet",
        help="Write the map, of the kind its name ends in. May be repeated.",
    ),
]
Points = Annotated[int, typer.Option(help="Points along each axis, to which limits are found.")]
EveryPoint = Annotated[
    bool, typer.Option("--every-point", help="Press all of them, also where little changes.")
]
Presses = Annotated[
    int | None, typer.Option(help="Press so many points at most, near limits first.")
]
Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes on this machine; by default, one a core.")
]
Json = Annotated[
    str | None, typer.Option(metavar="FILE|-", help="Write the map as JSON; - to stdout.")
]


@guarded
def map_(
    recipe: RecipeName,
    x: X,
    y: Y,
    of: Of,
    out: Out = None,
    points: Points = 200,
    every_point: EveryPoint = False,
    presses: Presses = None,
    settings: Settings = None,
    json: Json = None,
    workers: Workers = None,
    quiet: Quiet = False,
) -> int:
    """Draw where a recipe is safe over two of its quantities, and what comes of it there."""
    files = _files(out or [], json, recipe)
    most = points * points if every_point else USUAL * points
    with counting(quiet=quiet, what="points") as count:
        found = studies.make(
            recipe,
            changes(settings),
            told=lambda done: count(done, max(done, presses or most)),
            x=x,
            y=y,
            of=of,
            points=points,
            every_point=every_point,
            presses=presses,
            workers=workers,
        )
    write_all({path: studies.written(found, ending) for path, ending in files.items()})
    if json == STDOUT:
        told = studies.written(found, ".json")
        tell(told if isinstance(told, str) else "")
    elif not quiet:
        say(studies.lines(found))
    if not quiet:
        told_of_files(files)
    if found.stopped:
        complain(f"stopped after {found.presses} points; the map is made of them")
        return STOPPED
    return DONE


def _files(out: list[str], json: str | None, recipe: str) -> dict[Path, str]:
    """The files to write, seen to be writable and apart, and of what kind they are."""
    files: dict[Path, str] = {}
    asked = [("--out", name) for name in out]
    if json is not None and json != STDOUT:
        asked.append(("--json", json))
    for flag, name in asked:
        path = target(name, flag, keep=recipe)
        ending = ".json" if flag == "--json" else path.suffix.lower()
        if ending not in ENDINGS:
            cure = f"write a name that ends in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
            raise Refusal(flag, quoted(name), cure)
        if path.resolve() in {taken.resolve() for taken in files}:
            raise Refusal(flag, f"{quoted(name)} twice", "write another name")
        files[path] = ending
    return files
