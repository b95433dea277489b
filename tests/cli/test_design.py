"""`asperity design`: what it prints and writes, how it ends, what it refuses."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

import asperity
import asperity.study.design.design as home
from asperity.cli.app import app
from asperity.errors import Interrupted
from asperity.outcome.shape import schema_of
from asperity.study.design.record import (
    Aimed,
    Binding,
    Certificate,
    Change,
    Choice,
    Design,
    Varied,
    Way,
)
from tests.cli.shapes import faults, shipped

run = CliRunner().invoke
RECIPE = asperity.load_recipe("na-foil").to_toml()
SURE = Certificate(
    looks=8, feasible=0.5, starts=3, agree=2, ends=(4e-5, 4e-5, 5e-5), presses=99, seed=0
)
AIM = Aimed(
    name="foil",
    title="thickest place of the foil",
    sense="lowest",
    dimension="length",
    unit="um",
    given=5e-5,
    reached=4e-5,
)
FOUND = Design(
    title="A foil",
    digest="0" * 64,
    found=True,
    goals=(AIM,),
    variables=(
        Varied(
            path="steps.press.pressure", low="1 MPa", high="9 MPa", given="5 MPa", found="8 MPa"
        ),
    ),
    risk=0.1,
    recipe=RECIPE,
    verdict="good",
    given_breaks=("probability of extrusion of metal",),
    bindings=(
        Binding(
            name="probability of extrusion of metal",
            kind="extrusion",
            where="metal",
            gain=0.02,
            changes=(Change(what="plates a tenth more parallel", reached=3.9e-5, gain=0.025),),
        ),
    ),
    certificate=SURE,
    ways=(Way(name="press in two stages", steps=2, reached=4.4e-5, gain=0.1, recipe=RECIPE),),
)
LOST = replace(
    FOUND,
    found=False,
    recipe=None,
    goals=(replace(AIM, reached=None),),
    bindings=(),
    ways=(),
    conflicts=("melting of metal", "press of hand-press"),
    nearest=("melting of metal",),
)


def answered(monkeypatch, design):
    def instead(*_, **__):
        if isinstance(design, BaseException):
            raise design
        return design

    monkeypatch.setattr(home, "design_recipe", instead)
    monkeypatch.setattr("asperity.study.design.design_recipe", instead, raising=False)


def design(*words):
    return run(app, ["design", "na-foil", "--goal", "foil", *words])


def test_it_tells_what_to_set_what_binds_it_and_what_moves_that(monkeypatch):
    answered(monkeypatch, FOUND)
    result = design()
    assert result.exit_code == 0
    for told in (
        "thickest place of the foil: 50 um → 40 um",
        "steps.press.pressure  5 MPa  8 MPa",
        "probability of extrusion of metal; 2 % better if it gave by a tenth",
        "moved by plates a tenth more parallel: 39 um, 2.5 % better",
        "press in two stages: 44 um; the chosen way is 10 % better",
        "2 of 3 starts end within a thousandth of the best",
    ):
        assert told in result.stdout
    assert design("--quiet").stdout == ""


def test_a_target_is_told_by_the_pressure_it_saves_and_as_a_limit(monkeypatch):
    target = Binding(
        name="target of thickest place of the foil",
        kind="target",
        where="thickest place of the foil",
        by="number",
        unit="um",
        value=4e-5,
        limit=4e-5,
        gain=0.2,
    )
    met = replace(
        FOUND,
        goals=(replace(AIM, target=4e-5),),
        bindings=(target,),
        reasons=("the metal leaks",),
        verdict="marginal",
    )
    answered(monkeypatch, met)
    told = " ".join(design().stdout.split())
    assert "steps.press.pressure: 5 MPa → 8 MPa, 60 % more" in told
    assert "foil: 40 um of at most 40 um; 20 % less pressure if it gave by a tenth" in told
    assert "Pressed so: marginal - the metal leaks" in told


def test_a_goal_that_nothing_moves_says_so(monkeypatch):
    answered(monkeypatch, replace(FOUND, goals=(replace(AIM, moves=False),)))
    assert "nothing that was varied moves it" in " ".join(design().stdout.split())


def test_where_there_is_none_it_says_what_conflicts_and_ends_with_3(monkeypatch, tmp_path):
    answered(monkeypatch, LOST)
    out = tmp_path / "best.toml"
    result = design("--out", str(out))
    assert result.exit_code == 3
    assert "Cannot be kept together" in result.stdout
    assert "press of hand-press" in result.stdout
    assert not out.exists()


def test_a_single_limit_conflicts_with_nothing_else(monkeypatch):
    answered(monkeypatch, replace(LOST, conflicts=("melting of metal",)))
    assert "Cannot be met" in design().stdout


def test_what_is_stopped_keeps_the_best_so_far_and_ends_with_130(monkeypatch, tmp_path):
    answered(monkeypatch, Interrupted(replace(FOUND, stopped=True)))
    out = tmp_path / "best.toml"
    result = design("--out", str(out))
    assert result.exit_code == 130
    assert "stopped, keeping the best so far" in result.stderr
    assert f"written to {out}" in result.stderr
    assert asperity.load_recipe(str(out)).digest == asperity.load_recipe("na-foil").digest


def test_stopped_before_anything_was_found_writes_nothing(monkeypatch, tmp_path):
    answered(monkeypatch, Interrupted())
    out = tmp_path / "best.toml"
    result = design("--out", str(out))
    assert result.exit_code == 130
    assert "there is no best so far to keep\nstopped; nothing was written" in result.stderr
    assert not out.exists()


def test_of_several_goals_every_recipe_is_written(monkeypatch, tmp_path):
    choices = tuple(
        Choice(found=(f"{at} MPa",), reached=(4e-5,), recipe=RECIPE, knee=at == 2) for at in (1, 2)
    )
    answered(monkeypatch, replace(FOUND, front=choices))
    result = design("--out", str(tmp_path / "best.toml"))
    assert result.exit_code == 0
    assert "2 (knee)" in result.stdout
    assert {one.name for one in tmp_path.iterdir()} == {"best.toml", "best-1.toml", "best-2.toml"}


def test_a_real_one_is_pressed_again_to_the_same(tmp_path):
    out, record = tmp_path / "best.toml", tmp_path / "best.json"
    words = ["--vary", "steps.release.rate=1 MPa/s..2 MPa/s", "--looks", "2", "--workers", "1"]
    words += ["--risk", "1", "--out", str(out), "--json", str(record), "--quiet"]
    assert design(*words).exit_code == 0
    told = json.loads(record.read_text("utf-8"))
    assert told["schema"] == "asperity-design-1"
    schema = shipped("design-1")
    assert schema == schema_of(Design, told["schema"], "Design of asperity design")
    for record in (told, FOUND.to_dict(), LOST.to_dict()):
        assert faults(schema, record) == []
    assert faults(schema, {**told, "goals": [{**told["goals"][0], "reached": "far"}]})
    pressed = asperity.press(asperity.load_recipe(str(out)))
    foil = next(layer for layer in pressed.steps[-1].layers if layer.name == "metal")
    assert told["goals"][0]["reached"] == pytest.approx(foil.thickness_highest_m, rel=1e-9)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--goal", "beauty"], "--goal: found the unknown goal"),
        (["--goal", "foil", "--vary", "steps.press.pressure"], "--vary"),
        (["--goal", "foil", "--risk", "0"], "--risk"),
        (["--goal", "foil", "--out", "best.txt"], "--out"),
        ([], "--goal: found no goal"),
    ],
)
def test_what_is_refused_ends_with_2(words, told):
    result = run(app, ["design", "na-foil", *words])
    assert result.exit_code == 2
    assert told in result.stderr
