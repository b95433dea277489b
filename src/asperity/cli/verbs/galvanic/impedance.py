"""`asperity impedance`: a recipe is pressed, and told is what an impedance analyser would show."""

from __future__ import annotations

from typing import Annotated

import typer

from asperity.cli import lazy, spectra
from asperity.cli.files import targets, write_all
from asperity.cli.guard import DONE, NOT_AS_WRITTEN, complain, guarded, say, tell
from asperity.cli.options import RecipeName, Settings, changes
from asperity.cli.progress import watching
from asperity.cli.verbs.press import (
    STDOUT,
    Fidelity,
    FidelityName,
    Grid,
    Quiet,
    Seed,
    Threads,
    refuse_grid_options,
)

Step = Annotated[
    str | None, typer.Option(help="After which step; default: the last that conducts.")
]
Out = Annotated[
    str | None,
    typer.Option(metavar="FILE.csv|z", help="Write the spectrum for programs that fit circuits."),
]
Json = Annotated[
    str | None, typer.Option(metavar="FILE|-", help="Write it part by part as JSON; - to stdout.")
]


@guarded
def impedance(
    recipe: RecipeName,
    settings: Settings = None,
    step: Step = None,
    fidelity: FidelityName = Fidelity.MEAN_FIELD,
    grid: Grid = None,
    seed: Seed = 0,
    threads: Threads = None,
    out: Out = None,
    json: Json = None,
    quiet: Quiet = False,
) -> int:
    """Press a recipe and tell the arcs of its impedance, and which is which."""
    refuse_grid_options(fidelity, grid=grid, threads=threads)
    kind = "" if out is None else spectra.file_kind(out)
    files = targets({"--out": out, "--json": json}, keep=recipe, endings={})
    asked = lazy.recipe(recipe, changes(settings))
    spectra.refuse_step(asked, step)
    with watching(quiet=quiet) as watch:
        outcome = lazy.press(
            asked, fidelity=fidelity.value, seed=seed, watch=watch, grid=grid, threads=threads
        )
    if not outcome.carried_out:
        complain("\n".join(outcome.verdict.reasons[:1]))
        if all(one.spectrum is None for one in outcome.steps):
            return NOT_AS_WRITTEN
    found = spectra.told(outcome, step)
    contents = {
        "--json": lambda: f"{found.to_json()}\n",
        "--out": lambda: spectra.text(found, kind),
    }
    write_all({path: contents[flag]() for flag, path in files.items()})
    if json == STDOUT:
        tell(f"{found.to_json()}\n")
    elif not quiet:
        say(spectra.lines(found))
    return DONE if outcome.carried_out else NOT_AS_WRITTEN
