"""A map written as plain data and read again is the map."""

import json

import pytest

import asperity
from asperity.errors import Refusal
from asperity.study.mapping import from_dict, to_dict, window
from tests.study.mapping.fake import made_map

RECIPE = asperity.load_recipe("na-thermal-press")


@pytest.fixture(scope="module")
def data():
    found = made_map(12, melt=lambda _, y: y / 0.85, refused=lambda x, y: (x > 0.9) & (y < 0.3))
    return json.loads(json.dumps(to_dict(found)))


def test_read_again_it_tells_the_same(data):
    again = from_dict(data, RECIPE)
    told, written = to_dict(again), dict(data)
    seen, before = told.pop("window"), written.pop("window")
    assert told == written
    assert seen["sides"] == before["sides"]
    assert window(again).best == pytest.approx(before["best_si"], rel=1e-6)


def test_refused(data):
    cases = (
        {**data, "schema": "asperity-map-2"},
        {name: value for name, value in data.items() if name != "status"},
        {**data, "quantity": {**data["quantity"], "values_si": "many"}},
        {**data, "x": {**data["x"], "paths": ["title"]}},
        {},
    )
    for case in cases:
        with pytest.raises(Refusal):
            from_dict(case, RECIPE)
