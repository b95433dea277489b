"""What the server answers besides pages: runs, files, live maps."""

from __future__ import annotations

from fastapi import FastAPI

from asperity.web.house import House


def attach(app: FastAPI, house: House) -> None:
    """Make all answers known to the server."""
