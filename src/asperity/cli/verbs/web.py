"""`asperity web`: the whole tool in the browser, served from this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asperity.cli.guard import DONE, STOPPED, complain, guarded, tell
from asperity.cli.serving import web as bench

Port = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=0,
        max=65535,
        help="To listen on; 0 takes a free one. Default: 8080 if it is free.",
    ),
]
Host = Annotated[
    str,
    typer.Option(metavar="ADDRESS", help="Address to listen on; beyond loopback needs --token."),
]
Names = Annotated[
    list[str] | None,
    typer.Option(
        "--name", metavar="NAME", help="A further name that visitors use. May be repeated."
    ),
]
Token = Annotated[
    str | None,
    typer.Option(
        envvar="ASPERITY_TOKEN", show_envvar=True, metavar="TEXT", help="What visitors show."
    ),
]
Url = Annotated[
    str | None,
    typer.Option(
        envvar="ASPERITY_STORE",
        show_envvar=True,
        metavar="URL",
        help="A PostgreSQL database to keep runs in: postgresql://USER:PASSWORD@HOST/DATABASE.",
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Where runs are kept. Default: asperity among the user's data."
    ),
]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page.")]
AtOnce = Annotated[
    int, typer.Option(metavar="N", min=1, max=64, help="Runs at the same time; others wait.")
]


@guarded
def web(
    port: Port = None,
    host: Host = "127.0.0.1",
    name: Names = None,
    token: Token = None,
    store: Url = None,
    folder: Folder = None,
    browser: Browser = True,
    at_once: AtOnce = 2,
) -> int:
    """Serve the bench in the browser, until Ctrl-C."""
    try:
        bench.serve(
            told=lambda line: tell(f"{line}\n"),
            folder=folder,
            port=port,
            host=host,
            names=tuple(name or ()),
            token=token,
            store=store,
            browser=browser,
            at_once=at_once,
        )
    except KeyboardInterrupt:
        complain("stopped; runs that were under way are kept as interrupted")
        return STOPPED
    return DONE
