"""From a file, or the name of an example, to a recipe: the only file here that reads files."""

from __future__ import annotations

import os
import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from asperity.errors import RecipeRefusal, nearest, quoted
from asperity.recipe.model import Recipe

LARGEST = 1_000_000  # bytes: a thousand times a real recipe
LISTS = ("stack", "interfaces", "steps")
DEEPEST = 100  # dots in a line: far beyond any key, far below what slows the parser


def load_recipe(source: str | os.PathLike[str]) -> Recipe:
    """The recipe of a file, or of a shipped example by its name.

    Files that a recipe names (maps of faces) are counted from its own folder, and absolute in the
    recipe.

    Raises `RecipeRefusal` for a file that cannot be read, is no TOML, or is no valid recipe, with
    every error found.
    """
    name = os.fspath(source)
    path = Path(name)
    if not _exists(path) and name in _examples():
        return parse_recipe(example_text(name), where=name)
    tables = _tables(_decoded(_bytes(path), str(path)), str(path))
    return Recipe.model_validate(_from_here(tables, path.resolve().parent))


def parse_recipe(text: str, *, where: str = "recipe") -> Recipe:
    """The recipe of a TOML text; `where` names the text in refusals.

    Maps of faces stay as written: relative ones count from where the program runs.
    """
    return Recipe.model_validate(_tables(text, where))


def _from_here(tables: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The tables with the maps of interfaces as absolute paths."""
    faces = tables.get("interfaces")
    for face in faces if isinstance(faces, list) else ():
        named = face.get("map") if isinstance(face, dict) else None
        if isinstance(named, str) and named:
            face["map"] = str(folder / named)
    return tables


def list_examples() -> dict[str, str]:
    """The shipped examples: name and one line that says what is pressed."""
    return {name: tomllib.loads(example_text(name))["title"] for name in sorted(_examples())}


def example_text(name: str) -> str:
    """The text of a shipped example, comments and all."""
    known = _examples()
    if name not in known:
        raise RecipeRefusal(name, "no such example", _known(name))
    return known[name].read_text("utf-8")


def schema_text() -> str:
    """The JSON Schema of the recipe format, as shipped."""
    return (files("asperity.recipe") / "schema" / "recipe-1.json").read_text("utf-8")


@lru_cache(maxsize=1)
def _examples() -> dict[str, Traversable]:
    """The shipped example files by name."""
    folder = files("asperity.recipe") / "examples"
    entries = [entry for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return {entry.name.removesuffix(".toml"): entry for entry in entries}


def _known(name: str) -> str:
    near = nearest(name.removesuffix(".toml"), _examples())
    if near:
        return f'did you mean "{near}"?'
    return f"write a file, or an example: {', '.join(sorted(_examples()))}"


def _exists(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _bytes(path: Path) -> bytes:
    """The bytes of a plain file of decent size."""
    where = quoted(str(path))[1:-1]
    try:
        if not path.exists():
            raise RecipeRefusal(where, "no such file or example", _known(path.name))
        if not path.is_file():
            what = "a directory" if path.is_dir() else "no plain file"
            raise RecipeRefusal(where, what, "write the path of a recipe file")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as trouble:
        told = getattr(trouble, "strerror", None) or str(trouble)
        raise RecipeRefusal(where, told.lower(), "write the path of a recipe file") from None
    if len(data) > LARGEST:
        raise RecipeRefusal(where, "more than 1 MB", "a recipe is a TOML file of a few kB")
    return data


def _decoded(data: bytes, where: str) -> str:
    """The text of a file, with or without a byte order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        found = f"a byte that is no UTF-8 text, at {trouble.start}"
        raise RecipeRefusal(where, found, "save the recipe as UTF-8 text") from None


def _tables(text: str, where: str) -> dict[str, Any]:
    """The text as nested tables. TOML's own words tell what is wrong, and in which line."""
    if not text.strip():
        raise RecipeRefusal(where, "an empty file", "start from one: asperity examples na-foil")
    nested = RecipeRefusal(where, "tables nested too deep", "a recipe nests two levels")
    if any(line.count(".") > DEEPEST for line in text.splitlines() if line.lstrip()[:1] != "#"):
        raise nested
    try:
        tables = tomllib.loads(text)
    except RecursionError:
        raise nested from None
    except ValueError as trouble:
        raise _no_toml(str(trouble), text, where) from None
    for name in LISTS:
        if isinstance(tables.get(name), dict):
            raise RecipeRefusal(f"{where}: {name}", f"[{name}]", _doubled(name))
    return tables


def _doubled(name: str) -> str:
    return f"write [[{name}]] in double brackets: it is one of a list"


def _no_toml(trouble: str, text: str, where: str) -> RecipeRefusal:
    """The refusal of a text that is no TOML, with the line and what beginners mean by it."""
    found = f"no valid TOML ({trouble})"
    place = re.search(r"at line (\d+)", trouble)
    lines = text.splitlines()
    if place is None or not 0 < int(place[1]) <= len(lines):
        return RecipeRefusal(where, found, "mend this line")
    line = lines[int(place[1]) - 1].strip()
    return RecipeRefusal(where, f"{found} in the line {quoted(line)[1:-1]}", _meant(line))


def _meant(line: str) -> str:
    """The cure for a line that is no TOML."""
    header = re.match(r"\[\s*(\w+)\s*\]", line)
    if header and header[1] in LISTS:
        return _doubled(header[1])
    bare = re.fullmatch(r"([\w.-]+)\s*=\s*([^\s\"'\[{#][^\"'#]*?)\s*(?:#.*)?", line)
    if bare is None:
        return "mend this line"
    what = "quantities go" if re.match(r"[+-]?\.?\d", bare[2]) else "text goes"
    return f"{what} in quotes: {quoted(bare[1])[1:-1]} = {quoted(bare[2])}"
