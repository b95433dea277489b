"""The scripts do what CI and the documentation rest on."""

import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPTS = sorted(path for path in (ROOT / "scripts").iterdir() if path.is_file())


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_executable_posix_shell(script: Path) -> None:
    assert script.read_text("utf-8").startswith("#!/bin/sh\n# ")
    assert script.stat().st_mode & 0o111
    subprocess.run(["sh", "-n", str(script)], check=True)


@pytest.mark.parametrize(
    ("mark", "command"),
    [("first", "scripts/asperity press na-thermal-press"), ("test", "scripts/test")],
)
def test_the_readme_holds_what_ci_runs(mark: str, command: str) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"<!-- ci: {mark} -->\n```sh\n{command}\n```\n" in readme


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("script", '<script src="https://a.example/x.js"></script>'),
        ("style", '<link rel="stylesheet" href="//a.example/x.css">'),
        ("picture", '<img src="https://a.example/x.png" alt="">'),
        ("set of pictures", '<img srcset="a.png 1x, https://a.example/x.png 2x" alt="">'),
        ("font", "<style>@font-face { src: url('https://a.example/x.woff2') }</style>"),
        ("import", '<style>@import "https://a.example/x.css";</style>'),
        ("inline style", '<p style="background: url(//a.example/x.png)">'),
        ("mermaid", '<pre class="mermaid">graph LR</pre>'),
    ],
)
def test_a_page_that_fetches_is_found(tmp_path: Path, name: str, text: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><title>{name}</title>{text}")
    assert len(tool("offline").outside(page)) == 1


def test_a_page_may_link(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<link rel="canonical" href="https://a.example/"><a href="https://a.example">a</a>'
        '<img src="a.svg" alt=""><img src="data:image/png;base64,//8A" alt="">'
    )
    assert tool("offline").outside(page) == []


WRITES = "import sys, pathlib\n(pathlib.Path(sys.argv[1]) / 'a.md').write_text('a')\n"


@pytest.mark.parametrize(
    ("scripts", "code"),
    [
        ({"a": WRITES}, 0),
        ({}, 0),
        ({"a": WRITES, "b": WRITES}, 1),
        ({"a": "pass"}, 1),
        ({"a": WRITES + "import warnings\nwarnings.warn('beware')"}, 1),
        ({"a": WRITES + "raise SystemExit(3)"}, 1),
    ],
    ids=["writes", "none", "clash", "nothing", "warns", "fails"],
)
def test_figures(tmp_path: Path, scripts: dict[str, str], code: int) -> None:
    (tmp_path / "figures").mkdir()
    for name, text in scripts.items():
        (tmp_path / "figures" / f"{name}.py").write_text(text)
    assert tool("figures").main(tmp_path / "figures", tmp_path / "out") == code
    if code == 0:
        written = [f"{name}.md" for name in scripts]
        assert [path.name for path in (tmp_path / "out").iterdir()] == written


def test_documentation_is_built_strictly() -> None:
    lines = (ROOT / "scripts" / "docs").read_text("utf-8").splitlines()
    (build,) = (line for line in lines if "mkdocs build" in line)
    assert "--strict" in build
    assert "quiet" not in build, "mkdocs counts no warnings when it is told to be quiet"
