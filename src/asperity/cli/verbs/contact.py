"""`asperity contact`: what a measured face amounts to, and how a material touches it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from asperity.cli import lazy
from asperity.cli.files import target, write_all
from asperity.cli.guard import DONE, NOT_AS_WRITTEN, guarded, say, tell
from asperity.cli.options import complete_card
from asperity.cli.progress import watching

STDOUT = "-"


class Level(StrEnum):
    """What is taken off a map."""

    NONE = "none"
    MEAN = "mean"
    PLANE = "plane"
    QUADRATIC = "quadratic"


class Holes(StrEnum):
    """What becomes of points that were not measured."""

    REFUSE = "refuse"
    FILL = "fill"


Text = str | None
Map = Annotated[str, typer.Argument(metavar="MAP", help="The file of a measured map.")]
Spacing = Annotated[Text, typer.Option(help='Distance of its points, such as "50 nm".')]
Unit = Annotated[Text, typer.Option(help='Unit of its heights, such as "um".')]
Channel = Annotated[Text, typer.Option(help="Channel of heights, where it has several.")]
LevelBy = Annotated[Level, typer.Option(help="What is taken off the heights.")]
HolesBy = Annotated[Holes, typer.Option(help="Points that were not measured.")]
Periodic = Annotated[
    bool, typer.Option("--periodic", help="The map goes on beyond its edges with the others.")
]
Pressure = Annotated[str, typer.Option(help='Nominal pressure, such as "10 MPa".')]
Modulus = Annotated[Text, typer.Option(help='Contact modulus E* of the pair, such as "5 GPa".')]
Material = Annotated[
    Text, typer.Option(help="What is pressed on the face.", autocompletion=complete_card)
]
Against = Annotated[
    Text,
    typer.Option(help="What the face is made of; else rigid.", autocompletion=complete_card),
]
Time = Annotated[Text, typer.Option(help='How long a metal is held there, such as "10 min".')]
Temperature = Annotated[str, typer.Option(help="Of that hold.")]
Gas = Annotated[str, typer.Option(help="Pressure of the gas that voids may trap in that hold.")]
Json = Annotated[
    Text, typer.Option(metavar="FILE|-", help="Write the outcome as JSON; - to stdout.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no report.")]


@guarded
def contact(
    map_: Map,
    pressure: Pressure,
    spacing: Spacing = None,
    modulus: Modulus = None,
    material: Material = None,
    against: Against = None,
    unit: Unit = None,
    channel: Channel = None,
    level: LevelBy = Level.PLANE,
    holes: HolesBy = Holes.REFUSE,
    periodic: Periodic = False,
    time: Time = None,
    temperature: Temperature = "25 degC",
    gas: Gas = "1 bar",
    json: Json = None,
    quiet: Quiet = False,
) -> int:
    """Press a measured face, and tell how it touches and, held for a time, how it closes."""
    to_json = target(json, "--json", keep=map_) if json not in {None, STDOUT} else None
    hold = {"time": time, "temperature": temperature, "gas": gas}
    with watching(quiet=quiet) as watch:
        outcome = lazy.contact(
            map_,
            amounts={"spacing": spacing, "pressure": pressure, "modulus": modulus, **hold},
            names={"unit": unit, "channel": channel, "material": material, "against": against},
            level=level.value,
            holes=holes.value,
            periodic=periodic,
            watch=watch,
        ).outcome
    if to_json:
        write_all({to_json: f"{outcome.to_json()}\n"})
    if json == STDOUT:
        tell(f"{outcome.to_json()}\n")
    elif not quiet:
        say(lazy.face_lines(outcome))
    return DONE if outcome.carried_out else NOT_AS_WRITTEN
