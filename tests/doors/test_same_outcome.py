"""Whichever door one takes, the same recipe gives the same outcome."""

import json

import jsonschema
import pytest
from typer.testing import CliRunner

from asperity import run
from asperity.cli.app import app
from asperity.outcome import Outcome
from asperity.outcome.shape import json_schema
from asperity.recipe import list_examples, load_recipe

WEAK = {"press.machine": "coin-cell-crimper", "steps.press.pressure": "2 GPa"}
HOT = {"steps.press.temperature": "110 degC"}


@pytest.mark.parametrize("name", list_examples())
def test_python_and_command_line(name):
    result = CliRunner().invoke(app, ["press", name, "--json", "-"])
    assert result.exit_code in {0, 3}
    data = json.loads(result.stdout)
    jsonschema.Draft202012Validator(json_schema()).validate(data)
    outcome = run.press(load_recipe(name))
    assert Outcome.from_dict(data) == outcome
    assert result.exit_code == (0 if outcome.carried_out else 3)


def test_settings_and_replace():
    path, value = "steps.press.pressure", "7 MPa"
    result = CliRunner().invoke(
        app, ["press", "na-foil", "--set", f"{path}={value}", "--json", "-"]
    )
    outcome = run.press(load_recipe("na-foil").replace({path: value}))
    assert Outcome.from_dict(json.loads(result.stdout)) == outcome


@pytest.mark.parametrize(
    ("name", "changes", "kind"),
    [("na-foil", WEAK, "press"), ("na-thermal-press", HOT, "melting")],
)
def test_what_cannot_be_carried_out(name, changes, kind):
    settings = [word for pair in changes.items() for word in ("--set", "=".join(pair))]
    result = CliRunner().invoke(app, ["press", name, *settings, "--json", "-"])
    assert result.exit_code == 3
    data = json.loads(result.stdout)
    outcome = run.press(load_recipe(name).replace(changes))
    assert Outcome.from_dict(data) == outcome
    assert not outcome.carried_out
    assert data["verdict"]["level"] == "bad"
    bad = [
        risk["kind"] for step in data["steps"] for risk in step["risks"] if risk["level"] == "bad"
    ]
    assert kind in bad


@pytest.mark.parametrize("name", list_examples())
def test_files_say_what_the_screen_says(name, tmp_path):
    file = tmp_path / "outcome.json"
    CliRunner().invoke(app, ["press", name, "--quiet", "--json", str(file)])
    printed = CliRunner().invoke(app, ["press", name, "--json", "-"]).stdout
    assert file.read_text("utf-8") == printed


@pytest.mark.parametrize("name", list_examples())
def test_check_and_press_agree_on_the_tools(name):
    result = CliRunner().invoke(app, ["check", name])
    assert result.exit_code in {0, 3}
    if result.exit_code == 3:
        assert not run.press(load_recipe(name)).carried_out
