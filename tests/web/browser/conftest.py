"""A bench, a Chromium for each file of tests, and visitors who may look at nothing else.

At the end of a test each of its pages is kept as a picture, in the folder that ASPERITY_PICTURES
names (test-artefacts/screenshots without it), and the test fails if a page has asked for anything
beyond its own server or has told its console of an error.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from scripts.tools import browser as tools

ROOT = Path(__file__).resolve().parents[3]
PICTURES = Path(os.environ.get("ASPERITY_PICTURES", ROOT / "test-artefacts" / "screenshots"))
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if tools.chromium() is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium; .ci/run installs Debian's")
        pytest.skip("no chromium on the path (Debian: apt-get install chromium)")
    with tools.browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tools.Server]:
    with tools.served(folder=tmp_path_factory.mktemp("bench")) as server:
        yield server


@pytest.fixture
def arrive(
    chromium: Browser, bench: tools.Server, request: pytest.FixtureRequest
) -> Iterator[Callable[..., tools.Visitor]]:
    """Somebody new at the bench at each call."""
    visitors: list[tools.Visitor] = []

    def come(**how: object) -> tools.Visitor:
        visitors.append(tools.visit(chromium, bench.address, **how))
        return visitors[-1]

    yield come
    name = re.sub(r"[^\w-]+", "-", request.node.name).strip("-")
    pages = [page for visitor in visitors for page in visitor.context.pages]
    for number, page in enumerate(pages):
        keep(page, f"{request.path.stem}.{name}{f'.{number}' if number else ''}")
    for visitor in visitors:
        visitor.context.close()
    assert [url for visitor in visitors for url in visitor.foreign] == []
    assert [text for visitor in visitors for text in visitor.errors] == []


@pytest.fixture
def visitor(arrive: Callable[..., tools.Visitor]) -> tools.Visitor:
    return arrive()


def keep(page: Page, name: str) -> None:
    """Keep a picture of a page; none of a page that cannot be drawn any more."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with suppress(Error):
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True, timeout=10_000)
