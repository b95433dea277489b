"""`asperity steps`: a recipe in its steps beside all at once; refusals, JSON, files."""

import json

import pytest
from typer.testing import CliRunner

import asperity
from asperity.cli.app import app
from asperity.study import compare_steps

run = CliRunner().invoke


def test_it_tells_what_is_lost_and_gained():
    result = run(app, ["steps", "multi-step", "--set", "stack.electrolyte.material=Li6PS5Cl"])
    assert result.exit_code == 0
    for told in ("in steps", "at once, 250", "at once, 500", "worse: separator density", "better:"):
        assert told in result.stdout
    assert run(app, ["steps", "multi-step", "--quiet"]).stdout == ""


def test_json_has_what_python_has(tmp_path):
    found = compare_steps(asperity.load_recipe("multi-step")).to_dict()
    to_stdout = run(app, ["steps", "multi-step", "--json", "-"])
    assert json.loads(to_stdout.stdout) == json.loads(json.dumps(found))
    file = tmp_path / "steps.json"
    assert run(app, ["steps", "multi-step", "--json", str(file), "-q"]).exit_code == 0
    assert json.loads(file.read_text("utf-8")) == json.loads(to_stdout.stdout)
    assert [one["name"] for one in found["at_once"]] == ["at once, 250 MPa", "at once, 500 MPa"]
    assert "separator_evenness" in found["at_once"][1]["lost"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["na-foil"], "steps: found 0 of kind compact or bond; give two or more"),
        (["nowhere.toml"], "nowhere.toml"),
        (["multi-step", "--json", "/nowhere/steps.json"], "--json"),
    ],
)
def test_refusals(words, told):
    result = run(app, ["steps", *words])
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_what_cannot_be_carried_out_ends_with_three():
    words = ["steps", "multi-step", "--set", 'steps.bond.pressure="1.5 GPa"', "--json", "-"]
    result = run(app, words)
    assert result.exit_code == 3
    told = json.loads(result.stdout)
    assert not told["in_steps"]["carried_out"]
    assert [way["carried_out"] for way in told["at_once"]] == [True, False]
