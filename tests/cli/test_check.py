"""`asperity check`: every margin on the terminal and as JSON, and when it ends with 3."""

import json

import pytest
from typer.testing import CliRunner

import asperity
from asperity.cli.app import app

run = CliRunner().invoke


def test_json_has_what_python_has(tmp_path):
    plan = asperity.check(asperity.load_recipe("na-cold-press"))
    printed = run(app, ["check", "na-cold-press", "--json", "-"])
    assert json.loads(printed.stdout) == json.loads(plan.to_json())
    file = tmp_path / "plan.json"
    assert run(app, ["check", "na-cold-press", "--json", str(file)]).exit_code == 0
    assert json.loads(file.read_text("utf-8")) == plan.to_dict()


def test_every_margin_is_listed():
    told = run(app, ["check", "na-cold-press"], env={"COLUMNS": "140"})
    assert told.exit_code == 0
    for margin in ("punch", "melting", "fracture", "mechanical short", "extrusion", "± scatter"):
        assert margin in told.stdout


def test_what_cannot_be_carried_out_ends_with_three():
    words = ["check", "na-cold-press", "--set", "press.machine=coin-cell-crimper"]
    told = run(app, words)
    assert told.exit_code == 3
    assert "coin-cell-crimper" in told.stdout
    assert run(app, ["check", "na-foil", "--json", "/nowhere/plan.json"]).exit_code == 2


def test_a_planned_step_takes_as_long_as_its_ramps():
    plan = asperity.check(asperity.load_recipe("na-cold-press"))
    done = asperity.press(asperity.load_recipe("na-cold-press"))
    for planned, pressed in zip(plan.steps, done.steps, strict=True):
        assert planned.duration_s == pytest.approx(pressed.duration_s, rel=1e-6)
