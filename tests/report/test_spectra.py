"""Figures of impedance: what they mark, and when there are none."""

from functools import cache

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

import asperity
from asperity.report import figures
from asperity.report.figures import spectra
from asperity.report.html import page


@cache
def pressed(name: str) -> asperity.Outcome:
    return asperity.press(asperity.load_recipe(name))


@pytest.mark.parametrize("draw", [figures.nyquist, figures.bode])
def test_they_name_the_steps_and_the_arcs(draw):
    picture = draw(pressed("symmetric-cell"))
    for text in ("after operate", "after press", "charge transfer", "Hz"):
        assert text in picture


@pytest.mark.parametrize("draw", [figures.nyquist, figures.bode])
def test_without_a_cell_there_is_none(draw):
    assert draw(pressed("na-foil")) == ""


def test_the_complex_plane_is_not_stretched():
    """An arc of the plot is as high as half its width, and half circles end where Z does."""
    with mpl.rc_context({"text.parse_math": False}):
        figure = Figure(figsize=(5, 4))
        told = spectra._told(pressed("symmetric-cell"))
        spectra._draw_nyquist(figure, told)
        (axes,) = figure.axes
        figure.draw_without_rendering()
    unit = axes.transData.transform([(1, 0), (0, 1)]) - axes.transData.transform((0, 0))
    assert unit[0][0] == pytest.approx(unit[1][1])
    ends = [patch.center[0] + patch.r for patch in axes.patches]
    assert max(ends) == pytest.approx(told[-1][1].resistance_ohm)


def test_steps_that_look_alike_are_drawn_once():
    steps = [step.name for step, _ in spectra._told(pressed("na-thermal-press"))]
    assert steps == ["press", "release"]


def test_the_page_has_both():
    shown = page(pressed("symmetric-cell"))
    assert "Impedance of the cell in the complex plane" in shown
    assert "Impedance of the cell over frequency" in shown


def test_phases_are_between_resistor_and_capacitor():
    for step, spectrum in spectra._told(pressed("anneal-under-pressure")):
        _, angle = spectra._polar(spectrum)
        assert np.all((angle <= 0) & (angle >= -90)), step.name
