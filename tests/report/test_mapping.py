"""A map as picture, page, table, text: the window clear, what bounds it named."""

import csv
import io
import json
import re

import matplotlib as mpl
import numpy as np
import pyarrow.parquet as pq
import pytest

from asperity.report.lines import to_text
from asperity.report.mapping import data, names
from asperity.report.mapping.colours import DEEP, PALE, colour, mixed, painted
from asperity.report.mapping.page import page
from asperity.report.mapping.picture import drawn, levels, picture
from asperity.report.mapping.terminal import render
from tests.study.mapping.fake import made_map


@pytest.fixture(scope="module")
def found():
    return made_map(40, melt=lambda _, y: y / 0.85, refused=lambda x, y: (x > 0.9) & (y < 0.3))


@pytest.fixture(scope="module")
def html(found):
    return page(found)


def test_the_window_is_clear_and_the_rest_in_the_colour_of_what_bounds_it(found):
    fine = painted(found)
    picture = fine.colours
    assert picture.shape == (len(fine.y), len(fine.x), 3)

    def at(x, y):
        rows, columns, _ = picture.shape
        return tuple(picture[round(y * (rows - 1)), round(x * (columns - 1))])

    assert at(0.45, 0.4) == (1, 1, 1)
    assert at(0.45 - 0.27, 0.4) == pytest.approx(mixed(colour("fracture"), PALE))
    assert at(0.0, 0.0) == pytest.approx(mixed(colour("fracture"), DEEP))
    assert len({at(0.95, 0.1), at(0.45, 0.4), at(0.0, 0.0)}) == 3


def test_what_melts_and_what_cracks_have_colours_apart():
    one = made_map(30, risk=lambda x, _: 1.2 * x, melt=lambda _, y: 1.3 * y)
    picture = painted(one).colours
    assert tuple(picture[-1, 0]) == pytest.approx(mixed(colour("melting"), DEEP))
    assert tuple(picture[0, -1]) == pytest.approx(mixed(colour("fracture"), DEEP))


@pytest.mark.parametrize(("kind", "begin"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_it_is_drawn(found, kind, begin):
    assert picture(found, kind).startswith(begin)


def test_the_same_map_gives_the_same_bytes(found):
    assert picture(found, "png") == picture(found, "png")


def test_its_words_stand_in_it():
    found = made_map(
        30,
        risk=lambda x, _: 1.2 * x,
        melt=lambda _, y: 1.3 * y,
        refused=lambda x, y: (x > 0.9) & (y < 0.3),
    )
    with mpl.rc_context({"svg.fonttype": "none"}):
        text = drawn(found, "svg")[0].decode()
    for said in (
        "Resistance of the interfaces (Ω cm²)",
        "pressure in step press (MPa)",
        "temperature in step press (°C)",
        "cracks",
        "melts",
        "cannot be carried out",
        "recipe refused",
        "recipe as written",
        found.title,
    ):
        assert said in text, said


def test_its_axes_are_where_it_says(found):
    left, bottom, width, height = drawn(found, "svg")[1]
    assert 0 < left < 0.2
    assert 0 < bottom < 0.4
    assert left + width <= 1
    assert bottom + height <= 1


@pytest.mark.parametrize(
    ("low", "high"), [(2.0, 2.8), (1e-3, 50.0), (-1.0, 2.0), (2.0, 25.0), (1e-9, 1e9)]
)
def test_contours_are_round_and_within(low, high):
    found = levels(np.array([low, high]))
    assert 3 <= len(found) <= 20
    assert all(low < value < high for value in found)
    assert all(float(f"{value:.2g}") == pytest.approx(value) for value in found)


def test_a_plain_has_no_contours():
    assert levels(np.array([3.0, 3.0])) == []
    assert levels(np.array([])) == []


def test_the_page_fetches_nothing(html):
    assert not re.search(r'(?:src|href)="(?!data:|#)', html.replace("xlink:href", "href"))
    assert "default-src 'none'" in html


def test_the_page_has_the_values_under_the_pointer(found, html):
    told = json.loads(re.search(r'id="data">(.*?)</script>', html, re.DOTALL)[1])
    assert (len(told["x"]), len(told["y"]), len(told["values"])) == (40, 40, 1600)
    row, column = 16, 18
    at = row * 40 + column
    value = found.values[row, column] * 1e4
    assert float(told["values"][at].split("\xa0")[0]) == pytest.approx(value, rel=5e-3)
    assert told["levels"][at] == 0
    assert told["states"][told["status"][39]] == "refused"
    assert told["values"][39] == ""


def test_a_title_cannot_end_its_element(found):
    one = made_map(5)
    object.__setattr__(one, "title", "</script><b>&")
    assert "</script><b>" not in page(one)
    assert found.title in page(found)


def test_a_table_has_a_row_a_point(found):
    rows = list(csv.DictReader(io.StringIO(data.as_csv(found))))
    assert len(rows) == 1600
    assert float(rows[1]["steps.press.pressure"]) == pytest.approx(found.x.values[1], rel=1e-6)
    assert rows[39]["status"] == "refused"
    assert rows[39]["interface-resistance"] == ""
    assert rows[0]["binding"] == "fracture:pellet"


def test_parquet_tells_what_csv_tells(found):
    table = pq.read_table(io.BytesIO(data.as_parquet(found)))
    rows = list(csv.DictReader(io.StringIO(data.as_csv(found))))
    assert table.column_names == list(rows[0])
    values = table["interface-resistance"].to_pylist()
    assert values[39] is None
    assert values[700] == pytest.approx(float(rows[700]["interface-resistance"]), rel=1e-6)


def test_json_is_one_line_of_plain_numbers(found):
    told = json.loads(data.as_json(found))
    assert told["schema"] == "asperity-map-1"
    assert told["quantity"]["values_si"][0][39] is None


def test_the_text_names_the_window(found):
    text = to_text(render(found), width=100)
    for said in (
        "Safe window",
        "lowest at",
        "more temperature in step press",
        "cracks (pellet)",
        "points were pressed",
        "within one step",
    ):
        assert said in text, said


@pytest.mark.parametrize(("slope", "said"), [(1.0, ""), (-0.01, "within 0.1 % of the lowest")])
def test_the_gentlest_of_those_as_good_is_told_as_such(slope, said):
    """Ever nearer a limit to the right: a little lower, or ever higher."""
    one = made_map(
        40,
        risk=lambda x, _: 0.7 * x,
        melt=lambda x, _: 0 * x,
        quantity=lambda x, _: 1e-3 * (1 + slope * x),
    )
    text = " ".join(to_text(render(one), width=200).split())
    assert said in text
    assert ("farthest" in text) == bool(said)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_it_fits_any_width(found, width):
    assert max(map(len, to_text(render(found), width=width).splitlines())) <= width


def test_axes_in_words():
    one = made_map(5)
    assert names.axis_label(one.x) == "pressure in step press (MPa)"
    assert names.on_axis_text(one.y, 370.15) == "97 degC"


def test_any_title_can_be_drawn():
    one = made_map(5)
    object.__setattr__(one, "title", "Na $x^ 钠 \\frac")
    assert picture(one, "png").startswith(b"\x89PNG")


def test_without_a_window_it_says_why():
    one = made_map(12, melt=lambda x, y: 1 + x + y, refused=lambda x, _: x > 0.8)
    text = to_text(render(one), width=100)
    for said in ("No point without a bad risk", "melts (metal)", "recipe refused", "; told"):
        assert said in text, said
    assert "No point" in page(one)
    assert picture(one, "svg").startswith(b"<?xml")
