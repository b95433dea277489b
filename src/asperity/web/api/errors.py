"""Refusals as answers: where, what was found, what to write instead."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import Scope

from asperity.errors import Refusal, quoted

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
END = "/api/{rest:path}"
STATUS = (("id", 404), ("state", 409))
"""Refusals of these places have a status of their own; of others it is 422."""


class Refused(BaseModel):
    """Why something was refused."""

    where: str = Field(description="the place, such as steps.press.pressure")
    found: str = Field(description="what stands there")
    instead: str = Field(description="what to write instead")
    also: list[Refused] = Field(default=[], description="further refusals of the same input")


RESPONSES = (
    (401, "the token is missing or another"),
    (404, "there is no such run, or it has no such file"),
    (409, "the run is in another state than that needs"),
    (413, "more bytes than are taken"),
    (422, "the input is refused"),
)


def responses(*codes: int) -> dict[int | str, dict[str, Any]]:
    """Refusals of an answer, for its description."""
    told = dict(RESPONSES)
    return {code: {"model": Refused, "description": told[code]} for code in codes}


def refused(refusal: Refusal, *, status: int | None = None) -> JSONResponse:
    """A refusal as an answer."""
    code = status or dict(STATUS).get(refusal.where, 422)
    return JSONResponse(_plain(refusal), status_code=code)


def attach(app: FastAPI) -> None:
    """Answer every refusal in the same way."""

    @app.exception_handler(Refusal)
    async def of_input(_request: Request, refusal: Refusal) -> JSONResponse:
        return refused(refusal)

    @app.exception_handler(RequestValidationError)
    async def of_shape(_request: Request, trouble: RequestValidationError) -> JSONResponse:
        found = [_of_field(error) for error in trouble.errors()]
        first = found[0]
        return refused(Refusal(first.where, first.found, first.instead, also=found[1:]))

    @app.exception_handler(HTTPException)
    async def of_request(_request: Request, trouble: HTTPException) -> JSONResponse:
        found = Refusal("request", str(trouble.detail).lower(), "see /api/openapi.json")
        answer = refused(found, status=trouble.status_code)
        answer.headers.update(trouble.headers or {})
        return answer


def attach_end(app: FastAPI) -> None:
    """Answer what nobody else under /api does; pages have their own way."""

    @app.api_route(END, methods=list(METHODS), include_in_schema=False)
    async def nothing(request: Request, rest: str) -> JSONResponse:
        allowed = _methods(app, request.scope)
        if allowed:
            told = f"{request.method} of {quoted(f'/api/{rest}')}"
            answer = refused(Refusal("method", told, f"ask by {allowed}"), status=405)
            answer.headers["allow"] = allowed
            return answer
        found = Refusal("address", quoted(f"/api/{rest}"), "see /api/openapi.json")
        return refused(found, status=404)


def _methods(app: FastAPI, scope: Scope) -> str:
    """By which methods an address can be asked that was asked by another."""
    others = [route for route in app.routes if getattr(route, "path", "") != END]
    found = (
        method
        for method in METHODS
        if any(route.matches({**scope, "method": method})[0] is Match.FULL for route in others)
    )
    return ", ".join(found)


def _of_field(error: dict[str, Any]) -> Refusal:
    where = ".".join(str(part) for part in error["loc"])
    given = error.get("input")
    nothing = error["type"] == "missing"
    found = "nothing" if nothing else quoted(given if isinstance(given, str) else repr(given))
    return Refusal(where, found, error["msg"][:1].lower() + error["msg"][1:])


def _plain(refusal: Refusal) -> dict[str, Any]:
    return {
        "where": refusal.where,
        "found": refusal.found,
        "instead": refusal.instead,
        "also": [_plain(other) for other in refusal.also],
    }
