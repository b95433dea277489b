"""`asperity convert`: force, pressure, gauge, torque of bolts and compression of springs."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from asperity.cli import lazy
from asperity.cli.guard import DONE, guarded, say
from asperity.cli.options import complete_card
from asperity.errors import Refusal, quoted

Value = Annotated[
    str,
    typer.Argument(
        metavar="VALUE",
        help='A force ("3 t", "30 kN") or a pressure ("375 MPa"); with bolts also a torque '
        '("1.2 N m"), with springs also a length ("1.5 mm").',
    ),
]
Die = Annotated[
    str,
    typer.Option(
        help='Diameter of the die ("10 mm"), or the name of a die.', autocompletion=complete_card
    ),
]
Ram = Annotated[str | None, typer.Option(help='Diameter of the ram, such as "50 mm".')]
Machine = Annotated[
    str | None,
    typer.Option(
        "--press", help="A press, for its ram or its bolts.", autocompletion=complete_card
    ),
]
Gauge = Annotated[bool, typer.Option("--gauge", help="VALUE is what the gauge of the ram shows.")]

Bolts = Annotated[int | None, typer.Option(metavar="N", help="How many bolts clamp the cell.")]
Thread = Annotated[
    str | None, typer.Option(help='Their thread: "M6", "M6x0.75" or a diameter in mm.')
]
Nut = Annotated[
    float | None,
    typer.Option(
        "--nut-factor", metavar="K", help="Torque = K * diameter * force: 0.2 dry, 0.15 oiled."
    ),
]
Spring = Annotated[str | None, typer.Option(help='Rate of one spring, such as "20 N/mm".')]
Springs = Annotated[int | None, typer.Option(metavar="N", help="How many, side by side.")]


class Loads(TyperCommand):
    """A verb whose values may look like options: "-3 t" is a load below zero, not an option -3."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse negative numbers in words of loads."""
        for before, word in pairwise(["", *args]):
            if re.match(r"-\.?\d", word):
                where = before if before.startswith("--") and before != "--gauge" else ""
                cure = "write one above zero" if where else "write loads and diameters above zero"
                refusal = Refusal(where, quoted(word), cure)
                raise typer.BadParameter(str(refusal), ctx=ctx)
        return super().parse_args(ctx, args)


@guarded
def convert(
    value: Value,
    die: Die,
    ram: Ram = None,
    press: Machine = None,
    gauge: Gauge = False,
    bolts: Bolts = None,
    thread: Thread = None,
    nut_factor: Nut = None,
    spring: Spring = None,
    springs: Springs = None,
) -> int:
    """Convert force, pressure, gauge readings, torques of bolts and compressions of springs."""
    tools = {"die_text": die, "ram_text": ram, "press_name": press, "gauge": gauge}
    bolted = {"bolts": bolts, "thread": thread, "nut_factor": nut_factor}
    sprung = {"spring": spring, "springs": springs}
    say(lazy.conversion_lines(value, clamp={**bolted, **sprung}, **tools))
    return DONE
