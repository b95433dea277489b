"""Where a server listens."""

from __future__ import annotations

import errno
import ipaddress
import secrets
import socket
from typing import Final

from asperity.errors import Refusal, quoted
from asperity.web.settings import Settings

USUAL: Final = 8080
SHORTEST: Final = 16
"""Letters of a token: fewer can be guessed."""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, and can be asked by nobody else."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def only_here(settings: Settings) -> bool:
    """Whether nobody beyond this machine is meant to ask."""
    return is_loopback(settings.host) and not settings.names


def judge(settings: Settings) -> None:
    """Refuse to be open to others without a token that is one."""
    example = f'write one, for example --token "{secrets.token_urlsafe(18)}"'
    if settings.token is None:
        if not only_here(settings):
            others = settings.host if not is_loopback(settings.host) else settings.names[0]
            raise Refusal("token", f"none, and others can ask at {quoted(others)}", example)
    elif len(settings.token) < SHORTEST:
        found = f"one of {len(settings.token)} letters"
        raise Refusal("token", found, f"write {SHORTEST} or more; {example}")


def listening(settings: Settings) -> tuple[socket.socket, str]:
    """A socket on the port that is wanted, and a word on it where it is another than the usual.

    Raises:
        Refusal: a port that is taken or not to be had, an address that is not this machine's.
    """
    if settings.port is not None:
        return _bound(settings.host, settings.port), ""
    try:
        return _bound(settings.host, USUAL), ""
    except Refusal as refusal:
        if refusal.where != "port":
            raise
        return _bound(settings.host, 0), f"port {USUAL} is taken, so it is another"


def shown(settings: Settings, port: int) -> str:
    """The address that a visitor writes."""
    host = settings.host
    if settings.names:
        host = settings.names[0]
    elif host in {"0.0.0.0", "::"}:
        host = socket.gethostname()
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _bound(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE | socket.AI_NUMERICSERV
        )
    except (OSError, UnicodeError):
        raise _nowhere(host) from None
    family, kind, protocol, _name, place = found[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
    except OSError as trouble:
        listener.close()
        if trouble.errno == errno.EADDRINUSE:
            found_there = f"{port}, which is taken"
            cure = "write another, or 0 for a free one"
        elif trouble.errno == errno.EACCES:
            found_there = f"{port}, which is the system's"
            cure = "write one of 1024 or more, or 0 for a free one"
        else:
            raise _nowhere(host) from None
        raise Refusal("port", found_there, cure) from None
    return listener


def _nowhere(host: str) -> Refusal:
    cure = 'write "127.0.0.1", or another address of this machine'
    return Refusal("host", quoted(host), cure)
