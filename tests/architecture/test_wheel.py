"""The wheel holds all the package needs: code, cards, schemas, templates, typing mark."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"


def test_the_wheel_is_complete(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    needed = {
        file.relative_to(SOURCE).as_posix()
        for file in (SOURCE / "asperity").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert needed - packed == set()
    assert "asperity/py.typed" in packed
