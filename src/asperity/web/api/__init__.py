"""What the server answers besides pages: runs, files, live maps."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import FastAPI
from starlette.types import Lifespan

from asperity.web.api import errors, files, runs, socket, upload
from asperity.web.api.guard import Guard
from asperity.web.house import House


def made(lifespan: Lifespan[FastAPI] | None = None) -> FastAPI:
    """An application that tells what it answers as OpenAPI, without a page that fetches scripts."""
    return FastAPI(
        title="asperity",
        version=version("asperity"),
        description="Runs of the bench, asked for by programs.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )


def attach(app: FastAPI, house: House) -> None:
    """Make all answers known to the server, and put the guard in front of everything."""
    errors.attach(app)
    for room in (runs, files, upload, socket):
        app.include_router(room.routes(house))
    errors.attach_end(app)
    app.add_middleware(Guard, settings=house.settings)
