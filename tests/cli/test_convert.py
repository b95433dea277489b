"""`asperity convert` with bolts and springs."""

import pytest
from typer.testing import CliRunner

from asperity.cli.app import app

run = CliRunner().invoke
ON = ("--die", "13 mm")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["5 MPa", "--bolts", "4", "--thread", "6 mm"], "0.199 N m on each of 4 M6"),
        (["1.2 N m", "--bolts", "4", "--thread", "M6"], "is 30.14 MPa on 13 mm"),
        (["1.2 Nm", "--press", "bolted-fixture"], "is 22.6 MPa on 13 mm"),
        (["1.5 mm", "--spring", "20 N/mm", "--springs", "4"], "is 0.9041 MPa on 13 mm"),
        (["5 MPa", "--spring", "0.2 kN/mm"], "3.32 mm on 1 spring of 200 N/mm"),
    ],
)
def test_either_way(words, line):
    result = run(app, ["convert", *words, *ON], env={"COLUMNS": "120"})
    assert result.exit_code == 0
    assert line in result.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["2 mm", "--bolts", "4", "--thread", "M6"], "a length; say of which spring"),
        (["5 MPa", "--bolts", "0", "--thread", "M6"], "--bolts: found 0"),
        (["5 MPa", "--bolts", "-4", "--thread", "M6"], "above zero"),
        (["5 MPa", "--bolts", "four", "--thread", "M6"], "--bolts"),
        (["5 MPa", "--bolts", "2", "--thread", "M6", "--nut-factor", "3"], "--nut-factor"),
        (["5 MPa", "--bolts", "2", "--thread", "M6", "--nut-factor", "-1"], "--nut-factor: found"),
        (["5 MPa", "--bolts", "2", "--thread", "M99x"], 'for example "M6" or "M6x0.75"'),
        (["5 MPa", "--spring", "20 N"], 'for example "20 N/mm"'),
    ],
)
def test_refusals(words, message):
    result = run(app, ["convert", *words, *ON])
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""
