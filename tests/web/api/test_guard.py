"""Who may ask: names, pages of others, tokens, bytes."""

import asyncio
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from asperity.web.api.guard import MOST, MOST_OF_A_FILE, Guard
from asperity.web.settings import Settings
from tests.web.api.conftest import Client

TOKEN = "a token of many letters"
HOME = Settings(folder=Path(), port=8080)
LAB = Settings(folder=Path(), port=8080, host="0.0.0.0", names=("bench.lab",), token=TOKEN)
PERSON = {"accept": "text/html,*/*"}
SHOWN = {"authorization": f"Bearer {TOKEN}"}


async def echo(scope, receive, send):
    """An application that answers with how much it was sent, or takes any WebSocket."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        return
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    await PlainTextResponse(f"{scope['path']} {size}")(scope, receive, send)


def client(settings=HOME):
    return Client(Guard(echo, settings=settings))


def by_host(host, settings=HOME, **headers):
    return client(settings).get("/", headers={"host": host, **headers})


def socket(settings=HOME, **headers):
    """What a WebSocket is answered."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "websocket.connect"}

    told = {"host": "127.0.0.1:8080", **headers}
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in told.items()]
    scope = {"type": "websocket", "path": "/ws/a", "query_string": b"", "headers": raw}
    asyncio.run(Guard(echo, settings=settings)(scope, receive, send))
    return sent[0]["type"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8080", "localhost", "LOCALHOST:9000", "localhost.:80", "[::1]:8080"]
)
def test_own_names(host):
    answer = by_host(host)
    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost@evil.example",
        "evil.example@localhost", "10.0.0.7", "", "a b", "localhost/x", "localhost:x", "[::1", "..",
    ],
)  # fmt: skip
def test_other_names(host):
    """A page elsewhere that lets its own name point here gets nothing."""
    answer = by_host(host)
    assert answer.status_code == 403
    assert answer.json()["where"] == "Host"
    assert "content-security-policy" in answer.headers
    assert socket(host=host or "-") == "websocket.close"


def test_names_beyond_loopback():
    for host in ("bench.lab", "10.0.0.7:8080", "[fe80::1]", "localhost"):
        assert by_host(host, LAB, **SHOWN).status_code == 200, host
    assert by_host("other.lab", LAB, **SHOWN).status_code == 403


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_pages_of_others(method):
    for origin in ("http://evil.example", "null", "http://127.0.0.1:9999", "127.0.0.1:8080", ""):
        answer = client().ask(method, "/", headers={"origin": origin})
        assert (answer.status_code, answer.json()["where"]) == (403, "Origin"), origin
    for origin in ("http://127.0.0.1:8080", "https://127.0.0.1:8080"):
        assert client().ask(method, "/", headers={"origin": origin}).status_code == 200
    assert client().ask(method, "/").status_code == 200, "a program says no origin"
    within = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert client().ask(method, "/", headers=within).status_code == 403
    led = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client().get("/", headers=led).status_code == 200, "a link from elsewhere may lead here"


def test_sockets():
    own = "http://127.0.0.1:8080"
    assert socket() == socket(origin=own) == "websocket.accept"
    assert socket(origin="http://evil.example") == "websocket.close"
    assert socket(sec_fetch_site="same-site") == "websocket.close"
    assert socket(LAB) == "websocket.close"
    assert socket(LAB, authorization="Bearer wrong") == "websocket.close"
    assert socket(LAB, authorization=f"Bearer {TOKEN}") == "websocket.accept"


def test_without_the_token():
    cookie = "asperity_token_8080"
    for headers in (
        {},
        {"authorization": "Bearer wrong"},
        {"authorization": f"Basic {TOKEN}"},
        {"cookie": f"{cookie}=wrong"},
        {"cookie": f"{cookie}={TOKEN}"},
    ):
        answer = client(LAB).get("/runs", headers=headers)
        assert answer.status_code == 401
        assert set(answer.json()) == {"where", "found", "instead", "also"}
        assert answer.headers["www-authenticate"] == "Bearer"
        assert TOKEN not in answer.text
    page = client(LAB).get("/runs", headers=PERSON)
    assert page.status_code == 401
    assert '<label for="token">' in page.text
    assert client(LAB).get("/runs?token=wrong").status_code == 401
    assert client(LAB).post(f"/runs?token={TOKEN}").status_code == 401, "it is for links alone"


def test_with_the_token():
    asked = client(LAB)
    assert asked.get("/runs", headers=SHOWN).status_code == 200
    link = asked.get("/runs", params={"a": "b c", "token": TOKEN})
    assert (link.status_code, link.headers["location"]) == (303, "/runs?a=b+c")
    told = link.headers["set-cookie"]
    assert "HttpOnly" in told
    assert "SameSite=strict" in told
    assert TOKEN not in told
    cookie = {"cookie": told.partition(";")[0]}
    assert asked.get("/runs", headers=cookie).status_code == 200
    assert asked.post("/runs", headers=cookie).status_code == 200
    assert socket(LAB, **cookie) == "websocket.accept"
    page = asked.get("/runs", params={"token": TOKEN}, headers=PERSON)
    assert 'content="0;url=/runs"' in page.text, "a browser goes on by itself, the token left out"
    for path in ("//evil.example", "/\\evil.example"):
        away = asked.get(f"http://127.0.0.1:8080{path}", params={"token": TOKEN})
        assert away.headers["location"] in {"/evil.example", "/%5Cevil.example"}


def test_a_script_in_an_address_stays_text():
    page = client(LAB).get('/"><script>x', params={"token": TOKEN}, headers=PERSON)
    assert "<script" not in page.text


@pytest.mark.parametrize(
    ("path", "most"), [("/api/runs", MOST), ("/api/faces", MOST_OF_A_FILE)], ids=["text", "file"]
)
def test_bytes(path, most):
    asked = client()
    assert asked.post(path, content=b"x" * 1000).text == f"{path} 1000"
    announced = asked.post(path, content=b"", headers={"content-length": str(most + 1)})
    assert announced.status_code == 413
    assert announced.json()["where"] == "body"
    assert asked.post(path, headers={"content-length": "-1"}).status_code == 413
    sent = []

    async def unannounced():
        for _ in range(most // 1_000_000 + 50):
            sent.append(1)
            yield b"x" * 1_000_000

    assert asked.post(path, content=unannounced()).status_code == 413
    assert len(sent) <= most // 1_000_000 + 2, "the rest is not even taken"
