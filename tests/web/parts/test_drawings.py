"""Drawings: every layer shown on the scale that is told, programmes that say what they show."""

import re
from xml.etree.ElementTree import fromstring

import pytest

from asperity.recipe.read import example_text, list_examples
from asperity.web.bench.draft import read
from asperity.web.bench.form import form
from asperity.web.bench.judge.record import Margin, Melting, Stretch
from asperity.web.parts.bench.drawing import drawn, target
from asperity.web.parts.programme import programme_drawing, spoken
from asperity.web.parts.risks import risk_bars
from asperity.web.parts.stack import LEAST, Drawn, stack_drawing


def layer(name: str, thickness_m: float | None, diameter_m: float = 1e-2) -> Drawn:
    return Drawn(
        name=name,
        kind="foil",
        told=f"foil, {name}, 1 mm",
        thickness_m=thickness_m,
        diameter_m=diameter_m,
        target=name,
    )


def boxes(svg: str) -> list[tuple[float, float]]:
    found = [one for one in fromstring(svg).iter("rect") if "layer" in one.get("class", "")]
    return [(float(one.get("width", 0)), float(one.get("height", 0)) + 1) for one in found]


def test_like_thicknesses_are_drawn_to_scale() -> None:
    svg, scale = stack_drawing([layer("a", 1e-3), layer("b", 3e-3, 5e-3)], [None], die=False)
    (wide, low), (narrow, high) = boxes(svg)
    assert high / low == pytest.approx(3, rel=0.01)
    assert wide / narrow == pytest.approx(2, rel=0.01)
    assert scale.startswith("Thicknesses to scale")


def test_a_foil_beside_a_rod_is_drawn_by_decades_and_that_is_told() -> None:
    foils = [layer("a", 2e-2), layer("b", 2e-5), layer("c", 2e-4), layer("d", 2e-3)]
    svg, scale = stack_drawing(foils, [None] * 3, die=True)
    heights = [high for _, high in boxes(svg)]
    assert min(heights) >= LEAST
    assert "logarithmic" in scale
    decade = heights[2] - heights[1]
    assert heights[3] - heights[2] == pytest.approx(decade, abs=0.3)
    assert heights[0] - heights[3] == pytest.approx(decade, abs=0.3)


def test_nothing_known_is_drawn_all_the_same() -> None:
    svg, scale = stack_drawing([layer("a", None), layer("b", None)], [None], die=False)
    assert len(boxes(svg)) == 2
    assert scale == ""
    assert stack_drawing([], [], die=False)[1] == ""


def test_what_is_not_known_is_not_said_to_be_to_scale() -> None:
    _, scale = stack_drawing([layer("a", 1e-3), layer("b", None)], [None], die=False)
    assert scale.endswith("Dashed: how thick is not known before it is pressed.")
    _, before = drawn(form(read(example_text("multi-step"))), {})
    assert "Dashed" in before
    assert "as pressed" not in before
    known = {"electrolyte": 5.9e-4, "cathode": 7e-5}
    _, after = drawn(form(read(example_text("multi-step"))), known)
    assert after.endswith("Electrolyte and cathode: as pressed.")
    assert "Dashed" not in after


@pytest.mark.parametrize("name", list_examples())
def test_every_part_of_the_drawing_leads_to_its_fields(name: str) -> None:
    shown = form(read(example_text(name)))
    svg, _ = drawn(shown, {})
    links = [link.get("href") for link in fromstring(svg).iter("a")]
    sections = [f"#{target(section.key)}" for section in (*shown.layers, *shown.faces)]
    assert sorted(filter(None, links)) == sorted(sections)
    for link in fromstring(svg).iter("a"):
        assert re.match(r"(Layer|Face between) ", link.get("aria-label", ""))


def test_names_are_text_whatever_they_hold() -> None:
    svg, _ = stack_drawing([layer("<script>&\"'", 1e-3)], [], die=False)
    assert "<script>" not in svg
    fromstring(svg)


STRETCHES = (
    Stretch(
        name="press",
        time_s=(0.0, 10.0, 1000.0),
        pressure_pa=(0.0, 1e7, 1e7),
        temperature_k=(298.15, 300.0, 370.15),
    ),
    Stretch(
        name="release",
        time_s=(0.0, 9.0),
        pressure_pa=(1e7, 1e6),
        temperature_k=(370.15, 370.15),
    ),
)


def test_a_programme_tells_what_it_shows() -> None:
    melting = (Melting(layer="metal", limit_k=371.86, used=0.8),)
    told = spoken(STRETCHES, melting)
    for words in ("press: 10", "97", "release: 1", "9", "metal melts at 98.7"):
        assert words in told
    for wide in (340, 720):
        drawing = fromstring(programme_drawing(STRETCHES, melting, wide=wide))
        assert drawing.get("aria-label") == told
        lanes = [one for one in drawing.iter("rect") if "lane" in one.get("class", "")]
        right = max(float(one.get("x", 0)) + float(one.get("width", 0)) for one in lanes)
        assert right <= wide
        assert len([one for one in drawing.iter("line") if one.get("class") == "melts"]) == 1


def test_a_step_of_seconds_can_still_be_seen_beside_hours() -> None:
    drawing = fromstring(programme_drawing(STRETCHES, (), wide=720))
    lanes = [one for one in drawing.iter("rect") if "lane" in one.get("class", "")]
    assert min(float(one.get("width", 0)) for one in lanes) > 100


def test_a_curve_rises_where_the_quantity_does() -> None:
    drawing = fromstring(programme_drawing(STRETCHES, (), wide=720))
    curves = {one.get("class"): one.get("points", "") for one in drawing.iter("polyline")}
    press = [float(point.split(",")[1]) for point in curves["curve press"].split()]
    heat = [float(point.split(",")[1]) for point in curves["curve heat"].split()]
    assert press[0] > press[1] == press[2] == press[3] < press[4]
    assert heat[0] > heat[1] > heat[2] == heat[4]


def test_no_programme_is_no_drawing() -> None:
    assert programme_drawing((), (), wide=340) == ""
    assert risk_bars(()) == ""


def test_a_bar_is_full_at_the_limit_and_says_its_level() -> None:
    margins = [
        Margin(kind="die", where="wall <b>", level="bad", used=2.0, told="1", reason="too much"),
        Margin(kind="melting", where="metal", level="good", used=0.4, told="2", reason="quiet"),
        Margin(kind="press", where="x", level="marginal", used=None, told="3"),
    ]
    html = risk_bars(margins)
    assert re.findall(r"width:(\d+)%", html) == ["100", "40", "0"]
    assert re.findall(r'class="level \w+">(\w+)<', html) == ["bad", "good", "marginal"]
    assert "wall &lt;b&gt;" in html
    assert "too much" in html
    assert "quiet" not in html
