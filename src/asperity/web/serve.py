"""Serve the bench."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Final

import uvicorn
from fastapi import FastAPI
from nicegui import ui

from asperity.web import api, pages
from asperity.web.address import judge, listening, shown
from asperity.web.house import House, close_house, open_house
from asperity.web.settings import Settings
from asperity.web.store.lock import Lock

Told = Callable[[str], None]
PATIENCE_S: Final = 2
"""How long open connections may take to end with the server."""
AWAY_S: Final = 30.0
"""How long a page may be out of reach, or too busy to answer, before it has to be loaded again."""
LONGEST_MESSAGE: Final = 4_000_000
"""Bytes that a page may send at once over its socket."""


def application(house: House) -> FastAPI:
    """Pages and answers of a house, as an application that any server can run."""

    @asynccontextmanager
    async def open_until_closed(_app: FastAPI) -> AsyncIterator[None]:
        yield
        close_house(house)

    app = api.made(open_until_closed)
    api.attach(app, house)
    pages.attach(house)
    ui.run_with(
        app,
        title="asperity",
        language="en-US",
        dark=None,
        show_welcome_message=False,
        reconnect_timeout=AWAY_S,
    )
    return app


def serve(settings: Settings, *, told: Told) -> None:
    """Serve until it is ended (Ctrl-C); `told` hears where, once it answers.

    Raises:
        Refusal: settings that cannot be served: others without a token, a port or a folder that is
            taken, a store that cannot be used.
        KeyboardInterrupt: it was ended so.
    """
    judge(settings)
    lock = Lock(settings.folder)
    try:
        listener, word = listening(settings)
        with listener:
            settings = replace(settings, port=listener.getsockname()[1])
            _serve(settings, listener, told, word, lock)
    finally:
        lock.release()


def _serve(settings: Settings, listener: socket.socket, told: Told, word: str, lock: Lock) -> None:
    """Serve a house on a socket."""
    address = shown(settings, settings.port or 0)

    def answers() -> None:
        lock.tell(address)
        if word:
            told(word)
        told(f"asperity is served at {address}")
        told(f"runs are kept in {settings.folder}; Ctrl-C ends it")
        if settings.browser:
            key = f"/?token={settings.token}" if settings.token else ""
            webbrowser.open(f"{address}{key}")

    config = uvicorn.Config(
        application(open_house(settings)),
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=PATIENCE_S,
        ws_max_size=LONGEST_MESSAGE,
        ws_per_message_deflate=False,
    )
    _Server(config, answers).run(sockets=[listener])


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, answers: Callable[[], None]) -> None:
        super().__init__(config)
        self._answers = answers

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open, and say so."""
        await super().startup(sockets)
        if not self.should_exit:
            self._answers()
