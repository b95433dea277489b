"""`asperity materials`: what is known of materials, presses and dies, and how well."""

from __future__ import annotations

from typing import Annotated

import typer

from asperity.cli import lazy
from asperity.cli.guard import DONE, guarded, say
from asperity.cli.options import complete_card

Name = Annotated[
    str | None,
    typer.Argument(help="A material, press or die.", autocompletion=complete_card),
]


@guarded
def materials(name: Name = None) -> int:
    """Show the cards of materials, presses and dies."""
    say(lazy.card_lines(name))
    return DONE
