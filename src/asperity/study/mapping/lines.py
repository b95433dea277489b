"""The two axes of a map: values as a recipe writes them, and in SI."""

from __future__ import annotations

import numpy as np

from asperity.errors import Refusal
from asperity.recipe import Recipe
from asperity.study.mapping.record import Line
from asperity.study.ranges import Axis, Range, axis_of
from asperity.units import to_si

DIGITS = 7
"""Digits of a value on an axis, so that neighbours of a fine lattice remain apart."""
RATIO = 3.0
"""From this ratio of its ends on a range is divided into equal ratios."""
FEWEST, MOST = 2, 1000


def line_of(recipe: Recipe, asked: str | Axis, points: int, name: str) -> Line:
    """One axis, `name` "x" or "y", of `points` values unless it says how many itself.

    Divided evenly by ratio where the ends are a ratio of three or more of what has a natural zero
    (not degrees), else evenly.

    Raises:
        Refusal: no axis, or not over a range; an unknown path or one that leads to no quantity;
            ends that the recipe cannot hold; too few or too many points.
    """
    axis = axis_of(asked, where=f"--{name}") if isinstance(asked, str) else asked
    where = f"--{name} {axis.path}"
    if axis.span is None:
        raise Refusal(where, "single values", f'write a range, for example {name}="PATH=FROM..TO"')
    count = axis.count or points
    if not FEWEST <= count <= MOST:
        raise Refusal("points", f"{count}", f"write {FEWEST} to {MOST}")
    span = axis.span
    dimension = _dimension(recipe, axis, where)
    low, high = (to_si(span.written(share), dimension, where) for share in (0.0, 1.0))
    logarithmic = low > 0 and high >= RATIO * low and dimension != "temperature"
    written = _written(span, count, logarithmic=logarithmic)
    return Line(
        paths=tuple(path.strip() for path in axis.paths),
        unit=span.unit,
        dimension=dimension,
        logarithmic=logarithmic,
        written=written,
        values=np.array([to_si(text, dimension, where) for text in written]),
    )


def _dimension(recipe: Recipe, axis: Axis, where: str) -> str:
    """Of what kind the paths are, all of one; both ends are seen to be within their bounds."""
    assert axis.span is not None
    found = []
    for path in axis.paths:
        written = recipe.written_at(path)
        if written is None:
            cure = "vary a quantity, such as steps.press.pressure"
            raise Refusal(where, f"{path}, which is no quantity", cure)
        found.append(written.dimension)
        for share in (0.0, 1.0):
            written.checked(axis.span.written(share), f"{where.split(maxsplit=1)[0]} {path}")
    if len(set(found)) > 1:
        raise Refusal(where, f"paths of {' and '.join(found)}", "move quantities of one kind")
    return found[0]


def _written(span: Range, count: int, *, logarithmic: bool) -> tuple[str, ...]:
    even = np.geomspace if logarithmic else np.linspace
    numbers = even(span.low, span.high, count)[1:-1]
    inner = tuple(f"{value:.{DIGITS}g} {span.unit}".strip() for value in numbers)
    return (span.written(0.0), *inner, span.written(1.0))
