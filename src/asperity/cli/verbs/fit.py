"""`asperity fit`: the parameters of a powder from a person's own record of pressing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from asperity.cli import lazy
from asperity.cli.files import target, write_all
from asperity.cli.guard import DONE, guarded, say, tell
from asperity.cli.options import complete_card, complete_law
from asperity.errors import Refusal, quoted

STDOUT = "-"
PICTURES = (".svg", ".png")
Text = str | None
Data = Annotated[
    str,
    typer.Argument(
        metavar="DATA.csv", help="The record, a file and no pipe: a heading, a row a pressure."
    ),
]
Mass = Annotated[str, typer.Option(help='Of the powder, such as "80 mg".')]
Diameter = Annotated[str, typer.Option(help='Of the die, such as "10 mm".')]
Density = Annotated[str, typer.Option(help='Of the crystal, such as "1.87 g/cm^3".')]
MassError = Annotated[Text, typer.Option(help='Standard error, such as "0.1 mg".')]
DiameterError = Annotated[Text, typer.Option(help='Standard error, such as "10 um".')]
DensityError = Annotated[Text, typer.Option(help='Standard error, such as "0.01 g/cm^3".')]
Height = Annotated[Text, typer.Option(help='Of the powder at no displacement, such as "3.2 mm".')]
Compliance = Annotated[
    Text,
    typer.Option(help='Of the machine, such as "5 um/kN", or the CSV of a run without powder.'),
]
Released = Annotated[
    str, typer.Option(help="Pressure left on the pellet while released thicknesses were taken.")
]
Weights = Annotated[
    bool, typer.Option("--weights/--no-weights", help="Heed columns of uncertainties or weights.")
]
Law = Annotated[
    list[str] | None,
    typer.Option(help="Fit this law alone. May be repeated.", autocompletion=complete_law),
]
Name = Annotated[str, typer.Option(help="Of the card; the name of DATA unless given.")]
Title = Annotated[str, typer.Option(help="Of the card: a line that says what it is.")]
BasedOn = Annotated[
    Text,
    typer.Option(help="The card that gives all the rest.", autocompletion=complete_card),
]
Out = Annotated[Text, typer.Option(metavar="CARD.toml", help="Write a material card.")]
Plot = Annotated[Text, typer.Option(metavar="FILE.svg|png", help="Draw every law.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the card if it exists.")]
Json = Annotated[Text, typer.Option(metavar="FILE|-", help="Write the fit as JSON; - to stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no report.")]

fit = typer.Typer(
    name="fit", help="Fit the laws of a powder to your own record.", rich_markup_mode=None
)


@fit.callback()
def _fit() -> None:
    pass


@fit.command(
    epilog=(
        "Columns, in any order, each with its unit: pressure_MPa or force_kN; thickness_loaded_mm, "
        "or displacement_mm with --height; where there are, thickness_released_mm, "
        "pressure_released_MPa, and thickness_uncertainty_mm or weight."
    )
)
@guarded
def compaction(
    data: Data,
    mass: Mass,
    diameter: Diameter,
    density: Density,
    mass_error: MassError = None,
    diameter_error: DiameterError = None,
    density_error: DensityError = None,
    height: Height = None,
    compliance: Compliance = None,
    released: Released = "0 MPa",
    weights: Weights = True,
    law: Law = None,
    name: Name = "",
    title: Title = "",
    based_on: BasedOn = None,
    out: Out = None,
    plot: Plot = None,
    force: Force = False,
    json: Json = None,
    quiet: Quiet = False,
) -> int:
    """Fit and rank the compaction laws of a powder."""
    files = _targets(data, {"--json": json, "--out": out, "--plot": plot}, force=force)
    found = lazy.fit_compaction(
        data,
        amounts={
            "mass": mass,
            "diameter": diameter,
            "density": density,
            "mass-error": mass_error,
            "diameter-error": diameter_error,
            "density-error": density_error,
            "height": height,
            "released": released,
        },
        compliance=compliance,
        weighted=weights,
        laws=law or (),
    )
    content: dict[str, Callable[[], str | bytes]] = {
        "--json": lambda: f"{found.to_json()}\n",
        "--out": lambda: lazy.fit_card(found, name=name, title=title, based_on=based_on),
        "--plot": lambda: lazy.fit_picture(found, str(plot)),
    }
    refused = out is not None and found.best.objection is not None
    if refused:
        del files["--out"]
    write_all({path: content[flag]() for flag, path in files.items()})
    if json == STDOUT:
        tell(f"{found.to_json()}\n")
    elif not quiet:
        say(lazy.fit_lines(found, card=out or "", based_on=based_on or ""))
    if refused:
        content["--out"]()  # tells why there is no card, after all that can be told
    return DONE


def _targets(data: str, texts: dict[str, str | None], *, force: bool) -> dict[str, Path]:
    """The files to write by flag, seen to be writable, apart from each other and from the data."""
    files: dict[str, Path] = {}
    for flag, text in texts.items():
        if text is None or (flag, text) == ("--json", STDOUT):
            continue
        path = target(text, flag, keep=data, kept="the record")
        if flag == "--out" and path.suffix != ".toml":
            raise Refusal(flag, quoted(text), "write a name that ends in .toml")
        if flag == "--plot" and path.suffix not in PICTURES:
            raise Refusal(flag, quoted(text), "write a name that ends in .svg or .png")
        if flag == "--out" and path.is_file() and not force:
            raise Refusal(flag, f"{quoted(text)}, which exists", "write another name or --force")
        if path.resolve() in {taken.resolve() for taken in files.values()}:
            raise Refusal(flag, f"the file of another option, {quoted(text)}", "write another name")
        files[flag] = path
    return files
