"""The drawing of the stack: to scale, and closer where layers are thin."""

import dataclasses

import pytest

import asperity
from asperity.report import figures, words
from asperity.report.figures.stack import THIN, panels_of, round_length
from tests.outcome.samples import fracture, layers, risk, step


def sized(*thicknesses):
    return [dataclasses.replace(layers()[0], thickness_m=size) for size in thicknesses]


def test_one_panel_where_all_can_be_seen():
    (panel,) = panels_of(sized(1e-3, 5e-4))
    assert panel.heights == (1e-3, 5e-4)
    assert panel.cut == (False, False)


def test_thin_layers_are_drawn_again_beside_a_slice_of_their_neighbours():
    first, second, third = panels_of(sized(1e-2, 2e-4, 1e-3, 2e-6))
    assert first.total == pytest.approx(1.1202e-2)
    assert second.cut == (True, False, True, False)
    assert second.heights[1] == 2e-4
    assert third.cut == (True, False)
    assert third.heights[1] == 2e-6


def test_every_panel_but_the_last_leaves_something_to_see_closer():
    panels = panels_of(sized(1.0, 1e-3, 1e-6, 1e-9))
    assert len(panels) == 3
    assert all(any(panel.thin()) for panel in panels[:-1])
    assert min(panels[0].heights) < THIN * panels[0].total


def test_nothing_to_draw():
    assert panels_of(sized(0.0)) == ()
    assert figures.stack(()) == ""
    assert figures.margins(()) == ""


@pytest.mark.parametrize(("most", "bar"), [(0.45, 0.2), (1.0, 1.0), (7.3e-5, 5e-5), (9.9, 5.0)])
def test_scale_bars_are_round(most, bar):
    assert round_length(most) == pytest.approx(bar)


def test_margins_grow_with_the_number_of_risks():
    few, many = figures.margins((risk(),)), figures.margins((risk(), fracture(), risk(value=300)))
    height = [float(text.split('viewBox="0 0 331.2 ')[1].split('"')[0]) for text in (few, many)]
    assert height[1] > height[0]
    assert "melting, metal" in few
    assert "97.2\N{NO-BREAK SPACE}°C" in few


def test_a_ceramic_has_a_picture_of_its_bows_and_thicknesses():
    outcome = asperity.press(
        asperity.load_recipe("na-cold-press").replace({"steps.press.dwell": "1 s"})
    )
    (found,) = [
        layer.survival
        for layer in outcome.steps[0].layers
        if layer.survival is not None and layer.survival.uniaxial
    ]
    picture = figures.breaking(found)
    for chance in found.uniaxial[-1]:
        told = words.chance(chance).replace("<", "&lt;").replace(">", "&gt;")
        assert f">{told}<" in picture
    assert "1 mm" in picture.replace("\N{NO-BREAK SPACE}", " ")
    assert figures.breaking(dataclasses.replace(found, uniaxial=())) == ""


def test_an_uneven_foil_is_drawn_and_an_even_one_is_not():
    (foil,) = [layer for layer in step("press").layers if layer.kind == "foil"]
    uneven = dataclasses.replace(
        foil, evenness=0.2, thickness_lowest_m=3e-5, thickness_highest_m=5e-5, thickness_m=4e-5
    )
    assert "thinnest place" in figures.evenness([uneven])
    assert figures.evenness([dataclasses.replace(uneven, evenness=0.01)]) == ""
