"""What a visitor sees where there is no page, or where one could not be drawn."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import Request, Response
from fastapi.exception_handlers import http_exception_handler
from nicegui import Client, app, ui
from starlette.exceptions import HTTPException

from asperity.web.house import House
from asperity.web.parts.frame import page_frame, words

OWN = "/_nicegui"
"""Where parts of pages come from; a program asks there, nobody reads the answer."""


def attach(house: House) -> None:
    """Answer what no page answers."""

    @app.exception_handler(HTTPStatus.NOT_FOUND)
    async def nothing(request: Request, trouble: HTTPException) -> Response:
        if request.url.path.startswith(OWN):
            return await http_exception_handler(request, trouble)
        with Client(ui.page(""), request=request) as client:
            _told(
                house,
                "No such page",
                "There is nothing at this address. It may have been typed or cut off wrongly.",
            )
        return client.build_response(request, HTTPStatus.NOT_FOUND)

    @app.on_page_exception
    def broken(_trouble: Exception) -> None:
        _told(
            house,
            "This page could not be drawn",
            "That is a fault of asperity, not of yours; the terminal it was started in says more. "
            "Runs that are kept or under way are not touched by it.",
        )


def _told(house: House, title: str, why: str) -> None:
    with page_frame(house, title), ui.element("div").classes("empty").props('role="alert"'):
        words(why, tag="p")
        with ui.element("div").classes("row-of"):
            for text, target, look in (("Pick a process", "/", "main"), ("All runs", "/runs", "")):
                with ui.element("a").classes(f"act plain {look}").props(f'href="{target}"'):
                    words(text)
