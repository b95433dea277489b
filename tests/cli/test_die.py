"""`asperity die`: a powder in its die as a body; refusals, JSON."""

import json

import pytest
from typer.testing import CliRunner

from asperity.cli.app import app

run = CliRunner().invoke
ASKED = ["die", "Li6PS5Cl", "--mass", "100 mg", "--diameter", "10 mm", "--pressure", "200 MPa"]


def test_it_tells_the_stages_and_what_they_rest_on():
    result = run(app, [*ASKED, "--until", "load", "--json", "-"])
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    (stage,) = told["stages"]
    assert stage["name"] == "load"
    assert stage["top_force_n"] == pytest.approx(200e6 * 3.14159265 / 4 * 1e-4, rel=1e-4)
    assert stage["bottom_force_n"] < stage["top_force_n"]
    mass = stage["relative_density"] * stage["height_m"] * 3.14159265 / 4 * 1e-4 * 1860
    assert mass == pytest.approx(100e-6, rel=2e-3)  # the face of a body is not quite flat
    assert "no electrolyte powder has a measured cap set" in told["assumptions"][0]
    assert {source["quantity"] for source in told["sources"]} >= {"walker_c1", "wall_friction"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["die", "NaSICON", *ASKED[2:]], 'MATERIAL: found "NaSICON"'),
        (["die", "unobtainium", *ASKED[2:]], "MATERIAL: found"),
        ([*ASKED[:-1], "200"], '--pressure: found 200; give a unit, for example "200 MPa"'),
        ([*ASKED[:3], "-1 mg", *ASKED[4:]], "--mass"),
        ([*ASKED, "--friction", "-1"], "friction"),
        ([*ASKED, "--json", "/nowhere/die.json"], "--json"),
    ],
)
def test_refusals(words, told):
    result = run(app, words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""
