"""What a person does at the bench, by the words on the page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

ENDED = re.compile(r"^(Pressed|Cannot be carried out as written|Stopped|Cut off|Refused|Failed)")
RUN = re.compile(r"/runs/([0-9a-f]{12})$")


def field(page: Page, label: str, of: str) -> Locator:
    """The field of a layer, face or step."""
    return page.get_by_label(f"{label} of {of}", exact=True)


def verdict(page: Page) -> Locator:
    """The live verdict."""
    return page.get_by_role("status", name="Verdict")


def margins(page: Page) -> Locator:
    """All that is said of the recipe as it is: verdict, numbers, what is near its limit."""
    return page.get_by_role("complementary", name="Verdict")


def judged(page: Page) -> None:
    """Wait for the first verdict."""
    expect(verdict(page)).to_have_attribute("data-live-verdict", re.compile(r"\d+"))


def unfold(box: Locator) -> Locator:
    """The same field, in a section that lies open."""
    box.evaluate("box => box.closest('details')?.setAttribute('open', '')")
    return box


@contextmanager
def judged_anew(page: Page) -> Iterator[None]:
    """What is done within has led to another verdict."""
    judged(page)
    before = verdict(page).get_attribute("data-live-verdict")
    yield
    expect(verdict(page)).not_to_have_attribute("data-live-verdict", str(before))


def press(page: Page) -> str:
    """Press what is on the bench; the id of its run, whose page is open then."""
    page.get_by_role("button", name="Press", exact=True).click()
    page.wait_for_url(RUN)
    found = RUN.search(page.url)
    assert found is not None
    return found[1]


def headline(page: Page) -> Locator:
    """How far a run is, or how it ended: the first status of its page."""
    return page.get_by_role("main").get_by_role("status").first


def ended(page: Page) -> str:
    """Wait until the run of the page is over; how it ended."""
    expect(headline(page)).to_have_text(ENDED, timeout=180_000)
    return headline(page).inner_text()
