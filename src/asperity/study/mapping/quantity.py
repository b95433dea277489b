"""What a map tells: a goal by its name, or any number of an outcome by its path."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Literal

import numpy as np

from asperity.errors import Refusal, nearest
from asperity.outcome import Outcome
from asperity.recipe import Recipe
from asperity.study.design.goals import GOALS, ends
from asperity.study.many import Table
from asperity.study.many.press import UNTOLD
from asperity.study.many.table import Array
from asperity.study.quantity import scalars

Sense = Literal["lowest", "highest", ""]
Number = Callable[[Recipe, Table], Array]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What is told of every point.

    Attributes:
        name: as it was asked for
        title: in words
        unit: in which people read it
        sense: whether the lowest or the highest is wanted; empty where neither goes without saying
        number: the number of every row of a table, (N,), SI, NaN where a row has none
    """

    name: str
    title: str
    unit: str
    sense: Sense
    number: Number


_UNITS = (  # the end of a name, the unit in which its numbers are read
    ("_ohm_m2", "ohm cm^2"),
    ("_a_per_m2", "mA/cm^2"),
    ("_s_per_m", "mS/cm"),
    ("overshoot_k", "K"),
    ("_ohm", "ohm"),
    ("_pa", "MPa"),
    ("_k", "degC"),
    ("_n", "kN"),
    ("_s", "min"),
    ("_m", "um"),
    ("_m2", "cm^2"),
    ("_m3", "mm^3"),
)
_SHARES = ("fraction", "density", "probability", "used", "evenness", "density_lowest")
_LESS = re.compile(r"resistance|gap|probability|used|constriction|focusing|crushed|extruded|bow")
_MORE = re.compile(r"contact_fraction|critical_current|conductivity|relative_density|clean")


def quantity_of(recipe: Recipe, asked: str) -> Quantity:
    """A quantity by the name of a goal, `contact-fraction`, or a path of the outcome.

    A path is seen to be one with `known_in` when an outcome is at hand.

    Raises:
        Refusal: a name that is none, with the nearest one.
    """
    name = asked.strip()
    goal = GOALS.get(name)
    if goal is not None and not goal.spread:
        return Quantity(
            name=name, title=goal.title, unit=goal.unit, sense=goal.sense, number=goal.number
        )
    if name == CONTACT:
        return Quantity(
            name=name,
            title="least contact of all interfaces",
            unit="%",
            sense="highest",
            number=_contact,
        )
    if "." not in name:
        near = nearest(name, NAMES)
        cure = f'did you mean "{near}"?' if near else f"write one of: {', '.join(NAMES)}; or a path"
        raise Refusal("--of", f"the unknown quantity {name!r}", cure)
    path = _turned(recipe, name)
    return Quantity(
        name=path,
        title=_words(path),
        unit=_unit(path),
        sense=_sense(path),
        number=partial(_column, path),
    )


CONTACT = "contact-fraction"
NAMES = (*(name for name, goal in GOALS.items() if not goal.spread), CONTACT)
"""Quantities that go by a short name."""


def known_in(quantity: Quantity, outcome: Outcome) -> None:
    """Refuse a path that the outcome of the recipe as written, carried out, does not have.

    And one that only a press by itself tells.

    Raises:
        Refusal: with the nearest path.
    """
    if quantity.name in NAMES:
        return
    if quantity.name.endswith(UNTOLD):
        found = f"{quantity.name!r}, which is told of one press, not of many"
        raise Refusal("--of", found, "map the failure probability of the layer instead")
    if not outcome.carried_out:
        return
    known = scalars(outcome)
    if quantity.name not in known:
        near = nearest(quantity.name, known)
        cure = f'did you mean "{near}"?' if near else f"write one of: {', '.join(NAMES)}; or a path"
        raise Refusal("--of", f"the unknown quantity {quantity.name!r}", cure)


def _column(path: str, _: Recipe, table: Table) -> Array:
    return table.column(path)


def _contact(recipe: Recipe, table: Table) -> Array:
    names = [layer.name for layer in recipe.stack]
    pairs = [f"{one}:{two}" for at, one in enumerate(names) for two in names[at + 1 :]]
    columns = ends(recipe, table, [f"interfaces.{pair}.contact_fraction" for pair in pairs])
    if not columns:
        return np.full(len(table), np.nan)
    return np.asarray(np.min(np.array(columns), axis=0))


def _turned(recipe: Recipe, path: str) -> str:
    """The path with the layers of an interface in the order of the stack."""
    words = path.split(".")
    first, colon, second = words[3].partition(":") if len(words) > 3 else ("", "", "")
    names = [layer.name for layer in recipe.stack]
    if words[2:3] != ["interfaces"] or not colon or not {first, second} <= set(names):
        return path
    pair = ":".join(sorted((first, second), key=names.index))
    return ".".join([*words[:3], pair, *words[4:]])


def _words(path: str) -> str:
    """A path in words: "contact fraction of metal:electrolyte after step press"."""
    parts = path.split(".")
    if parts[0] != "steps" or len(parts) < 3:
        return _plain(" ".join(parts[1:]) if parts[0] != "cell" else f"cell {_tail(parts[1:])}")
    step, rest = parts[1], parts[2:]
    after = f"after step {step}"
    if rest[0] in {"layers", "interfaces"} and len(rest) > 2:
        return f"{_plain(_tail(rest[2:]))} of {rest[1]} {after}"
    if rest[0] == "risks" and len(rest) > 1:
        kind, _, where = rest[1].partition(":")
        told = _plain(kind) + (f" of {where}" if where else "")
        number = _TOLD.get(rest[2] if len(rest) > 2 else "", "value reached")
        return f"{told}: {number} {after}"
    return f"{_plain(_tail(rest))} {after}"


_TOLD = MappingProxyType(
    {
        "used": "share of the way to the limit",
        "limit": "limit",
        "level": "level (0 good, 1 marginal, 2 bad)",
        "probability": "probability",
        "probability_low": "probability, at least",
        "probability_high": "probability, at most",
    }
)


def _tail(parts: list[str]) -> str:
    return " ".join(_bare(part) for part in parts)


def _bare(name: str) -> str:
    """A name without its unit."""
    for end, _ in _UNITS:
        if name.endswith(end) and "overshoot" not in end:
            return name.removesuffix(end)
    return name


def _plain(text: str) -> str:
    return text.replace("_", " ").replace("-", " ").strip()


def _unit(path: str) -> str:
    if ".critical_current_a_per_m2" in path:
        return "mA/cm^2"
    last = path.rpartition(".")[2]
    if last.endswith(_SHARES) or last.startswith("probability"):
        return "%"
    if ".risks." in path:
        return ""
    return next((unit for end, unit in _UNITS if last.endswith(end)), "")


def _sense(path: str) -> Sense:
    if _MORE.search(path):
        return "highest"
    return "lowest" if _LESS.search(path) else ""
