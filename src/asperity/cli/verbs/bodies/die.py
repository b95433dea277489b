"""`asperity die`: a powder of a card in a die as a body, by finite elements."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from asperity.cli import bodies
from asperity.cli.files import target, write_all
from asperity.cli.guard import DONE, NOT_AS_WRITTEN, guarded, say, tell
from asperity.cli.options import complete_card
from asperity.cli.progress import watching

STDOUT = "-"


class Action(StrEnum):
    """Which punch moves."""

    ONE = "one-sided"
    TWO = "two-sided"
    FLOATING = "floating"


class Until(StrEnum):
    """The last stage."""

    LOAD = "load"
    RELEASE = "release"
    EJECT = "eject"


Material = Annotated[
    str,
    typer.Argument(
        metavar="MATERIAL", help="A card with a compaction law.", autocompletion=complete_card
    ),
]
Mass = Annotated[str, typer.Option(help='Of the powder, such as "80 mg".')]
Diameter = Annotated[str, typer.Option(help='Of the die, such as "10 mm".')]
Pressure = Annotated[str, typer.Option(help='On the upper punch, such as "300 MPa".')]
Friction = Annotated[
    float | None, typer.Option(help="Friction coefficient of the wall; default: the card's.")
]
Which = Annotated[Action, typer.Option(help="Which punch moves.")]
Last = Annotated[Until, typer.Option(help="The last stage; eject takes some minutes.")]
Json = Annotated[
    str | None, typer.Option(metavar="FILE|-", help="Write the outcome as JSON; - to stdout.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no report.")]


@guarded
def die(
    material: Material,
    mass: Mass,
    diameter: Diameter,
    pressure: Pressure,
    friction: Friction = None,
    action: Which = Action.ONE,
    until: Last = Until.RELEASE,
    json: Json = None,
    quiet: Quiet = False,
) -> int:
    """Press a powder by finite elements (yield surface assumed)."""
    to_json = target(json, "--json", keep=material) if json not in {None, STDOUT} else None
    with watching(quiet=quiet) as watch:
        found = bodies.press_body(
            material,
            amounts={"mass": mass, "diameter": diameter, "pressure": pressure},
            friction=friction,
            action=action.value,
            until=until.value,
            watch=watch,
        )
    if to_json:
        write_all({to_json: f"{found.to_json()}\n"})
    if json == STDOUT:
        tell(f"{found.to_json()}\n")
    elif not quiet:
        say(bodies.body_lines(found))
    return DONE if found.converged else NOT_AS_WRITTEN
