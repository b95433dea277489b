"""Benchmarks: how fast the bench is in the browser, from what the script wrote."""

import json
from statistics import median

from _kit import ROOT, snippet, table

PAGE = json.loads((ROOT / "benchmarks" / "data" / "page.json").read_text(encoding="utf-8"))

PROFILES = {"fresh": "first visit", "again": "later ones"}


def page() -> None:
    """What one waits for: paint, verdict, maps a second."""
    rows = [
        (
            f"{what}, {PROFILES[profile]}",
            *_told([one[key] for one in PAGE["paint"] if _of(one, profile)]),
        )
        for key, what in (("first", "first paint"), ("useful", "useful paint"), ("heard", "usable"))
        for profile in ("fresh", "again")
    ]
    rows += [(f"verdict, {one['recipe']}", *_told(one["took"])) for one in PAGE["verdict"]]
    table("times", ("", "median, ms", "worst, ms", "of"), rows)
    seen = PAGE["map"]
    snippet(
        "map",
        f"Of {seen['made']} maps of {seen['grid']} × {seen['grid']} points that a run made while "
        f"one looked, the page painted {seen['painted']}.",
    )
    snippet("machine", f"Measured on: {PAGE['machine']}.")


def _of(one: dict, profile: str) -> bool:
    return one["profile"] == profile


def _told(times: list[float]) -> tuple[str, str, str]:
    return f"{median(times):.0f}", f"{max(times):.0f}", f"{len(times)}"


if __name__ == "__main__":
    page()
