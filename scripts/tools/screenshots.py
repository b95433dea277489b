"""Pictures of the bench for its documentation: small PNGs of pages in use.

screenshots.py FOLDER [NAME...]
"""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.tools.browser import Visitor, browser, served, visit

RECIPE = "na-thermal-press"
ROUGH = {"interfaces.metal:electrolyte.rms_height": "2 um", "steps.press.pressure": "2 MPa"}
SIZE = (1200, 860)
COLOURS = 128
"""Enough for flat pages; a palette makes a picture three times smaller."""
LONG_MS = 600_000


def begin(visitor: Visitor) -> Page:
    return visitor.open("/")


def bench(visitor: Visitor) -> Page:
    page = visitor.open(f"/?recipe={RECIPE}")
    page.wait_for_selector("[data-live-verdict]")
    return page


def run(visitor: Visitor) -> Page:
    """A run on a grid in the middle of its first step, a third of the face in contact."""
    asked = {"recipe": RECIPE, "set": ROUGH, "options": {"fidelity": "full-field", "grid": 256}}
    name = visitor.send("/api/runs", asked)["id"]
    page = visitor.open(f"/runs/{name}")
    page.wait_for_function(
        "share => parseFloat(document.querySelector('.gapmap-when')?.innerText"
        ".match(/([0-9.]+).%.* in contact/)?.[1] ?? 0) > share",
        arg=33,
        timeout=LONG_MS,
    )
    page.wait_for_timeout(500)
    return page


def outcome(visitor: Visitor) -> Page:
    page = visitor.open(f"/runs/{pressed(visitor, ROUGH)}")
    page.wait_for_selector("figure svg", timeout=LONG_MS)
    return page


def compare(visitor: Visitor) -> Page:
    runs = [pressed(visitor, ROUGH), pressed(visitor, ROUGH | {"steps.press.pressure": "8 MPa"})]
    page = visitor.open(f"/compare?ids={','.join(runs)}")
    page.wait_for_timeout(1000)
    return page


def mapped(visitor: Visitor) -> Page:
    x, y = "steps.press.pressure=1 MPa..50 MPa", "steps.press.temperature=25 degC..97 degC"
    options = {"x": x, "y": y, "of": "interface-resistance"}
    asked = {"recipe": RECIPE, "kind": "map", "options": options}
    name = visitor.send("/api/runs", asked)["id"]
    ended(visitor, name)
    page = visitor.open(f"/map?run={name}")
    page.wait_for_selector("main svg, main img, main canvas", timeout=LONG_MS)
    page.wait_for_timeout(1500)
    return page


PICTURES: dict[str, Callable[[Visitor], Page]] = {
    "begin": begin,
    "bench": bench,
    "run": run,
    "outcome": outcome,
    "compare": compare,
    "map": mapped,
}


def pressed(visitor: Visitor, changes: dict[str, str]) -> str:
    """A press that has ended."""
    name = visitor.send("/api/runs", {"recipe": RECIPE, "set": changes})["id"]
    return ended(visitor, str(name))


def ended(visitor: Visitor, name: str) -> str:
    page = visitor.context.new_page()
    while visitor.ask(f"/api/runs/{name}")["ended"] is None:
        page.wait_for_timeout(300)
    page.close()
    return name


def kept(page: Page, file: Path) -> None:
    """Keep what is on the screen, in few colours."""
    picture = Image.open(BytesIO(page.screenshot()))
    plain = picture.convert("RGB")
    if page.locator("canvas").count() == 0:  # a map means something by every colour
        plain = plain.quantize(COLOURS, dither=Image.Dither.NONE)
    plain.save(file, optimize=True)
    print(f"{file}: {file.stat().st_size / 1000:.0f} kB")


def main(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with browser() as opened, served() as server:
        for name in names or PICTURES:
            visitor = visit(opened, server.address, size=SIZE)
            page = PICTURES[name](visitor)
            kept(page, folder / f"{name}.png")
            if "/runs/" in page.url:
                visitor.send(f"/api{page.url.removeprefix(server.address)}/stop", {})
            visitor.context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
