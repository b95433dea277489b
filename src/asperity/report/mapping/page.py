"""A map as one self-contained page: the picture, and its values under the pointer."""

from __future__ import annotations

import json

from markupsafe import Markup

from asperity.report.html import templates
from asperity.report.mapping import names
from asperity.report.mapping.picture import Place, drawn
from asperity.report.mapping.points import points
from asperity.report.mapping.terminal import facts, made, window_title
from asperity.study.mapping import Map, window


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
    """What the pointer tells as JSON that is safe within a script element."""
    return json.dumps(points(found), separators=(",", ":")).replace("<", "\\u003c")
