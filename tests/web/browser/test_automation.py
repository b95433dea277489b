"""The script of the documentation, as somebody runs it beside a press."""

import subprocess
import sys
from pathlib import Path

import asperity

SCRIPT = Path(__file__).resolve().parents[3] / "docs" / "bench" / "press_series.py"
PRESSURES = ("5 MPa", "20 MPa")


def test_a_series_of_pressures(bench) -> None:
    words = ["na-foil", "steps.press.pressure", *PRESSURES]
    told = subprocess.run(
        [sys.executable, SCRIPT, bench.address, *words],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    ).stdout
    for line, pressure in zip(told.splitlines(), PRESSURES, strict=True):
        value, state, level, page = line.split("\t")
        recipe = asperity.load_recipe("na-foil").replace({"steps.press.pressure": pressure})
        assert value == pressure
        assert state == "done"
        assert level == asperity.press(recipe).verdict.level
        assert page.startswith(f"{bench.address}/runs/")
