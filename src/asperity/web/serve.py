"""Serve the bench."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI
from nicegui import ui

from asperity.web import api, pages
from asperity.web.house import House, close_house, open_house
from asperity.web.settings import Settings


def application(house: House) -> FastAPI:
    """Pages and answers of a house, as an application that any server can run."""

    @asynccontextmanager
    async def open_until_closed(_app: FastAPI) -> AsyncIterator[None]:
        yield
        close_house(house)

    app = FastAPI(title="asperity", lifespan=open_until_closed, docs_url=None, redoc_url=None)
    api.attach(app, house)
    pages.attach(house)
    ui.run_with(app, title="asperity", language="en-US", dark=None, show_welcome_message=False)
    return app


def serve(settings: Settings) -> None:
    """Serve until it is ended (Ctrl-C)."""
    house = open_house(settings)
    uvicorn.run(
        application(house),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        ws_per_message_deflate=False,
    )
