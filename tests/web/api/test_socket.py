"""Live maps over the socket: the newest only, and only to who has painted the one before."""

import json
import threading
import time
from types import SimpleNamespace

import pytest
import uvicorn
from fastapi import FastAPI
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from asperity.errors import Refusal
from asperity.web.api import socket
from asperity.web.jobs.progress import GapMap

RUN = "0123456789ab"


def a_map(number, face="metal:electrolyte"):
    return GapMap(
        number=number,
        face=face,
        step="press",
        time_s=float(number),
        shape=(2, 3),
        low_m=1e-10,
        high_m=1e-6,
        pixels=bytes([0, 1, 2, 3, 4, number]),
        contact_fraction=1 / 6,
        widest_m=2e-6,
        decades=True,
        spacing_m=1e-7,
    )


class Desk:
    """What the socket asks of a desk."""

    def __init__(self):
        self.maps = {}
        self.newest = None
        self.runs = True
        self.asked = 0

    def has(self, seen):
        self.maps[seen.face] = self.newest = seen

    def newest_map(self, run, face=None):
        assert run == RUN
        self.asked += 1
        return self.newest if face is None else self.maps.get(face)

    def faces(self, _run):
        return tuple(self.maps)

    def under_way(self, _run):
        return self.runs


class Store:
    def get(self, name):
        if name != RUN:
            raise Refusal("id", "no run", "write another")


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def client(desk):
    app = FastAPI()
    app.include_router(socket.routes(SimpleNamespace(desk=desk, store=Store())))
    config = uvicorn.Config(app, port=0, log_level="warning", ws="websockets-sansio")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield lambda path: connect(f"ws://127.0.0.1:{port}{path}", close_timeout=1)
    server.should_exit = True
    thread.join()


def read(message):
    size = int.from_bytes(message[:4], "little")
    return json.loads(message[4 : 4 + size]), message[4 + size :]


def test_a_map_with_its_header(desk, client):
    desk.has(a_map(7))
    with client(f"/ws/{RUN}") as page:
        header, pixels = read(page.recv())
    assert pixels == a_map(7).pixels
    assert header["faces"] == ["metal:electrolyte"]
    assert header["shape"] == [2, 3]
    fields = {"number": 7, "time_s": 7.0, "step": "press", "high_m": 1e-6, "decades": True}
    assert fields.items() <= header.items()


def test_the_newest_only_and_not_before_the_last_is_painted(desk, client):
    """Two maps come while the first is not painted: one of them is never sent."""
    desk.has(a_map(1))
    with client(f"/ws/{RUN}") as page:
        assert read(page.recv())[0]["number"] == 1
        asked = desk.asked
        desk.has(a_map(2))
        desk.has(a_map(3))
        page.send(json.dumps({"painted": 9}))
        page.send("nonsense")
        page.send("[]")
        assert desk.asked == asked
        page.send(json.dumps({"painted": 1}))
        assert read(page.recv())[0]["number"] == 3
        page.send(json.dumps({"painted": 3}))
        desk.has(a_map(4))
        assert read(page.recv())[0]["number"] == 4


def test_another_face(desk, client):
    desk.has(a_map(1, "one:other"))
    desk.has(a_map(2))
    with client(f"/ws/{RUN}?face=one:other") as page:
        assert read(page.recv())[0]["number"] == 1
        page.send(json.dumps({"face": "metal:electrolyte"}))
        page.send(json.dumps({"painted": 1}))
        assert read(page.recv())[0]["number"] == 2
        page.send(json.dumps({"face": "one:other"}))
        page.send(json.dumps({"painted": 2}))
        assert read(page.recv())[0]["number"] == 1


def test_the_last_map_then_the_end(desk, client):
    desk.has(a_map(5))
    desk.runs = False
    with client(f"/ws/{RUN}") as page:
        page.recv()
        page.send(json.dumps({"painted": 5}))
        with pytest.raises(ConnectionClosed) as ended:
            page.recv()
    assert ended.value.rcvd.code == 1000


def test_a_run_that_is_none(client):
    with client("/ws/nothing") as page, pytest.raises(ConnectionClosed) as ended:
        page.recv()
    assert ended.value.rcvd.code == socket.UNKNOWN


def test_a_page_that_goes_is_forgotten(desk, client):
    desk.has(a_map(1))
    with client(f"/ws/{RUN}") as page:
        page.recv()
    with client(f"/ws/{RUN}") as page:
        assert read(page.recv())[0]["number"] == 1
