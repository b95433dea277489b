"""What differs from one pressing to the next, of a recipe on its press.

Pressure scatters as the press's card says: the step its gauge shows, the setting, what a hold loses
(`laws.tools.setting`). Temperature scatters as melting is judged: the seat of the thermocouple and
a share of the overshoot (`outcome.gather.hazards.melting`). Nothing on a card tells how the rest
scatters: `USUAL` says what is assumed, as relative standard deviations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import hypot
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from asperity.laws import Floats
from asperity.laws.tools.setting import force_scatter, gauge_doubt, lost_share, relative
from asperity.outcome.gather.hazards.melting import RESTLESS, SEATED, UNSURE
from asperity.recipe import Recipe
from asperity.stack import Stack
from asperity.study.spread.sources.law import Law, even
from asperity.study.spread.sources.parameter import Source

Middles = Callable[[str], Floats | None]
"""The middle (SI) of what stands at a path, None where nothing does; a number, or (N,)."""


class Usual(NamedTuple):
    """How something usually scatters: its relative standard deviation, and what it is."""

    share: float
    words: str


USUAL = MappingProxyType(
    {
        "dwell": Usual(0.05, "dwell, kept by hand and clock"),
        "rms_height": Usual(0.20, "rms height, from one face to the next"),
        "foil.thickness": Usual(0.03, "thickness of the foil as cut"),
        "pellet.thickness": Usual(0.01, "thickness of the pellet as made"),
        "film.thickness": Usual(0.02, "thickness of the film as made"),
        "flatness": Usual(0.20, "flatness, from piece to piece"),
        "unloading_modulus": Usual(0.10, "elastic recovery of the pressed powder"),
        "fill_unevenness": Usual(0.20, "how evenly the powder is levelled"),
    }
)
"""Assumed, all of them."""
WEIGHED = 6e-7
"""Standard deviation (kg) of a powder weighed in, and of what is lost on its way: assumed, 1 mg
for nine of ten."""
_OF_CARD = ("unloading_modulus", "fill_unevenness")
_OF_LAYER = ("thickness", "flatness", "mass")
EACH = " in each pressing"
"""Behind a card's number that scatters about what its card says."""
GAUGE, THERMOCOUPLE = "press.gauge", "press.thermocouple"


def scatter(recipe: Recipe, stack: Stack, middles: Middles) -> Iterator[Source]:
    """Every cause of scatter of a recipe on its press."""
    for path in recipe.paths():
        root, _, rest = path.partition(".")
        field = rest.rpartition(".")[2]
        if root == "steps" and field in {"pressure", "temperature", "dwell"}:
            yield from _of_step(stack, path, field, middles)
        elif root == "interfaces" and field == "rms_height":
            yield from _usual(path, "rms_height", middles)
        elif root == "stack" and field in _OF_LAYER:
            yield from _usual(path, _kind(recipe, path, field), middles)
    for card, quantity in stack.used:
        if quantity.name in _OF_CARD:
            yield from _of_card(card, quantity.name)


def _kind(recipe: Recipe, path: str, field: str) -> str:
    """Under which name the scatter of a layer's quantity is known."""
    name = path.split(".")[1]
    kind = next(layer.kind for layer in recipe.stack if layer.name == name)
    return f"{kind}.thickness" if field == "thickness" else field


def _of_step(stack: Stack, path: str, field: str, middles: Middles) -> Iterator[Source]:
    if field == "dwell":
        yield from _usual(path, field, middles)
        return
    middle = middles(path)
    if middle is None or not np.any(middle):
        return
    if field == "temperature":
        law, words = even(_kelvin(stack), scale="shift"), "temperature the plates come to"
        basis = "as melting is judged: seat of the thermocouple, overshoot from run to run"
        assumed = True
    else:
        law = pressure_law(stack, middle, _held(stack, path, middles))
        words, basis = "pressure as set, read and held", f"the card of {stack.machine.name}"
        assumed = False
    if not law.none:
        yield _source(path, law, words, basis, assumed=assumed)


def _held(stack: Stack, path: str, middles: Middles) -> Floats:
    """How long (s) a step keeps its pressure: as written, else as the stack has it."""
    name = path.split(".")[1]
    step = next(step for step in stack.steps if step.name == name)
    written = middles(f"steps.{name}.dwell")
    return step.dwell if written is None else written


def _kelvin(stack: Stack) -> float:
    """Standard deviation (K) of a temperature from pressing to pressing."""
    return hypot(SEATED, RESTLESS * stack.machine.overshoot)


def pressure_law(stack: Stack, pressure: Floats, dwell: Floats) -> Law:
    """How a pressure (Pa), set and held for a dwell (s), scatters; (N,) of (N,)."""
    machine, unit = stack.machine, 1.0 if stack.machine.isostatic else stack.area
    force = np.maximum(np.asarray(pressure, dtype=float) * unit, 1e-300)
    off = force_scatter(
        force,
        resolution=machine.resolution,
        setting=machine.setting,
        lost=lost_share(machine.drift, dwell),
    )
    return even(np.where(np.asarray(pressure) > 0, relative(off, force), 0.0))


def gauge_law(stack: Stack, pressure: Floats) -> Law:
    """How far a pressure (Pa) may be off in every pressing: gauge, nut factor of bolts."""
    machine = stack.machine
    read, scale = (
        (pressure, machine.max_pressure)
        if machine.isostatic
        else (np.asarray(pressure) * stack.area, machine.max_force)
    )
    gauge = gauge_doubt(read, accuracy=machine.accuracy, full_scale=scale)
    return even(np.hypot(gauge, machine.torque_doubt))


def calibration(recipe: Recipe, stack: Stack, middles: Middles) -> Iterator[Source]:
    """What is off by the same in every pressing: the gauge, the thermocouple."""
    ends = (".pressure", ".temperature")
    paths = [path for path in recipe.paths() if path.startswith("steps.") and path.endswith(ends)]
    known = [(path, middles(path)) for path in paths]
    forces = tuple(
        (path, gauge_law(stack, middle))
        for path, middle in known
        if path.endswith(".pressure") and middle is not None and np.any(middle)
    )
    if any(not law.none for _, law in forces):
        basis = f"class of its gauge or nut factor of its bolts, the card of {stack.machine.name}"
        yield Source(
            name=GAUGE,
            family="doubt",
            effects=forces,
            words="calibration of the press",
            basis=basis,
            assumed=False,
        )
    kelvin = even(UNSURE, scale="shift")
    warm = tuple(
        (path, kelvin)
        for path, middle in known
        if path.endswith(".temperature") and middle is not None
    )
    if warm:
        yield Source(
            name=THERMOCOUPLE,
            family="doubt",
            effects=warm,
            words="calibration of the thermocouple",
            basis="as melting is judged: thermocouple and melting point within half a kelvin",
            assumed=True,
        )


def _usual(path: str, name: str, middles: Middles) -> Iterator[Source]:
    """What is assumed of a path where something positive stands."""
    middle = middles(path)
    if middle is None or not np.any(middle):
        return
    if name == "mass":
        law, words = (
            even(relative(WEIGHED, np.asarray(middle))),
            "powder weighed in, less what is lost",
        )
        yield _source(path, law, words, "assumed: 0.6 mg", assumed=True)
    elif name in USUAL:
        usual = USUAL[name]
        yield _source(path, even(usual.share), usual.words, _told(usual), assumed=True)


def _told(usual: Usual) -> str:
    return f"assumed: {usual.share:.0%}"


def _of_card(card: str, name: str) -> Iterator[Source]:
    usual = USUAL[name]
    yield Source(
        name=f"cards.{card}.{name}{EACH}",
        family="scatter",
        effects=(((card, name), even(usual.share)),),
        words=usual.words,
        basis=_told(usual),
        assumed=True,
    )


def _source(path: str, law: Law, words: str, basis: str, *, assumed: bool) -> Source:
    return Source(
        name=path,
        family="scatter",
        effects=((path, law),),
        words=words,
        basis=basis,
        assumed=assumed,
    )
