"""A recipe in which some numbers are lanes: it answers as the recipe does, but for those."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asperity.recipe import Recipe

Fields = Mapping[str, Any]


class Part:
    """A part of a recipe some of whose fields are set to lanes.

    It is of the class of what it stands for, as far as `isinstance` asks.
    """

    def __init__(self, part: Any, fields: Fields, **inner: Any) -> None:
        self.__dict__["_part"] = part
        self.__dict__["_fields"] = fields
        self.__dict__["_inner"] = inner

    @property  # type: ignore[misc]
    def __class__(self) -> Any:  # what isinstance asks
        return type(self._part)

    def __getattr__(self, name: str) -> Any:
        for known in (self._inner, self._fields):
            if name in known:
                return known[name]
        return getattr(self._part, name)

    def si(self, field: str, default: float | None = None) -> Any:
        """The SI value of a quantity, lanes if it was set to such."""
        return self._fields[field] if field in self._fields else self._part.si(field, default)


def written(recipe: Recipe, lanes: Mapping[str, Any]) -> Any:
    """The recipe with lanes (SI) at some paths."""
    by_part: dict[str, dict[str, Any]] = {}
    for path, value in lanes.items():
        place, _, field = path.rpartition(".")
        by_part.setdefault(place, {})[field] = value
    stack = tuple(_part(one, by_part.get(f"stack.{one.name}", {})) for one in recipe.stack)
    steps = tuple(_part(one, by_part.get(f"steps.{one.name}", {})) for one in recipe.steps)
    faces = tuple(_face(one, by_part) for one in recipe.interfaces)
    press = _part(recipe.press, by_part.get("press", {}))
    return Part(recipe, {}, stack=stack, steps=steps, interfaces=faces, press=press)


def _part(part: Any, fields: Fields) -> Any:
    return Part(part, fields) if fields else part


def _face(face: Any, by_part: Mapping[str, Fields]) -> Any:
    where = f"interfaces.{face.key}"
    bands = tuple(
        _part(band, by_part.get(f"{where}.bands.{index}", {}))
        for index, band in enumerate(face.bands)
    )
    fields = by_part.get(where, {})
    if not fields and all(one is other for one, other in zip(bands, face.bands, strict=True)):
        return face
    made = Part(face, fields, bands=bands)
    if face.own is not None:
        made._inner["own"] = Part(face.own, fields)  # noqa: SLF001 (its own making)
    return made
