"""The bench under the hands of a person: refused, undone, pressed by keyboard, two at once."""

import re
from io import BytesIO

import numpy as np
from playwright.sync_api import expect

import asperity
from tests.web.browser import hand

PRESSURE = "Pressure"
TORN = "this is [ no recipe"


def test_a_refusal_stands_beside_its_field(visitor) -> None:
    page = visitor.open("/?recipe=na-thermal-press")
    hand.judged(page)
    box = hand.field(page, PRESSURE, "press")
    box.fill("400")
    expect(box).to_have_attribute("aria-invalid", "true")
    told = page.locator(f"[id='{box.get_attribute('aria-describedby').split()[0]}']")
    expect(told).to_contain_text(re.compile(r"give a unit, for example \"\d+ MPa\""))
    expect(hand.margins(page)).to_contain_text("Pressure of press is refused")
    with hand.judged_anew(page):
        box.fill("4 MPa")
    expect(box).to_have_attribute("aria-invalid", "false")
    expect(told).to_have_text("")


def test_a_refused_recipe_is_not_pressed(visitor) -> None:
    page = visitor.open("/?recipe=na-foil")
    hand.judged(page)
    before = visitor.ask("/api/runs")
    hand.field(page, PRESSURE, "press").fill("400")
    expect(hand.margins(page)).to_contain_text("is refused")
    page.get_by_role("button", name="Press", exact=True).click()
    expect(hand.margins(page).get_by_role("alert")).to_contain_text("Not pressed")
    assert visitor.ask("/api/runs") == before


def test_any_spelling_and_back_again(visitor) -> None:
    page = visitor.open("/?recipe=na-cold-press")
    hand.judged(page)
    box = hand.field(page, PRESSURE, "press")
    told = []
    for text in ("3.2 kbar", "320 MPa", "0.32 GPa"):
        with hand.judged_anew(page):
            box.fill(text)
        told.append(hand.verdict(page).inner_text())
    assert len(set(told)) == 1
    with hand.judged_anew(page):
        page.get_by_role("button", name="Undo").click()
    expect(box).to_have_value("360 MPa")


def test_what_was_changed_is_there_after_a_reload(visitor) -> None:
    page = visitor.open("/?recipe=na-foil")
    with hand.judged_anew(page):
        hand.field(page, PRESSURE, "press").fill("7 MPa")
    page.wait_for_url(re.compile(r"draft="))
    page.reload()
    expect(hand.field(page, PRESSURE, "press")).to_have_value("7 MPa")


def test_two_people_at_once(arrive) -> None:
    """Drafts, verdicts and runs of one are nothing to the other."""
    first, second = arrive(), arrive()
    pages = [first.open("/?recipe=na-foil"), second.open("/?recipe=na-foil")]
    for page, pressure in zip(pages, ("3 MPa", "30 MPa"), strict=True):
        with hand.judged_anew(page):
            hand.field(page, PRESSURE, "press").fill(pressure)
    runs = [hand.press(page) for page in pages]
    assert runs[0] != runs[1]
    for page, run, visitor, pressure in zip(
        pages, runs, (first, second), ("3 MPa", "30 MPa"), strict=True
    ):
        hand.ended(page)
        recipe = asperity.load_recipe("na-foil").replace({"steps.press.pressure": pressure})
        found = visitor.ask(f"/api/runs/{run}/outcome.json")
        assert found["recipe"]["digest"] == recipe.digest
        assert asperity.Outcome.from_dict(found) == asperity.press(recipe)


def test_pressed_with_the_keyboard_alone(visitor) -> None:
    """From the card to the run by Tab, Enter and letters; where one is can always be seen."""
    page = visitor.open("/")
    walk(page, "link", re.compile("Squeeze a sodium foil"))
    page.keyboard.press("Enter")
    hand.judged(page)
    walk(page, "textbox", re.compile("^Pressure of press"))
    with hand.judged_anew(page):
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("5 MPa")
    walk(page, "button", re.compile("^Press$"))
    page.keyboard.press("Enter")
    page.wait_for_url(hand.RUN)
    assert hand.ended(page).startswith("Pressed")


def walk(page, role: str, name: re.Pattern[str]) -> None:
    """Press Tab until something has the focus; each stop on the way can be seen."""
    wanted = page.get_by_role(role, name=name).first
    for _ in range(150):
        if wanted.evaluate("wanted => wanted === document.activeElement"):
            assert seen(page), f"one cannot see that {name.pattern} has the focus"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {name.pattern}")


def seen(page) -> bool:
    """Whether what has the focus is marked by an outline, a border or a shadow."""
    return bool(
        page.evaluate(
            """() => {
                const look = getComputedStyle(document.activeElement);
                const lined = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
                return lined || look.boxShadow !== "none";
            }"""
        )
    )


def test_garbage_in_the_place_of_a_recipe(visitor) -> None:
    page = visitor.open("/?recipe=na-foil")
    hand.judged(page)
    before = visitor.ask("/api/runs")
    for name, content in {"torn.toml": TORN.encode(), "picture.png": bytes(range(256))}.items():
        with page.expect_file_chooser() as choosing:
            page.get_by_role("button", name="Open a recipe file").click()
        choosing.value.set_files({"name": name, "mimeType": "text/plain", "buffer": content})
        expect(page.get_by_role("alert").filter(has_text=re.compile(r"\w")).first).to_be_visible()
    assert visitor.ask("/api/runs") == before
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def heights() -> bytes:
    """Waves of 0.2 um over 64 points a side, as numpy writes them."""
    x, y = np.meshgrid(*2 * [np.arange(64) / 64 * 2 * np.pi])
    file = BytesIO()
    np.save(file, 2e-7 * (np.cos(3 * x) * np.cos(2 * y) + 0.3 * np.cos(11 * x + 7 * y)))
    return file.getvalue()


def objects() -> bytes:
    """An array of Python objects: reading it would run what it says."""
    file = BytesIO()
    np.save(file, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    return file.getvalue()


def test_garbage_and_then_a_map_in_the_place_of_a_roughness(visitor) -> None:
    page = visitor.open("/?recipe=na-thermal-press")
    hand.judged(page)
    page.get_by_role("button", name="Use a map of metal:electrolyte").click()
    dialog = page.get_by_role("dialog")
    file, use = dialog.get_by_label("File"), dialog.get_by_role("button", name="Use this map")
    said = dialog.get_by_role("status")
    for content in (bytes(range(256)), objects()):
        file.set_input_files(
            {"name": "face.npy", "mimeType": "application/octet-stream", "buffer": content}
        )
        use.click()
        expect(said).to_have_text(re.compile(r"\w"))
    dialog.get_by_label("Distance of its points").fill("50 nm")
    file.set_input_files(
        {"name": "face.npy", "mimeType": "application/octet-stream", "buffer": heights()}
    )
    with hand.judged_anew(page):
        use.click()
    expect(dialog).to_have_count(0)
    expect(hand.field(page, "Distance of its points", "metal:electrolyte")).to_have_value("50 nm")
