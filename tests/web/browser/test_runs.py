"""A run on a grid: watched, reloaded, stopped, gone on with, found again, compared."""

import re

from playwright.sync_api import Page, expect

import asperity
from tests.web.browser import hand

FULL = ("full field, on a grid", "64 × 64")
LONG = ("full field, on a grid", "512 × 512")


def begin(page: Page, closely: tuple[str, str]) -> str:
    """Press on a grid."""
    hand.judged(page)
    page.get_by_label("How closely").select_option(label=closely[0])
    page.get_by_label("Points of the grid").select_option(label=closely[1])
    return hand.press(page)


def painted(page: Page, more_than: int = 0) -> int:
    """Wait until the page has painted more maps than that; how many it has."""
    page.wait_for_function(
        "few => Number(document.querySelector('[data-frames]')?.dataset.frames ?? 0) > few",
        arg=more_than,
        timeout=180_000,
    )
    return int(page.locator("[data-frames]").first.get_attribute("data-frames") or 0)


def test_watched_reloaded_left_stopped(visitor) -> None:
    """Maps go on coming after a reload, the list finds the run, a stop keeps it."""
    page = visitor.open("/?recipe=na-thermal-press")
    run = begin(page, LONG)
    before = painted(page, 1)
    assert before > 1
    done = page.get_by_role("progressbar", name="Share of the run that is done")
    expect(done).to_have_attribute("aria-valuenow", re.compile(r"\d+"))
    page.reload()
    painted(page, 1)
    page.goto(visitor.address + "/runs")
    page.locator(f"a[href='/runs/{run}']").first.click()
    painted(page, 1)
    page.get_by_role("button", name="Stop").click()
    expect(hand.headline(page)).to_contain_text("Stopped")
    assert visitor.ask(f"/api/runs/{run}")["state"] == "stopped"


def test_on_the_grid_as_in_python(visitor) -> None:
    page = visitor.open("/?recipe=na-thermal-press")
    run = begin(page, FULL)
    assert hand.ended(page).startswith("Pressed")
    alone = asperity.press(
        asperity.load_recipe("na-thermal-press"), fidelity="full-field", grid=64, seed=0
    )
    assert asperity.Outcome.from_dict(visitor.ask(f"/api/runs/{run}/outcome.json")) == alone
    painted(page)
    for name in ("report.html", "report.pdf", "maps.nc", "recipe.toml"):
        assert visitor.fetch(f"/api/runs/{run}/{name}")
