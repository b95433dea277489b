"""Pydantic's errors in the words of the recipe: the place, what was found, what to write."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from asperity.errors import RecipeRefusal, nearest, one_of
from asperity.recipe.layers import LAYERS, Band, Interface
from asperity.recipe.quantities import FIRST, NAME, Part, describe, example
from asperity.recipe.steps import STEPS, Press

KINDS: Mapping[str, Mapping[str, type[Part]]] = MappingProxyType({"stack": LAYERS, "steps": STEPS})
_TOP = ("schema", "title", "press", "stack", "interfaces", "steps")
_TABLES = MappingProxyType(
    {
        "schema": 'schema = "asperity-recipe-1"',
        "press": "a [press] table",
        "stack": "a [[stack]] table for each layer",
        "steps": "a [[steps]] table for each step",
    }
)
_SHOWN = 20
_USABLE = re.compile(r"[A-Za-z][\w-]*(:[A-Za-z][\w-]*)?", re.ASCII)
_WORDS = MappingProxyType(
    {
        "string_type": "write text in quotes",
        "bool_type": "write true or false",
        "tuple_type": "write a list, in square brackets",
        "model_type": "write a table",
        "string_too_long": "write a shorter text",
        "string_too_short": "write a name",
        "string_pattern_mismatch": "write one line of plain text",
    }
)


def explain(trouble: ValidationError, data: object) -> RecipeRefusal:
    """Every error pydantic found in `data`, as one refusal with a line for each; the first 20."""
    errors = trouble.errors(include_url=False)[: 2 * _SHOWN]  # some of them are told by others
    for error in errors:
        error["loc"] = _plain(error)
    meant = {_meant(error, data) for error in errors}
    counted = [error for error in errors if _counts(error, meant)]
    first, *others = [_refusal(error, data) for error in counted[:_SHOWN]]
    if len(counted) > _SHOWN:
        others.append(RecipeRefusal("recipe", "more errors than these", "mend these first"))
    return RecipeRefusal(first.where, first.found, first.instead, also=others)


def _refusal(error: ErrorDetails, data: object) -> RecipeRefusal:
    """One of pydantic's errors as a refusal."""
    found, instead = _told(error, data)
    return RecipeRefusal(place(error["loc"], data), found, instead)


def _counts(error: ErrorDetails, meant: AbstractSet[object]) -> bool:
    """Not what merely follows: a field that is only misspelled, a row that is empty of faults."""
    misspelled = error["type"] == "missing" and error["loc"] in meant
    return not misspelled and not (error["type"] == "too_short" and error["input"])


def _meant(error: ErrorDetails, data: object) -> object:
    """Where an unknown key should perhaps stand."""
    if error["type"] != "extra_forbidden":
        return None
    *table, name = error["loc"]
    return (*table, nearest(str(name), _known(_model(error["loc"], data))))


def _told(error: ErrorDetails, data: object) -> tuple[str, str]:
    """What was found, and what to write instead."""
    loc = error["loc"]
    model, name, value = _model(loc, data), str(loc[-1]) if loc else "recipe", error["input"]
    context: dict[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "refusal":
            cure = context["instead"] or f"write for example {_example(model, name)}"
            told = context["found"], cure
        case "missing":
            told = "nothing" if isinstance(value, Mapping) else describe(value), _write(model, name)
        case "extra_forbidden":
            told = "an unknown key", one_of(name, _known(model))
        case "too_short":
            told = "none", f"write at least one [[{name}]]"
        case "union_tag_invalid" | "union_tag_not_found" | "model_attributes_type":
            told = _tag(loc, value)
        case "literal_error":
            told = describe(value), _literal(value, context["expected"])
        case "string_pattern_mismatch" if context["pattern"] == NAME:
            told = describe(value), "begin with a letter, then only letters, digits, - and _"
        case "too_long":
            told = describe(value), f"write at most {context['max_length']}"
        case "tuple_type" if len(loc) == 1:
            told = describe(value), f"write [[{name}]], in double brackets"
        case kind:
            told = describe(value), _WORDS.get(kind, error["msg"].lower())
    return told


def _tag(loc: Sequence[int | str], found: object) -> tuple[str, str]:
    """The refusal of a layer or step whose kind is missing or unknown."""
    known = KINDS[str(loc[0])]
    if not isinstance(found, Mapping):
        return describe(found), f"write a table, under [[{loc[0]}]]"
    if "kind" not in found:
        return "no kind", f"write kind = one of: {', '.join(known)}"
    return f"kind = {describe(found['kind'])}", one_of(str(found["kind"]), known)


def _literal(found: object, expected: str) -> str:
    """The cure for a word that is none of the known ones."""
    known = expected.replace(" or ", ", ").replace("'", "").split(", ")
    return one_of(str(found), known) if len(known) > 1 else f'write "{known[0]}"'


def _plain(error: ErrorDetails) -> tuple[int | str, ...]:
    """The location as the file has it: pydantic adds kinds, and what a list lacks."""
    loc = error["loc"]
    if error["type"] == "missing" and isinstance(loc[-1], int):
        loc = loc[:-1]
    if len(loc) > 2 and loc[0] in KINDS and loc[2] in KINDS[str(loc[0])]:
        return (*loc[:2], *loc[3:])
    return loc


def place(loc: Sequence[int | str], data: object) -> str:
    """The location as people write it: "steps.press.pressure", or by number without a name."""
    if not loc:
        return "recipe"
    if loc[0] in (*KINDS, "interfaces") and len(loc) > 1:
        return ".".join([_entry(str(loc[0]), loc[1], data), *(str(item) for item in loc[2:])])
    return ".".join(str(item) for item in loc)


def _entry(table: str, index: int | str, data: object) -> str:
    """One layer, step or interface, by its name where it has one of its own."""
    entries = data.get(table) if isinstance(data, Mapping) else None
    names = [_name(entry) for entry in entries] if isinstance(entries, list | tuple) else []
    name = names[index] if isinstance(index, int) and index < len(names) else None
    return f"{table}.{name}" if name and names.count(name) == 1 else f"{table}[{index}]"


def _name(entry: object) -> str | None:
    """The name of an entry of the file, if it has a usable one."""
    if not isinstance(entry, Mapping):
        return None
    name = entry.get("name", entry.get("between"))
    if isinstance(name, list | tuple) and len(name) == 2:
        name = f"{name[0]}:{name[1]}"
    return name if isinstance(name, str) and _USABLE.fullmatch(name) else None


def _model(loc: Sequence[int | str], data: object) -> type[Part] | None:
    """The model of the table a location lies in; None at the top of the recipe."""
    if len(loc) < 2:
        return None
    if loc[0] == "press":
        return Press
    if loc[0] == "interfaces":
        return Band if "bands" in loc[2:-1] else Interface
    entry = data[str(loc[0])][loc[1]] if isinstance(data, Mapping) else None
    kind = entry.get("kind") if isinstance(entry, Mapping) else None
    return KINDS[str(loc[0])].get(kind) if isinstance(kind, str) else None


def _known(model: type[Part] | None) -> Sequence[str]:
    """The fields of a table, what identifies it first."""
    return sorted(model.model_fields, key=lambda name: name not in FIRST) if model else _TOP


def _example(model: type[Part] | None, name: str) -> str:
    field = model.model_fields.get(name) if model else None
    return example(field) if field else '"…"'


def _write(model: type[Part] | None, name: str) -> str:
    """The cure for a field that is missing."""
    if model is None:
        return f"write {_TABLES.get(name, 'it')}"
    return f"write {name} = {_example(model, name)}"
