"""The verb impedance: what it tells, files that other programs read, refusals, exit codes."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

import asperity
from asperity.cli.app import app
from asperity.outcome.spectrum.told import cell_spectrum

run = CliRunner().invoke
CELL = "symmetric-cell"


def as_impedance_py_reads_it(file):
    """`impedance.preprocessing.readCSV`, line for line."""
    data = np.genfromtxt(file, delimiter=",")
    return data[:, 0], data[:, 1] + 1j * data[:, 2]


def as_impedance_py_reads_zplot(file):
    """`impedance.preprocessing.readZPlot`: tabs, below the line "End Comments"."""
    lines = file.read_text("utf-8").splitlines()
    raw = [line.split("\t") for line in lines[lines.index("End Comments") + 1 :]]
    return (
        np.array([float(each[0]) for each in raw]),
        np.array([complex(float(each[4]), float(each[5])) for each in raw]),
    )


@pytest.mark.parametrize(
    ("name", "read"), [("a.csv", as_impedance_py_reads_it), ("a.z", as_impedance_py_reads_zplot)]
)
def test_a_file_holds_what_python_answers(tmp_path, name, read):
    file = tmp_path / name
    result = run(app, ["impedance", CELL, "--step", "press", "--out", str(file), "--quiet"])
    assert (result.exit_code, result.stdout) == (0, "")
    frequency, found = read(file)
    spectrum = asperity.press(asperity.load_recipe(CELL)).steps[1].spectrum
    assert np.array_equal(frequency[::-1], spectrum.frequency_hz)
    assert np.array_equal(found[::-1], spectrum.real_ohm + 1j * spectrum.imaginary_ohm)


def test_named_columns_are_found(tmp_path):
    """Readers of `.z` look for the line of names, and for its columns by how they begin."""
    file = tmp_path / "a.z"
    run(app, ["impedance", CELL, "--out", str(file), "-q"])
    named = [line for line in file.read_text("utf-8").splitlines() if "Freq(Hz)" in line]
    columns = named[0].lower().split("\t")
    assert [columns.index(name) for name in ("freq(hz)", "z'(a)", "z''(b)")] == [0, 4, 5]


def test_it_tells_which_arc_is_which():
    result = run(app, ["impedance", CELL], env={"COLUMNS": "120"})
    assert result.exit_code == 0
    for text in ("charge transfer", "grain boundaries", "pF", "kHz", "cannot be told apart"):
        assert text in result.stdout


@pytest.mark.parametrize(("recipe", "faces"), [("multi-step", ["rod:electrolyte"]), (CELL, [])])
def test_it_tells_where_a_measurement_would_see_a_blocking_tail(recipe, faces):
    """Aluminium gives no sodium; lithium gives lithium, and a cathode has its own transfer."""
    told = cell_spectrum(asperity.press(asperity.load_recipe(recipe)))
    assert [warning.partition(": ")[0] for warning in told.warnings] == faces
    shown = run(app, ["impedance", recipe], env={"COLUMNS": "120"}).stdout
    assert ("steep tail" in shown) == bool(faces)


def test_json_holds_the_parts(tmp_path):
    file = tmp_path / "a.json"
    assert run(app, ["impedance", CELL, "--json", str(file), "-q"]).exit_code == 0
    told = json.loads(file.read_text("utf-8"))
    assert told["schema"] == "asperity-spectrum-1"
    parts = told["spectrum"]["parts"]
    assert {part["kind"] for part in parts} == {"bulk", "grain-boundary", "interface", "metals"}
    total = sum(part["resistance_ohm"] for part in parts)
    assert total == pytest.approx(told["resistance_ohm"], rel=1e-12)
    shown = run(app, ["impedance", CELL, "--json", "-"])
    assert json.loads(shown.stdout) == told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--step", "pres"], 'did you mean "press"?'),
        (["--step", "pre-press"], "after which nothing conducts; write one of: press, operate"),
        (["--out", "a.txt"], "write a name that ends in .csv or .z"),
        (["--grid", "64"], "add --fidelity full-field"),
        (["--out", "same.z", "--json", "same.z"], "the file of another option"),
    ],
)
def test_refusals_write_nothing(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    result = run(app, ["impedance", CELL, "--json", "other.json", *arguments])
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_recipe_without_a_cell_is_refused(tmp_path):
    file = tmp_path / "a.csv"
    result = run(app, ["impedance", "na-foil", "--out", str(file)])
    assert result.exit_code == 2
    assert "no step that leaves a conducting cell" in result.stderr
    assert not file.exists()


def test_what_cannot_be_carried_out_ends_with_3(tmp_path):
    file = tmp_path / "a.csv"
    too_hot = ["--set", "steps.press.temperature=110 degC"]
    result = run(app, ["impedance", "na-thermal-press", *too_hot, "--out", str(file)])
    assert result.exit_code == 3
    assert file.exists() == ("Which arc is which" in result.stdout)


def test_the_last_step_that_conducts_is_meant():
    outcome = asperity.press(asperity.load_recipe(CELL))
    assert cell_spectrum(outcome).step == "operate"
    assert cell_spectrum(outcome).spectrum == outcome.steps[-1].spectrum
