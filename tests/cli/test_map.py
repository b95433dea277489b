"""The verb map: what it writes and tells, refusals, Ctrl-C."""

import json

import pytest
from typer.testing import CliRunner

import asperity
from asperity.cli.app import app
from asperity.study import map_recipe, mapping
from asperity.study.mapping import to_dict
from asperity.study.mapping.cells import refine
from asperity.study.mapping.shape import json_schema
from tests.cli.shapes import faults, shipped

run = CliRunner().invoke
ASKED = {
    "x": "steps.press.pressure=2 MPa..200 MPa",
    "y": "steps.press.temperature=40 degC..105 degC",
    "of": "interface-resistance",
}
OPTIONS = [text for name, value in ASKED.items() for text in (f"--{name}", value)]
WARM = ["map", "na-thermal-press", *OPTIONS, "--points", "3", "--workers", "1"]


def test_it_tells_what_python_answers():
    result = run(app, [*WARM, "--json", "-"])
    assert result.exit_code == 0, result.stderr
    found = map_recipe(asperity.load_recipe("na-thermal-press"), **ASKED, points=3, workers=1)
    told = json.loads(result.stdout)
    assert told == json.loads(json.dumps(to_dict(found)))
    schema = shipped("map-1")
    assert schema == json_schema()
    assert faults(schema, told) == []
    assert faults(schema, {**told, "error": "none"})
    assert faults(schema, {**told, "window": {**told["window"], "wide": 1}})


def test_it_writes_every_kind_at_once_and_tells_the_window(tmp_path):
    ends = ("png", "svg", "html", "csv", "json", "parquet")
    files = [text for end in ends for text in ("--out", str(tmp_path / f"a.{end}"))]
    result = run(app, [*WARM, *files, "--set", "stack.electrolyte.flatness=2 um"])
    assert result.exit_code == 0, result.stderr
    begins = [(tmp_path / f"a.{end}").read_bytes()[:4] for end in ends]
    assert begins == [b"\x89PNG", b"<?xm", b"<!do", b"step", b'{"sc', b"PAR1"]
    assert "window" in result.stdout
    assert "9 of 9 points were pressed" in result.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--out", "a.jpg"], "--out: found"),
        (["--x", "steps.press.presure=1 MPa..5 MPa"], 'did you mean "pressure"'),
        (["--x", "steps.press.pressure=5"], "--x"),
        (["--of", "interface-resistense"], "--of: found"),
        (["--y", "steps.press.pressure=1 MPa..5 MPa"], "--y: found"),
        (["--points", "1"], "--points: found"),
        (["--presses", "5"], "--presses: found"),
        (["--set", "stack.electrolyte.flatness=5"], "stack.electrolyte.flatness: found"),
    ],
)
def test_wrong_options_are_refused(tmp_path, options, said):
    result = run(app, [*WARM, *options, "--json", str(tmp_path / "a.json")])
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_one_file_is_not_written_twice(tmp_path):
    name = str(tmp_path / "a.csv")
    result = run(app, [*WARM, "--out", name, "--out", name])
    assert result.exit_code == 2
    assert "twice" in result.stderr


def test_stopped_it_keeps_the_map_of_what_was_pressed(tmp_path, monkeypatch):
    pressed = mapping.making.pressed
    batches = []

    def interrupted(task):
        batches.append(task)
        if len(batches) > 1:
            raise KeyboardInterrupt
        return pressed(task)

    monkeypatch.setattr(mapping.making, "pressed", interrupted)
    monkeypatch.setattr(refine, "COARSE", 2)
    file = tmp_path / "a.json"
    options = ["--points", "9", "--json", str(file), "--quiet"]
    result = run(app, [*WARM, *options])
    assert result.exit_code == 130
    told = json.loads(file.read_text())
    assert told["stopped"]
    assert told["presses"] == len(batches[0][1]) < 81
    assert f"stopped after {told['presses']} points" in result.stderr
