"""Who may ask the server, how much at once, and what a browser may do with the answer."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import socket
from html import escape
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from asperity.errors import Refusal, quoted
from asperity.web.address import is_loopback, only_here
from asperity.web.api.errors import refused
from asperity.web.settings import Settings

HERE = frozenset({"localhost", "127.0.0.1", "::1"})
MOST, MOST_OF_A_FILE = 4_000_000, 68_000_000
"""Bytes of what is sent to the server; of a file somewhat more than a map may have."""
FILES = re.compile(r"/api/faces|/_nicegui/client/[\w-]+/upload/\d+")
"""Where files are sent to."""
A_MONTH: Final = 30 * 24 * 3600
POLICY = (
    "default-src 'self'; "
    # NiceGUI's pages begin with inline scripts, and evaluate what the server sends them to do.
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "connect-src 'self'; "
    "worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "SAMEORIGIN"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
)
ASK = """<!doctype html><html lang="en-US"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Token · asperity</title>
<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:30rem;
margin:3rem auto;padding:0 1rem}input,button{font:inherit;padding:.4rem .6rem}
input{width:100%;box-sizing:border-box;margin:.25rem 0 1rem}</style></head><body><main>
<h1>This bench is shared</h1><p role="status">WHY</p>
<form method="get"><label for="token">Token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<button>Open the bench</button></form></main></body></html>"""


class Guard:
    """In front of everything that is asked, over HTTP and WebSocket alike.

    Refused are: names of the server that are not its own (a page elsewhere that has its name point
    here), pages of others that ask from within a browser, visitors without the token where there is
    one, and more bytes than are taken. Answers carry what keeps a browser to the server's own.
    """

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._own = _own_names(settings)
        self._cookie = f"asperity_token_{settings.port or 0}"
        self._mark = _mark(settings.token) if settings.token else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let it through, or answer why not."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        if scope["type"] == "http":
            send = _with_headers(send)
        answer = self._refused(scope)
        if answer is None and scope["type"] == "http":
            await _limited(self._app, scope, receive, send)
        elif answer is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await answer(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008, "reason": "refused"})

    def _refused(self, scope: Scope) -> Response | None:
        """What is answered instead, where it may not be let through."""
        headers = Headers(scope=scope)
        found = self._foreign_name(headers) or _foreign_page(headers)
        if found is not None:
            return refused(found, status=403)
        return None if self._settings.token is None else self._stranger(scope, headers)

    def _foreign_name(self, headers: Headers) -> Refusal | None:
        """A name that is not the server's: a page elsewhere may have its own name point here."""
        named = headers.getlist("host")
        name = _name_of(named[0]) if len(named) == 1 else ""
        if name in self._own or (_is_number(name) and not only_here(self._settings)):
            return None
        cure = f"ask for {self._settings.host}; other names are given with --name"
        return Refusal("Host", quoted(", ".join(named)), cure)

    def _stranger(self, scope: Scope, headers: Headers) -> Response | None:
        """Somebody who does not show the token; who does so in the address is given a cookie."""
        token = (self._settings.token or "").encode()
        kind, _, shown = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and hmac.compare_digest(shown.strip().encode(), token):
            return None
        cookie = cookie_parser(headers.get("cookie", "")).get(self._cookie, "")
        known = hmac.compare_digest(cookie.encode(), self._mark.encode())
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in asked if name == "token"]
        if not given or scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            return None if known else self._asked(headers, "no token", given=False)
        if not hmac.compare_digest(given[0].encode(), token):
            return self._asked(headers, "another token", given=True)
        rest = urlencode([(name, value) for name, value in asked if name != "token"])
        path = "/" + scope["path"].lstrip("/\\")  # "//elsewhere" would lead elsewhere
        answer = _onwards(f"{path}?{rest}" if rest else path, headers)
        answer.set_cookie(
            self._cookie,
            self._mark,
            max_age=A_MONTH,
            httponly=True,
            samesite="strict",
            secure=scope.get("scheme") == "https",
        )
        answer.headers["cache-control"] = "no-store"
        return answer

    def _asked(self, headers: Headers, found: str, *, given: bool) -> Response:
        """Ask for the token: a person by a page, a program by a refusal."""
        if _by_a_person(headers):
            why = "That is not its token." if given else "Write the token you were given with it."
            answer: Response = HTMLResponse(ASK.replace("WHY", why), status_code=401)
        else:
            cure = 'send "Authorization: Bearer TOKEN", or open the page with ?token=TOKEN once'
            answer = refused(Refusal("token", found, cure), status=401)
        answer.headers["www-authenticate"] = "Bearer"
        answer.headers["cache-control"] = "no-store"
        return answer


def _onwards(path: str, headers: Headers) -> Response:
    """To the same address without the token.

    A page that leads on by itself, for after a redirect a browser that came from elsewhere would
    keep the new cookie to itself.
    """
    if not _by_a_person(headers):
        return RedirectResponse(path, status_code=303)
    safe = escape(path, quote=True)
    return HTMLResponse(
        f'<!doctype html><html lang="en-US"><title>asperity</title><meta http-equiv="refresh" '
        f'content="0;url={safe}"><a href="{safe}">Open the bench</a></html>'
    )


def _own_names(settings: Settings) -> frozenset[str]:
    """Names that visitors may call the server by."""
    names = {settings.host.lower(), *(name.lower() for name in settings.names)}
    if not is_loopback(settings.host):
        machine = socket.gethostname().lower()
        names |= {machine, machine.partition(".")[0], f"{machine.partition('.')[0]}.local"}
    return HERE | {name.strip("[]").rstrip(".") for name in names}


def _name_of(host: str) -> str:
    """The name in what a browser calls Host, without the port; empty for what is none."""
    try:
        parts = urlsplit(f"//{host}")
        name, _port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    plain = parts.netloc == host and "@" not in host and not parts.path and not parts.query
    return name.rstrip(".") if plain else ""


def _is_number(name: str) -> bool:
    """Whether a name is an address itself, which nobody can have point elsewhere."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _foreign_page(headers: Headers) -> Refusal | None:
    """A page of somebody else that asks from within a visitor's browser."""
    origin = headers.get("origin")
    if origin is not None:
        own = urlsplit(origin).netloc == headers.get("host", "") and "://" in origin
        if not own:
            return Refusal("Origin", quoted(origin), "ask from a page of this server")
    within = headers.get("sec-fetch-site") in {"cross-site", "same-site"}
    if within and headers.get("sec-fetch-mode") != "navigate":
        return Refusal("Sec-Fetch-Site", "a page of another", "ask from a page of this server")
    return None


def _by_a_person(headers: Headers) -> bool:
    return "text/html" in headers.get("accept", "")


def _mark(token: str) -> str:
    """What a cookie holds instead of the token: it opens this server, and tells nothing."""
    return hmac.new(token.encode(), b"asperity cookie", hashlib.sha256).hexdigest()


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS:
                headers.setdefault(name, value)
        await send(message)

    return sent


class _TooMuchError(Exception):
    """More was sent than is taken."""


async def _limited(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Ask the application, and refuse what sends more than is taken, announced or not."""
    most = MOST_OF_A_FILE if FILES.fullmatch(scope["path"]) else MOST
    announced = Headers(scope=scope).get("content-length", "0")
    if not announced.isdecimal() or int(announced) > most:
        await _too_much(most)(scope, receive, send)
        return
    seen: dict[str, int] = {"bytes": 0, "answered": 0}

    async def counted() -> Message:
        message = await receive()
        seen["bytes"] += len(message.get("body", b""))
        if seen["bytes"] > most:
            raise _TooMuchError
        return message

    async def unless_too_much(message: Message) -> None:
        if seen["bytes"] <= most or seen["answered"]:
            seen["answered"] = 1
            await send(message)

    try:
        await app(scope, counted, unless_too_much)
    except _TooMuchError:
        pass
    finally:
        if seen["bytes"] > most and not seen["answered"]:
            await _too_much(most)(scope, receive, send)


def _too_much(most: int) -> Response:
    found = f"more than {most / 1e6:.0f} MB"
    answer = refused(Refusal("body", found, f"send at most {most / 1e6:.0f} MB"), status=413)
    answer.headers["connection"] = "close"
    return answer
