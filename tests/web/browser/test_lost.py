"""Addresses at which there is nothing: said so, in the look of the bench, with ways on."""

import re

import httpx
import pytest
from playwright.sync_api import expect

from tests.web.browser import hand


@pytest.mark.parametrize("path", ["/nothing/here", "/runs/000000000000", "/run/x"])
def test_a_page_that_is_not_there_is_said_to_be_missing(bench, path: str) -> None:
    answer = httpx.get(bench.address + path)
    assert answer.status_code == 404
    assert "No such" in answer.text
    assert "HTTPException" not in answer.text


def test_a_second_click_presses_nothing_twice(visitor) -> None:
    page = visitor.open("/?recipe=na-foil")
    hand.judged(page)
    before = len(visitor.ask("/api/runs"))
    page.get_by_role("button", name="Press", exact=True).dblclick()
    page.wait_for_url(hand.RUN)
    hand.ended(page)
    assert len(visitor.ask("/api/runs")) == before + 1


def test_runs_of_one_recipe_are_told_apart_by_what_was_changed(visitor) -> None:
    page = visitor.open("/?recipe=na-foil")
    with hand.judged_anew(page):
        hand.field(page, "Pressure", "press").fill("7 MPa")
    run = hand.press(page)
    hand.ended(page)
    expect(page.get_by_text(re.compile("changed: step press: pressure 7"))).to_be_visible()
    page.goto(f"{page.url.partition('/runs')[0]}/runs")
    expect(page.locator(f"[data-run='{run}']")).to_contain_text("pressure 7")
