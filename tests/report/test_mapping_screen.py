"""A map for a page that draws it: shares of axes, texts where there is room, points to be read."""

import re

import numpy as np
import pytest

from asperity.report.mapping import names
from asperity.report.mapping.points import nearest_to, place, points, settings, told_at
from asperity.report.mapping.screen import DRAWN, NEAR, screen
from asperity.study.mapping import window
from tests.study.mapping.fake import MIDDLE, RADIUS, made_map


@pytest.fixture(scope="module")
def found():
    return made_map(40, melt=lambda _, y: y / 0.85, refused=lambda x, y: (x > 0.9) & (y < 0.3))


@pytest.fixture(scope="module")
def drawn(found):
    return screen(found, window(found).best[:2])


def places(path):
    """Shares of the points of an SVG path, from below."""
    numbers = np.array(re.findall(r"-?\d+\.?\d*", path), dtype=float).reshape(-1, 2)
    return numbers[:, 0] / DRAWN, 1 - numbers[:, 1] / DRAWN


def test_the_limit_is_where_the_risk_has_it(drawn):
    # Within the circle nothing reaches its limit but melting, at y = 0.85; see `fake.risk`.
    x, y = places(drawn.limits)
    off = np.hypot(x - MIDDLE[0], y - MIDDLE[1]) - RADIUS
    assert np.abs(off).max() < 1.5 / 39
    x, y = places(drawn.margins)
    assert np.abs(np.hypot(x - MIDDLE[0], y - MIDDLE[1]) - 0.8 * RADIUS).max() < 1.5 / 39


def test_ticks_are_round_and_where_they_belong(drawn):
    shares = {text: share for share, text in drawn.x_ticks}
    assert shares["1"] == pytest.approx(0)
    assert shares["10"] == pytest.approx(0.5)
    assert shares["100"] == pytest.approx(1)
    shares = {text: share for share, text in drawn.y_ticks}
    assert shares["60"] == pytest.approx(0.5)


def test_values_keep_apart_and_inside(drawn):
    at = np.array([(one.x, one.y) for one in drawn.values])
    assert len(at) >= 2
    assert ((at > 0) & (at < 1)).all()
    apart = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))[~np.eye(len(at), dtype=bool)]
    assert apart.min() > NEAR


def test_regions_are_named_where_they_are(found, drawn):
    told = {one.text for one in drawn.regions}
    assert "safe" in told
    for one in drawn.regions:
        row, column = round(39 * one.y), round(39 * one.x)
        if one.text == "safe":
            assert found.safe[row, column]
        elif one.text != "recipe refused":
            assert names.bound(found.dangers[found.binding[row, column]].kind) == one.text


def test_the_recipe_and_the_best_are_marked(found, drawn):
    assert drawn.here is None  # 97 degC lies above the map
    row, column = nearest_to(found, *window(found).best[:2])
    assert drawn.best == pytest.approx((column / 39, row / 39))


def test_every_colour_has_its_words(drawn):
    assert [text for _, text in drawn.kinds][-1] == "the recipe is refused there"
    assert len(drawn.kinds) == len({colour for colour, _ in drawn.kinds})


def test_a_point_tells_what_is_known_of_it(found):
    table = points(found)
    for row, column in ((20, 18), (39, 5), (2, 38), (2, 2)):
        told = dict(told_at(found, row, column))
        text = table["values"][row * 40 + column]
        assert ("resistance of the interfaces" in told) == bool(text)
        if found.status[row, column] == 2:
            assert told["verdict"] == "the recipe is refused"
            assert told.get("why", "told") == "told"
        elif found.status[row, column] == 1:
            assert told["verdict"] == "cannot be carried out"
        else:
            assert told["verdict"] == ("good", "marginal", "bad")[found.level[row, column]]
        assert place(found, row, column).count(" and ") == 1


def test_what_a_point_sets_is_the_point(found):
    assert settings(found, 0, 0) == {
        "steps.press.pressure": "1 MPa",
        "steps.press.temperature": "30 degC",
    }
    told = settings(found, 13, 7)
    assert told["steps.press.pressure"] == f"{found.x.values[7] / 1e6:.4g} MPa"
    assert told["steps.press.temperature"] == f"{found.y.values[13] - 273.15:.4g} degC"
