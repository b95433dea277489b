"""A bench without pages, asked as a program asks it."""

import asyncio
from contextlib import contextmanager

import httpx
import pytest

from asperity.web import api
from asperity.web.house import close_house, open_house
from asperity.web.settings import Settings

ADDRESS = "http://127.0.0.1:8080"


class Client:
    """Asks an application, one question after the other."""

    def __init__(self, app, address=ADDRESS):
        self._app, self._address = app, address

    def ask(self, method, path, **more):
        async def asked():
            way = httpx.ASGITransport(app=self._app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=way, base_url=self._address) as client:
                return await client.request(method, path, **more)

        return asyncio.run(asked())

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, **more):
        return self.ask("POST", path, **more)


@contextmanager
def bench(folder, **settings):
    house = open_house(Settings(folder=folder, port=8080, browser=False, **settings))
    try:
        app = api.made()
        api.attach(app, house)
        yield house, Client(app)
    finally:
        close_house(house)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    with bench(tmp_path_factory.mktemp("bench")) as found:
        yield found


@pytest.fixture
def house(place):
    return place[0]


@pytest.fixture
def client(place):
    return place[1]
