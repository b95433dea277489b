"""Paths into a recipe: "steps.press.pressure", "interfaces.metal:electrolyte.rms_height"."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, get_origin

from pydantic import BaseModel

from asperity.errors import RecipeRefusal, one_of
from asperity.recipe.explain import KINDS
from asperity.recipe.layers import Band, Interface
from asperity.recipe.quantities import Part, Written, written_as
from asperity.recipe.steps import Press

Table = dict[str, Any]
_FIXED = ("name", "kind", "between")  # what paths go by


def plain(recipe: BaseModel) -> Table:
    """The recipe as nested tables, as its file has it: nothing that is left out or the default."""
    data: Table = recipe.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return data


def all_paths(data: Table) -> tuple[str, ...]:
    """Every path that can be set, in the order of the recipe."""
    return tuple(path for path, _, _ in _settable(data))


def written_at(data: Table, path: str) -> Written | None:
    """How the quantity at a path is written; None where there is none.

    Raises:
        RecipeRefusal: an unknown path; it names the nearest one.
    """
    field, _, model = _found(data, path)
    return None if model is None else written_as(model.model_fields[field])


def value_at(data: Table, path: str) -> object:
    """What is written at a path; None where it is left out. Raises as `written_at`."""
    field, table, _ = _found(data, path)
    return table.get(field)


def _found(data: Table, path: str) -> tuple[str, Table, type[Part] | None]:
    known = {found: (table, model) for found, table, model in _settable(data)}
    turned = _turned(path.strip(), known)
    if turned not in known:
        raise RecipeRefusal(path, "an unknown path", _cure(path, known))
    return turned.rpartition(".")[2], *known[turned]


def replaced(data: Table, changes: Mapping[str, object]) -> Table:
    """A copy of the tables with the values at some paths changed; None leaves a field out."""
    changed = deepcopy(data)
    known = {path: (table, model) for path, table, model in _settable(changed)}
    for path, value in changes.items():
        found = known.get(_turned(path.strip(), known))
        if found is None:
            raise RecipeRefusal(path, "an unknown path", _cure(path, known))
        table, model = found
        name = path.strip().rpartition(".")[2]
        if value is None:
            table.pop(name, None)
        else:
            table[name] = _value(value, model, name)
    return changed


def _cure(path: str, known: Mapping[str, object]) -> str:
    """The nearest path; a path with the right table is best helped by that table's fields."""
    table, _, name = path.rpartition(".")
    fields = [other.rpartition(".")[2] for other in known if other.rpartition(".")[0] == table]
    return one_of(name, fields) if fields else one_of(path, known)


def _turned(path: str, known: Mapping[str, object]) -> str:
    """The path with the layers of its interface in the order of the recipe."""
    root, _, rest = path.partition(".")
    pair, dot, field = rest.partition(".")
    if path in known or root != "interfaces" or ":" not in pair:
        return path
    first, _, second = pair.partition(":")
    return f"{root}.{second}:{first}{dot}{field}"


def _settable(data: Table) -> Iterator[tuple[str, Table, type[Part] | None]]:
    """Each settable path, with the table its last word lies in and that table's model."""
    yield "title", data, None
    yield from _fields("press", data["press"], Press)
    for root, kinds in KINDS.items():
        for entry in data[root]:
            yield from _fields(f"{root}.{entry['name']}", entry, kinds[entry["kind"]])
    for entry in data.get("interfaces", []):
        where = f"interfaces.{':'.join(entry['between'])}"
        yield from _fields(where, entry, Interface)
        for index, band in enumerate(entry.get("bands", [])):
            yield from _fields(f"{where}.bands.{index}", band, Band)


def _fields(where: str, table: Table, model: type[Part]) -> Iterator[tuple[str, Table, type[Part]]]:
    for name in model.model_fields:
        if name not in _FIXED:
            yield f"{where}.{name}", table, model


def _value(value: object, model: type[Part] | None, name: str) -> object:
    """A value as the recipe holds it: text stays text where text is asked, else it is read."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    field = model.model_fields[name] if model else None
    listed = field is not None and get_origin(field.annotation) is tuple
    return _as_toml(text) if listed or (field and field.annotation is bool) else text


def _as_toml(text: str) -> object:
    """A bare word of TOML (true, 3, ["a", "b"]); text that is none stays text."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        return text
