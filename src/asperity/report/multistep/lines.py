"""The ways of pressing side by side, and in words what each of them makes worse and better."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding

from asperity.report import words
from asperity.report.lines import INDENT, bullets, grid, heading, title
from asperity.report.rows import Table
from asperity.study.multistep import StepsComparison, Variant


class Said(NamedTuple):
    """How a quantity is named in the table, and how its value is written."""

    label: str
    written: Callable[[float], str]


SAID = MappingProxyType(
    {
        "separator_density": Said("separator density", words.percent),
        "separator_evenness": Said("separator, thinnest over mean", words.percent),
        "cathode_evenness": Said("cathode, thinnest over mean", words.percent),
        "bond_contact": Said("contact to the cathode", words.percent),
        "embedding_m": Said("particles sunk in by", words.length),
        "cathode_density": Said("cathode density", words.percent),
        "crushed_fraction": Said("particles crushed", words.percent),
        "ejection_tension_pa": Said("rim tension on ejection", words.pressure),
        "cracking_probability": Said("cracks on ejection", words.percent),
        "area_resistance_ohm_m2": Said("stack resistance", words.area_resistance),
    }
)


def render(found: StepsComparison) -> RenderableType:
    """The whole comparison."""
    parts: list[RenderableType] = [
        title(found.title or "Pressed in steps, and at once"),
        Padding(grid(rows(found)), INDENT),
    ]
    for variant in found.at_once:
        parts += [heading(f"Pressed {variant.name}"), bullets(_told(found, variant))]
    return Group(*parts)


def rows(found: StepsComparison) -> Table:
    """A row a quantity, a column a way of pressing; what none of them has is left out."""
    ways = (found.in_steps, *found.at_once)
    first = "in steps, " + " + ".join(words.pressure(p) for p in found.in_steps.pressures_pa)
    lines = [
        (said.label, *(words.maybe(said.written, getattr(way, name)) for way in ways))
        for name, said in SAID.items()
        if any(getattr(way, name) is not None for way in ways)
    ]
    lines.append(("verdict", *(_verdict(way) for way in ways)))
    headings = ("", first, *(way.name for way in found.at_once))
    return Table(headings=headings, rows=tuple(lines))


def _verdict(way: Variant) -> str:
    return way.verdict if way.carried_out else f"{way.verdict}, not carried out"


def _told(found: StepsComparison, variant: Variant) -> list[str]:
    lost, gained = found.lost(variant), found.gained(variant)
    told = [f"worse: {_change(found, variant, name)}" for name in lost]
    told += [f"better: {_change(found, variant, name)}" for name in gained]
    return told or ["no difference"]


def _change(found: StepsComparison, variant: Variant, name: str) -> str:
    said = SAID[name]
    one, two = getattr(found.in_steps, name), getattr(variant, name)
    return f"{said.label} {said.written(one)} → {said.written(two)}"
