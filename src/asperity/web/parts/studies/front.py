"""Recipes to choose from, none better than another in all: points that are chosen by a click."""

from __future__ import annotations

from collections.abc import Callable
from math import log

from nicegui import ui

from asperity.report import words as said
from asperity.report.design.binding import value
from asperity.study.design.record import Aimed, Design
from asperity.web.parts.frame import words

DECADE = 10.0
"""Ratio of the ends of an axis from which on it is one of ratios."""
ROOM = 0.08


def front(found: Design, chosen: Callable[[int], None]) -> None:
    """The first two goals against each other, a button a recipe; `chosen` is told which."""
    across, up = found.goals[0], found.goals[1]
    places = [_shares([one.reached[axis] for one in found.front]) for axis in (0, 1)]
    words(f"↑ {_axis(up)}", "soft small", tag="p")
    buttons: list[ui.element] = []

    def choose(at: int) -> None:
        for index, button in enumerate(buttons):
            button.props["aria-pressed"] = "true" if index == at else "false"
        chosen(at)

    with (
        ui.element("div").classes("front").props('role="group" aria-label="Recipes to choose from"')
    ):
        for at, one in enumerate(found.front):
            told = ", ".join(
                f"{aim.title} {value(aim, reached)}"
                for aim, reached in zip(found.goals, one.reached, strict=True)
            )
            with ui.element("button").classes("front-point") as button:
                words(str(at + 1))
            knee = ", the knee" if one.knee else ""
            button.props["aria-label"] = said.pretty(f"Recipe {at + 1}{knee}: {told}")
            button.props["title"] = said.pretty(told)
            button.props["type"] = "button"
            button.style(f"left: {100 * places[0][at]:.2f}%; bottom: {100 * places[1][at]:.2f}%")
            button.on("click", lambda _, at=at: choose(at))
            buttons.append(button)
        _ends(found, across, 0, places[0])
        _ends(found, up, 1, places[1])
    words(f"{_axis(across)} →", "soft small", tag="p").style("text-align: right")
    choose(next((at for at, one in enumerate(found.front) if one.knee), 0))


def _axis(aim: Aimed) -> str:
    return f"{aim.title}, {aim.sense} wanted"


def _ends(found: Design, aim: Aimed, axis: int, shares: list[float]) -> None:
    """The numbers at both ends of an axis."""
    order = sorted(range(len(shares)), key=shares.__getitem__)
    for at in dict.fromkeys((order[0], order[-1])):
        text = said.pretty(value(aim, found.front[at].reached[axis]))
        tick = words(text, f"front-tick {'xy'[axis]}").props('aria-hidden="true"')
        tick.style(f"{('left', 'bottom')[axis]}: {100 * shares[at]:.2f}%")


def _shares(numbers: list[float]) -> list[float]:
    """Where numbers lie on an axis, with room at its ends."""
    low, high = min(numbers), max(numbers)
    if not high > low:
        return [0.5] * len(numbers)
    if low > 0 and high > DECADE * low:
        return [ROOM + (1 - 2 * ROOM) * log(one / low) / log(high / low) for one in numbers]
    return [ROOM + (1 - 2 * ROOM) * (one - low) / (high - low) for one in numbers]
