"""The verb sweep: what it stores and tells, refusals, exit codes."""

import json
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

import asperity
from asperity.cli.app import app
from asperity.cli.studies.counting import pace_of
from asperity.study import open_sweep, scalars
from asperity.units import to_si

run = CliRunner().invoke
NAME = "na-foil"
PRESSURE, THICKNESS = "steps.press.pressure", "stack.foil.thickness"
HEAD = [PRESSURE, f"{PRESSURE}.si", "status", "reason"]


def pressing(recipe: asperity.Recipe) -> object:
    """The pressure of the step that presses."""
    (step,) = (step for step in recipe.steps if step.name == "press")
    return step.pressure


def swept(out: Path, *words: str, code: int = 0) -> str:
    result = run(app, ["sweep", NAME, "--out", str(out), "--workers", "1", *words])
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Four pressures of which one melts no sodium but is refused: no pressure at all."""
    out = tmp_path_factory.mktemp("sweep") / "out"
    return out, swept(out, "--grid", f"{PRESSURE}=2 MPa,0 MPa,5 MPa,5000 kPa")


def test_the_index_has_a_row_a_run(done: tuple[Path, str]) -> None:
    table = pq.read_table(done[0] / "index.parquet").to_pydict()
    assert table["run"] == [0, 1, 2, 3]
    assert table[PRESSURE] == ["2 MPa", "0 MPa", "5 MPa", "5000 kPa"]
    assert table[f"{PRESSURE}.si"] == [2e6, 0, 5e6, 5e6]
    assert table["status"] == ["done", "refused", "done", "done"]
    assert table["reason"][1] == f'{PRESSURE}: found "0 MPa"; write more than 0 MPa'
    for row in (0, 2):
        recipe = asperity.load_recipe(NAME).replace({PRESSURE: table[PRESSURE][row]})
        for path, value in scalars(asperity.press(recipe)).items():
            assert (table[path][row] if path in table else None) == value, path
    for path in set(table) - {"run", *HEAD}:
        assert table[path][1] is None, path
        assert table[path][2] == table[path][3], path


def test_the_outcomes_are_those_of_press(done: tuple[Path, str]) -> None:
    words = ["press", NAME, "--set", f"{PRESSURE}=2 MPa", "--json", "-"]
    told = run(app, words).stdout
    assert (done[0] / "outcomes" / "run-000000.json").read_text() == told
    assert not (done[0] / "outcomes" / "run-000001.json").exists()


def test_it_tells_how_runs_went(done: tuple[Path, str]) -> None:
    for text in ("4 of 4 runs", "refused", "1 ×, such as", "write more than 0 MPa"):
        assert text in done[1]
    manifest = json.loads((done[0] / "sweep.json").read_text())
    assert manifest["schema"] == "asperity-sweep-1"
    assert manifest["versions"]["asperity"] == manifest["asperity"] == asperity.__version__


def test_a_stored_sweep_is_read_again(done: tuple[Path, str]) -> None:
    found = open_sweep(done[0])
    assert found.complete
    assert (len(found), found.total) == (4, 4)
    assert found.status[1] == "refused"
    assert np.isnan(found.column("verdict.level")[1])
    assert pressing(found.recipe(3)) == "5000 kPa"
    with pytest.raises(asperity.Refusal, match="write more than 0 MPa"):
        found.outcome(1)
    with pytest.raises(asperity.Refusal, match="run: found 4; write 0 to 3"):
        found.outcome(4)
    with pytest.raises(asperity.Refusal, match=f'did you mean "{PRESSURE}.si"'):
        found.column(f"{PRESSURE}.s")


def test_columns_alone_and_an_outcome_pressed_again(tmp_path: Path, done: tuple[Path, str]) -> None:
    swept(tmp_path / "o", "--grid", f"{PRESSURE}=2 MPa,0 MPa", "--outcomes", "columns")
    found, whole = open_sweep(tmp_path / "o"), open_sweep(done[0])
    assert not (tmp_path / "o" / "outcomes").exists()
    assert found.outcome(0).to_json() == whole.outcome(0).to_json()
    assert set(found.table.column_names) == set(whole.table.column_names)


def test_a_grid_is_every_combination_the_last_path_fastest(tmp_path: Path) -> None:
    grids = ["--grid", f"{PRESSURE}=2..8 MPa:3", "--grid", "steps.press.dwell=1 min,2 min"]
    swept(tmp_path / "o", *grids)
    table = pq.read_table(tmp_path / "o" / "index.parquet").to_pydict()
    assert table[PRESSURE] == ["2 MPa"] * 2 + ["4 MPa"] * 2 + ["8 MPa"] * 2
    assert table["steps.press.dwell.si"] == [60, 120] * 3


@pytest.mark.parametrize("kind", ["csv", "semicolons", "parquet"])
def test_a_table_of_recipes(tmp_path: Path, kind: str) -> None:
    rows = [("", "3 MPa", "1 min"), ("own.toml", "", "2 min"), ("na-cold-press", "20 MPa", "")]
    names = ("recipe", PRESSURE, "steps.press.dwell")
    recipe = asperity.load_recipe(NAME).replace({PRESSURE: "7 MPa"})
    (tmp_path / "own.toml").write_text(recipe.to_toml())
    if kind == "parquet":
        file = tmp_path / "points.parquet"
        columns = ([cell or None for cell in column] for column in zip(*rows, strict=True))
        pq.write_table(pa.table(dict(zip(names, columns, strict=True))), file)
    else:
        file = tmp_path / "points.csv"
        comma = "," if kind == "csv" else ";"
        file.write_text("\n".join(comma.join(row) for row in (names, *rows)), "utf-8-sig")
    swept(tmp_path / "o", "--table", str(file))
    found = open_sweep(tmp_path / "o")
    assert found.texts("recipe") == (NAME, "own.toml", "na-cold-press")
    assert found.texts(PRESSURE) == ("3 MPa", None, "20 MPa")
    assert [pressing(found.recipe(run)) for run in range(3)] == ["3 MPa", "7 MPa", "20 MPa"]
    applied = found.column("steps.press.applied_pressure_pa")
    assert applied[1] == pytest.approx(to_si("7 MPa", "pressure"), rel=0.2)


def test_resume(tmp_path: Path) -> None:
    out, words = tmp_path / "o", ["--grid", f"{PRESSURE}=2 MPa,5 MPa"]
    swept(out, *words, "--resume")
    before = (out / "index.parquet").read_bytes()
    (out / "index.parquet").unlink()
    assert "add --resume" in swept(out, *words, code=2)
    swept(out, *words, "--resume")
    assert (out / "index.parquet").read_bytes() == before
    for others in (
        ["--grid", f"{PRESSURE}=2 MPa,6 MPa"],
        [*words, "--seed", "1"],
        [*words, "--set", "steps.press.dwell=9 min"],
    ):
        told = swept(out, *others, "--resume", code=2)
        assert "with another sweep" in told
    assert "has seed 0, not 1" in swept(out, *words, "--seed", "1", code=2)
    assert (out / "index.parquet").read_bytes() == before


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("all of it")
    told = swept(tmp_path, "--grid", f"{PRESSURE}=2 MPa,5 MPa", "--resume", code=2)
    assert "--out: found" in told
    assert "with other things in it" in told
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.tex"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "--grid: found nothing; write --grid PATH=FROM..TO:N"),
        (["--grid", "a=1..2:2", "--table", "a.csv"], "--grid: found --table too"),
        (["--grid", f"{PRESSURE}=1..2 MPa"], f"--grid {PRESSURE}: found the range 1 MPa..2 MPa"),
        (["--grid", "steps.press.presure=1..2 MPa:2"], f'did you mean "{PRESSURE}"?'),
        (["--grid", f"{PRESSURE}=5,2 MPa"], f'--grid {PRESSURE}: found 5; give a unit'),
        (["--grid", f"{PRESSURE}=much,2 MPa"], f'--grid {PRESSURE}: found "much"'),
        (["--grid", f"{PRESSURE}=1..2 MPa:2", "--out", "/proc/x"], "--out: found"),
        (["--grid", f"{PRESSURE}=1..2 MPa:2", "--out", "/no/where/x"], '--out: found no directory'),
        (["--grid", f"{PRESSURE}=1..2 parsec:2"], 'found "1 parsec"'),
        (["--grid", f"{PRESSURE}=3..4 GPa:2"], "write 2 GPa or less"),
        (["--grid", f"{PRESSURE}=1..2 MPa:2", "--grid", f"{PRESSURE}=1..2 MPa:2"], "twice"),
        (
            [
                *("--grid", f"{PRESSURE}=1..2 MPa:100000"),
                *("--grid", "steps.press.dwell=1..2 min:1000"),
            ],
            "--grid: found 100000000 runs",
        ),
        (["--table", "no.csv"], "no.csv: found no such file or directory"),
        (["--table", "no.xlsx"], "write a file .csv or .parquet"),
        (["--grid", f"{PRESSURE}=1..2 MPa:2", "--outcomes", "columns", "--fidelity", "full-field"],
         '--outcomes: found "columns" of a full field'),
        (["--grid", f"{PRESSURE}=1..2 MPa:2", "--scheduler", "tcp://127.0.0.1:9"],
         "a cluster has its own workers"),
    ],
)  # fmt: skip
def test_refusals(tmp_path: Path, words: list[str], told: str) -> None:
    output = swept(tmp_path / "o", *words, code=2)
    assert told in output
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "an empty file"),
        ("\n\n", "an empty file"),
        (f"{PRESSURE}\n", "no rows"),
        (f"{PRESSURE},{PRESSURE}\n1 MPa,2 MPa\n", "a column twice"),
        (f"{PRESSURE},\n1 MPa,2 MPa\n", "without a name"),
        (f"{PRESSURE}\n1 MPa,2 MPa\n", "row 2: found 2 cells"),
        ("steps.press.presure\n1 MPa\n", f'did you mean "{PRESSURE}"?'),
        (f"{PRESSURE},notes\n1 MPa,b\n", 'points.csv column "notes": found no path of the'),
        (
            f"{PRESSURE}\n1 MPa\n\n5\n",
            f'points.csv, row 4, column "{PRESSURE}": found 5; give a unit',
        ),
        (f"{PRESSURE}\n1 MPa\nmuch\n", f'row 3, column "{PRESSURE}": found "much"'),
        (f"recipe,{PRESSURE}\nno-foil,1 MPa\n", "no such file or example"),
    ],
)
def test_bad_tables(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "points.csv").write_text(text)
    assert told in swept(tmp_path / "o", "--table", str(tmp_path / "points.csv"), code=2)
    assert not (tmp_path / "o").exists()


def test_an_address_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told before Dask is looked for."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    words = ["sweep", NAME, "--out", str(tmp_path / "o"), "--grid", f"{PRESSURE}=1..2 MPa:2"]
    for address, told in (("nonsense", "no address"), ("tcp://a:1", "pip install distributed")):
        result = run(app, [*words, "--scheduler", address])
        assert result.exit_code == 2
        assert told in result.output


def test_nobody_answers_at_the_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asperity.cli.studies.sweep.PATIENCE", "200ms")
    words = ["sweep", NAME, "--out", str(tmp_path / "o"), "--grid", f"{PRESSURE}=1..2 MPa:2"]
    result = run(app, [*words, "--scheduler", "tcp://127.0.0.1:9"])
    assert result.exit_code == 2
    assert '--scheduler: found nobody who answers at "tcp://127.0.0.1:9"' in result.output


def test_ctrl_c_keeps_what_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asperity.study.sweeps.plan.WHOLE_ROWS", 1)
    real, pressed = asperity.run.press, []

    def press(*args: object, **options: object) -> asperity.Outcome:
        if len(pressed) == 2:
            raise KeyboardInterrupt
        pressed.append(args)
        return real(*args, **options)

    monkeypatch.setattr("asperity.study.sweeps.batch.press", press)
    words = ["--grid", f"{PRESSURE}=2..8 MPa:4"]
    told = swept(tmp_path / "o", *words, code=130)
    assert "stopped; 2 of 4 runs are kept in" in told
    assert "go on with the same command and --resume" in told
    assert pq.read_table(tmp_path / "o" / "index.parquet")["run"].to_pylist() == [0, 1]
    monkeypatch.setattr("asperity.study.sweeps.batch.press", real)
    swept(tmp_path / "o", *words, "--resume")
    assert open_sweep(tmp_path / "o").complete


def test_a_fault_of_the_program_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def press(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nothing to divide by")

    monkeypatch.setattr("asperity.study.sweeps.batch.press", press)
    told = swept(tmp_path / "o", "--grid", f"{PRESSURE}=2 MPa,5 MPa")
    assert "ZeroDivisionError: nothing to divide by" in told
    assert open_sweep(tmp_path / "o").status == ("failed", "failed")


def test_progress_has_a_rate_and_a_time_left() -> None:
    assert pace_of(0, 100, 3.0) == ""
    assert pace_of(100, 900, 2.0) == ", 50 a second, 18 s left"
    assert pace_of(10, 1200, 10.0) == ", 1 a second, 20 min 0 s left"
    assert pace_of(1, 7300, 1.0) == ", 1 a second, 2 h 1 min left"
