"""Numbers at the axes of curves: as people write them, and apart where they differ."""

import json
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed")
TRY = """
const page = await import(process.argv[2]);
const [what, ...given] = JSON.parse(process.argv[3]);
console.log(JSON.stringify(page[what](...given)));
"""


def in_page(folder: Path, what: str, *given: object) -> Any:
    script = (files("asperity.web.parts.curves") / "curves.js").read_text("utf-8")
    script += "\nconst range = (panel, values) => page_range(panel, values);"
    script += "\nfunction page_range(panel, v) {"
    script += "\n  const store = { [panel.key]: { a: { v } } };"
    script += "\n  return component.methods.range.call({ store }, panel);\n}"
    script = script.replace("export default {", "const component = {")
    exported = f"{script}\nexport {{ number, labels, clock, range }};\n"
    (folder / "curves.mjs").write_text(exported, "utf-8")
    (folder / "try.mjs").write_text(TRY, "utf-8")
    assert NODE is not None
    asked = [NODE, str(folder / "try.mjs"), str(folder / "curves.mjs"), json.dumps([what, *given])]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([0.5], "0.5"),
        ([12.345], "12.3"),
        ([5e-4], "5 × 10⁻⁴"),
        ([1e-6], "10⁻⁶"),
        ([2.5e7], "2.5 × 10⁷"),
        ([99.97, "%"], "99.97"),
        ([99.9999, "%"], "99.99"),
        ([100, "%"], "100"),
        ([0.0, "%"], "0"),
    ],
)
def test_numbers(given: list[object], told: str, tmp_path: Path) -> None:
    assert in_page(tmp_path, "number", *given) == told


def test_ticks_that_differ_read_differently(tmp_path: Path) -> None:
    """Of 25.00 to 25.03 °C every tick was "25"."""
    assert in_page(tmp_path, "labels", [25.0, 25.01, 25.02]) == ["25", "25.01", "25.02"]
    assert in_page(tmp_path, "labels", [0, 10, 20]) == ["0", "10", "20"]
    assert in_page(tmp_path, "labels", [1200, 1250]) == ["1200", "1250"]


@pytest.mark.parametrize(
    ("seconds", "unit"), [(5e-4, "µs"), (0.02, "ms"), (60, "s"), (900, "min"), (20_000, "h")]
)
def test_times_have_a_unit_that_suits_them(seconds: float, unit: str, tmp_path: Path) -> None:
    told = in_page(tmp_path, "clock", seconds)
    assert isinstance(told, list)
    assert told[1] == unit


def test_what_hardly_changes_fills_no_panel(tmp_path: Path) -> None:
    """Nor does a pressure of nothing lie between negative ones."""
    low, high = in_page(tmp_path, "range", {"key": "t"}, [25.0, 25.001])
    assert (low < 24.5, high > 25.5) == (True, True)
    low, high = in_page(tmp_path, "range", {"key": "p", "zero": True}, [0, 0])
    assert low == 0 < high
