"""`asperity convert`: force, pressure on the die and reading of the gauge, either way."""

from __future__ import annotations

import re
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from asperity.cli import lazy
from asperity.cli.guard import DONE, guarded, say
from asperity.cli.options import complete_card
from asperity.errors import Refusal, quoted

Value = Annotated[
    str,
    typer.Argument(metavar="VALUE", help='A force ("3 t", "30 kN") or a pressure ("375 MPa").'),
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
    typer.Option("--press", help="A press, for its ram.", autocompletion=complete_card),
]
Gauge = Annotated[bool, typer.Option("--gauge", help="VALUE is what the gauge of the ram shows.")]


class Loads(TyperCommand):
    """A verb whose values may look like options: "-3 t" is a load below zero, not an option -3."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse negative numbers in words of loads."""
        for word in args:
            if re.match(r"-\.?\d", word):
                refusal = Refusal("", quoted(word), "write loads and diameters above zero")
                raise typer.BadParameter(str(refusal), ctx=ctx)
        return super().parse_args(ctx, args)


@guarded
def convert(
    value: Value, die: Die, ram: Ram = None, press: Machine = None, gauge: Gauge = False
) -> int:
    """Convert force, pressure and gauge readings."""
    say(lazy.conversion_lines(value, die=die, ram=ram, press=press, gauge=gauge))
    return DONE
