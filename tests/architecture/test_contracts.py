"""The contracts of pyproject.toml bite: broken copies of the package are refused."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
COMMAND = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports())"


def rooms() -> list[str]:
    floors = CONTRACTS["contracts"][0]["layers"]
    return [room.strip(" ()") for floor in floors for room in floor.split("|")]


def house_of_cards(place: Path, extra: dict[str, str]) -> Path:
    """An `asperity` of empty rooms under the real contracts, with a few files changed."""
    for room in rooms():
        file = place / "asperity" / room / "__init__.py"
        file.parent.mkdir(parents=True)
        file.write_text("")
    (place / "asperity" / "__init__.py").write_text("")
    for name, text in extra.items():
        file = place / "asperity" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    (place / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"))
    return place


def lint(place: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, '.'); {COMMAND}"]
    return subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)


JUDGED = {
    "contact", "laws", "layered", "materials", "outcome", "process", "recipe", "run", "solid",
    "stack", "study", "topography",
}  # fmt: skip
PURE = {"contact", "laws", "layered", "outcome", "process", "solid", "stack"}


@pytest.mark.parametrize(("contract", "meant"), [("reference", JUDGED), ("pure", PURE)])
def test_a_contract_lists_every_room_it_is_meant_for(contract: str, meant: set[str]) -> None:
    (sources,) = (c["source_modules"] for c in CONTRACTS["contracts"] if c["id"] == contract)
    package = ROOT / "src" / "asperity"
    there = {name for name in meant if list(package.glob(f"{name}/__init__.py"))}
    there |= {name for name in meant if (package / f"{name}.py").exists()}
    assert {module.removeprefix("asperity.") for module in sources} == there


def test_empty_rooms_pass(tmp_path: Path) -> None:
    done = lint(house_of_cards(tmp_path, {}))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "text", "contract"),
    [
        ("laws/a.py", "import asperity.materials", "Each floor"),
        ("laws/a.py", "import asperity.contact", "Each floor"),
        ("recipe/a.py", "import asperity.materials", "Each floor"),
        ("errors/a.py", "import asperity.units", "Each floor"),
        ("attic/__init__.py", "", "Each floor"),
        ("run/a.py", "import asperity.reference", "Nobody who is judged"),
        ("laws/a.py", "import pydantic", "The physics knows no"),
        ("outcome/a.py", "import matplotlib.pyplot", "The physics knows no"),
        ("stack/a.py", "from rich.table import Table", "The physics knows no"),
        ("web/a.py", "import asperity.cli", "Each floor"),
        ("web/a.py", "from asperity import laws", "The doors hold no formula"),
        ("cli/a.py", "import scipy.optimize", "The doors hold no formula"),
        ("cli/a.py", "import asperity.web", "The command line knows the bench in one place"),
    ],
)
def test_an_offence_is_found(tmp_path: Path, name: str, text: str, contract: str) -> None:
    done = lint(house_of_cards(tmp_path, {name: text}))
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert done.returncode == 1, done.stdout + done.stderr
    assert any(line.startswith(contract) for line in broken), done.stdout
