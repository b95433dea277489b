"""What the server answers besides pages: runs, files, live maps."""

from __future__ import annotations

from fastapi import FastAPI

from asperity.web.api import errors, files, runs, socket, upload
from asperity.web.api.guard import Guard
from asperity.web.house import House


def attach(app: FastAPI, house: House) -> None:
    """Make all answers known to the server, and put the guard in front of everything."""
    errors.attach(app)
    for room in (runs, files, upload, socket):
        app.include_router(room.routes(house))
    errors.attach_end(app)
    app.add_middleware(Guard, settings=house.settings)
