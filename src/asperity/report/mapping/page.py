"""A map as one self-contained page: the picture, and its values under the pointer."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from markupsafe import Markup

from asperity.outcome.risk import LEVELS
from asperity.report import words
from asperity.report.html import templates
from asperity.report.mapping import names
from asperity.report.mapping.picture import Place, drawn
from asperity.report.mapping.terminal import facts, made, window_title
from asperity.study.mapping import Map, window
from asperity.study.mapping.record import REFUSED, STATES

FINEST = 200
"""Points of an axis that a page can tell apart under the pointer."""


def page(found: Map) -> str:
    """The whole HTML document; nothing is fetched from anywhere, every text is escaped."""
    environment = templates()
    image, place = drawn(found, "svg")
    one = window(found)
    return environment.get_template("map.html.j2").render(
        title=found.title,
        subtitle=subtitle(found),
        picture=Markup(_bare(image)),
        place=_place(place),
        window=window_title(one),
        facts=list(facts(found, one)),
        made=made(found),
        data=Markup(_data(found)),
    )


def subtitle(found: Map) -> str:
    """What is told over what."""
    quantity = names.quantity_label(found.quantity)
    return (
        f"{quantity[:1].upper()}{quantity[1:]} over {names.axis(found.x)} and {names.axis(found.y)}"
    )


def _bare(image: bytes) -> str:
    """The svg element alone."""
    text = image.decode("utf-8")
    return text[text.index("<svg") :]


def _place(place: Place) -> dict[str, str]:
    left, bottom, width, height = (100 * share for share in place)
    shares = {"left": left, "top": 100 - bottom - height, "width": width, "height": height}
    return {name: f"{share:.4f}" for name, share in shares.items()}


def _data(found: Map) -> str:
    """What the pointer tells, row by row, as JSON that is safe within a script element."""
    rows, columns = (np.arange(0, count, -(-count // FINEST)) for count in found.status.shape)
    part = np.ix_(rows, columns)
    grave, values, states = found.severity[part], found.values[part], found.status[part]
    nearest = np.full(states.shape, -1)
    if found.dangers:
        nearest = np.argmax([one.severity[part] for one in found.dangers], axis=0)
    data: dict[str, Any] = {
        "x": [words.pretty(names.on_axis_text(found.x, found.x.values[at])) for at in columns],
        "y": [words.pretty(names.on_axis_text(found.y, found.y.values[at])) for at in rows],
        "values": [
            words.pretty(names.amount(found, value)) if np.isfinite(value) else ""
            for value in values.ravel().tolist()
        ],
        "levels": np.where(states == REFUSED, -1, found.level[part]).ravel().tolist(),
        "binding": np.where(states == REFUSED, -1, nearest).ravel().tolist(),
        "used": [min(round(100 * one), 999) for one in np.nan_to_num(grave).ravel().tolist()],
        "status": states.ravel().tolist(),
        "pressed": found.pressed[part].astype(int).ravel().tolist(),
        "risks": [names.danger(one) for one in found.dangers],
        "names": list(LEVELS),
        "states": list(STATES),
    }
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")
