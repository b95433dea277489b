"""What a press does to a brittle layer, read from its neighbours in the stack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import sqrt
from types import MappingProxyType

import numpy as np

from asperity.laws import Floats
from asperity.laws.flow.creep import flow_stress
from asperity.laws.strength.ceramic import membrane
from asperity.laws.strength.ceramic.flat import bow_left
from asperity.laws.strength.ceramic.mismatch import layer_stress, plate_tension
from asperity.process.march import Trace
from asperity.process.state import LayerState, Pair, bonding_heat
from asperity.process.warming import SETTLED
from asperity.stack import Layer, Stack

_FULL = 1 - 1e-6
"""Share of a width from which on it counts as all of it."""
_QUICK = 1.0
"""Strain rate (1/s) beyond which no foil is squeezed: its flow stress caps what it drags with."""
_STEEL = (200e9, 0.29)
"""Young's modulus (Pa) and Poisson ratio of plates, and of punches whose card is silent."""
_STICKING = 1.0
"""Friction factor against a face whose card gives none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlike:
    """Tension (Pa) by unlike expansion in a disc of this thickness (m); thinner bears more.

    `own` is that of a film which its ground stretches, all through it and however thick it is, Pa.
    """

    tension: float = 0.0
    thickness: float = 1.0
    own: float = 0.0

    def at(self, thickness: Floats) -> Floats:
        """Tension (Pa) if the disc had another thickness (m)."""
        return self.tension * (self.thickness / np.asarray(thickness, dtype=float))


@dataclass(frozen=True, slots=True, kw_only=True)
class Strayed:
    """How far a pair of layers got below and above the temperature without stress, K."""

    below: float = 0.0
    above: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a press does to a disc, in SI; bow and thickness may be arrays that broadcast.

    Attributes:
        radius, thickness, E, nu: of the disc
        pressure: mean over its area, Pa
        bow: to be pressed out of it, m, of which `plates` is the plates' own share
        departs: the same, before soft metal on both faces takes up `metal` (m) of it
        variation: of its thickness, where stiff flat plates feel it, m
        backing: how far both give way to that, m/Pa, as `membrane.give` has it
        hill: radius of a foil that slips over it with a free edge, over its own; 0 where none does
        step: radius of a stiff punch on it, over its own; 0 where none is narrower
        both: whether both faces are pressed over that smaller area
        lever: radius over which one face is pressed while the other lies on metal, over its own;
            0 where both are pressed alike
        drag: outward traction of metal on its faces together, Pa
        thermal: largest tension by unlike expansion
        isostatic: pressed from all sides
    """

    radius: float
    thickness: Floats
    E: float
    nu: float
    pressure: float
    bow: Floats = 0.0
    plates: float = 0.0
    variation: float = 0.0
    hill: float = 0.0
    step: float = 0.0
    both: bool = False
    lever: float = 0.0
    drag: float = 0.0
    thermal: Unlike = Unlike()
    isostatic: bool = False
    departs: float = 0.0
    metal: float = 0.0
    backing: float = 0.0

    @property
    def edge(self) -> float:
        """Radius over the disc's at which the pressed area ends."""
        return self.hill or self.step or 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is in the press when it presses hardest.

    Attributes:
        present: names of the layers, bottom to top
        sizes: thickness and diameter (m) of each
        highest: nominal pressure, Pa; hottest: of the stack, K
        walled: whether a die holds the metal
        began: temperature of the stack before anything was pressed, K
        strayed: by pair of names, bottom first, how far from the temperature without stress
    """

    present: tuple[str, ...]
    sizes: Mapping[str, tuple[float, float]]
    highest: float
    hottest: float
    walled: bool
    began: float
    strayed: Mapping[Pair, Strayed] = field(default_factory=lambda: MappingProxyType({}))


def pressed(stack: Stack, trace: Trace, highest: float) -> Moment:
    """A step that was marched, at its `highest` pressure (Pa)."""
    state = trace.state
    hottest = max([state.sample, *(float(np.max(c.sample)) for c in trace.courses)])
    names = trace.step.layers
    return Moment(
        present=names,
        sizes={name: _size(state.layers[name]) for name in names},
        highest=highest,
        hottest=hottest,
        walled=stack.die is not None and not state.ejected,
        began=stack.temperature,
        strayed=MappingProxyType({pair: _strayed(trace, pair) for pair in pairwise(names)}),
    )


def as_lies(layer: Layer, now: LayerState) -> Layer:
    """A layer of any kind as it lies in the press: its thickness, its diameter, the bow it took."""
    return replace(layer, thickness=now.thickness, diameter=now.diameter, bow=layer.bow + now.warp)


def _strayed(trace: Trace, pair: Pair) -> Strayed:
    """Farthest below and above the temperature at which a pair is bonded, at any moment."""
    bonded = (trace.begun or trace.state).bonded_at.get(pair)
    away = [0.0]
    for course in trace.courses:
        free = bonding_heat(bonded, course.felt, course.sample)
        held = np.isfinite(free)
        away += (free[held] - course.sample[held]).tolist()
        bonded = float(free[-1])
    return Strayed(below=_beyond_rest(max(away)), above=_beyond_rest(-min(away)))


def _beyond_rest(change: float) -> float:
    """A change of temperature (K) that is more than a sample at rest still creeps."""
    return float(np.where(change > SETTLED, change, 0.0))


def _size(now: LayerState) -> tuple[float, float]:
    return now.thickness, now.diameter


def load_on(stack: Stack, moment: Moment, layer: Layer) -> Load:
    """What the press does to one brittle layer at that moment."""
    index = moment.present.index(layer.name)
    sides = (moment.present[:index][::-1], moment.present[index + 1 :])
    around = tuple(stack.layer(side[0]) for side in sides if side)
    radius = layer.diameter / 2
    load = Load(
        radius=radius,
        thickness=layer.thickness,
        E=layer.modulus,
        nu=layer.poisson,
        pressure=moment.highest * (stack.diameter / layer.diameter) ** 2,
        isostatic=stack.machine.isostatic,
        thermal=Unlike(
            tension=_thermal(moment, layer, around),
            thickness=layer.thickness,
            own=_grounded(moment, layer, around),
        ),
    )
    if stack.machine.isostatic or moment.highest <= 0:
        return load
    soft = any(neighbour.metal is not None for neighbour in around)
    widths = [_width(moment, side, radius) for side in sides]
    metal = _cushion(moment, around)
    plates, departs = bent_away(stack, around, layer)
    bow = float(bow_left(departs, metal, metal))
    return replace(
        _shaped(load, widths, [bool(s) and stack.layer(s[0]).metal is not None for s in sides]),
        bow=bow,
        plates=min(plates, bow),
        departs=departs,
        metal=metal,
        variation=0.0 if soft or layer.brittle is None else layer.brittle.variation,
        backing=sum(_gives(stack, moment, side, radius) for side in sides),
        drag=sum(_drags(stack, moment, around, layer)),
        hill=_slipping(stack, moment, around, radius),
    )


def bent_away(stack: Stack, around: Sequence[Layer], layer: Layer) -> tuple[float, float]:
    """Bow (m) to be pressed out, or taken up by metal: the plates' share, and all of it.

    A neighbour's own is over its own width: what it is over the disc goes as the square.
    """
    if stack.machine.isostatic:
        return 0.0, 0.0
    stiff = sum(
        neighbour.bow * (layer.diameter / neighbour.diameter) ** 2
        for neighbour in around
        if neighbour.metal is None
    )
    plates = stack.machine.plate_bow
    return plates, layer.bow + stiff + plates


def _cushion(moment: Moment, around: Sequence[Layer]) -> float:
    """Thickness (m) of the thinner foil where soft metal lies on both faces; else 0."""
    if len(around) < 2 or any(neighbour.metal is None for neighbour in around):
        return 0.0
    return min(moment.sizes[foil.name][0] for foil in around)


def _gives(stack: Stack, moment: Moment, side: Sequence[str], radius: float) -> float:
    """How far what backs a face gives way to uneven pressure, m/Pa: neighbours, then steel.

    That pressure fades as deep as `membrane.DEEP` of the radius: layers count as far as that.
    """
    deep, total = membrane.DEEP * radius, 0.0
    for one in map(stack.layer, side):
        reached = min(moment.sizes[one.name][0], deep)
        total += reached * (1 - one.poisson**2) / one.modulus
        deep -= reached
    punch = stack.die.punch if stack.die is not None else None
    steel = punch.modulus if punch is not None else _STEEL[0]
    return total + deep * (1 - _STEEL[1] ** 2) / steel


def _width(moment: Moment, side: Sequence[str], radius: float) -> float:
    """Radius over the disc's (1 at most) over which it is pressed from a side."""
    narrowest = min((moment.sizes[name][1] / 2 for name in side), default=radius)
    return float(min(narrowest / radius, 1.0))


def _shaped(load: Load, widths: Sequence[float], metal: Sequence[bool]) -> Load:
    """With the edge of a narrow punch, and the bending where the other face lies on metal."""
    narrow = min(widths)
    if narrow >= _FULL:
        return load
    other = widths[1 - widths.index(narrow)]
    on_metal = metal[1 - widths.index(narrow)]
    return replace(
        load,
        step=0.0 if metal[widths.index(narrow)] else narrow,
        both=other < _FULL,
        lever=narrow if on_metal and other >= _FULL else 0.0,
    )


def _free(stack: Stack, moment: Moment, foil: Layer) -> bool:
    """Whether a foil's edge is free to slip: no die, or one it does not fill yet."""
    wall = stack.die.bore if moment.walled and stack.die is not None else np.inf
    return bool(moment.sizes[foil.name][1] < wall * _FULL)


def _slipping(stack: Stack, moment: Moment, around: Sequence[Layer], radius: float) -> float:
    """Radius over the disc's of the narrowest foil on it with a free edge; 0 without any."""
    foils = [one for one in around if one.metal is not None and _free(stack, moment, one)]
    widths = [moment.sizes[one.name][1] / 2 / radius for one in foils]
    return min([*widths, 1.0]) if widths else 0.0


def _drags(stack: Stack, moment: Moment, around: Sequence[Layer], layer: Layer) -> Iterator[float]:
    """Outward traction of each foil that slips, Pa: what balances its hill, or its shear strength.

    The hill of a foil of mean pressure q needs 3 q h/a on its two faces together; a face carries
    at most its friction factor times the shear flow stress of a foil squeezed at a strain a second.
    """
    for foil in around:
        metal = foil.metal
        if metal is None or not _free(stack, moment, foil):
            continue
        height, width = moment.sizes[foil.name]
        own = layer.friction.get(metal.carrier, _STICKING)
        other = stack.machine.friction.get(metal.carrier, _STICKING)
        hill = 3 * moment.highest * (stack.diameter / width) ** 2 * height / (width / 2)
        most = float(flow_stress(metal.creep, _QUICK, temperature=moment.hottest)) / sqrt(3)
        yield min(hill * own / max(own + other, 1e-9), own * most)


def _thermal(moment: Moment, layer: Layer, around: Sequence[Layer]) -> float:
    """Largest tension (Pa) by what is bonded to its faces and shrinks or grows otherwise."""
    total = 0.0
    for bonded in around:
        if bonded.expansion is None or layer.expansion is None:
            continue
        if bonded.metal is None and bonded.kind != "film":
            continue
        away = _between(moment, layer.name, bonded.name)
        unlike = bonded.expansion - layer.expansion
        pulls = [
            plate_tension(
                layer_stress(
                    strain,
                    E=bonded.modulus,
                    nu=bonded.poisson,
                    yield_stress=bonded.yield_stress,
                ),
                moment.sizes[bonded.name][0],
                layer.thickness,
            )
            for strain in (unlike * away.below, -unlike * away.above)
        ]
        total += float(max(pulls))
    return total


def _grounded(moment: Moment, layer: Layer, around: Sequence[Layer]) -> float:
    """Tension (Pa) in a film by the plate it was grown on, which grows more when it is heated.

    Free of stress as the recipe begins: at what it was grown is not known.
    """
    if layer.kind != "film" or layer.expansion is None:
        return 0.0
    hotter = _beyond_rest(moment.hottest - moment.began)
    grown = [one.expansion for one in around if one.kind == "plate" and one.expansion is not None]
    pulls = [
        float(layer_stress((own - layer.expansion) * hotter, E=layer.modulus, nu=layer.poisson))
        for own in grown
    ]
    return max([0.0, *pulls])


def _between(moment: Moment, one: str, other: str) -> Strayed:
    """Of two layers that touch, whichever is the lower."""
    known = moment.strayed.get((one, other)) or moment.strayed.get((other, one))
    return known or Strayed()
