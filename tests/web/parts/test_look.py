"""Colours keep their contrast, light and dark; nothing is fetched from elsewhere."""

import re
from importlib.resources import files

import pytest

from asperity.web.parts.look import style

PAIRS = (
    ("ink", "ground"), ("ink", "surface"), ("ink", "sunken"), ("ink-soft", "ground"),
    ("ink-soft", "surface"), ("ink-soft", "sunken"), ("accent", "surface"), ("accent", "ground"),
    ("accent", "sunken"), ("on-accent", "accent"), ("accent", "accent-ground"),
    ("good", "good-ground"), ("marginal", "marginal-ground"), ("bad", "bad-ground"),
    ("bad", "surface"), ("bad", "ground"), ("marginal", "surface"), ("heat", "ground"),
    ("heat", "sunken"), ("press", "ground"), ("press", "sunken"), ("bad", "sunken"),
)  # fmt: skip
EDGES = (("line-strong", "surface"), ("line-strong", "ground"), ("heat", "surface"))


def colours(selector: str) -> dict[str, str]:
    block = re.search(rf"{re.escape(selector)} \{{(.*?)\}}", style(), re.DOTALL)
    assert block
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block[1]))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", [":root", ".body--dark"])
def test_text_keeps_the_contrast_of_wcag_aa(look: str) -> None:
    known = colours(look)
    poor = {
        pair: contrast(known[pair[0]], known[pair[1]])
        for pair in PAIRS
        if contrast(known[pair[0]], known[pair[1]]) < 4.5
    }
    assert not poor
    faint = [pair for pair in EDGES if contrast(known[pair[0]], known[pair[1]]) < 3]
    assert not faint


def test_both_looks_know_the_same_colours() -> None:
    assert set(colours(":root")) == set(colours(".body--dark"))


def test_nothing_is_fetched_from_elsewhere() -> None:
    parts = files("asperity.web.parts")
    sheets = [style()]
    for room, name in (("bench", "bench.css"), ("fields", "field.css"), ("fields", "field.js")):
        sheets.append((parts / room / name).read_text("utf-8"))
    for text in sheets:
        assert not re.search(r"url\(|@import|https?://|//cdn", text)
