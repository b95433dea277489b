"""Measured faces that are brought along over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool

from asperity.errors import Refusal
from asperity.web.api.errors import responses
from asperity.web.api.shapes import FaceTold, face_told
from asperity.web.house import House

Name = Annotated[
    str, Query(min_length=1, max_length=200, description="of the file; its ending is its format")
]
Spacing = Annotated[
    str | None, Query(max_length=60, description='distance of its points, such as "50 nm"')
]
Unit = Annotated[str | None, Query(max_length=20, description='of its heights, such as "um"')]
Channel = Annotated[str | None, Query(max_length=200, description="of heights, of several")]


def routes(house: House) -> APIRouter:
    """What is answered about faces."""
    router = APIRouter(prefix="/api/faces", tags=["faces"], responses=responses(401, 422))
    body = {"content": {"application/octet-stream": {"schema": {"format": "binary"}}}}

    @router.post(
        "",
        status_code=201,
        responses=responses(413, 422),
        openapi_extra={"requestBody": {"required": True, **body}},
    )
    async def bring(
        request: Request,
        name: Name,
        spacing: Spacing = None,
        unit: Unit = None,
        channel: Channel = None,
    ) -> FaceTold:
        """Bring a measured face along: the file itself is the body, at most 64 MB.

        It is read as data only. What is told as `path` is what a recipe names as the `map` of an
        interface, with the same spacing, unit and channel.
        """
        content = await request.body()
        if request.headers.get("content-type", "").startswith("multipart/"):
            raise Refusal("body", "a form", "send the file itself as the body")
        kept = await run_in_threadpool(
            house.faces.keep, name, content, spacing=spacing, unit=unit, channel=channel
        )
        return face_told(kept)

    return router
