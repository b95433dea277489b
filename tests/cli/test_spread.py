"""The verb spread: what it tells and writes, refusals, exit codes."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from asperity.cli.app import app
from asperity.errors import Interrupted
from asperity.outcome.shape import schema_of
from asperity.study.spread import Spread
from asperity.study.spread.record import SCHEMA
from tests.cli.shapes import faults, shipped

run = CliRunner().invoke
PRESSURE = "steps.press.pressure"
FORCE = "steps.press.force_n"
FEW = [
    "spread", "na-foil", "--samples", "16", "--only", "given", "--of", FORCE,
    "--vary", "steps.press.pressure=10 %", "--vary", "stack.metal.thickness=0.4 mm..0.6 mm",
]  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Path]]:
    folder = tmp_path_factory.mktemp("spread")
    files = {"json": folder / "a.json", "html": folder / "a.html"}
    options = ["--json", str(files["json"]), "--out", str(files["html"])]
    result = run(app, [*FEW, *options], env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.output
    return result.stdout, files


def test_it_tells_how_far_and_what_first(told: tuple[str, dict[str, Path]]) -> None:
    for text in ("How it ends", "nine of ten", "What to control first: force, press", "kN"):
        assert text in told[0]
    assert "first pressure of press" in told[0]
    assert "only what was asked for" in told[0]


def test_it_writes_the_record_and_a_page(told: tuple[str, dict[str, Path]]) -> None:
    found = json.loads(told[1]["json"].read_text())
    assert found["schema"] == SCHEMA == "asperity-spread-1"
    schema = shipped(SCHEMA.removeprefix("asperity-"))
    assert schema == schema_of(Spread, SCHEMA, "Spread of asperity spread")
    assert faults(schema, found) == []
    assert faults(schema, {**found, "ends": None})
    assert {one["name"] for one in found["sources"]} == {
        "steps.press.pressure",
        "stack.metal.thickness",
    }
    page = told[1]["html"].read_text()
    assert "<svg" in page
    assert "prefers-color-scheme" in page
    assert "http" not in page.replace("http://www.w3.org", "")


@pytest.mark.parametrize("kind", ["png", "svg", "csv"])
def test_pictures_and_tables(told: tuple[str, dict[str, Path]], kind: str) -> None:
    """Of the record alone: no press."""
    from asperity.outcome.plain import from_plain
    from asperity.report.spread.files import content

    found = from_plain(Spread, json.loads(told[1]["json"].read_text()))
    made = content(found, f"a.{kind}")
    if kind == "csv":
        assert isinstance(made, str)
        head, *rows = made.splitlines()
        assert head.startswith("quantity,low,lower,median")
        assert any(row.startswith(FORCE) for row in rows)
        assert len(rows) == len(found.bands)
    else:
        assert made[:5] in {b"\x89PNG\r", b"<?xml"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--samples", "4"], "--samples: found 4; write 16 or more"),
        (["--samples", "100000000"], "--samples: found 100000000; write 16384 or less"),
        (["--vary", "steps.press.pressure"], "--vary: found"),
        (["--vary", "steps.press.dwell=-10 %"], '--vary steps.press.dwell: found "-10 %"'),
        (["--vary", f"{PRESSURE}=20 MPa..10 MPa"], f"--vary {PRESSURE}: found"),
        (["--vary", "cards.sodium.poisson_ratio=0.3..0.6"], "write 0.49 or less"),
        (["--of", "nonsense"], "--of nonsense: found"),
        (["--of", "steps.press.forces"], "did you mean"),
        (["--out", "a.jpg"], "--out: found"),
        (["--set", "steps.press.presure=3 MPa"], "unknown path"),
    ],
)
def test_refusals(options: list[str], said: str) -> None:
    result = run(app, [*FEW, *options])
    assert result.exit_code == 2
    assert said in result.stderr


def test_what_is_kept_at_rest_has_a_band_of_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    asked = ["spread", "na-foil", "--samples", "16", "--only", "given", "--of", FORCE]
    result = run(app, [*asked, "--vary", f"{PRESSURE}=0", "--json", str(file)])
    assert result.exit_code == 0, result.output
    assert f"written to {file}" in result.stderr
    band = json.loads(file.read_text())["bands"][FORCE]
    assert band["low"] == band["median"] == band["high"]


def test_ctrl_c_keeps_the_bands(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise Interrupted(_stopped())

    monkeypatch.setattr("asperity.cli.studies.spread.spread", stopped)
    result = run(app, [*FEW, "--json", "-"])
    assert result.exit_code == 130
    assert "the bands are kept" in result.stderr
    assert json.loads(result.stdout)["stopped"] is True


def _stopped() -> object:
    from asperity.outcome.record import RecipeMark
    from asperity.study.spread.bands import Ends
    from asperity.study.spread.record import Spread

    ends = Ends(good=1, marginal=0, bad=0, not_carried_out=0, refused=0, error=0.1, reasons={})
    return Spread(
        recipe=RecipeMark(title="a", digest="b"),
        samples=16,
        runs=67,
        seed=0,
        method="sobol",
        sources=(),
        watched=(),
        bands={},
        ends=ends,
        stopped=True,
    )
