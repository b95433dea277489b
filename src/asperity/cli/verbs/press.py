"""`asperity press`: a recipe goes in, what the press does to the cell comes out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from asperity.cli import lazy
from asperity.cli.files import target, write_all
from asperity.cli.guard import DONE, NOT_AS_WRITTEN, STOPPED, complain, guarded, say, tell
from asperity.cli.options import RecipeName, Settings, changes
from asperity.cli.progress import watching
from asperity.errors import Interrupted, Refusal, Stopped

if TYPE_CHECKING:
    from asperity.outcome import Outcome

STDOUT = "-"


class Fidelity(StrEnum):
    """How closely an interface is looked at."""

    MEAN_FIELD = "mean-field"
    FULL_FIELD = "full-field"


FidelityName = Annotated[Fidelity, typer.Option(help="How closely interfaces are looked at.")]
Seed = Annotated[int, typer.Option(min=0, help="Seed of whatever is drawn by chance.")]
Grid = Annotated[
    int | None, typer.Option(help="Points a side of a full field, 32 to 8192; 256 by default.")
]
Threads = Annotated[
    int | None, typer.Option(help="That share the work of a full field; all by default.")
]
Json = Annotated[
    str | None, typer.Option(metavar="FILE|-", help="Write the outcome as JSON; - to stdout.")
]
Report = Annotated[
    str | None, typer.Option(metavar="FILE.html|pdf", help="Write a page with figures and sources.")
]
Maps = Annotated[
    str | None, typer.Option(metavar="FILE.nc", help="Write the maps of a full field as netCDF.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no report.")]


@guarded
def press(
    recipe: RecipeName,
    settings: Settings = None,
    fidelity: FidelityName = Fidelity.MEAN_FIELD,
    grid: Grid = None,
    seed: Seed = 0,
    threads: Threads = None,
    json: Json = None,
    report: Report = None,
    maps: Maps = None,
    quiet: Quiet = False,
) -> int:
    """Press a recipe and tell what becomes of the cell."""
    refuse_grid_options(fidelity, grid=grid, threads=threads, maps=maps)
    files = _targets(recipe, {"--json": json, "--report": report, "--maps": maps})
    asked = lazy.recipe(recipe, changes(settings))
    code = DONE
    try:
        with watching(quiet=quiet) as watch:
            outcome = lazy.press(
                asked,
                fidelity=fidelity.value,
                seed=seed,
                watch=watch,
                grid=grid,
                threads=threads,
            )
    except (Stopped, Interrupted) as stop:
        if stop.kept is None:
            raise
        outcome, code = cast("Outcome", stop.kept), STOPPED
        complain(f"stopped during {outcome.stopped}; the steps finished before are kept")
    write_all({path: _content(outcome, flag, path) for flag, path in files.items()})
    _show(outcome, as_json=json == STDOUT, quiet=quiet)
    return code or (DONE if outcome.carried_out else NOT_AS_WRITTEN)


def refuse_grid_options(fidelity: Fidelity, **options: object) -> None:
    """Refuse what only a full field has."""
    if fidelity is Fidelity.FULL_FIELD:
        return
    for name, value in options.items():
        if value is not None:
            found = f"--fidelity {fidelity.value}"
            raise Refusal(f"--{name}", found, "add --fidelity full-field, which has a grid")


def _targets(recipe: str, texts: dict[str, str | None]) -> dict[str, Path]:
    """The files to write by flag, seen to be writable and apart."""
    files: dict[str, Path] = {}
    for flag, text in texts.items():
        if text is None or (flag, text) == ("--json", STDOUT):
            continue
        if text == STDOUT:
            what = {"--report": "a page", "--maps": "a map"}[flag]
            raise Refusal(flag, '"-"', f"write the name of a file: {what} is not printed")
        path = target(text, flag, keep=recipe)
        for other, taken in files.items():
            if taken.resolve() == path.resolve():
                raise Refusal(flag, f"the file of {other}", "write another name")
        if flag == "--report" and _on_paper(path):
            lazy.need_typesetter()
        files[flag] = path
    return files


def _content(outcome: Outcome, flag: str, path: Path) -> str | bytes:
    if flag == "--json":
        return f"{outcome.to_json()}\n"
    if flag == "--maps":
        return lazy.maps(outcome)
    return lazy.paper(outcome) if _on_paper(path) else lazy.page(outcome)


def _on_paper(path: Path) -> bool:
    return path.suffix.lower() == ".pdf"


def _show(outcome: Outcome, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        tell(f"{outcome.to_json()}\n")
    elif not quiet:
        say(lazy.outcome_lines(outcome))
    if (as_json or quiet) and not outcome.carried_out:
        complain("\n".join(outcome.verdict.reasons[:1]))
