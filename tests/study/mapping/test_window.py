"""The window of a map: what lies in it, its best, what bounds it; plain data agree with it."""

import json

import numpy as np
import pytest

from asperity.study.mapping import to_columns, to_dict, window
from tests.study.mapping.fake import made_map


@pytest.fixture(scope="module")
def found():
    """A round window in the middle; the process ends where y is above 0.9."""
    return made_map(60, melt=lambda _, y: y / 0.9)


def test_it_is_where_every_risk_is_good(found):
    one = window(found)
    assert one.clear
    assert one.share == pytest.approx(np.pi * (0.8 * 0.3) ** 2, rel=0.05)
    inside = found.values[found.safe]
    assert (one.least, one.most) == (inside.min(), inside.max())


def test_the_best_is_within_and_as_good_as_any(found):
    x, y, value = window(found).best
    assert value <= 1.001 * found.values[found.safe].min()
    row, column = (
        int(np.argmin(np.abs(line.values - at))) for line, at in ((found.y, y), (found.x, x))
    )
    assert found.safe[row, column]


def test_every_side_names_what_bounds_it(found):
    sides = {side.direction: side for side in window(found).sides}
    assert {side.kind for side in sides.values()} == {"fracture"}
    left, right = sides["less x"], sides["more x"]
    edges = found.x.at(59 * (0.45 + 0.3 * 0.8 * np.array([-1, 1])))
    assert left.least == pytest.approx(edges[0], rel=0.15)
    assert right.most == pytest.approx(edges[1], rel=0.15)


def test_where_the_map_ends_it_says_so():
    one = window(made_map(20, risk=lambda x, _: 1.5 * (x > 0.6)))
    kinds = {side.direction: side.kind for side in one.sides}
    assert kinds == {"less x": "edge", "more x": "fracture", "less y": "edge", "more y": "edge"}


def test_where_nothing_is_good_it_is_where_nothing_is_bad():
    one = window(made_map(20, risk=lambda x, _: np.where(x > 0.6, 1.5, 0.9)))
    assert not one.clear
    assert 0.5 < one.share < 0.7


def test_there_may_be_none():
    one = window(made_map(20, risk=lambda x, _: 1.5 + x))
    assert (one.share, one.best, one.sides) == (0.0, None, ())


def test_what_binds_is_the_gravest():
    one = made_map(30, risk=lambda x, _: 1.2 * x, melt=lambda _, y: 1.3 * y)
    kinds = [danger.kind for danger in one.dangers]
    assert kinds[one.binding[0, -1]] == "fracture"
    assert kinds[one.binding[-1, 0]] == "melting"
    assert one.binding[0, 0] == -1
    assert (one.level[0, 0], one.level[0, -1], one.level[-1, 0]) == (0, 2, 2)
    assert (one.status[0, -1], one.status[-1, 0]) == (0, 1)


def test_nothing_in_a_map_can_be_changed(found):
    for array in (found.values, found.status, found.pressed, found.dangers[0].used, found.x.values):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_json_and_table_tell_the_same(found):
    data, columns = json.loads(json.dumps(to_dict(found), allow_nan=False)), to_columns(found)
    assert data["schema"] == "asperity-map-1"
    values = np.array(data["quantity"]["values_si"], dtype=float).ravel()
    assert values == pytest.approx(columns["interface-resistance"], rel=1e-6, nan_ok=True)
    states = np.array(data["states"])[np.array(data["status"]).ravel()]
    assert (states == columns["status"]).all()
    names = [f"{one['kind']}:{one['where']}" for one in data["risks"]]
    told = ["" if at is None else names[at] for row in data["binding"] for at in row]
    assert told == columns["binding"].tolist()
    assert columns["steps.press.pressure"][:60] == pytest.approx(found.x.values)
    assert data["here_si"] == pytest.approx([10e6, 370.15])
    assert data["reasons"][0]["reason"] == "told"
