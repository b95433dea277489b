"""A map in a few lines: what the safe window holds, its best point, what bounds it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from asperity.report import words
from asperity.report.lines import INDENT, grid, heading, title
from asperity.report.mapping import names
from asperity.report.rows import Table
from asperity.study.mapping import Map, Side, Window, window
from asperity.study.mapping.record import REFUSED
from asperity.study.mapping.window import AS_GOOD


def render(found: Map) -> RenderableType:
    """The whole text."""
    one = window(found)
    x, y = names.axis(found.x), names.axis(found.y)
    parts: list[RenderableType] = [
        title(found.title),
        Text(f"{names.quantity_label(found.quantity)} over {x} and {y}.", style="dim"),
        heading(window_title(one)),
    ]
    rows = tuple(facts(found, one))
    if rows:
        parts.append(Padding(grid(Table(headings=("", ""), rows=rows)), INDENT))
    parts += [heading("How it was made"), Padding(Text(made(found)), INDENT)]
    return Group(*parts)


def window_title(one: Window) -> str:
    """What kind of window there is, and how large."""
    if not one.share:
        return "No point without a bad risk"
    if one.clear:
        return f"Safe window, {words.percent(one.share, 2)} of the map"
    return f"No point is good; a marginal window, {words.percent(one.share, 2)} of the map"


def facts(found: Map, one: Window) -> Iterator[tuple[str, str]]:
    """What lies in a window, and what bounds it, as name and text."""
    if one.least is not None and one.most is not None:
        yield (
            found.quantity.title,
            f"{names.amount(found, one.least)} to {names.amount(found, one.most)}",
        )
    if one.best is not None:
        x, y, value = one.best
        at = f"{names.on_axis_text(found.x, x)}, {names.on_axis_text(found.y, y)}"
        yield (
            f"{found.quantity.sense} at",
            f"{at}: {names.amount(found, value)}{_gentle(found, one)}",
        )
    if not one.share:
        yield from _why(found)
    for side in one.sides:
        yield _direction(found, side), bounds(found, side)


def _gentle(found: Map, one: Window) -> str:
    """That the point told is not the best itself, where that can be seen."""
    assert one.best is not None
    best = one.least if found.quantity.sense == "lowest" else one.most
    if best is None or names.amount(found, best) == names.amount(found, one.best[2]):
        return ""
    sense, share = found.quantity.sense, words.percent(AS_GOOD, 1)
    return f", the farthest from any limit within {share} of the {sense}"


def _why(found: Map) -> Iterator[tuple[str, str]]:
    """What stands against every point, the widest first, with a reason as a press tells it."""
    parts: dict[str, NDArray[np.bool_]] = {"recipe refused": found.status == REFUSED}
    for index, danger in enumerate(found.dangers):
        parts[names.danger(danger)] = found.binding == index
    for name, mask in sorted(parts.items(), key=lambda one: -int(one[1].sum())):
        told = (found.reasons[place] for place in sorted(found.reasons) if mask[place])
        if mask.any():
            why = next((f"; {reason}" for reason in told), "")
            yield name, f"{words.percent(float(mask.mean()), 2)} of the map{why}"


def _direction(found: Map, side: Side) -> str:
    more, axis = side.direction.split()
    return f"{more} {names.axis(found.x if axis == 'x' else found.y)}"


def bounds(found: Map, side: Side) -> str:
    """What bounds a side, and from where on: "melts (metal) from 97.2 degC to 98.9 degC"."""
    line = found.x if side.direction.endswith("x") else found.y
    least, most = (names.on_axis_text(line, value) for value in (side.least, side.most))
    if side.kind == "edge":
        return f"the map ends at {least}"
    what = names.bound(side.kind) + (f" ({side.where})" if side.where else "")
    reach = f"at {least}" if least == most else f"from {least} to {most}"
    mostly = "" if side.share > 0.995 else f", on {words.percent(side.share, 2)} of this side"
    return f"{what} {reach}{mostly}"


def made(found: Map) -> str:
    """How many points were pressed, and how far the others are to be trusted."""
    whole = found.status.size
    text = f"{found.presses} of {whole} points were pressed"
    if found.stopped:
        text += ", then it was stopped"
    if found.presses == whole:
        return f"{text}."
    text += f", {found.checks} of them to check what those around them foretold. "
    if found.error is not None:
        text += (
            f"Largest error accepted: {words.percent(found.error, 2)} of {found.quantity.title}. "
        )
    steps = found.boundary
    lies = (
        "within one step of the lattice"
        if steps <= 1
        else f"within {steps:.0f} steps of the lattice"
    )
    return f"{text}Boundaries of risks lie {lies}."
