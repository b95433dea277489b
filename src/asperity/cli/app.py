"""`asperity`: the verbs put together; nothing heavy is loaded here, so that --help answers fast."""

from __future__ import annotations

from typing import Annotated

import typer

from asperity.cli import lazy
from asperity.cli.verbs.bodies.die import die
from asperity.cli.verbs.bodies.stress import stress
from asperity.cli.verbs.check import check
from asperity.cli.verbs.contact import contact
from asperity.cli.verbs.convert import Loads, convert
from asperity.cli.verbs.examples import examples
from asperity.cli.verbs.fit import fit
from asperity.cli.verbs.galvanic.cycle import cycle
from asperity.cli.verbs.galvanic.impedance import impedance
from asperity.cli.verbs.materials import materials
from asperity.cli.verbs.press import press
from asperity.cli.verbs.steps import steps
from asperity.cli.verbs.studies.design import design
from asperity.cli.verbs.studies.map import map_
from asperity.cli.verbs.studies.spread import spread
from asperity.cli.verbs.studies.sweep import sweep
from asperity.cli.verbs.web import web

app = typer.Typer(
    name="asperity",
    help="Predicts what pressing does to a solid-state battery cell.",
    epilog="Exit codes: 0 done, 2 input refused, 3 cannot be carried out as written, 130 stopped.",
    no_args_is_help=True,
    rich_markup_mode=None,  # boxes around the help cost 150 ms
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _verb in (press, check, steps, examples, materials, contact, die, stress, impedance, cycle):
    app.command()(_verb)
app.command()(design)
app.command(name="map")(map_)
app.command()(spread)
app.command()(sweep)
app.command()(web)
app.command(cls=Loads)(convert)
app.add_typer(fit)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"asperity {lazy.version()}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the verb that was asked for."""
    app()
