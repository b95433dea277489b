"""How fast is the bench in the browser?  Useful paint within 2 s, a verdict 150 ms after a key.

    python benchmarks/how_fast_is_the_page.py [--quick] [--only paint verdict map] [--data FILE]

`asperity web` and Debian's Chromium on this machine, without a GPU. Measured in the page, so that
what a person waits for is counted whole: server, connection, drawing.

- paint: from the address typed to fields and stack drawn, for a fresh profile (cold) and again;
- verdict: from the key that changes a pressure or a thickness to the verdict of the new value, for
  every shipped recipe;
- map: pictures a second that the page paints of a face of 512 x 512 points while it is pressed.

The tables in the docs are made of what goes into `data/page.json`.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Locator, Page
from tools.machine import describe

from asperity.recipe import list_examples
from asperity.web.bench.labels import label

sys.path.append(str(Path(__file__).resolve().parents[1]))

from scripts.tools.browser import Server, browser, served, visit

DATA = Path(__file__).parent / "data" / "page.json"
PAINT, VERDICT, RATE = 2000.0, 150.0, 5.0
"""Asked: milliseconds, milliseconds, pictures a second."""
QUICK, WHOLE = 3, 8
"""Visits, and keys for each recipe, of a quick look and of a whole one."""
MAP_S = 30.0
MAP_RECIPE, MAP_GRID = "na-thermal-press", 512

WATCH_PAINT = """
window.marks = {};
const look = () => {
  const main = document.querySelector("[role=main], main");
  const there = main && main.querySelector("h1") && main.querySelector("svg")
    && main.querySelector("input");
  if (!there) return requestAnimationFrame(look);
  requestAnimationFrame(() => setTimeout(() => marks.useful = performance.now(), 0));
};
requestAnimationFrame(look);
window.first = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
const heard = setInterval(() => {
  if (window.did_handshake) { marks.heard = performance.now(); clearInterval(heard); }
}, 5);
"""
"""Useful is the page when heading, stack and fields are painted; then it hears what is typed."""

WATCH_VERDICT = """() => {
  const shown = document.querySelector("[data-live-verdict]");
  window.waits = {};
  document.addEventListener("input", () => {
    window.waits = { begun: performance.now(), was: shown.dataset.liveVerdict };
  }, true);
  new MutationObserver(() => {
    const waits = window.waits;
    if (!waits.begun || waits.took || shown.dataset.liveVerdict === waits.was) return;
    requestAnimationFrame(() => setTimeout(() => waits.took = performance.now() - waits.begun, 0));
  }).observe(shown, { attributes: true, childList: true, subtree: true, characterData: true });
}"""
"""From the event of a key to the first paint after the verdict was another."""

KEYS = {
    "na-thermal-press": ("rms_height", "metal:electrolyte", "0.{} um"),
    "na-foil": ("pressure", "press", "1{} MPa"),
    "na-cold-press": ("pressure", "press", "3{}0 MPa"),
    "multi-step": ("pressure", "densify", "2{}0 MPa"),
    "symmetric-cell": ("pressure", "pre-press", "2{} MPa"),
    "anneal-under-pressure": ("pressure", "press", "7{} MPa"),
}
"""What is typed into which field: of the first step where there is a choice, for it costs most."""


def paints(opened: Browser, server: Server, times: int) -> list[dict[str, Any]]:
    """Milliseconds from the address to what one sees, for new profiles and once more in each."""
    found = []
    for _ in range(times):
        visitor = visit(opened, server.address, guarded=False)
        visitor.context.add_init_script(WATCH_PAINT)
        for profile in ("fresh", "again"):
            page = visitor.open(f"/?recipe={MAP_RECIPE}")
            page.wait_for_function("() => marks.useful && marks.heard && (marks.first = first())")
            found.append({"profile": profile, **page.evaluate("marks")})
            page.close()
        visitor.context.close()
    return found


def verdicts(opened: Browser, server: Server, times: int) -> list[dict[str, Any]]:
    """Milliseconds from a key to its verdict, for each recipe."""
    found = []
    for name in list_examples():
        visitor = visit(opened, server.address, guarded=False)
        page = visitor.open(f"/?recipe={name}")
        page.wait_for_selector("[data-live-verdict]")
        page.evaluate(WATCH_VERDICT)
        field, of, text = KEYS[name]
        box = page.get_by_label(f"{label(field)} of {of}", exact=True)
        box.evaluate("box => box.closest('details')?.setAttribute('open', '')")
        took = [_typed(page, box, text.format(1 + number % 9)) for number in range(times + 1)]
        found.append({"recipe": name, "took": took[1:]})  # the first fills caches
        visitor.context.close()
    return found


def _typed(page: Page, box: Locator, text: str) -> float:
    """Put a value into a field by one event; milliseconds until its verdict is painted."""
    box.fill(text)
    page.wait_for_function("() => window.waits.took")
    return float(page.evaluate("window.waits.took"))


def maps(opened: Browser, server: Server) -> dict[str, Any]:
    """Maps a second that the page of a run paints while a face is pressed."""
    visitor = visit(opened, server.address, guarded=False)
    asked = {"recipe": MAP_RECIPE, "options": {"fidelity": "full-field", "grid": MAP_GRID}}
    run = visitor.send("/api/runs", asked)["id"]
    page = visitor.open(f"/runs/{run}")
    painted = "Number(document.querySelector('[data-frames]')?.dataset.frames ?? 0)"
    page.wait_for_function(f"() => {painted} > 2", timeout=300_000)
    begun, first = page.evaluate(f"[performance.now(), {painted}]")
    page.wait_for_timeout(1e3 * MAP_S)
    now, last = page.evaluate(f"[performance.now(), {painted}]")
    number = visitor.ask(f"/api/runs/{run}")["progress"]["maps"]
    visitor.send(f"/api/runs/{run}/stop", {})
    visitor.context.close()
    rate = 1e3 * (last - first) / (now - begun)
    return {"recipe": MAP_RECIPE, "grid": MAP_GRID, "rate": rate, "painted": last, "made": number}


def told(record: dict[str, Any]) -> None:
    """Print medians and worsts."""
    for profile in ("fresh", "again"):
        of = [one for one in record.get("paint", ()) if one["profile"] == profile]
        if of:
            _row(f"useful, {profile}", [one["useful"] for one in of], PAINT)
            _row(f"first paint, {profile}", [one["first"] for one in of], PAINT)
            _row(f"hears, {profile}", [one["heard"] for one in of], PAINT)
    for one in record.get("verdict", ()):
        _row(f"verdict, {one['recipe']}", one["took"], VERDICT)
    if "map" in record:
        rate = record["map"]["rate"]
        print(f"map, {MAP_GRID} x {MAP_GRID}: {rate:.1f} a second", _kept(rate >= RATE))


def _row(name: str, times: list[float], limit: float) -> None:
    middle = median(times)
    print(f"{name:32} {middle:7.0f} ms, worst {max(times):7.0f}", _kept(middle <= limit))


def _kept(kept: bool) -> str:
    return "ok" if kept else "TOO SLOW"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+", choices=("paint", "verdict", "map"))
    parser.add_argument("--data", type=Path, default=DATA)
    asked = parser.parse_args()
    times = QUICK if asked.quick else WHOLE
    measures: dict[str, Callable[[Browser, Server], Any]] = {
        "paint": lambda opened, server: paints(opened, server, times),
        "verdict": lambda opened, server: verdicts(opened, server, times),
        "map": maps,
    }
    record: dict[str, Any] = {"machine": describe()}
    if asked.only and asked.data.is_file():
        record = json.loads(asked.data.read_text("utf-8")) | record
    print(record["machine"])
    with browser() as opened, served() as server:
        for name in asked.only or measures:
            record[name] = measures[name](opened, server)
    told(record)
    asked.data.write_text(f"{json.dumps(record, indent=1)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
