"""A map again, from the dictionary that was made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from asperity.errors import Refusal, quoted
from asperity.recipe import Recipe
from asperity.study.mapping.quantity import quantity_of
from asperity.study.mapping.record import SCHEMA, Array, Danger, Line, Map


def from_dict(data: Mapping[str, Any], recipe: Recipe) -> Map:
    """The map of a recipe that `to_dict` told of, with as many digits as that has.

    Raises:
        Refusal: it is no such dictionary, or one of another recipe.
    """
    if data.get("schema") != SCHEMA:
        raise Refusal("schema", quoted(str(data.get("schema"))), f"expected {SCHEMA}")
    try:
        return _map(data, recipe)
    except (KeyError, IndexError, TypeError, ValueError) as trouble:
        raise Refusal("map", f"no whole map: {trouble!r}", f"expected {SCHEMA}") from None


def _map(data: Mapping[str, Any], recipe: Recipe) -> Map:
    here = data["here_si"]
    return Map(
        title=data["recipe"]["title"],
        digest=data["recipe"]["digest"],
        x=_line(data["x"], recipe),
        y=_line(data["y"], recipe),
        quantity=quantity_of(recipe, data["quantity"]["name"]),
        values=_floats(data["quantity"]["values_si"]),
        dangers=tuple(_danger(one) for one in data["risks"]),
        status=np.array(data["status"], dtype=np.int8),
        pressed=np.array(data["pressed"], dtype=bool),
        reasons={(one["row"], one["column"]): one["reason"] for one in data["reasons"]},
        presses=data["presses"],
        checks=data["checks"],
        error=data["error"],
        boundary=data["boundary_steps"],
        stopped=data["stopped"],
        here=None if here is None else (here[0], here[1]),
    )


def _line(data: Mapping[str, Any], recipe: Recipe) -> Line:
    paths = tuple(data["paths"])
    written = recipe.written_at(paths[0])
    if written is None:
        raise Refusal(paths[0], "no quantity of this recipe", "give the recipe it was made of")
    return Line(
        paths=paths,
        unit=data["unit"],
        dimension=written.dimension,
        logarithmic=data["logarithmic"],
        written=tuple(data["written"]),
        values=np.array(data["values_si"], dtype=float),
    )


def _danger(data: Mapping[str, Any]) -> Danger:
    return Danger(
        kind=data["kind"],
        where=data["where"],
        used=_floats(data["used"]),
        severity=_floats(data["severity"]),
    )


def _floats(rows: list[list[float | None]]) -> Array:
    """Rows with NaN where there is nothing."""
    return np.array(rows, dtype=float)
