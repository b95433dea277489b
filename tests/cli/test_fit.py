"""`asperity fit compaction`: a record goes in, laws and a card come out; refusals, files."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from asperity.cli import lazy
from asperity.cli.app import app
from asperity.materials import material
from asperity.study import Sample, fit_compaction

run = CliRunner().invoke
DATA = Path(__file__).parents[1] / "materials" / "compaction.csv"
WHAT = ["--mass", "80.2 mg", "--diameter", "10 mm", "--density", "1.87 g/cm^3"]
FIT = ["fit", "compaction", str(DATA), *WHAT, "--released", "0.11 MPa"]
WIDE = {"COLUMNS": "200"}


def test_it_ranks_the_published_record():
    result = run(app, FIT)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    first = next(i for i, line in enumerate(lines) if line.strip().startswith("law "))
    assert lines[first + 1].split()[0] == "walker"
    for told in ("C1 1.66", "unseen", "AICc", "Take walker", "unloading modulus", "Next"):
        assert told in result.stdout
    assert "lines 3, 6: thinner after release" in result.stdout
    assert run(app, [*FIT, "--quiet"]).stdout == ""


def test_json_has_what_python_has(tmp_path):
    fast = [*FIT, "--law", "walker", "--law", "heckel"]
    to_stdout = run(app, [*fast, "--json", "-"])
    assert to_stdout.exit_code == 0
    told = json.loads(to_stdout.stdout)
    file = tmp_path / "fit.json"
    result = run(app, [*fast, "--json", str(file)])
    assert "Take walker" in result.stdout
    assert json.loads(file.read_text("utf-8")) == told
    sample = Sample(mass=80.2e-6, diameter=10e-3, density=1870.0)
    laws = ("heckel", "walker")
    own = fit_compaction(str(DATA), sample, released=0.11e6, laws=laws)
    assert told == json.loads(own.to_json())
    assert [law["name"] for law in told["laws"]] == ["walker", "heckel"]
    assert told["laws"][0]["rms_porosity"] < 0.004
    assert told["springback"]["unloading_modulus_pa"] == pytest.approx(19e9, rel=0.05)


def test_a_card_and_a_picture_are_written(tmp_path):
    card, picture = tmp_path / "own.toml", tmp_path / "own.svg"
    words = ["--out", str(card), "--plot", str(picture), "--based-on", "Li6PS5Cl", "--name", "own"]
    result = run(app, [*FIT, *words], env=WIDE)
    assert result.exit_code == 0
    assert f'a recipe takes it as material = "{card}"' in result.stdout
    made = material(str(card))
    assert made.options["compaction_law"] == "walker"
    assert made.value("walker_c2") == pytest.approx(0.2393, abs=1e-4)
    assert "<svg" in picture.read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own.svg", "own.toml"]


def test_a_card_is_not_overwritten_unless_asked(tmp_path):
    card = tmp_path / "own.toml"
    card.write_text("kept")
    result = run(app, [*FIT, "--out", str(card)], env=WIDE)
    assert result.exit_code == 2
    assert "which exists; write another name or --force" in result.stderr
    assert card.read_text() == "kept"
    assert run(app, [*FIT, "--out", str(card), "--force"]).exit_code == 0
    assert "walker" in card.read_text("utf-8")


def test_a_card_without_the_rest_says_what_it_needs(tmp_path):
    """So do the report, and the recipe that takes it all the same."""
    card = tmp_path / "three.toml"
    result = run(app, [*FIT, "--law", "walker", "--out", str(card)], env=WIDE)
    assert result.exit_code == 0
    assert "a recipe takes it as" not in result.stdout
    assert "with --based-on CARD --force, or add based_on" in " ".join(result.stdout.split())
    for example, powder in (("multi-step", "Na-hydroborate"), ("symmetric-cell", "Li6PS5Cl")):
        text = run(app, ["examples", example]).stdout
        recipe = tmp_path / f"{example}.toml"
        recipe.write_text(text.replace(f'material = "{powder}"', f'material = "{card}"'))
        result = run(app, ["check", str(recipe)], env=WIDE)
        assert result.exit_code == 2
        assert "add to three.toml the line based_on" in result.stderr


def test_no_card_of_a_law_that_is_not_to_be_taken(tmp_path):
    """What can be told is told, on the screen and as JSON; the card is refused."""
    record, card, file = tmp_path / "odd.csv", tmp_path / "odd.toml", tmp_path / "odd.json"
    rows = ("10,0.70", "20,0.60", "40,0.85", "80,0.62", "160,0.80", "300,0.58")
    record.write_text("\n".join(("pressure_MPa,thickness_loaded_mm", *rows)))
    words = ["fit", "compaction", str(record), *WHAT, "--out", str(card), "--json", str(file)]
    result = run(app, [*words, "--law", "walker", "--law", "heckel"], env=WIDE)
    assert result.exit_code == 2
    assert "--out: found" in result.stderr
    assert "points of porosity on unseen rows" in result.stderr
    assert "Take " not in result.stdout
    assert "No law is to be taken" in result.stdout
    assert not card.exists()
    assert all("off by" in law["objection"] for law in json.loads(file.read_text())["laws"])


def test_nothing_is_written_where_something_is_refused(tmp_path):
    words = ["--out", str(tmp_path / "a.toml"), "--json", str(tmp_path / "a.json")]
    result = run(app, [*FIT, *words, "--based-on", "sodium"], env=WIDE)
    assert result.exit_code == 2
    assert '--based-on: found "sodium", a metal' in result.stderr
    assert list(tmp_path.iterdir()) == []


REFUSED = [
    (["--mass", "80"], "--mass: found 80; give a unit"),
    (["--mass", "80 mm"], '--mass: found "80 mm", a length; write a mass'),
    (["--mass", "0 mg"], '--mass: found "0 mg"; write a mass of more than 0'),
    (["--mass", "-80.2 mg"], '--mass: found "-80.2 mg"; write a mass of more than 0'),
    (["--diameter", "-1 mm"], '--diameter: found "-1 mm"; write'),
    (["--density", "1.87"], "--density: found 1.87; give a unit"),
    (
        ["--mass-error", "80 mg"],
        '--mass-error: found "80 mg"; write 0 or more, below a tenth of the mass',
    ),
    (["--released", "5"], "--released: found 5; give a unit"),
    (["--released", "-5 MPa"], '--released: found "-5 MPa"; write a pressure of 0 or more'),
    (["--released", "20 MPa"], "found let go to 20 MPa from 10 MPa"),
    (["--height", "3 mm"], '--height: found "3 mm"; leave it out'),
    (["--compliance", "5 kN"], "--compliance: found"),
    (["--law", "walkr"], '--law: found "walkr"; did you mean "walker"'),
    (["--mass", "160 mg"], "thickness_loaded_mm: found a relative density of 1."),
    (["--out", "card.txt"], "--out: found"),
    (["--plot", "fit.pdf"], "--plot: found"),
    (["--out", "/no/where.toml"], "--out: found no directory"),
    (["--json", str(DATA)], "--json: found the record"),
    (["--based-on", "no", "--out", "a.toml"], '--based-on: found "no"; write one of'),
    (
        ["--based-on", "Li6PS5cl", "--out", "a.toml"],
        '--based-on: found "Li6PS5cl"; did you mean "Li',
    ),
]


@pytest.mark.parametrize(("words", "message"), REFUSED, ids=lambda value: str(value)[:30])
def test_refusals_end_with_2(words, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(app, [*FIT, *words], env=WIDE)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("missing", ["--mass", "--diameter", "--density"])
def test_mass_diameter_and_density_are_needed(missing):
    at = FIT.index(missing)
    result = run(app, FIT[:at] + FIT[at + 2 :])
    assert result.exit_code == 2
    assert missing in result.stderr


def test_a_stopped_fit_ends_with_130(monkeypatch):
    def stopped(*_words, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(lazy, "fit_compaction", stopped)
    result = run(app, FIT)
    assert result.exit_code == 130
    assert "nothing was written" in result.stderr


def test_help_names_options_and_columns():
    text = run(app, ["fit", "compaction", "--help"], env=WIDE).stdout
    for told in ("--mass", "--compliance", "--out", "thickness_loaded_mm", "force_kN"):
        assert told in text
    assert "a file and no pipe" in text
    summary = run(app, ["fit", "--help"], env={"COLUMNS": "80"}).stdout
    assert "Fit and rank the compaction laws of a powder." in summary
