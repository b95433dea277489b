"""How a verb ends: refusals on stderr with exit code 2, Ctrl-C with 130."""

from __future__ import annotations

import errno
import functools
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ParamSpec

import typer

from asperity.cli import lazy
from asperity.errors import Refusal, Stopped

if TYPE_CHECKING:
    from rich.console import RenderableType

P = ParamSpec("P")
DONE, REFUSED, NOT_AS_WRITTEN, STOPPED = 0, 2, 3, 130


def guarded(verb: Callable[P, int]) -> Callable[P, None]:
    """A verb whose number becomes the exit code, and whose refusals become lines on stderr."""

    @functools.wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = verb(*args, **kwargs)
        except Refusal as refusal:
            complain(str(refusal))
            code = REFUSED
        except (KeyboardInterrupt, Stopped):
            complain("stopped; nothing was written")
            code = STOPPED
        except OSError as trouble:
            if trouble.errno == errno.EPIPE:  # the reader has seen enough
                raise
            complain(f"cannot write: {(trouble.strerror or str(trouble)).lower()}")
            code = REFUSED
        raise typer.Exit(code)

    return run


def complain(text: str) -> None:
    """Lines on stderr, each a problem; red where there is colour."""
    for line in text.splitlines():
        typer.secho(line, err=True, fg=typer.colors.RED)


def told_of_files(files: Iterable[object]) -> None:
    """A line on stderr for every file that was written."""
    for file in files:
        typer.echo(f"written to {file}", err=True)


def say(shown: RenderableType) -> None:
    """Print for a person; without colour and trailing blanks where nobody but a file reads."""
    console = lazy.console()
    if console.is_terminal:
        console.print(shown)
    else:
        tell(lazy.plain(shown, console.width))


def tell(text: str) -> None:
    """Text to stdout as it is; signs that its encoding lacks become question marks."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, errors="replace").decode(encoding))
    sys.stdout.flush()
