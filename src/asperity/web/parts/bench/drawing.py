"""From the fields of a draft to the drawing of its stack."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from asperity.errors import UnitRefusal
from asperity.report.words import pretty
from asperity.units import to_si
from asperity.web.bench.draft import Key
from asperity.web.bench.form import Form, Section
from asperity.web.bench.labels import KINDS
from asperity.web.parts.stack import Drawn, DrawnFace, stack_drawing


def target(key: Key) -> str:
    """The id on the page of a section."""
    return "-".join(["section", *map(str, key)])


def drawn(form: Form, thickness_m: Mapping[str, float]) -> tuple[str, str]:
    """The stack as SVG and a sentence on its scale; `thickness_m` of layers that do not say it."""
    layers = [_layer(section, thickness_m) for section in form.layers]
    faces = {frozenset(section.name.split(":")): section for section in form.faces}
    names = [section.name for section in form.layers]
    pairs = [frozenset(pair) for pair in pairwise(names)]
    told = [_face(faces[pair]) if pair in faces else None for pair in pairs]
    svg, scale = stack_drawing(layers, told, die=bool(_value(form.press, "die")))
    powders = [name for name in names if name in _unsaid(form) and name in thickness_m]
    if powders and scale:
        scale = f"{scale} {' and '.join(powders).capitalize()}: as pressed."
    return svg, scale


def summary(section: Section) -> str:
    """A layer or face in a few words: "metal foil, sodium, 200 µm"."""
    if section.key[0] == "interfaces":
        measured = _value(section, "map")
        rough = _value(section, "rms_height")
        return f"measured, {_file(measured)}" if measured else pretty(f"roughness {rough}")
    material = _value(section, "material") or _value(section, "active")
    size = _value(section, "thickness") or _value(section, "mass")
    return pretty(", ".join(filter(None, (KINDS[section.kind], material, size))))


def _unsaid(form: Form) -> set[str]:
    return {section.name for section in form.layers if not _value(section, "thickness")}


def _layer(section: Section, thickness_m: Mapping[str, float]) -> Drawn:
    said = _si(_value(section, "thickness"))
    return Drawn(
        name=section.name,
        kind=section.kind,
        told=summary(section),
        thickness_m=said or thickness_m.get(section.name),
        diameter_m=_si(_value(section, "diameter")),
        target=target(section.key),
    )


def _face(section: Section) -> DrawnFace:
    first, _, second = section.name.partition(":")
    told = f"Face between {first} and {second}: {summary(section)}"
    return DrawnFace(told=told, target=target(section.key))


def _value(section: Section, name: str) -> str:
    return next((field.value for field in section.fields if field.key[-1] == name), "")


def _si(text: str) -> float | None:
    """A length in metres; None where it cannot be read."""
    try:
        length = to_si(text, "length") if text else 0.0
    except UnitRefusal:
        return None
    return length if 0 < length < 1e3 else None


def _file(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]
