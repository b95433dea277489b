"""A bench of its own and a browser that looks at it, for tests, benchmarks and screenshots."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Semaphore, Thread
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

ARGUMENTS = (
    "--headless",
    "--no-sandbox",  # as root, in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ADDRESS = re.compile(r"http://[\w.:\[\]-]+(/\S*)?")
STARTS_S = 180
ENDS_S = 60
HARMLESS = ("favicon", "status of 422")
"""What Chromium calls an error and is none: a refusal is an answer."""


def chromium() -> str | None:
    """Where Debian's Chromium is, None without."""
    return shutil.which("chromium")


@dataclass(eq=False)
class Server:
    """`asperity web` in a process of its own.

    Attributes:
        address: of its bench, without a slash at the end
        folder: where it keeps its runs
        process: that serves
        said: what it has printed by now
    """

    address: str
    folder: Path
    process: subprocess.Popen[str]
    said: list[str]

    def end(self, how: int = signal.SIGINT) -> int:
        """End it, and wait until it is gone."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(ENDS_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


def start(folder: Path, *words: str) -> Server:
    """Start a bench on a free port of loopback, as a person does, and wait for its address."""
    command = [str(Path(sys.executable).parent / "asperity"), "web", "--no-browser"]
    command += ["--port", "0", "--folder", str(folder), *words]
    alone = {name: value for name, value in os.environ.items() if not name.startswith("NICEGUI")}
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=alone | {"PYTHONUNBUFFERED": "1", "COLUMNS": "200"},
        start_new_session=True,
    )
    said: list[str] = []
    address = _address(process, said)
    if address is None:
        process.kill()
        raise RuntimeError(f"no address from asperity web:\n{''.join(said)}")
    return Server(address.split("?")[0].rstrip("/"), folder, process, said)


def _address(process: subprocess.Popen[str], said: list[str]) -> str | None:
    """Address a server prints first; what it says afterwards is collected as long as it serves."""
    found: list[str] = []
    waiting = Semaphore(0)
    lines = process.stdout
    assert lines is not None

    def read() -> None:
        for line in lines:
            said.append(line)
            if not found and (match := ADDRESS.search(line)):
                found.append(match.group())
                waiting.release()
        lines.close()
        waiting.release()

    Thread(target=read, daemon=True).start()
    waiting.acquire(timeout=STARTS_S)
    return found[0] if found else None


@contextmanager
def served(*words: str, folder: Path | None = None) -> Iterator[Server]:
    """A bench as long as the block lasts."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        server = start(folder or Path(temporary), *words)
        try:
            yield server
        finally:
            server.end()


@contextmanager
def browser(*more: str) -> Iterator[Browser]:
    """Chromium with a fresh profile as long as the block lasts."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium(), args=[*ARGUMENTS, *more], timeout=60_000
        )
        try:
            yield opened
        finally:
            opened.close()


@dataclass(eq=False)
class Visitor:
    """Somebody with a browser of their own, which reaches nothing but one bench.

    Attributes:
        context: with cookies and cache of its own
        address: of the bench
        foreign: addresses elsewhere that a page asked for
        errors: what pages told the console as errors, or did not catch
    """

    context: BrowserContext
    address: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        """Open a page of the bench in a tab of its own, and wait until one can use it."""
        page = self.context.new_page()
        page.on("console", lambda told: self._hear(told.type, told.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("websocket", lambda socket: self._look(socket.url.replace("ws", "http", 1)))
        page.goto(self.address + path)
        connected(page)
        return page

    def ask(self, path: str) -> Any:
        """What the bench answers, from JSON."""
        return json.loads(self.fetch(path))

    def send(self, path: str, body: Any) -> Any:
        """What the bench answers to something sent, both as JSON."""
        answer = self.context.request.post(self.address + path, data=body)
        if not answer.ok:
            raise RuntimeError(f"{path}: {answer.status} {answer.text()}")
        return answer.json()

    def fetch(self, path: str) -> bytes:
        """What the bench answers."""
        answer = self.context.request.get(self.address + path)
        if not answer.ok:
            raise RuntimeError(f"{path}: {answer.status} {answer.text()}")
        return answer.body()

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and not any(word in text for word in HARMLESS):
            self.errors.append(text)

    def _look(self, url: str) -> bool:
        own = url.startswith((self.address + "/", "data:", "blob:"))
        if not own:
            self.foreign.append(url)
        return own

    def guard(self) -> None:
        """From now on whatever is asked for elsewhere is noted, and not answered."""
        self.context.route(lambda url: not self._look(url), _refuse)


def _refuse(route: Route) -> None:
    route.abort()


def connected(page: Page) -> None:
    """Wait until the page talks with its server, from when on what is typed is heard."""
    page.wait_for_function("() => window.did_handshake === true", timeout=STARTS_S * 1000)


def visit(
    opened: Browser,
    address: str,
    *,
    size: Sequence[int] = (1280, 900),
    dark: bool = False,
    guarded: bool = True,
) -> Visitor:
    """Somebody at a bench, with a screen of that size.

    Guarded, whatever is asked for elsewhere is not answered; but then nothing is kept from one page
    to the next either, which somebody who measures wants.
    """
    context = opened.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale="en-US",
    )
    context.set_default_timeout(30_000)
    visitor = Visitor(context, address)
    if guarded:
        visitor.guard()
    return visitor
