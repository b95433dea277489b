"""Every page is clear of what axe-core finds, light and dark, on a wide and on a narrow screen."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from scripts.tools.browser import Visitor

PAGES = ("/", "/?recipe=na-thermal-press", "/runs", "/map", "/design", "/spread", "/compare")
SIZES = {1280: (1280, 900), 390: (390, 844)}
# What a page of WCAG 2.2 AA and good practice must keep; axe-core's rules for these.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def offences(page: Page) -> list[str]:
    """What axe-core finds on a page, a line each with where it is."""
    found = Axe().run(page, options=RULES | {"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{page.url}: {rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def wider_than_the_screen(page: Page) -> int:
    """Pixels by which one would have to scroll sideways."""
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


@pytest.mark.parametrize("wide", SIZES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page(arrive: Callable[..., Visitor], dark: bool, wide: int) -> None:
    visitor = arrive(size=SIZES[wide], dark=dark)
    found: list[str] = []
    for path in PAGES:
        page = visitor.open(path)
        assert page.get_by_role("heading", level=1).count() == 1, path
        found += offences(page)
        if wider_than_the_screen(page) > 0:
            found.append(f"{path}: {wider_than_the_screen(page)} px wider than {wide}")
    assert found == []
