"""Files that are no recipe at all: refused in words, whatever is in them."""

import os
import sys
from pathlib import Path

import pytest

from asperity.errors import RecipeRefusal
from asperity.recipe import example_text, load_recipe

GOOD = example_text("na-thermal-press")
HEAD = 'schema = "asperity-recipe-1"\n'
STACK = "\n[[stack]]\nname = 'x'\nkind = 'foil'\n"


def refused(tmp_path: Path, data: bytes) -> str:
    """The message a file with these bytes gets."""
    path = tmp_path / "bad.toml"
    path.write_bytes(data)
    with pytest.raises(RecipeRefusal) as refusal:
        load_recipe(path)
    told = str(refusal.value)
    assert len(told) < 5000
    return told.replace(str(path), "bad.toml")


CASES = {
    "empty": (b"", "found an empty file; start from one: asperity examples na-foil"),
    "only blanks": (b" \n\t\n", "found an empty file"),
    "10 MB": (b"# x\n" * 2_500_000, "found more than 1 MB; a recipe is a TOML file of a few kB"),
    "just over 1 MB": (GOOD.encode() + b"#" * 1_000_000, "found more than 1 MB"),
    "binary": (bytes(range(256)) * 40, "found a byte that is no UTF-8 text, at 128"),
    "zeros": (bytes(1000), "found no valid TOML"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "found a byte that is no UTF-8 text, at 0"),
    "UTF-16": (GOOD.encode("utf-16"), "save the recipe as UTF-8 text"),
    "deep lists": (b"a = " + b"[" * 100_000, "found tables nested too deep"),
    "deep tables": (b"a = " + b"{a=" * 100_000, "found tables nested too deep"),
    "deep keys": (b".".join([b"a"] * 400_000) + b" = 1", "found tables nested too deep"),
    "deep heading": (b"[" + b".".join([b"a"] * 400_000) + b"]", "found tables nested too deep"),
    "a long number": (b"a = " + b"9" * 900_000, "found no valid TOML"),
    "a long word": (b"a = " + b"x" * 900_000, "found no valid TOML"),
    "many layers": ((HEAD + STACK * 20_000).encode(), "stack"),
    "many keys": (
        b"".join(b"k%d = 1\n" % i for i in range(60_000)),
        "found more errors than these; mend",
    ),
    "a loud key": (b'"\\u001b[31mred" = 1', "\N{REPLACEMENT CHARACTER}[31mred: found an unknown"),
}


@pytest.mark.parametrize("case", CASES)
def test_refused(case: str, tmp_path: Path) -> None:
    data, message = CASES[case]
    told = refused(tmp_path, data)
    assert message in told
    assert "\x1b" not in told


def test_a_directory(tmp_path: Path) -> None:
    with pytest.raises(RecipeRefusal, match="found a directory; write the path of a recipe file"):
        load_recipe(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RecipeRefusal, match="found no plain file"):
        load_recipe(tmp_path / "pipe")


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("na-termal-press", 'did you mean "na-thermal-press"'),
        ("NA-FOIL", 'did you mean "na-foil"'),
        ("na-foil.toml", 'did you mean "na-foil"'),
        ("nothing/like/it.toml", "write a file, or an example: anneal-under-pressure, "),
        ("", "write"),
        ("a\0b", "write"),
        ("x" * 5000, "write"),
    ],
)
def test_an_unknown_name(name: str, cure: str) -> None:
    with pytest.raises(RecipeRefusal) as refusal:
        load_recipe(name)
    assert cure in str(refusal.value)
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(),
    ],
    ids=["byte order mark", "Windows lines", "both"],
)
def test_accepted_all_the_same(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "good.toml"
    path.write_bytes(data)
    assert load_recipe(path) == load_recipe("na-thermal-press")
