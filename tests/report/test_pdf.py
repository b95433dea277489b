"""The report on paper: what the page has, tagged, the same for the same."""

import re
import sys
from typing import Any

import pytest

import asperity
from asperity.errors import Refusal
from asperity.outcome import Outcome
from asperity.report.figures import course
from asperity.report.figures.alone import PAPER_COLOURS, alone
from asperity.report.html import page, parted
from asperity.report.pdf import pdf, png
from asperity.report.pdf.content import told
from asperity.run import press


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return asperity.press(asperity.load_recipe("na-thermal-press"))


@pytest.fixture(scope="module")
def shown(outcome: Outcome) -> dict[str, Any]:
    return told(outcome)


@pytest.fixture(scope="module")
def text(outcome: Outcome) -> str:
    return page(outcome)


def test_every_part_of_the_page_is_told(shown: dict[str, Any], text: str) -> None:
    headings = set(re.findall(r"<h2>(.*?)</h2>", text))
    titles = {part["title"] for part in (*shown["lists"], *shown["parts"], *shown["faces"])}
    assert titles == headings
    figures = re.findall(r"<figcaption>(.*?)</figcaption>", text)
    assert [one["title"] for one in shown["figures"]] == figures
    values = re.findall(r'<p class="value">(.*?)</p>', text)
    assert [tile["value"] for tile in shown["tiles"]] == values


def test_every_cell_of_the_sources_is_told_once_and_linked(
    outcome: Outcome, shown: dict[str, Any]
) -> None:
    part = next(part for part in shown["parts"] if part["title"].startswith("Parameters"))
    rows = part["tables"][0]["rows"]
    assert len(rows) == len(outcome.sources)
    for row, source in zip(rows, outcome.sources, strict=True):
        assert "".join(piece["text"] for piece in row[-1]).startswith(source.source)
    addresses = {piece["address"] for row in rows for cell in row for piece in cell} - {""}
    assert addresses
    assert all(address.startswith("https://") for address in addresses)


def test_parts_of_a_text_are_the_text() -> None:
    text = "one (10.1016/j.jpowsour.2021.230222). arXiv:2101.12345, and no more"
    parts = list(parted(text))
    assert "".join(told for told, _ in parts) == text
    assert [address for _, address in parts if address] == [
        "https://doi.org/10.1016/j.jpowsour.2021.230222",
        "https://arxiv.org/abs/2101.12345",
    ]


def test_it_is_tagged_and_the_same_for_the_same_and_no_text_is_a_command() -> None:
    title = r'#read("/etc/passwd") $x$ \ *b* @a <l> = h // "'
    outcome = asperity.press(asperity.load_recipe("na-foil").replace({"title": title}))
    made = pdf(outcome)
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made
    assert b"pdfuaid:part" in made
    assert made == pdf(outcome)


def test_maps_stand_in_it() -> None:
    made = press(asperity.load_recipe("na-cold-press"), fidelity="full-field", grid=32)
    faces = told(made)["faces"]
    assert faces
    assert [face["title"] for face in faces] == [f"{face.name} on the grid" for face in made.maps]
    assert all(len(face["pictures"]) == 2 * len(made.maps[0].ends) for face in faces)
    assert b"/Image" in pdf(made)


def test_a_figure_stands_alone(outcome: Outcome) -> None:
    assert "var(" in course(outcome)
    assert "var(" not in alone(course(outcome))
    assert png(course(outcome), ppi=50).startswith(b"\x89PNG")


def test_colours_on_paper_are_those_of_the_page_in_the_light(text: str) -> None:
    light = text.partition("@media")[0]
    of_page = dict(re.findall(r"--([\w-]+): (#\w+);", light))
    assert of_page | {"paper": "#ffffff"} == dict(PAPER_COLOURS) | {"card": "#ffffff"}


def test_without_its_typesetter_it_is_refused(
    outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Refusal, match=r"asperity\[web\]"):
        pdf(outcome)
