"""Many presses on a page: runs side by side, a map one can point at, a design, a spread."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

import asperity
from asperity.recipe import parse_recipe
from tests.web.browser import hand

ENDS_S = 120


def pressed(visitor, name: str, **changes: str) -> str:
    """A run that has ended, begun by a program."""
    run = visitor.send("/api/runs", {"recipe": name, "set": changes})["id"]
    page = visitor.open(f"/runs/{run}")
    hand.ended(page)
    page.close()
    return str(run)


def test_two_runs_side_by_side(visitor) -> None:
    path = "steps.press.pressure"
    runs = [pressed(visitor, "na-foil", **{path: value}) for value in ("5 MPa", "20 MPa")]
    page = visitor.open("/runs")
    for run in runs:
        page.locator(f"[data-run='{run}']").get_by_role("checkbox").check()
    page.get_by_role("button", name="Compare the picked runs").click()
    page.wait_for_url(re.compile("/compare"))
    for run in runs:
        assert run in page.url
    asked = page.get_by_role("row").filter(has_text="20 MPa").first
    expect(asked).to_contain_text("5 MPa")
    thickness = [
        asperity.press(asperity.load_recipe("na-foil").replace({path: value}))
        .steps[-1]
        .layers[1]
        .thickness_m
        for value in ("5 MPa", "20 MPa")
    ]
    told = page.get_by_role("row").filter(has_text=re.compile("thick")).first
    for metres in thickness:
        expect(told).to_contain_text(f"{1e6 * metres:.3g}")


def only(page: Page, group: str, wanted: re.Pattern[str]) -> None:
    """Of the boxes of a group tick those that are wanted, and no other."""
    boxes = page.get_by_role("group", name=group, exact=True).get_by_role("checkbox")
    expect(boxes.first).to_be_visible()
    for box in boxes.all():
        name = box.evaluate("box => box.getAttribute('aria-label') ?? box.labels[0].innerText")
        box.set_checked(bool(wanted.search(name)))


@pytest.mark.slow
def test_a_design(visitor) -> None:
    """The thinnest foil within a range of pressures; its recipe is pressed from there."""
    page = visitor.open("/design?recipe=na-foil")
    only(page, "Aim at", re.compile("Thickest place"))
    only(page, "Vary", re.compile("Pressure in step press"))
    page.get_by_label("from of Pressure in step press").fill("5 MPa")
    highest = page.get_by_label("to of Pressure in step press")
    highest.fill("ten")
    find = page.get_by_role("button", name="Find the recipe")
    find.click()
    expect(highest).to_have_attribute("aria-invalid", "true")
    highest.fill("10 MPa")
    find.click()
    expect(page.get_by_role("heading", name="A recipe is found")).to_be_visible(
        timeout=1000 * ENDS_S
    )
    table = page.get_by_role("table", name="Values given and found")
    expect(table.get_by_role("row").filter(has_text="10 MPa").first).to_be_visible()
    page.get_by_role("button", name="Press it").click()
    page.wait_for_url(hand.RUN)
    assert hand.ended(page).startswith("Pressed")
    found = visitor.fetch(f"/api/runs/{page.url.rpartition('/')[2]}/recipe.toml").decode()
    outcome = asperity.press(parse_recipe(found))
    run = visitor.ask(f"/api/runs/{page.url.rpartition('/')[2]}/outcome.json")
    assert asperity.Outcome.from_dict(run) == outcome
    assert json.loads(json.dumps(outcome.to_dict()["verdict"])) == run["verdict"]
