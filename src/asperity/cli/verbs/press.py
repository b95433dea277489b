"""`asperity press`: a recipe goes in, what the press does to the cell comes out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asperity.cli import lazy
from asperity.cli.files import target, write_all
from asperity.cli.guard import DONE, NOT_AS_WRITTEN, complain, guarded, say, tell
from asperity.cli.options import RecipeName, Settings, changes
from asperity.cli.progress import watching
from asperity.errors import Refusal

if TYPE_CHECKING:
    from asperity.outcome import Outcome

STDOUT = "-"


class Fidelity(StrEnum):
    """How closely an interface is looked at."""

    MEAN_FIELD = "mean-field"
    FULL_FIELD = "full-field"


@guarded
def press(
    recipe: RecipeName,
    settings: Settings = None,
    fidelity: Annotated[
        Fidelity, typer.Option(help="How closely interfaces are looked at.")
    ] = Fidelity.MEAN_FIELD,
    seed: Annotated[int, typer.Option(min=0, help="Seed of whatever is drawn by chance.")] = 0,
    json: Annotated[
        str | None, typer.Option(metavar="FILE|-", help="Write the outcome as JSON; - to stdout.")
    ] = None,
    report: Annotated[
        str | None, typer.Option(metavar="FILE.html", help="Write a page with figures and sources.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no report.")] = False,
) -> int:
    """Press a recipe and tell what becomes of the cell."""
    if fidelity is Fidelity.FULL_FIELD:
        cure = "write mean-field: this version cannot solve interfaces on a grid"
        raise Refusal("--fidelity", fidelity.value, cure)
    if report == STDOUT:
        raise Refusal("--report", '"-"', "write the name of a file: a page is not printed")
    to_json = target(json, "--json", keep=recipe) if json not in {None, STDOUT} else None
    to_page = target(report, "--report", keep=recipe) if report is not None else None
    if to_json and to_page and to_json.resolve() == to_page.resolve():
        raise Refusal("--report", "the file of --json", "write another name")
    asked = lazy.recipe(recipe, changes(settings))
    with watching(quiet=quiet) as watch:
        outcome = lazy.press(asked, fidelity="mean-field", seed=seed, watch=watch)
    write_all(_files(outcome, to_json, to_page))
    _show(outcome, as_json=json == STDOUT, quiet=quiet)
    return DONE if outcome.carried_out else NOT_AS_WRITTEN


def _files(outcome: Outcome, to_json: Path | None, to_page: Path | None) -> dict[Path, str]:
    texts = {}
    if to_json:
        texts[to_json] = f"{outcome.to_json()}\n"
    if to_page:
        texts[to_page] = lazy.page(outcome)
    return texts


def _show(outcome: Outcome, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        tell(f"{outcome.to_json()}\n")
    elif not quiet:
        say(lazy.outcome_lines(outcome))
    if (as_json or quiet) and not outcome.carried_out:
        complain("\n".join(outcome.verdict.reasons[:1]))
