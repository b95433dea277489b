"""What a worker process answers is what the command writes; stopped, it keeps what is finished."""

import json
from importlib import import_module

import pytest

from asperity.errors import Refusal
from asperity.outcome.plain import from_plain
from asperity.recipe.read import example_text, parse_recipe
from asperity.report.mapping.data import as_json
from asperity.study.design import Design
from asperity.study.mapping import map_recipe
from asperity.study.spread import Spread
from asperity.web.jobs.work.options import texts, whole
from asperity.web.store.record import Asked

NAME = "na-thermal-press"
AXES = {
    "x": "steps.press.pressure=20 MPa..60 MPa",
    "y": "steps.press.temperature=30 degC..60 degC",
    "of": "interface-resistance",
}


class Listener:
    """Hears what a work tells; wants it stopped after so many times, or at a stage."""

    def __init__(self, after=None, stage=None):
        self.after, self.stage, self.shares, self.index = after, stage, [], 0

    def step(self, name, index, count, fraction):
        assert name
        assert 0 <= index < count
        self.shares.append(fraction)
        self.index = index

    def stopped(self):
        late = self.after is not None and len(self.shares) > self.after
        return late or (self.stage is not None and self.index >= self.stage)


def done(kind, options, **until):
    heard = Listener(**until)
    asked = Asked(kind=kind, recipe=example_text(NAME), options=options)
    answer = import_module(f"asperity.web.jobs.work.{kind}").work(asked, None, heard)
    assert heard.shares == sorted(heard.shares)
    assert all(0 <= share <= 1 for share in heard.shares)
    return answer


def test_a_map_is_the_command_s():
    found = done("map", {**AXES, "points": 4})
    alone = map_recipe(parse_recipe(example_text(NAME)), **AXES, points=4, workers=1)
    assert found.state == "done"
    assert found.answer == as_json(alone)
    assert found.summary["presses"] == alone.presses


def test_a_map_that_is_stopped_is_kept():
    found = done("map", {**AXES, "points": 20}, after=2)
    told = json.loads(found.answer)
    assert found.state == "stopped"
    assert told["stopped"]
    assert 0 < told["presses"] < 306


def test_a_map_stopped_before_anything_is_none():
    found = done("map", {**AXES, "points": 4}, after=1)
    assert (found.state, found.answer) == ("stopped", None)


def test_a_spread_without_its_shares_when_stopped():
    options = {"samples": 16, "only": "given", "vary": ["steps.press.pressure=10 %"]}
    whole_one = done("spread", options)
    found = from_plain(Spread, json.loads(whole_one.answer))
    assert whole_one.state == "done"
    assert [one.name for one in found.sources] == ["steps.press.pressure"]
    assert any(one.indices for one in found.watched)
    stopped = done("spread", options, after=3)
    bands = from_plain(Spread, json.loads(stopped.answer))
    assert stopped.state == "stopped"
    assert bands.bands == found.bands
    assert not any(one.indices for one in bands.watched)


def test_a_spread_stopped_before_its_bands_is_none():
    options = {"samples": 16, "only": "given", "vary": ["steps.press.pressure=10 %"]}
    found = done("spread", options, after=1)
    assert (found.state, found.answer) == ("stopped", None)


def test_a_design_that_is_stopped_keeps_its_best():
    options = {
        "goals": ["interface-resistance"],
        "vary": ["steps.press.pressure=30 MPa..60 MPa"],
        "looks": 4,
    }
    found = done("design", options, stage=1)
    kept = from_plain(Design, json.loads(found.answer))
    assert found.state == "stopped"
    assert kept.stopped
    assert kept.certificate.looks == 5


@pytest.mark.parametrize(
    ("kind", "options", "where"),
    [
        ("map", {**AXES, "x": "steps.press.presure=1..2 MPa"}, "presure"),
        ("map", {**AXES, "points": "many"}, "points"),
        ("design", {"goals": ["beauty"]}, "--goal"),
        ("spread", {"only": "luck"}, "only"),
        ("spread", {"samples": 2}, "samples"),
    ],
)
def test_refused(kind, options, where):
    with pytest.raises(Refusal) as refusal:
        done(kind, options)
    assert where in refusal.value.where


def test_options_as_json_has_them():
    assert texts(None) == texts("") == texts([]) == ()
    assert texts("a") == texts(["a"]) == ("a",)
    assert whole(None, 3, "n") == whole("", 3, "n") == whole("3", 1, "n") == whole(3.0, 1, "n") == 3
    for wrong in ("3.5", "three", "inf", [3]):
        with pytest.raises(Refusal):
            whole(wrong, 1, "n")
