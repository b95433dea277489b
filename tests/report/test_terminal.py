"""The terminal report: complete, within its width, plain where it must be."""

import dataclasses
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from asperity.outcome import Plan, PlannedStep, Verdict, judge_risks
from asperity.report.changes import changes
from asperity.report.lines import grid, parted_lines, to_text
from asperity.report.rows import Table
from asperity.report.terminal import render, render_plan
from tests.outcome.samples import SAMPLES, molten, powder_cell, step, thermal_press


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("name", SAMPLES)
def test_keeps_within_its_width(name, width):
    lines = to_text(render(SAMPLES[name]()), width=width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_says_what_people_look_for():
    text = to_text(render(thermal_press()), width=80)
    for told in (
        "Sodium pressed warm",
        "contact 21 → 99.73 %",
        "metal 200 → 187 um",
        "50.3 ohm (39.5 ohm cm^2)",
        "about 0.8 mA/cm^2",
        "97.2 degC; marginal from 95.8, bad from 98.8 degC",
        "Verdict: marginal",
        "set the plates 3 K lower",
        "3 parameters were used, 1 of them",
    ):
        assert told in text, told


def test_a_line_a_step_where_there_is_room():
    lines = to_text(render(thermal_press()), width=140).splitlines()
    (line,) = [line for line in lines if line.startswith("  press ")]
    assert "10 MPa" in line
    assert "21 → 99.73 %" in line


def test_detail_is_left_out_only_where_it_does_not_fit():
    assert "charge transfer" not in to_text(render(thermal_press()), width=80)
    assert "charge transfer" in to_text(render(thermal_press()), width=130)


def test_undone_step_says_why():
    text = to_text(render(molten()), width=80)
    assert "molten" in text
    assert "Verdict: bad" in text


def test_bars_in_plain_ascii_where_nothing_else_can_be_shown():
    file = StringIO()

    class Old(Console):
        encoding = "ascii"

    Old(file=file, width=80).print(render(thermal_press()))
    assert "###########." in file.getvalue()
    assert "█" not in file.getvalue()


def test_text_of_a_recipe_is_no_markup():
    outcome = thermal_press("[red]x[/red] [link=http://a]y[/link]")
    assert "[red]x[/red] [link=http://a]y[/link]" in to_text(render(outcome))


def test_nothing_pressed_is_told_too():
    empty = dataclasses.replace(thermal_press(), steps=(), cell=None, sources=(), warnings=())
    assert "Verdict" in to_text(render(empty))


def test_changes_name_what_came_and_went():
    one = step("bond")
    two = step("attach", layers=one.layers[1:])
    assert "rod taken out" in changes([one, two])[1]
    assert "rod added" in changes([two, one])[1]
    assert changes([one, one])[1] == ()


def test_a_foil_that_spreads_is_told_so_at_any_width():
    (foil,) = [layer for layer in step("press").layers if layer.kind == "foil"]
    thick = dataclasses.replace(foil, thickness_m=5e-4, diameter_m=8e-3)
    thin = dataclasses.replace(foil, thickness_m=3.92e-5, diameter_m=2.9e-2)
    pressed = [step("heat", layers=(thick,)), step("press", layers=(thin,))]
    assert f"{foil.name} 500 → 39.2 um thick, 8 → 29 mm wide" in changes(pressed)[1]
    text = to_text(render(dataclasses.replace(thermal_press(), steps=tuple(pressed))), width=80)
    assert "diameter" in text


def test_plan():
    risks = powder_cell().steps[1].risks
    plan = Plan(
        recipe=powder_cell().recipe,
        steps=(
            PlannedStep(name="densify", kind="compact", pressure_pa=2.5e8, force_n=19635.0),
            PlannedStep(name="eject", kind="eject"),
        ),
        risks=risks,
        verdict=judge_risks(risks),
        warnings=("something",),
    )
    text = to_text(render_plan(plan), width=80)
    assert not plan.carried_out
    for told in (
        "densify",
        "250 MPa",
        "19.6 kN; marginal from 7.85, bad from 9.81 kN",
        "Verdict: bad",
        "something",
    ):
        assert told in text
    fine = dataclasses.replace(plan, risks=(), verdict=Verdict(level="good"), steps=())
    assert fine.carried_out
    assert "good" in to_text(render_plan(fine))


def test_the_verdict_stands_at_the_top_and_its_reasons_below():
    lines = to_text(render(thermal_press()), width=80).splitlines()
    assert lines[3] == "Verdict: marginal"
    assert "Why marginal" in lines[-20:]


@pytest.mark.parametrize("width", [80, 100, 120])
def test_a_risk_goes_on_indented_below_itself(width):
    text = to_text(render(thermal_press()), width=width).partition("Risks:")[2]
    below = text.partition("\nWhy")[0].splitlines()[1:]
    assert all(line.startswith("  ") for line in below if line)


def test_results_of_what_cannot_be_done_are_marked():
    text = to_text(render(molten()), width=80)
    assert "Cannot be carried out as written" in text
    assert "Layers after" not in text or "(if it could be pressed)" in text
    assert "if it could" not in to_text(render(thermal_press()))


def test_force_and_scatter_have_one_unit_and_too_small_a_force_is_told():
    plan = Plan(
        recipe=powder_cell().recipe,
        steps=(PlannedStep(name="let", kind="release", force_n=78.5, force_scatter_n=142.0),),
        risks=(),
        verdict=judge_risks(()),
    )
    text = to_text(render_plan(plan), width=80)
    assert "78.5 ± 142 N" in text
    assert "scatters by more than the force of let" in text


@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_first_column_of_a_table_keeps_its_words(width):
    shown = Table(
        headings=("bow, between plates", *(f"{i} mm" for i in range(9))),
        rows=(("any, isostatically", *9 * ("<0.01 %",)),),
    )
    assert "isostatically" in to_text(grid(shown), width=width)


def test_remarks_break_between_their_parts():
    assert parted_lines("one; two; three", 9) == ["one; two", "three"]
    assert parted_lines("one; two", 40) == ["one; two"]
    assert parted_lines("", 40) == []
