"""Each process from its card to its outcome, and the same outcome by Python and the command."""

import json
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

import asperity
from asperity.cli.app import app
from asperity.outcome import Outcome
from asperity.report.html import in_words
from asperity.report.words import pretty
from asperity.web.bench.labels import label
from tests.web.browser import hand


@dataclass(frozen=True)
class Edit:
    """A field of a face or step, and what is written into it."""

    of: str
    field: str
    value: str

    @property
    def path(self) -> str:
        """Where the field stands in the recipe."""
        return f"{'interfaces' if ':' in self.of else 'steps'}.{self.of}.{self.field}"


CASES = {
    "na-thermal-press": (
        Edit("metal:electrolyte", "rms_height", "2 µm"),
        Edit("press", "pressure", "2 MPa"),
    ),
    "na-foil": (Edit("press", "pressure", "70 bar"),),
    "na-cold-press": (Edit("press", "pressure", "300 MPa"),),
    "multi-step": (Edit("bond", "pressure", "400 MPa"),),
    "symmetric-cell": (Edit("press", "pressure", "20 MPa"),),
    "anneal-under-pressure": (Edit("press", "pressure", "60 MPa"),),
}
TITLES = {
    "na-thermal-press": "Press sodium warm onto a ceramic",
    "na-foil": "Squeeze a sodium foil",
    "na-cold-press": "Press sodium cold onto a ceramic",
    "multi-step": "Build a cell step by step",
    "symmetric-cell": "Lithium on both sides of a pellet",
    "anneal-under-pressure": "Anneal under pressure",
}


def differences(first: object, second: object, at: str = "") -> list[str]:
    """Where two documents differ, field by field."""
    if isinstance(first, dict) and isinstance(second, dict):
        names = first.keys() | second.keys()
        pairs = ((f"{at}.{name}", first.get(name), second.get(name)) for name in sorted(names))
        return [line for place, one, two in pairs for line in differences(one, two, place)]
    if isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        both = enumerate(zip(first, second, strict=True))
        return [line for i, (one, two) in both for line in differences(one, two, f"{at}[{i}]")]
    return [] if first == second else [f"{at}: {first} and {second}"]


def plain(outcome: Outcome) -> object:
    """An outcome as its JSON reads."""
    return json.loads(json.dumps(outcome.to_dict()))


def by_command(name: str, changes: dict[str, str]) -> object:
    settings = [word for pair in changes.items() for word in ("--set", "=".join(pair))]
    return json.loads(CliRunner().invoke(app, ["press", name, *settings, "--json", "-"]).stdout)


def shown(page: Page, outcome: Outcome) -> None:
    """The page says what the outcome says."""
    level = page.get_by_role("main").get_by_role("status").first
    expect(level).to_contain_text(f"Verdict: {outcome.verdict.level}")
    told = in_words(outcome)
    for name, value, _detail in told["tiles"]:
        tiles = page.get_by_label("In short", exact=True)
        expect(tiles.filter(has_text=name).filter(has_text=pretty(value))).to_have_count(1)
    for reason in outcome.verdict.reasons:
        expect(page.get_by_text(pretty(reason), exact=True).first).to_be_visible()
    steps = page.get_by_role("table", name="Steps", exact=True)
    rows = steps.get_by_role("row").all()[1:]
    for row, cells in zip(rows, told["steps"].rows, strict=True):
        for cell in cells:
            expect(row).to_contain_text(pretty(cell))


@pytest.mark.parametrize("name", CASES)
def test_from_its_card_to_its_outcome(visitor, name: str) -> None:
    page = visitor.open("/")
    page.get_by_role("link", name=TITLES[name]).click()
    hand.judged(page)
    before = hand.margins(page).inner_text()
    for edit in CASES[name]:
        with hand.judged_anew(page):
            hand.unfold(hand.field(page, label(edit.field), edit.of)).fill(edit.value)
    assert hand.margins(page).inner_text() != before

    run = hand.press(page)
    hand.ended(page)
    changes = {edit.path: edit.value for edit in CASES[name]}
    outcome = asperity.press(asperity.load_recipe(name).replace(changes))
    shown(page, outcome)
    with page.expect_download() as saving:
        page.get_by_role("link", name="Outcome (JSON)").click()
    taken = json.loads(saving.value.path().read_text("utf-8"))
    assert differences(taken, plain(outcome)) == []
    assert differences(taken, by_command(name, changes)) == []
    assert differences(visitor.ask(f"/api/runs/{run}/outcome.json"), taken) == []
