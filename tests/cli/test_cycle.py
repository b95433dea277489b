"""`asperity cycle`: what it prints and writes, what it refuses, how it ends."""

import csv
import json

import pytest
from typer.testing import CliRunner

import asperity
from asperity.cli import cycling
from asperity.cli.app import app
from asperity.errors import Stopped
from asperity.study import cycle

run = CliRunner().invoke
SOFT = ("--set", "steps.operate.pressure=1.3 MPa", "--capacity", "0.01 mAh/cm^2", "--no-flaws")

HOLD = ("--test", "hold", "--currents")


def test_it_tells_cycles_times_and_currents():
    result = run(app, ["cycle", "symmetric-cell", "--cycles", "2"])
    assert result.exit_code == 0
    printed = " ".join(result.stdout.split())
    for told in (
        "% contact, mean over the first cycle; voids",
        "all cycles done",
        "than it is stripped",
        "by stripping",
    ):
        assert told in printed
    assert "one half cycle of 0.5 mAh/cm^2 at a time" in printed
    assert "at 5 MPa (5.8 MPa on the face) and 25 degC" in printed
    assert "5.8 MPa on the face at the beginning" in printed
    assert "creep and diffusion never, at 0.95" in printed
    assert "creep to 7e-05, diffusion for the rest" in printed
    assert run(app, ["cycle", "symmetric-cell", "--cycles", "1", "--quiet"]).stdout == ""


def test_a_hold_tells_the_current_asked_for_and_its_neighbours(tmp_path):
    out = tmp_path / "hold.csv"
    words = ["--test", "hold", "--current", "0.3 mA/cm^2", "--out", str(out), "-q"]
    assert run(app, ["cycle", "symmetric-cell", *words]).exit_code == 0
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    assert sorted({float(row["current_mA_cm2"]) for row in rows}) == [0.15, 0.3, 0.6]


def test_contact_is_told_with_its_moment_and_never_less_than_there_was():
    changes = ["pre-press=1 MPa", "press=1 MPa", "operate=5 MPa"]
    words = [
        part for one in changes for part in ("--set", f"steps.{one.replace('=', '.pressure=')}")
    ]
    printed = " ".join(run(app, ["cycle", "symmetric-cell", *words]).stdout.split())
    assert "7.43 % contact, mean over the first cycle" in printed
    assert "pressing alone tells it at the end of a step" in printed
    face = json.loads(run(app, ["cycle", "symmetric-cell", *words, "--json", "-"]).stdout)
    least = face["cycles"][0]["faces"][0]["contact_lowest"]
    pressed = asperity.press(
        asperity.load_recipe("symmetric-cell").replace(
            {f"steps.{part[0]}.pressure": part[1] for part in (one.split("=") for one in changes)}
        )
    )
    series = pressed.steps[-1].interfaces[0]
    assert 0.013 < least <= series.contact_fraction


def test_too_little_charge_to_lose_half_is_said():
    words = ["cycle", "symmetric-cell", "--capacity", "0.05 mAh/cm^2", "--cycles", "1"]
    printed = run(app, words, env={"COLUMNS": "200"}).stdout
    assert "not within 0.05 mAh/cm^2" in " ".join(printed.split())


def test_json_has_what_python_has(tmp_path):
    changed = asperity.load_recipe("symmetric-cell").replace({"steps.operate.pressure": "1.3 MPa"})
    found = cycle(changed, cycles=3, capacity=360.0, flaws=False).to_dict()
    words = ["cycle", "symmetric-cell", *SOFT, "--cycles", "3"]
    told = json.loads(run(app, [*words, "--json", "-"]).stdout)
    assert told == json.loads(json.dumps(found))
    file = tmp_path / "cycles.json"
    assert run(app, [*words, "--json", str(file), "-q"]).exit_code == 0
    assert json.loads(file.read_text("utf-8")) == told


def test_a_table_cycle_by_cycle_and_a_picture(tmp_path):
    out, plot = tmp_path / "cycles.csv", tmp_path / "cycles.svg"
    words = ["cycle", "symmetric-cell", *SOFT, "--cycles", "3", "--json", "-"]
    result = run(app, [*words, "--out", str(out), "--plot", str(plot)])
    data = json.loads(result.stdout)
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    assert [row["cycle"] for row in rows] == ["1", "2", "3"]
    for row, one in zip(rows, data["cycles"], strict=True):
        least = float(row["metal:electrolyte contact_lowest"])
        assert least == pytest.approx(one["faces"][0]["contact_lowest"], rel=1e-8)
        assert float(row["time_h"]) == pytest.approx(one["time_s"] / 3600, rel=1e-8)
    drawn = plot.read_text("utf-8")
    assert drawn.startswith("<?xml")
    assert "</svg>" in drawn


def test_a_hold_at_listed_currents_and_steps_over_a_range(tmp_path):
    out, plot = tmp_path / "hold.csv", tmp_path / "hold.png"
    words = ["--test", "hold", "--currents", "0.3, 0.6 mA/cm^2", "--out", str(out)]
    result = run(app, ["cycle", "symmetric-cell", *words, "--plot", str(plot)])
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    assert {row["current_mA_cm2"] for row in rows} == {"0.3", "0.6"}
    lost = next(row for row in rows if row["view"] == "creep-limited")
    charge = float(lost["current_mA_cm2"]) * float(lost["time_h"])
    assert float(lost["charge_mAh_cm2"]) == pytest.approx(charge, rel=1e-6)
    assert f"{charge:.3g} mAh/cm^2" in result.stdout
    assert plot.read_bytes().startswith(b"\x89PNG")
    words = ["--test", "steps", "--currents", "0.1..0.4 mA/cm^2:3", "--json", "-"]
    found = json.loads(run(app, ["cycle", "symmetric-cell", *words]).stdout)["critical"][0]
    assert found["passes_a_per_m2"] == pytest.approx(2.0)
    assert found["fails_a_per_m2"] == pytest.approx(4.0)
    words = ["--test", "ramp", "--ramp", "2 mA/cm^2", "--out", str(out), "-q"]
    assert run(app, ["cycle", "symmetric-cell", *words]).exit_code == 0
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    assert "rises by 2 mA/cm^2 an hour" in rows[0]["protocol"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["na-foil"], "steps: found none of kind operate"),
        (["multi-step"], "stack: found no metal on an electrolyte"),
        (["symmetric-cell", "--current", "0.2 mA"], "--current: found"),
        (["symmetric-cell", "--current", "0 mA/cm^2"], '--current: found "0 mA/cm^2"'),
        (["symmetric-cell", "--cycles", "0"], "--cycles: found 0"),
        (["symmetric-cell", *HOLD, "2..1 mA/cm^2"], "--currents: found"),
        (["symmetric-cell", *HOLD, "1..2 mA/cm^2:1"], "write how many, 2 or more"),
        (["symmetric-cell", *HOLD, "1, 2"], "--currents: found"),
        (["symmetric-cell", "--plot", "cycles.pdf"], "--plot: found"),
        (["symmetric-cell", "--out", "cycles.txt"], "ends in .csv"),
        (["symmetric-cell", "--cycles", "10001"], "--cycles: found 10001; write 1 to 10000"),
        (["symmetric-cell", "--currents", "1..2 mA/cm^2"], "take --test steps or hold"),
        (["symmetric-cell", "--each", "2"], "--each: found 2, which --test cycles does not use"),
        (["symmetric-cell", "--ramp", "1 mA/cm^2"], "--ramp: found"),
        (["symmetric-cell", "--test", "ramp", "--cycles", "2"], "--cycles: found 2, which"),
        (["symmetric-cell", "--test", "hold", "--cutoff", "1 V"], "--cutoff: found"),
        (["symmetric-cell", "--test", "hold", "--no-flaws"], "--no-flaws: found"),
        (["symmetric-cell", *HOLD, "0..5 mA/cm^2"], 'found "0..5 mA/cm^2"; write currents above 0'),
        (["symmetric-cell", *HOLD, "1..2 mA/cm^2:100000"], "say at most 200"),
        (["symmetric-cell", *HOLD, "-1"], '--currents: found "-1"; write one above 0'),
        (["symmetric-cell", "--current", "-1"], 'found "-1"; write one above 0, such as "0.2 mA'),
        (["symmetric-cell", "--cutoff", "0"], '--cutoff: found "0"; write one above 0'),
        (["symmetric-cell", "--capacity", "500 mAh/cm^2"], "--capacity: found 500 mAh/cm^2, which"),
        (["symmetric-cell", "--json", "/nowhere/cycles.json"], "--json"),
        (["anneal-under-pressure", "--view", "interface-limited"], "--view: found"),
    ],
)
def test_refusals(words, told):
    result = run(app, ["cycle", *words])
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_one_file_for_both_is_refused(tmp_path):
    file = str(tmp_path / "cycles.csv")
    result = run(app, ["cycle", "symmetric-cell", "--json", file, "--out", file])
    assert result.exit_code == 2
    assert "the file of another option" in result.stderr


def test_what_cannot_be_pressed_ends_with_three():
    words = ["cycle", "symmetric-cell", "--set", "steps.press.temperature=190 degC"]
    result = run(app, words)
    assert result.exit_code == 3
    assert "could not be carried out" in " ".join(result.stdout.split())


def test_stopped_it_keeps_finished_cycles_and_ends_with_130(tmp_path, monkeypatch):
    real = cycling.cycle

    def stopped(*args, **kwargs):
        def stop(event):
            if event.step == "cycle 3":
                raise Stopped

        return real(*args, **{**kwargs, "watch": stop})

    monkeypatch.setattr(cycling, "cycle", stopped)
    out = tmp_path / "cycles.csv"
    result = run(app, ["cycle", "symmetric-cell", *SOFT, "--out", str(out)])
    assert result.exit_code == 130
    assert "stopped during cycle 3" in result.stderr
    assert len(out.read_text("utf-8").splitlines()) == 3
