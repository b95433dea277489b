"""Changes to a draft: one value, one more or one less of anything, another order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from asperity.web.bench import fresh
from asperity.web.bench.draft import Draft, Key, Table, changed
from asperity.web.bench.form import Field

_OF_MAP = ("map", "spacing", "unit", "channel", "level", "holes", "periodic")


def typed(draft: Draft, field: Field, text: str) -> Draft:
    """The draft with what a person typed into a field; nothing typed leaves an optional one out."""
    tables = draft.copy()
    name = str(field.key[-1])
    within = _at(tables, field.key[:-1])
    if name == "name" and len(field.key) == 3:
        _renamed(tables, field.key, text.strip())
    elif text.strip() or field.needed or name == "title":
        within[name] = _value(field, text)
    else:
        within.pop(name, None)
    return changed(draft, tables)


def with_field(draft: Draft, section: Key, name: str, value: Any) -> Draft:
    """The draft with one more field said; None says it no longer."""
    tables = draft.copy()
    within = _at(tables, section)
    if value is None:
        within.pop(name, None)
    else:
        within[name] = value
    return changed(draft, tables)


def with_layer(draft: Draft, kind: str, place: int | None = None) -> Draft:
    """The draft with a new layer at a place from below, on top if none is named."""
    return _with(draft, "stack", kind, place)


def with_step(draft: Draft, kind: str, place: int | None = None) -> Draft:
    """The draft with a new step at a place, the last if none is named."""
    return _with(draft, "steps", kind, place)


def with_face(draft: Draft, pair: tuple[str, str]) -> Draft:
    """The draft with the face between two neighbours described."""
    tables = draft.copy()
    _listed(tables, "interfaces").append(fresh.face(pair))
    return changed(draft, tables)


def with_band(draft: Draft, face: Key) -> Draft:
    """The draft with a further band of topography, such as waviness, on a face."""
    tables = draft.copy()
    _at(tables, face).setdefault("bands", []).append(fresh.band())
    return changed(draft, tables)


def with_map(draft: Draft, face: Key, path: str, told: Mapping[str, str]) -> Draft:
    """The draft with a measured map of a face in the place of its roughness.

    `told` is what its file does not tell: `spacing`, `unit`, `channel`.
    """
    tables = draft.copy()
    within = _at(tables, face)
    for name in (*dict(fresh.FACE), *_OF_MAP):
        within.pop(name, None)
    within.update({"map": path} | {name: text for name, text in told.items() if text.strip()})
    return changed(draft, tables)


def without_map(draft: Draft, face: Key) -> Draft:
    """The draft with a usual roughness of a face in the place of its measured map."""
    tables = draft.copy()
    within = _at(tables, face)
    for name in _OF_MAP:
        within.pop(name, None)
    within.update(fresh.FACE)
    return changed(draft, tables)


def of_kind(draft: Draft, section: Key, kind: str) -> Draft:
    """The draft with a layer or step made another kind."""
    tables = draft.copy()
    root, index = str(section[0]), int(section[1])
    entries = tables[root]
    entries[index] = fresh.turned(entries[index], root, kind)
    return changed(draft, tables)


def without(draft: Draft, section: Key) -> Draft:
    """The draft without a layer, face, band or step; faces of a layer go with it."""
    tables = draft.copy()
    entries = _at(tables, section[:-1])
    gone = entries.pop(int(section[-1]))
    if section[0] == "stack":
        _forgotten(tables, gone["name"])
    if not entries and section[0] != "steps" and len(section) > 1:
        _at(tables, section[:-2]).pop(str(section[-2]))
    return changed(draft, tables)


def moved(draft: Draft, section: Key, by: int) -> Draft:
    """The draft with a layer or step further up or down; faces that then touch no more go."""
    tables = draft.copy()
    entries = _at(tables, section[:-1])
    place = int(section[-1])
    entries.insert(min(max(place + by, 0), len(entries) - 1), entries.pop(place))
    if section[0] == "stack":
        _only_touching(tables)
    return changed(draft, tables)


def _with(draft: Draft, root: str, kind: str, place: int | None) -> Draft:
    tables = draft.copy()
    entries = _listed(tables, root)
    made = fresh.entry(root, kind, entries)
    entries.insert(len(entries) if place is None else place, made)
    if root == "stack":
        _only_touching(tables)
    return changed(draft, tables)


def _listed(tables: Table, root: str) -> list[Table]:
    """The entries of a list; it is made where the draft has none, before the steps."""
    if root not in tables:
        steps = tables.pop("steps", [])
        tables[root] = []
        tables["steps"] = steps
    found: list[Table] = tables[root]
    return found


def _at(tables: Table, key: Key) -> Any:
    found: Any = tables
    for part in key:
        found = found[part]
    return found


def _value(field: Field, text: str) -> Any:
    """What the recipe holds for what was typed."""
    if field.sort == "layers":
        return text.split()
    if field.sort == "choice" and text in {"true", "false"}:
        return text == "true"
    if field.plain:
        return _plain(text.strip())
    return text if field.sort == "text" else text.strip()


def _plain(text: str) -> float | str:
    """A plain number as a number; "82 %" stays what it is."""
    try:
        return float(text) if text.isascii() and float(text) == float(text) else text
    except ValueError:
        return text


def _renamed(tables: Table, key: Key, after: str) -> None:
    """Another name for a layer or step, and for a layer wherever it is named.

    A name that another layer has already is written, and refused by the recipe; what was said of
    the layer waits for its next name.
    """
    found = _at(tables, key[:-1])
    found["name"] = after
    names = [layer["name"] for layer in tables["stack"]]
    if key[0] != "stack" or names.count(after) > 1:
        return
    left = {name for name in _named(tables) if name not in names}
    if len(left) != 1:
        return
    before = left.pop()
    for face in tables.get("interfaces", ()):
        face["between"] = _with_name(face["between"], before, after)
    for step in tables["steps"]:
        for field in ("adds", "removes"):
            if field in step:
                step[field] = _with_name(step[field], before, after)


def _named(tables: Table) -> Iterator[str]:
    """The layers that faces and steps speak of."""
    for face in tables.get("interfaces", ()):
        yield from face["between"]
    for step in tables["steps"]:
        yield from (*step.get("adds", ()), *step.get("removes", ()))


def _with_name(names: Sequence[str], before: str, after: str) -> list[str]:
    return [after if name == before else name for name in names]


def _forgotten(tables: Table, name: str) -> None:
    """Nothing speaks any more of a layer that is gone."""
    if any(layer["name"] == name for layer in tables["stack"]):
        return
    _keep(tables, [face for face in tables.get("interfaces", ()) if name not in face["between"]])
    for step in tables["steps"]:
        for field in ("adds", "removes"):
            left = [other for other in step.get(field, ()) if other != name]
            step.pop(field, None)
            if left:
                step[field] = left


def _only_touching(tables: Table) -> None:
    """Faces between layers that no longer touch are gone."""
    names = [layer["name"] for layer in tables["stack"]]
    touching = [set(pair) for pair in pairwise(names)]
    faces = tables.get("interfaces", ())
    _keep(tables, [face for face in faces if set(face["between"]) in touching])


def _keep(tables: Table, faces: list[Table]) -> None:
    if faces:
        tables["interfaces"] = faces
    else:
        tables.pop("interfaces", None)
