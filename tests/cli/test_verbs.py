"""The verbs, without pressing: lists, cards, conversions, refusals and exit codes."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from asperity.cli import entry
from asperity.cli.app import app
from asperity.recipe import example_text, list_examples

run = CliRunner().invoke


def test_version():
    result = run(app, ["--version"])
    assert result.exit_code == 0
    assert result.stdout.startswith("asperity ")


@pytest.mark.parametrize("verb", ["", "press", "check", "examples", "materials", "convert"])
def test_help(verb):
    result = run(app, [*verb.split(), "--help"])
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_options_others_rely_on():
    text = run(app, ["press", "--help"], env={"COLUMNS": "200"}).stdout
    for option in ("--set", "--fidelity", "--seed", "--json", "--report", "--quiet"):
        assert option in text


def test_examples_lists_shows_and_copies(tmp_path):
    assert all(name in run(app, ["examples"]).stdout for name in list_examples())
    assert run(app, ["examples", "na-foil"]).stdout == example_text("na-foil")
    file = tmp_path / "mine.toml"
    assert run(app, ["examples", "na-foil", str(file)]).exit_code == 0
    assert file.read_text("utf-8") == example_text("na-foil")
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.toml"]


def test_examples_overwrites_only_when_told(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text("precious")
    result = run(app, ["examples", "na-foil", str(file)])
    assert result.exit_code == 2
    assert file.read_text() == "precious"
    assert run(app, ["examples", "na-foil", str(file), "--force"]).exit_code == 0
    assert file.read_text("utf-8") == example_text("na-foil")


def test_materials():
    assert "sodium" in run(app, ["materials"]).stdout
    result = run(app, ["materials", "sodium"])
    assert result.exit_code == 0
    assert "10.1016/j.mtla.2020.100792" in result.stdout


def test_convert():
    assert "374.6 MPa" in run(app, ["convert", "3 t", "--die", "10 mm"]).stdout
    assert "3.00 t" in run(app, ["convert", "375 MPa", "--die", "10 mm"]).stdout
    gauge = ["convert", "30 bar", "--die", "10 mm", "--gauge", "--ram", "50 mm"]
    assert "75 MPa" in run(app, gauge).stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["convert", "3", "--die", "10 mm"], "value: found 3"),
        (["convert", "3 t"], "--die"),
        (["convert", "3 t", "--die", "10"], 'give a unit, for example "10 mm"'),
        (["convert", "-3 t", "--die", "10 mm"], "write loads and diameters above zero"),
        (["convert", "3 t", "--dei", "10 mm"], "--dei"),
        (["press", "na-foil", "--report", "-"], '--report: found "-"; write the name of a file'),
        (["materials", "sodum"], 'did you mean "sodium"?'),
        (["examples", "na-fiol"], 'did you mean "na-foil"?'),
        (["press", "nowhere.toml"], "no such file or example"),
        (["press", "na-foil", "--set", "pressure"], "write PATH=VALUE"),
        (["press", "na-foil", "--set", "steps.press.presure=1 MPa"], "pressure"),
        (["press", "na-foil", "--set", "steps.press.pressure=400"], "give a unit"),
        (["press", "na-foil", "--grid", "64"], "--grid: found --fidelity mean-field"),
        (["press", "na-foil", "--maps", "m.nc"], "add --fidelity full-field"),
        (["press", "na-foil", "--fidelity", "full-field", "--grid", "16"], "32 to 8192"),
        (["press", "na-foil", "--fidelity", "full-field", "--threads", "0"], "--threads: found 0"),
        (["press", "na-foil", "--fidelity", "full-field", "--maps", "-"], "not printed"),
        (["press", "na-foil", "--fidelity", "exact"], "exact"),
        (["press", "na-foil", "--seed", "-1"], "--seed"),
        (["check", "nowhere.toml"], "no such file or example"),
        (["prss", "na-foil"], "prss"),
    ],
)
def test_refusals_go_to_stderr_with_exit_code_2(words, message):
    result = run(app, words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("pressure = 10 MPa  # on the disc", 'quantities go in quotes: pressure = "10 MPa"'),
        ("material = sodium", 'text goes in quotes: material = "sodium"'),
        ("[steps]\nname = 'a'", "write [[steps]]"),
        ("[steps]\n[steps]", "write [[steps]]"),
        ("a = 'b", "mend this line"),
    ],
)
def test_first_steps_in_toml(tmp_path, text, cure):
    file = tmp_path / "mine.toml"
    file.write_text(text)
    result = run(app, ["check", str(file)])
    assert result.exit_code == 2
    assert cure in result.stderr


def test_every_problem_has_its_line():
    bad = ["--set", "steps.press.pressure=400", "--set", "stack.metal.thickness=-1 mm"]
    lines = run(app, ["check", "na-foil", *bad]).stderr.splitlines()
    assert len(lines) == 2
    assert all(": found " in line for line in lines)


HEAVY = ("numpy", "pint", "pydantic", "matplotlib", "scipy", "rich", "jinja2")


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from asperity.cli.app import app\n"
        "try: app(['--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_command_as_a_module_loads_nothing_heavy_for_help():
    command = [sys.executable, "-X", "importtime", "-m", "asperity", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Usage" in done.stdout
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "asperity.cli.app" in loaded
    assert not {name.partition(".")[0] for name in loaded} & set(HEAVY)


def test_ctrl_c_while_loading_is_told_in_a_word(monkeypatch, capsys):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr("asperity.cli.app.main", interrupted)
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "stopped\n"


PICTURED = ("matplotlib", "asperity.report.html")


def test_only_a_report_loads_matplotlib():
    code = (
        "import sys; from asperity.cli.app import app\n"
        "try: app(['materials', 'sodium'])\nexcept SystemExit: pass\n"
        f"print([name for name in {PICTURED!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("asperity press na-th", "na-thermal-press"),
        ("asperity examples sym", "symmetric-cell"),
        ("asperity materials sod", "sodium"),
        ("asperity materials coin", "coin-cell-crimper"),
        ("asperity press na-foil --set steps.press.pres", "steps.press.pressure="),
    ],
)
def test_completion(typed, completed):
    count = len(typed.split()) - 1
    result = run(
        app,
        [],
        prog_name="asperity",
        env={
            "_ASPERITY_COMPLETE": "complete_bash",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(count),
        },
    )
    assert completed in result.stdout.splitlines()
