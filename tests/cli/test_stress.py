"""The verb stress: what it tells and writes, refusals, exit codes."""

import json

import pytest
from typer.testing import CliRunner

import asperity
from asperity.cli.app import app
from asperity.study import analyse

run = CliRunner().invoke
COLD = "na-cold-press"


def test_it_tells_what_python_answers():
    result = run(app, ["stress", COLD, "--json", "-"])
    assert result.exit_code == 0
    found = analyse(asperity.load_recipe(COLD)).outcome
    assert json.loads(result.stdout) == json.loads(found.to_json())
    assert found.schema == "asperity-stress-1"


def test_it_tells_how_large_and_where():
    result = run(app, ["stress", COLD], env={"COLUMNS": "120"})
    assert result.exit_code == 0
    for text in ("largest tension", "from the axis", "breaks with", "by closed forms", "MPa"):
        assert text in result.stdout


def test_what_cannot_be_pressed_is_solved_and_said():
    result = run(app, ["stress", COLD, "--set", "press.machine=coin-cell-crimper"])
    assert result.exit_code == 3
    assert "largest tension" in result.stdout
    assert "cannot be carried out" in result.stderr


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_it_draws(tmp_path, kind):
    file = tmp_path / f"a.{kind}"
    result = run(app, ["stress", COLD, "--plot", str(file), "--quiet"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert file.read_bytes()[:5] in {b"\x89PNG\r", b"<?xml"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--step", "pres"], "--step: found"),
        (["--plot", "a.jpg"], "--plot: found"),
        (["--set", "stack.electrolyte.flatness=5"], "stack.electrolyte.flatness: found"),
    ],
)
def test_wrong_options_are_refused(tmp_path, options, said):
    result = run(app, ["stress", COLD, *options, "--json", str(tmp_path / "a.json")])
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []
