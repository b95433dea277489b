"""Live maps of a run: `WS /ws/{id}`, optionally `?face=metal:electrolyte`.

From the server, a binary message a map: the length of a header, 4 bytes, little-endian; the header,
JSON in UTF-8, the fields of `asperity.web.jobs.progress.GapMap` but its pixels, and `faces`, the
names of all faces of which there are maps; then the pixels, a byte a point, row after row.

From the page, text messages, JSON: `{"painted": NUMBER}` once a map is on the screen, before which
no other is sent; `{"face": NAME}` to see another face, null for whichever is newest. The server
sends the newest map only. While a page does not acknowledge (its tab is hidden) the server waits;
the run never does. It closes with code 1000 when the run has ended and its last map was sent, with
4404 where there is no such run.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import fields
from typing import Any, Final

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from asperity.errors import Refusal
from asperity.web.house import House
from asperity.web.jobs.desk import Desk
from asperity.web.jobs.progress import GapMap

LOOK_S: Final = 0.02
"""How often is looked for a newer map."""
UNKNOWN: Final = 4404
LENGTH: Final = 4
LONGEST_NAME: Final = 200


def routes(house: House) -> APIRouter:
    """The socket of live maps."""
    router = APIRouter()

    @router.websocket("/ws/{id}")
    async def maps(socket: WebSocket, id: str, face: str | None = None) -> None:  # noqa: A002
        await socket.accept()
        try:
            await asyncio.to_thread(house.store.get, id)
        except Refusal:
            await socket.close(UNKNOWN, "no such run")
            return
        page = _Page(socket, face)
        listening = asyncio.create_task(page.listen())
        try:
            await page.show(house.desk, id)
        except (WebSocketDisconnect, RuntimeError):  # it is closed: nobody looks any more
            return
        finally:
            listening.cancel()

    return router


def message(seen: GapMap, faces: tuple[str, ...]) -> bytes:
    """A map as it is sent."""
    told = {field.name: getattr(seen, field.name) for field in fields(seen)}
    pixels: bytes = told.pop("pixels")
    header = json.dumps({**told, "faces": faces}, separators=(",", ":")).encode()
    return len(header).to_bytes(LENGTH, "little") + header + pixels


class _Page:
    """A page that looks at the maps of a run."""

    def __init__(self, socket: WebSocket, face: str | None) -> None:
        self._socket, self._face = socket, face
        self._sent: tuple[str | None, int] = (None, 0)
        self._painted = True
        self._gone = False

    async def listen(self) -> None:
        """Hear what it says, until it is gone."""
        try:
            while True:
                self._hear(await self._socket.receive_text())
        except (WebSocketDisconnect, RuntimeError, KeyError):  # KeyError: bytes where text belongs
            self._gone = True

    def _hear(self, text: str) -> None:
        told: Any = None
        with suppress(ValueError):
            told = json.loads(text)
        if not isinstance(told, dict):
            return
        if told.get("painted") == self._sent[1]:
            self._painted = True
        if "face" in told:
            name = told["face"]
            self._face = name if isinstance(name, str) and len(name) <= LONGEST_NAME else None
            self._sent = (None, self._sent[1])

    async def show(self, desk: Desk, run: str) -> None:
        """Send the newest map, whenever the one before is painted, until the run has ended."""
        while not self._gone:
            under_way = desk.under_way(run)  # asked before the map: the last one is not missed
            if self._painted:
                seen = desk.newest_map(run, self._face)
                if seen is not None and self._is_news(seen):
                    await self._send(seen, desk.faces(run))
                elif not under_way:
                    await self._socket.close(1000, "the run has ended")
                    return
            await asyncio.sleep(LOOK_S)

    def _is_news(self, seen: GapMap) -> bool:
        face, number = self._sent
        return seen.number > number or (face is None and seen.face == self._face)

    async def _send(self, seen: GapMap, faces: tuple[str, ...]) -> None:
        self._sent, self._painted = (seen.face, seen.number), False
        await self._socket.send_bytes(message(seen, faces))
