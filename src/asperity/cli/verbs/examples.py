"""`asperity examples`: the shipped recipes, to read or to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asperity.cli import lazy
from asperity.cli.files import target, write_all
from asperity.cli.guard import DONE, guarded, say, tell
from asperity.cli.options import complete_example
from asperity.errors import Refusal, quoted

Name = Annotated[
    str | None,
    typer.Argument(help="The example to copy out.", autocompletion=complete_example),
]
File = Annotated[str | None, typer.Argument(help="Where to; without it, to the screen.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")]


@guarded
def examples(name: Name = None, file: File = None, force: Force = False) -> int:
    """List the shipped recipes, or copy one out to start from."""
    if name is None:
        say(lazy.example_lines())
        return DONE
    text = lazy.example_text(name)
    if file in {None, "-"}:
        tell(text)
        return DONE
    if Path(str(file)).is_file() and not force:
        raise Refusal("FILE", f"{quoted(str(file))}, which exists", "write another name or --force")
    write_all({target(str(file), "FILE"): text})
    typer.echo(f"{file} written; press it with: asperity press {file}")
    return DONE
