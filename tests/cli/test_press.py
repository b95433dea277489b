"""`press` and `check` around a run made by hand: files, codes, progress, Ctrl-C."""

import json
import os
import signal
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from asperity.cli import files, lazy, progress
from asperity.cli.app import app
from asperity.errors import Refusal, Stopped
from asperity.outcome import Outcome, Plan
from tests.outcome.samples import molten, thermal_press

run = CliRunner().invoke


@pytest.fixture(autouse=True)
def pressed(monkeypatch):
    """A run that gives a ready outcome, and notes what it was asked."""
    asked = SimpleNamespace(outcome=thermal_press(), recipe=None, options=None)

    def press(recipe, **options):
        asked.recipe, asked.options = recipe, options
        if isinstance(asked.outcome, BaseException):
            raise asked.outcome
        return asked.outcome

    monkeypatch.setattr(lazy, "press", press)
    return asked


def test_prints_the_report_and_ends_with_0(pressed):
    result = run(app, ["press", "na-foil"])
    assert result.exit_code == 0
    assert "Verdict: marginal" in result.stdout
    assert result.stderr == ""
    assert callable(pressed.options.pop("watch"))
    assert pressed.options == {
        "fidelity": "mean-field",
        "seed": 0,
        "grid": None,
        "threads": None,
    }


def test_settings_reach_the_recipe(pressed):
    run(app, ["press", "na-foil", "--set", 'steps.press.pressure="7 MPa"', "--set", "title=x=y"])
    assert pressed.recipe.title == "x=y"
    assert '"7 MPa"' in pressed.recipe.to_toml()


def test_json_to_stdout_is_only_json():
    result = run(app, ["press", "na-foil", "--json", "-"])
    assert Outcome.from_dict(json.loads(result.stdout)) == thermal_press()


def test_files_and_quiet(tmp_path):
    one, two = tmp_path / "o.json", tmp_path / "o.html"
    result = run(app, ["press", "na-foil", "-q", "--json", str(one), "--report", str(two)])
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert Outcome.from_dict(json.loads(one.read_text("utf-8"))) == thermal_press()
    assert two.read_text("utf-8").startswith("<!doctype html>")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["o.html", "o.json"]
    assert stat.S_IMODE(one.stat().st_mode) == 0o666 & ~files._mask()


def test_not_carried_out_is_3_and_still_written(pressed, tmp_path):
    pressed.outcome = molten()
    file = tmp_path / "o.json"
    result = run(app, ["press", "na-foil", "--json", str(file)])
    assert result.exit_code == 3
    assert "Verdict: bad" in result.stdout
    assert json.loads(file.read_text("utf-8"))["verdict"]["level"] == "bad"
    quiet = run(app, ["press", "na-foil", "-q"])
    assert (quiet.exit_code, quiet.stdout) == (3, "")
    assert "molten" in quiet.stderr


@pytest.mark.parametrize("how", [KeyboardInterrupt(), Stopped()])
def test_stopping_is_130_and_writes_nothing(pressed, tmp_path, how):
    pressed.outcome = how
    result = run(app, ["press", "na-foil", "--json", str(tmp_path / "o.json")])
    assert result.exit_code == 130
    assert "stopped" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_refusal_while_pressing_writes_nothing(pressed, tmp_path):
    pressed.outcome = Refusal("stack", "nothing", "write a layer")
    result = run(app, ["press", "na-foil", "--json", str(tmp_path / "o.json")])
    assert result.exit_code == 2
    assert result.stderr == "stack: found nothing; write a layer\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("flag", ["--json", "--report"])
def test_targets_are_refused_before_any_work(pressed, tmp_path, flag):
    for bad in (tmp_path, tmp_path / "no" / "o.json", ""):
        result = run(app, ["press", "na-foil", flag, str(bad)])
        assert result.exit_code == 2
        assert flag in result.stderr
    assert pressed.recipe is None


def test_the_recipe_is_not_overwritten(tmp_path):
    recipe = tmp_path / "mine.toml"
    run(app, ["examples", "na-foil", str(recipe)])
    before = recipe.read_text("utf-8")
    assert run(app, ["press", str(recipe), "--json", str(recipe)]).exit_code == 2
    assert recipe.read_text("utf-8") == before


def test_one_file_for_both_is_refused(tmp_path):
    both = str(tmp_path / "o")
    assert run(app, ["press", "na-foil", "--json", both, "--report", both]).exit_code == 2


def test_a_failed_write_changes_no_file(tmp_path, monkeypatch):
    one, two = tmp_path / "a", tmp_path / "b"
    one.write_text("old")
    make = files._neighbour

    def full(path, text):
        if path.name == "b":
            raise OSError(28, "No space left on device", str(path))
        return make(path, text)

    monkeypatch.setattr(files, "_neighbour", full)
    with pytest.raises(Refusal, match="no space left on device"):
        files.write_all({one: "new", two: "new"})
    assert one.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]


def test_a_failed_write_names_the_file_that_was_asked_for(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device", str(tmp_path / ".a.xyz.part"))

    monkeypatch.setattr(files.tempfile, "mkstemp", full)
    with pytest.raises(Refusal) as refused:
        files.write_all({tmp_path / "a": "new"})
    assert refused.value.where == str(tmp_path / "a")


def test_overwriting_keeps_the_mode_and_follows_links(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    files.write_all({link: "new"})
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_what_is_no_plain_file_is_written_to():
    files.write_all({files.target(os.devnull, "--json"): "gone"})
    assert not Path(os.devnull).is_file()


def test_check(monkeypatch):
    outcome = molten()
    plan = Plan(
        recipe=outcome.recipe,
        steps=(),
        risks=outcome.steps[0].risks,
        verdict=outcome.verdict,
    )
    monkeypatch.setattr(lazy, "check", lambda _: plan)
    result = run(app, ["check", "na-foil"])
    assert result.exit_code == 3
    assert "Verdict: bad" in result.stdout


def test_a_pipe_is_shown_nothing(capsys):
    with progress.watching(quiet=False) as watch:
        watch(SimpleNamespace(step="heat", index=0, count=2, fraction=0.5, time_s=1.0))
    assert capsys.readouterr() == ("", "")


def interrupted(times: int) -> None:
    with progress.watching(quiet=True) as watch:
        for _ in range(times):
            signal.raise_signal(signal.SIGINT)
        watch(SimpleNamespace(step="heat", index=0, count=2, fraction=0.5, time_s=1.0))


def test_ctrl_c_ends_a_run_at_its_next_step():
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(Stopped):
        interrupted(1)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_second_ctrl_c_ends_it_at_once():
    with pytest.raises(KeyboardInterrupt):
        interrupted(2)


def test_progress_appears_after_a_second_and_goes_away(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: True, raising=False)
    shown = []

    class Bar:
        def start(self):
            shown.append("start")

        def add_task(self, _, total):
            shown.append(total)
            return 0

        def update(self, _, completed, description):
            shown.append((description, completed))

        def stop(self):
            shown.append("stop")

    monkeypatch.setattr(lazy, "progress", Bar)
    with progress.watching(quiet=False) as watch:
        watch(SimpleNamespace(step="heat", index=0, count=2, fraction=0.5, time_s=1.0))
        assert shown == []
        now[0] = 2.0
        watch(SimpleNamespace(step="press", index=1, count=2, fraction=0.25, time_s=9.0))
    assert shown == ["start", 2.0, ("press at 9 s", 1.25), "stop"]
    with progress.watching(quiet=True) as watch:
        watch(SimpleNamespace(step="press", index=1, count=2, fraction=0.5, time_s=99.0))
    assert len(shown) == 4


def test_a_report_whose_name_ends_in_pdf_is_one(tmp_path):
    file = tmp_path / "report.PDF"
    assert run(app, ["press", "na-foil", "-q", "--report", str(file)]).exit_code == 0
    assert file.read_bytes().startswith(b"%PDF-")


def test_a_pdf_without_its_typesetter_is_refused_before_it_is_pressed(
    pressed, tmp_path, monkeypatch
):
    monkeypatch.setitem(sys.modules, "typst", None)
    result = run(app, ["press", "na-foil", "--report", str(tmp_path / "report.pdf")])
    assert result.exit_code == 2
    assert "asperity[web]" in result.stderr
    assert pressed.recipe is None
    assert not list(tmp_path.iterdir())
