"""Records of pressing: what is read, and what is refused with its line, its column and a cure."""

import os

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.errors import Refusal
from asperity.study.calibrate import Sample, fit_compaction
from asperity.study.calibrate.record import columns, machine_of, read_text, series, sheet

SAMPLE = Sample(mass=80.2e-6, diameter=10e-3, density=1870.0)
HEAD = "pressure_MPa,thickness_loaded_mm,thickness_released_mm"
ROWS = (
    "10,0.77875,0.778125",
    "20,0.736875,0.744375",
    "50,0.680625,0.6875",
    "100,0.6475,0.660",
    "200,0.604375,0.6175",
)


def text(*rows, head=HEAD):
    return "\n".join((head, *rows)) + "\n"


def read(content):
    return series(columns(sheet(content, "own.csv")), SAMPLE)


REFUSED = {
    "unsorted": (text(ROWS[0], ROWS[2], ROWS[1]), "line 4, pressure_MPa: found 20 MPa after 50"),
    "no unit of pressure": (text(*ROWS, head=HEAD.replace("_MPa", "")), 'line 1: found "pressure"'),
    "no unit of thickness": (
        text(*ROWS, head=HEAD.replace("loaded_mm", "loaded")),
        "name the unit too: thickness_loaded_mm",
    ),
    "no thickness": (
        text(*ROWS, head="pressure_MPa,thickness_mm,x"),
        "did you mean thickness_load",
    ),
    "nothing known": (text("1,2", "3,4", head="a,b"), "name pressure_MPa and thickness_loaded_mm"),
    "another dimension": (
        text(*ROWS, head=HEAD.replace("loaded_mm", "loaded_MPa")),
        "line 1: found the columns",
    ),
    "negative": (text(*ROWS[:2], "50,-0.68,0.69"), "line 4, thickness_loaded_mm: found -0.68"),
    "zero": (text(*ROWS[:2], "50,0,0.69"), "line 4, thickness_loaded_mm: found 0; write more"),
    "negative pressure": (text("-5,0.9,0.9", *ROWS), "line 2, pressure_MPa: found -5"),
    "two points": (text(*ROWS[:2]), "line 3: found 2 rows under pressure; measure at 3"),
    "one point": (text(ROWS[0]), "found 1 row under pressure"),
    "nan": (text(*ROWS[:3], "100,nan,0.66"), "line 5, thickness_loaded_mm: found nan; write"),
    "inf": (text(*ROWS[:3], "inf,0.6,0.66"), "line 5, pressure_MPa: found inf; write"),
    "words": (text("10,thick,0.7", *ROWS[1:]), 'line 2, thickness_loaded_mm: found "thick"'),
    "underscores": (text("1_0,0.7,0.7", *ROWS[1:]), 'line 2, pressure_MPa: found "1_0"'),
    "beyond floats": (
        text(*ROWS, "1e999,0.5,0.5"),
        "line 7, pressure_MPa: found 1e999; write a smaller",
    ),
    "empty cell": (text("10,,0.7", *ROWS[1:]), "line 2, thickness_loaded_mm: found nothing"),
    "too dense": (text(*ROWS, "400,0.5,0.6"), "line 7, thickness_loaded_mm: found a relative"),
    "too dense released": (text("10,0.778,0.5", *ROWS[1:]), "line 2, thickness_released_mm: found"),
    "thousands in quotes": (
        text('"10,000",0.7,0.7', *ROWS, head=HEAD.replace("MPa", "kPa")),
        'found "10,000"; write 10.000 if the comma is a decimal one, 10000 if it parts thousands',
    ),
    "millions in quotes": (text('"1,000,000",0.7,0.7'), "write 1000000"),
    "a decimal comma in quotes": (text('10,"0,77",0.7'), 'found "0,77"; write a point: 0.77'),
    "thicker all along": (
        text("10,0.60,", "20,0.64,", "50,0.68,", "100,0.70,"),
        "line 5, thickness_loaded_mm: found 0.7 mm thick after 0.6 mm under less pressure",
    ),
    "thicker on the whole": (
        text("10,0.60,", "20,0.70,", "50,0.69,", "100,0.70,"),
        "line 3, thickness_loaded_mm: found 0.7 mm thick after 0.6 mm under less pressure",
    ),
    "never thinner": (
        text("10,0.7,", "20,0.7,", "50,0.7,"),
        "line 4, thickness_loaded_mm: found as thick as under less pressure; a powder gets denser",
    ),
    "looser than any powder": (
        text("10,6.0,", "20,5.9,", "50,5.8,"),
        "line 2, thickness_loaded_mm: found a relative density of 0.091",
    ),
    "micrometres": (text("10,778,779", "20,736,737", "50,680,681"), "0.0007019: 778 mm thick"),
    "the same twice": (text(*ROWS, head="pressure_MPa,pressure_MPa,x"), "twice; name each column"),
    "one meaning twice": (
        text(*ROWS, head="pressure_MPa,pressure_bar,thickness_loaded_mm"),
        'found "pressure_MPa" and "pressure_bar"',
    ),
    "pressure and force": (
        text(*ROWS, head="pressure_MPa,force_kN,thickness_loaded_mm"),
        "keep one: they say the same",
    ),
    "thickness twice": (
        text(*ROWS, head="pressure_MPa,thickness_loaded_mm,displacement_mm"),
        "keep one: they say the same",
    ),
    "cells missing": (text(*ROWS[:2], "50,0.68"), "line 4: found 2 cells; write 3"),
    "decimal commas": (
        text("10,0,77875,0,778125"),
        "a decimal comma becomes a point (0,77: 0.77), a comma between",
    ),
    "semicolons": (text(*ROWS).replace(",", ";"), "columns parted by semicolons"),
    "tabs": (text(*ROWS).replace(",", "\t"), "columns parted by tabs"),
    "semicolons inside": (text("10;0.7;0.7", *ROWS), "line 2: found 1 cells; save the file with"),
    "no rows": (text(), "line 1: found a heading without rows"),
    "empty": ("", "own.csv: found no rows"),
    "comments alone": ("# a\n# b\n", "own.csv: found no rows"),
    "displacements": (text("1,1", "2,2", "3,3", head="force_kN,displacement_mm"), "height: found"),
    "released above": (
        text(*(f"{row},15" for row in ROWS), head=f"{HEAD},pressure_released_MPa"),
        "line 2, pressure_MPa: found let go to 15 MPa from 10 MPa",
    ),
    "two kinds of weights": (
        text(*(f"{row},1,1" for row in ROWS), head=f"{HEAD},weight,thickness_uncertainty_mm"),
        "keep one of the two columns",
    ),
    "a negative weight": (
        text(*(f"{row},-1" for row in ROWS), head=f"{HEAD},weight"),
        "line 2, weight: found -1; write 0 or more",
    ),
}


@pytest.mark.parametrize(("content", "told"), REFUSED.values(), ids=REFUSED)
def test_bad_records_are_refused_with_their_place(content, told):
    with pytest.raises(Refusal) as refusal:
        read(content)
    assert told in str(refusal.value)
    assert refusal.value.instead


def test_lines_are_those_of_the_file():
    content = "# made by hand\n\n" + text(*ROWS[:3], "# a remark", "100,oops,0.66")
    with pytest.raises(Refusal, match=r"own\.csv line 8, thickness_loaded_mm"):
        read(content)
    assert read("# a\n\n" + text(*ROWS[:3], "# b", ROWS[3])).line == (4, 5, 6, 8)


def test_all_that_is_wrong_is_told_up_to_a_handful():
    with pytest.raises(Refusal) as refusal:
        read(text("x,0.7,0.7", *ROWS[1:4], "200,y,0.6"))
    assert [line.split(":")[0] for line in str(refusal.value).splitlines()] == [
        "own.csv line 2, pressure_MPa",
        "own.csv line 6, thickness_loaded_mm",
    ]
    with pytest.raises(Refusal) as refusal:
        read(text(*("1,2" for _ in range(50))))
    assert str(refusal.value).splitlines()[-1] == "own.csv: found 42 more like these; mend all"


@pytest.mark.parametrize(
    "head",
    [
        "thickness_released_mm,pressure_MPa,thickness_loaded_mm",
        "Thickness_Released (mm),PRESSURE [MPa],thickness loaded / mm",
    ],
)
def test_headings_as_people_write_them(head):
    rows = (",".join((row.split(",")[2], *row.split(",")[:2])) for row in ROWS)
    assert read(text(*rows, head=head)).density == pytest.approx(read(text(*ROWS)).density)


def test_densities_are_mass_over_volume():
    found = read(text(*ROWS))
    area = np.pi / 4 * 0.01**2
    assert found.density[3] == pytest.approx(80.2e-6 / (area * 0.6475e-3 * 1870), rel=1e-12)
    assert found.released_density[3] == pytest.approx(80.2e-6 / (area * 0.66e-3 * 1870), rel=1e-12)


def test_a_pellet_may_be_let_go_now_and_then():
    found = read(text("10,0.77875,", *ROWS[1:]))
    assert np.isnan(found.released_density[0])
    assert np.isfinite(found.released_density[1:]).all()


@given(st.permutations(range(1, 5)))
def test_a_record_is_refused_if_and_only_if_it_gets_no_denser(order):
    """By the straight line through density over log pressure, here by numpy's own."""
    thick = 0.7 - 0.02 * np.array(order)
    pressure = np.array([10.0, 20, 40, 80])
    rows = (f"{p!r},{t!r}," for p, t in zip(pressure.tolist(), thick.tolist(), strict=True))
    rise = np.polyfit(np.log(pressure), SAMPLE.solid / (thick * 1e-3), 1)[0] * np.log(8)
    if rise > 1e-4:
        assert len(read(text(*rows)).line) == 4
    else:
        with pytest.raises(Refusal, match="under less pressure"):
            read(text(*rows))


def test_a_loose_fill_may_be_looser_than_a_pressed_powder():
    assert read(text("0,6.0,", *ROWS)).loose == pytest.approx(SAMPLE.solid / 6e-3)
    with pytest.raises(Refusal, match=r"line 2, .* a relative density of 0\.0182"):
        read(text("0,30,", *ROWS))


def test_a_displacement_of_the_wrong_sign_is_told_as_such():
    rows = text("10,-0.1", "20,-0.2", "50,-0.3", head="pressure_MPa,displacement_mm")
    with pytest.raises(Refusal, match="line 4, displacement_mm") as refusal:
        series(columns(sheet(rows, "own.csv")), SAMPLE, height=0.8e-3)
    assert "the sign of the displacement" in str(refusal.value)


@pytest.mark.parametrize(("give", "line"), [("500 um/kN", 6), ("50 um/kN", 4)])
def test_a_compliance_that_makes_the_pellet_grow_is_told_as_such(give, line):
    machine = machine_of(give, area=SAMPLE.area)
    with pytest.raises(Refusal, match=f"own.csv line {line}, thickness_loaded_mm") as refusal:
        series(columns(sheet(text(*ROWS, "400,0.57,"), "own.csv")), SAMPLE, machine=machine)
    assert "the compliance" in refusal.value.instead


def test_columns_without_a_name_are_told_where_they_hold_something():
    empty = text(*(f"{row}," for row in ROWS), head=f"{HEAD},")
    assert columns(sheet(empty, "own.csv")).ignored == ()
    full = text(*(f"{row},7" for row in ROWS), head=f"{HEAD},")
    assert columns(sheet(full, "own.csv")).ignored == ("one without a name",)


@given(st.text("0123456789.,;\n#ab_MPapressuthickneld -", max_size=200))
def test_any_text_is_read_or_refused(content):
    try:
        read(content)
    except Refusal as refusal:
        assert refusal.instead  # noqa: PT017 (either end is right)


# --- files ---


def test_files_that_are_none(tmp_path):
    for path, told in ((tmp_path / "no.csv", "no such file"), (tmp_path, "a directory")):
        with pytest.raises(Refusal, match=told):
            read_text(str(path))
    with pytest.raises(Refusal, match="no plain file"):
        read_text("/dev/null")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(Refusal, match="a pipe, no plain file; save the record to a file"):
        read_text(str(pipe))
    with pytest.raises(Refusal, match="-: found no file; save the record to a file"):
        read_text("-")
    binary = tmp_path / "a.xlsx"
    binary.write_bytes(b"PK\x03\x04\x00\x00")
    with pytest.raises(Refusal, match="no text; export it"):
        read_text(str(binary))
    huge = tmp_path / "huge.csv"
    huge.write_bytes(b"1,2\n" * 5_000_001)
    with pytest.raises(Refusal, match="more than 20 MB"):
        read_text(str(huge))


@pytest.mark.parametrize("how", ["utf-8-sig", "latin-1", "crlf"])
def test_texts_as_instruments_write_them(how, tmp_path):
    content = "# µm und Å\n" + text(*ROWS)
    content = content.replace("\n", "\r\n") if how == "crlf" else content
    path = tmp_path / "own.csv"
    path.write_bytes(content.replace("Å", "").encode("utf-8" if how == "crlf" else how))
    assert read(read_text(str(path))[0]).density == pytest.approx(read(text(*ROWS)).density)


# --- machine and sample ---


@pytest.mark.parametrize(
    ("given_", "told"),
    [
        ("5", "compliance: found 5; give a unit"),
        ("5 mm", "a length"),
        ("-1 um/kN", "0 or more"),
        ("nowhere.csv", "no such file"),
    ],
)
def test_machines_that_are_none(given_, told):
    with pytest.raises(Refusal) as refusal:
        machine_of(given_, area=1e-4)
    assert told in str(refusal.value)


def test_a_run_without_powder(tmp_path):
    path = tmp_path / "blank.csv"
    path.write_text("force_kN,displacement_mm\n5,0.02\n10,0.03\n20,0.04\n")
    machine = machine_of(str(path), area=1e-4)
    force = np.array([0.0, 2.5e3, 5e3, 15e3])
    assert machine.deflection(force) == pytest.approx([0.0, 1e-5, 2e-5, 3.5e-5])
    with pytest.raises(Refusal, match="ends at 20 kN; press the empty die to the 25 kN"):
        machine.deflection(np.array([25e3]))
    for rows, told in (
        ("1,1\n1,2\n", "line 3, force_kN"),
        ("1,2\n2,1\n", "line 3, displacement_mm"),
    ):
        path.write_text(f"force_kN,displacement_mm\n{rows}")
        with pytest.raises(Refusal, match=told):
            machine_of(str(path), area=1e-4)
    path.write_text("force_kN,thickness_loaded_mm\n1,1\n2,1\n")
    with pytest.raises(Refusal, match="name force_kN and displacement_mm"):
        machine_of(str(path), area=1e-4)


@pytest.mark.parametrize("name", ["mass", "diameter", "density"])
def test_samples_that_cannot_be(name):
    plain = {"mass": 80e-6, "diameter": 0.01, "density": 1870.0}
    for value in (0.0, -1.0, float("nan"), float("inf")):
        with pytest.raises(Refusal, match=f"{name}: found"):
            Sample(**(plain | {name: value}))
    for error in (-1e-9, plain[name]):
        with pytest.raises(Refusal, match=f"{name}-error: found"):
            Sample(**plain, **{f"{name}_error": error})


def test_text_is_no_number_and_nothing_is_no_path(tmp_path):
    with pytest.raises(Refusal, match='mass: found "80 mg"; write a plain number in SI'):
        Sample(mass="80 mg", diameter=0.01, density=1870.0)
    with pytest.raises(Refusal, match='density-error: found "1 %"'):
        Sample(mass=80e-6, diameter=0.01, density=1870.0, density_error="1 %")
    assert Sample(mass=np.float32(8e-5), diameter=0.01, density=1870).mass == np.float32(8e-5)
    with pytest.raises(Refusal, match="path: found None; write the path"):
        fit_compaction(None, SAMPLE)
    path = tmp_path / "own.csv"
    path.write_text(text(*ROWS))
    for options, told in (
        ({"height": "3 mm"}, 'height: found "3 mm"'),
        ({"released": "1 MPa"}, 'released: found "1 MPa"'),
        ({"released": -1e6}, "released: found -1 MPa; write a pressure of 0 or more"),
    ):
        with pytest.raises(Refusal, match=told):
            fit_compaction(str(path), SAMPLE, **options)
    with pytest.raises(Refusal, match=r"sample: found None; give asperity\.study\.Sample"):
        fit_compaction(str(path), None)


def test_errors_of_a_sample_add_in_squares_and_the_diameter_counts_twice():
    doubt = {"mass_error": 0.8e-6, "diameter_error": 1e-4, "density_error": 37.4}
    sample = Sample(mass=80e-6, diameter=0.01, density=1870.0, **doubt)
    assert sample.error == pytest.approx(np.sqrt(0.01**2 + 0.02**2 + 0.02**2))


def test_a_law_nobody_knows(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(text(*ROWS))
    with pytest.raises(Refusal, match='law: found "walkr"; did you mean "walker"'):
        fit_compaction(str(path), SAMPLE, laws=("walkr",))
    with pytest.raises(Refusal, match="too few rows for cooper-eaton: 5 parameters need 6 rows"):
        fit_compaction(str(path), SAMPLE, laws=("cooper-eaton",))
    with pytest.raises(Refusal, match="height: found 3 mm; leave it out"):
        fit_compaction(str(path), SAMPLE, height=3e-3)
