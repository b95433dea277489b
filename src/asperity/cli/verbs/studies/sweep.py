"""`asperity sweep`: a recipe at every point of a grid or a table, stored as it finishes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from asperity.cli.files import folder
from asperity.cli.guard import DONE, STOPPED, complain, guarded, say
from asperity.cli.options import RecipeName, Settings, changes, complete_path
from asperity.cli.studies import sweep as studies
from asperity.cli.studies.counting import counting
from asperity.cli.verbs.press import Fidelity, FidelityName, Quiet, Seed

LOST = 1
"""Exit code where workers were lost; what is finished is kept."""


class Outcomes(StrEnum):
    """What is kept of every run."""

    FULL = "full"
    COLUMNS = "columns"


Grid = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PATH=FROM..TO:N",
        help="Values of a path: N from end to end, or a list with commas. Once a path; all meet.",
        autocompletion=complete_path,
    ),
]
Table = Annotated[
    str | None,
    typer.Option(
        metavar="FILE.csv|parquet",
        help="A row a run, a column a path; a column `recipe` may name others.",
    ),
]
Out = Annotated[str, typer.Option(metavar="DIR", help="Folder for the index and the outcomes.")]
Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Run on the workers of this Dask scheduler.")
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on where this sweep was ended.")]
Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes on this machine; by default, one a core.")
]
Kept = Annotated[
    Outcomes | None,
    typer.Option(help="Keep whole outcomes (far slower) or every number; default: by size."),
]


@guarded
def sweep(
    recipe: RecipeName,
    out: Out,
    grid: Grid = None,
    table: Table = None,
    settings: Settings = None,
    scheduler: Scheduler = None,
    resume: Resume = False,
    workers: Workers = None,
    outcomes: Kept = None,
    fidelity: FidelityName = Fidelity.MEAN_FIELD,
    seed: Seed = 0,
    quiet: Quiet = False,
) -> int:
    """Press a recipe at every point of a grid or a table, on all cores, and store what comes."""
    folder(out, "--out")
    asked = studies.plan(
        recipe,
        changes(settings),
        grid=grid,
        table=table,
        fidelity=fidelity.value,
        seed=seed,
        outcomes=outcomes and outcomes.value,
    )
    try:
        with counting(quiet=quiet) as told:
            found = studies.carry_out(
                asked, out, resume=resume, workers=workers, scheduler=scheduler, told=told
            )
    except (KeyboardInterrupt, ConnectionError) as end:
        stopped = isinstance(end, KeyboardInterrupt)
        complain(f"{'stopped' if stopped else end}; {studies.finished(out)}")
        complain("go on with the same command and --resume")
        return STOPPED if stopped else LOST
    if not quiet:
        say(studies.lines(found))
    return DONE
