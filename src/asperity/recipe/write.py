"""A recipe as text: a file people read, and the digest of what it means."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from asperity.recipe.quantities import FIRST, Part, written_as
from asperity.units import to_si


def as_toml(data: Mapping[str, Any]) -> str:
    """Nested tables as TOML: plain values first, then a table or a row of tables each."""
    plain = {key: value for key, value in data.items() if not _is_table(value)}
    parts = ["\n".join(_lines(plain))]
    for key, value in data.items():
        if isinstance(value, Mapping):
            parts.append("\n".join([f"[{key}]", *_lines(value)]))
        elif _is_table(value):
            parts += ["\n".join([f"[[{key}]]", *_lines(entry)]) for entry in value]
    return "\n\n".join(parts) + "\n"


def _is_table(value: object) -> bool:
    """A table, or a list of tables."""
    listed = isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
    return isinstance(value, Mapping) or listed


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    """The lines of one table, what identifies it first."""
    keys = sorted(table, key=lambda key: FIRST.index(key) if key in FIRST else len(FIRST))
    return (f"{key} = {_value(table[key])}" for key in keys)


def _value(value: object) -> str:
    """One value. JSON's text, numbers and lists are TOML's, but for the DEL character."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_lines(value)) + " }"
    if _is_table(value) and isinstance(value, list):
        return "[\n" + "".join(f"    {_value(entry)},\n" for entry in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def digest(recipe: Part) -> str:
    """SHA-256 over the meaning of a recipe: SI values, keys sorted, interfaces in no order.

    Of a map only its file's name counts: what is in it, the stack's digest tells.
    """
    meaning = _meaning(recipe)
    assert isinstance(meaning, dict)
    for interface in meaning["interfaces"]:
        interface["between"].sort()
        if "map" in interface:
            interface["map"] = interface["map"].replace("\\", "/").rpartition("/")[2]
    meaning["interfaces"].sort(key=lambda interface: interface["between"])
    text = json.dumps(meaning, sort_keys=True, ensure_ascii=True)
    return sha256(text.encode("ascii")).hexdigest()


def _meaning(value: object) -> Any:
    """A part of a recipe as plain data, quantities in SI, what is left out left out."""
    if isinstance(value, Part):
        return {
            name: _quantity(value, name)
            for name in type(value).model_fields
            if getattr(value, name) is not None
        }
    return [_meaning(item) for item in value] if isinstance(value, tuple) else value


def _quantity(part: Part, name: str) -> Any:
    """One field of a part: its SI value if it is a quantity."""
    value, written = getattr(part, name), written_as(type(part).model_fields[name])
    return _meaning(value) if written is None else to_si(str(value), written.dimension)
