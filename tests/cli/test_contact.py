"""`asperity contact`: a map goes in, its contact comes out; refusals, JSON, Ctrl-C."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from asperity.cli import lazy
from asperity.cli.app import app
from asperity.study import pair_of, press_face
from asperity.topography import Band, read_map, self_affine

run = CliRunner().invoke
BAND = Band(rms_height=2e-8, hurst=0.8, longest=8e-7, shortest=2e-7)


@pytest.fixture
def face(tmp_path: Path) -> str:
    path = tmp_path / "face.npy"
    np.save(path, self_affine((32, 32), spacing=5e-8, band=BAND, seed=1).heights)
    return str(path)


def test_it_tells_the_face_and_its_contact(face: str) -> None:
    words = ["contact", face, "--spacing", "50 nm", "--modulus", "5 GPa", "--pressure", "10 MPa"]
    words += ["--level", "none", "--periodic"]
    result = run(app, words)
    assert result.exit_code == 0
    for told in ("32 by 32", "rms height", "20 nm", "Hurst exponent", "contact", "mean gap"):
        assert told in result.stdout
    assert run(app, [*words, "--quiet"]).stdout == ""


def test_json_has_what_python_has(face: str, tmp_path: Path) -> None:
    words = ["contact", face, "--spacing", "50 nm", "--material", "sodium", "--pressure", "2 MPa"]
    to_stdout = run(app, [*words, "--json", "-"])
    assert to_stdout.exit_code == 0
    told = json.loads(to_stdout.stdout)
    file = tmp_path / "out.json"
    result = run(app, [*words, "--json", str(file)])
    assert result.exit_code == 0
    assert "rms height" in result.stdout
    assert json.loads(file.read_text("utf-8")) == told
    own = press_face(read_map(face, spacing=5e-8), pair_of(material="sodium"), pressure=2e6)
    assert told == json.loads(own.outcome.to_json())


def test_it_holds_a_metal(face: str) -> None:
    words = ["contact", face, "--spacing", "50 nm", "--periodic", "--material", "sodium"]
    hold = ["--pressure", "2 MPa", "--time", "1 min", "--temperature", "60 degC", "--gas", "0 bar"]
    result = run(app, [*words, *hold])
    assert result.exit_code == 0
    assert "After 60 s at 60 degC" in result.stdout
    told = json.loads(run(app, [*words, *hold, "--json", "-"]).stdout)
    assert told["closing"]["temperature_k"] == pytest.approx(333.15)
    assert told["closing"]["end"]["contact_fraction"] > told["elastic"]["contact_fraction"]


def test_molten_metal_ends_with_3(face: str) -> None:
    words = ["contact", face, "--spacing", "50 nm", "--material", "sodium", "--pressure", "2 MPa"]
    result = run(app, [*words, "--time", "1 min", "--temperature", "120 degC", "--json", "-"])
    assert result.exit_code == 3
    assert "melts at 98 degC" in json.loads(result.stdout)["reasons"][0]
    shown = run(app, [*words, "--time", "1 min", "--temperature", "120 degC"])
    assert shown.exit_code == 3
    assert "Not carried out as asked" in shown.stdout


REFUSED = [
    (["--modulus", "5 GPa"], "--pressure"),
    (["--pressure", "10", "--modulus", "5 GPa"], "--pressure: found 10; give a unit"),
    (["--pressure", "-1 MPa", "--modulus", "5 GPa"], "pressure: found -1000000"),
    (["--pressure", "1 MPa"], "--modulus: found neither"),
    (["--pressure", "1 MPa", "--modulus", "5 um"], '--modulus: found "5 um", a length'),
    (["--pressure", "1 MPa", "--modulus", "5 GPa", "--material", "sodium"], "modulus and material"),
    (["--pressure", "1 MPa", "--material", "sodum"], '--material: found "sodum"; did you mean'),
    (["--pressure", "1 MPa", "--material", "sodium", "--against", "x"], "--against: found"),
    (["--pressure", "1 MPa", "--modulus", "5 GPa", "--unit", "kg"], '--unit: found "kg"'),
    (["--pressure", "1 MPa", "--modulus", "5 GPa", "--channel", "Z"], '--channel: found "Z"'),
    (["--pressure", "1 MPa", "--modulus", "5 GPa", "--level", "sphere"], "sphere"),
    (["--pressure", "1 MPa", "--modulus", "5 GPa", "--time", "1 min"], "--material: found"),
    (["--pressure", "1 MPa", "--material", "sodium", "--time", "0 s"], "--time: found 0 s"),
    (["--pressure", "1 MPa", "--modulus", "5 GPa", "--json", "/no/where"], "--json: found no"),
]


@pytest.mark.parametrize(("words", "message"), REFUSED, ids=lambda value: str(value)[:30])
def test_refusals_end_with_2(face: str, words: list[str], message: str) -> None:
    result = run(app, ["contact", face, "--spacing", "50 nm", *words], env={"COLUMNS": "200"})
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_map_without_spacing_and_one_that_is_not_there(face: str) -> None:
    asked = ["--pressure", "1 MPa", "--modulus", "5 GPa"]
    result = run(app, ["contact", face, *asked])
    assert result.exit_code == 2
    assert "--spacing: found nothing, and none in the file" in result.stderr
    result = run(app, ["contact", "nowhere.gwy", *asked])
    assert result.exit_code == 2
    assert "nowhere.gwy: found no such file" in result.stderr


def test_the_map_is_not_overwritten(face: str) -> None:
    words = ["contact", face, "--spacing", "50 nm", "--modulus", "5 GPa", "--pressure", "1 MPa"]
    result = run(app, [*words, "--json", face])
    assert result.exit_code == 2
    assert read_map(face, spacing=5e-8).shape == (32, 32)


def test_a_stopped_contact_ends_with_130(face: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_words: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(lazy, "contact", stopped)
    result = run(app, ["contact", face, "--modulus", "5 GPa", "--pressure", "1 MPa"])
    assert result.exit_code == 130
    assert "stopped; nothing was written" in result.stderr


def test_help_names_every_option() -> None:
    text = run(app, ["contact", "--help"], env={"COLUMNS": "200"}).stdout
    for option in ("--spacing", "--modulus", "--material", "--pressure", "--time", "--json"):
        assert option in text
