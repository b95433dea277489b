"""The page: self-contained, escaped, no outside request."""

import dataclasses
import re
from html.parser import HTMLParser

import numpy as np
import pytest

from asperity.outcome import History
from asperity.report.html import linked, page
from tests.outcome.samples import SAMPLES, layers, molten, risk, step, thermal_press

EVIL = '<script>alert("1")</script> & $x_{1}$ $\\frac 日本'


class Reader(HTMLParser):
    """Collects tags, addresses and ids; notes what is not closed."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.fetched, self.links, self.ids = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name in {"src", "srcset", "data", "poster", "action", "background"}:
                self.fetched.append(value)
            if name in {"href", "xlink:href"}:
                (self.links if tag == "a" else self.fetched).append(value)


@pytest.fixture(scope="module")
def pages():
    return {name: page(make()) for name, make in SAMPLES.items()}


@pytest.mark.parametrize("name", SAMPLES)
def test_asks_for_nothing_outside(pages, name):
    read = Reader(pages[name])
    assert all(address.startswith(("data:", "#")) for address in read.fetched)
    assert all(address.startswith("https://doi.org/") for address in read.links)
    assert not {"script", "iframe", "object", "embed"} & set(read.tags)
    addresses = re.findall(r"url\(([^)]*)\)", pages[name])
    assert all(address.startswith("#") for address in addresses)
    assert "@import" not in pages[name]
    assert "default-src 'none'" in pages[name]


@pytest.mark.parametrize("name", SAMPLES)
def test_is_well_built(pages, name):
    read = Reader(pages[name])
    assert read.tags.count("h1") == 1
    assert len(read.ids) == len(set(read.ids))
    used = set(re.findall(r"var\((--[\w-]+)\)", pages[name]))
    assert used <= set(re.findall(r"(--[\w-]+):", pages[name]))
    assert not re.search(r"#0[1-6]0[0-9a-f]0[0-9a-f]\b", pages[name]), "a placeholder colour"
    assert "prefers-color-scheme: dark" in pages[name]
    assert 'name="viewport"' in pages[name]


def test_has_the_figures_and_the_tables(pages):
    text = pages["thermal"]
    assert text.count("<svg") == 4
    for told in ("pressure / MPa", "contact / %", "cut off", "marginal", "10.1016/j.mtla.2020"):
        assert told in text
    for told in ("Steps", "Interfaces after", "Layers after", "Risks", "Keep in mind"):
        assert f">{told}" in text
    assert len(text) < 1_000_000


def test_same_outcome_same_page():
    assert page(thermal_press()) == page(thermal_press())


def test_text_of_the_recipe_is_escaped_everywhere():
    outcome = thermal_press(EVIL)
    past = History(
        time_s=np.array([0.0, 1.0]),
        pressure_pa=np.array([0.0, 1e6]),
        interfaces=(EVIL,),
        contact_fraction=np.array([[0.1], [0.9]]),
    )
    named = tuple(dataclasses.replace(layer, name=EVIL, material=EVIL) for layer in layers())
    done = step(EVIL, layers=named, history=past, risks=(dataclasses.replace(risk(), where=EVIL),))
    outcome = dataclasses.replace(outcome, steps=(done,), warnings=(EVIL,))
    text = page(outcome)
    assert "<script" not in text
    assert text.count("&lt;script&gt;") > 5


def test_links():
    assert linked("10.1016/j.x; 298 K").startswith('<a href="https://doi.org/10.1016/j.x"')
    assert linked("doi:10.1000/a, see 10.1000/b.").count("<a ") == 2
    assert 'href="https://arxiv.org/abs/2412.17147"' in linked("arXiv 2412.17147")
    assert linked("<b>") == "&lt;b&gt;"
    assert '"' not in re.sub(r'"[^"]*"', "", str(linked('10.1000/x"onclick=y')))


def test_outcomes_with_little_in_them():
    bare = dataclasses.replace(
        thermal_press(), steps=(), cell=None, sources=(), warnings=(), versions={}
    )
    assert "<svg" not in page(bare)
    still = History(time_s=np.array([0.0]), pressure_pa=np.array([0.0]))
    lone = step("x", layers=(), interfaces=(), risks=(), history=still)
    assert "<svg" not in page(dataclasses.replace(bare, steps=(lone,)))


def test_holes_and_long_names_can_be_drawn():
    past = History(
        time_s=np.array([0.0, 1.0, 2.0]),
        pressure_pa=np.array([0.0, np.nan, 1e6]),
        interfaces=("a:b",),
        contact_fraction=np.array([[0.0], [np.nan], [0.0]]),
        resistance_ohm_m2=np.full((3, 1), np.nan),
    )
    steps = tuple(step(f"{'long' * 12}{i}", history=past) for i in range(9))
    slow = step("slow", history=dataclasses.replace(past, time_s=np.array([0.0, 1e5, 2e5])))
    text = page(dataclasses.replace(thermal_press(), steps=(*steps, slow)))
    assert "longlonglonglongl…" in text


def test_results_of_what_cannot_be_done_are_marked():
    told = page(molten())
    assert "(if it could be pressed)" in told
    assert "(if it could be pressed)" not in page(thermal_press())
