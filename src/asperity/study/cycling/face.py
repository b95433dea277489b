"""A metal on an electrolyte as a cycle finds it: its voids, its ohms, what it can stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats
from asperity.laws.current.constriction import even_spots
from asperity.laws.current.plating import (
    closing_pressure,
    critical_overpotential,
    opening_pressure,
)
from asperity.laws.current.voids import VoidedFace, contact_left, radius_at_half_contact
from asperity.outcome.gather.electric.cell import FLAW, sideways
from asperity.outcome.gather.electric.stripped import (
    VIEWS,
    View,
    creep_brings,
    supply_of,
    voided_face,
)
from asperity.outcome.gather.faces import interface_outcome, ohms
from asperity.outcome.gather.layers import layer_conductivity
from asperity.process.course import Course
from asperity.process.faces.touch import neighbours
from asperity.process.state import Pair
from asperity.stack import Layer, Metal, Stack
from asperity.study.cycling.half import Supply

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bare:
    """Contact of a face without voids over one cycle, at T moments.

    Attributes:
        time: since the beginning of the cycle, s, (T,)
        fraction: contact fraction then, (T,); best: the most there had been by then, (T,)
    """

    time: Array
    fraction: Array
    best: Array

    @property
    def mean(self) -> float:
        """Over the cycle."""
        lasts = self.time[-1] - self.time[0]
        if lasts <= 0:
            return float(self.fraction[-1])
        return float(np.trapezoid(self.fraction, self.time) / lasts)

    def least(self, time: Array, left: Array) -> tuple[float, float]:
        """Least contact fraction, and least over its best, where voids leave a share of it.

        `left` is that share at moments (s) since the beginning of the cycle. Contact and share are
        taken at the same moments: contact that is pressed on may be least long before voids are.
        """
        within = self.time[(self.time >= time[0]) & (self.time <= time[-1])]
        moments = np.concatenate([time, within])
        share = np.concatenate([left, np.interp(within, time, left)])
        fraction = np.interp(moments, self.time, self.fraction) * share
        best = np.maximum(np.interp(moments, self.time, self.best), _LEAST)
        return float(fraction.min()), float((fraction / best).min())


@dataclass(frozen=True, slots=True, kw_only=True)
class CycledFace:
    """One face of a cell that is cycled, over one cycle.

    Attributes:
        pair: names of its layers, bottom first
        metal: name of the metal; foil: its thickness, m
        area: m²
        share: pressure on the face over the nominal one
        voids: the face with its places for voids; `fraction` is contact without voids, over a cycle
        bare: contact without voids from moment to moment
        supplies: what fills voids, by view; a view that knows nothing of the face is absent
        transfer: charge transfer and film without voids at the end of the cycle, Ω m²
        rough: constriction by the roughness likewise, Ω m²
        conductivity, depth: of the electrolyte, S/m, m
        opening: overpotential that opens a flaw of the electrolyte, V; None where it is unknown
        sideways: compression of the electrolyte along the face over the pressure on it
        creep_share: of what fills voids where they start, at the beginning
    """

    pair: Pair
    metal: str
    foil: float
    area: float
    share: float
    voids: VoidedFace
    bare: Bare
    supplies: Mapping[View, Supply]
    transfer: float
    rough: float
    conductivity: float
    depth: float
    opening: float | None
    sideways: float
    creep_share: float

    @property
    def name(self) -> str:
        """As recipes write it: "metal:electrolyte"."""
        return ":".join(self.pair)

    @property
    def plating(self) -> float | None:
        """Current at which plating opens a flaw where there are no voids, A/m²."""
        return None if self.opening is None else self.opening / float(self.resistance(1.0))

    def void_free(self, view: View, felt: float) -> float:
        """Current (A/m²) from which on voids start, under a nominal pressure (Pa)."""
        supply = float(self.supplies[view](felt * self.share, self.voids.nucleus))
        return self.voids.fraction * self.voids.clean * supply

    def left(self, radius: Floats) -> Array:
        """Share of the contact that voids of a radius (m) leave, 0..1."""
        return np.asarray(contact_left(radius, self.voids)) / self.voids.fraction

    def resistance(self, left: Floats) -> Array:
        """Where voids leave a share of the contact, Ω m²: charge transfer, roughness, voids.

        Voids leave spots of contact as far apart as they are themselves; within these the roughness
        constricts as before, over less area.
        """
        own = np.asarray(left, dtype=np.float64)
        apart = np.full_like(own, 2 * np.pi / self.voids.spacing)
        spots = even_spots(own, apart, conductivity=self.conductivity, thickness=self.depth)
        return np.asarray((self.transfer + self.rough) / own + spots)

    def largest(self, current: float, cutoff: float) -> float:
        """Radius (m) of voids at which half the contact is lost, or a drop of `cutoff` (V) reached.

        `current` is what strips, A/m².
        """
        half = radius_at_half_contact(self.voids)

        def over(radius: float) -> bool:
            return current * float(self.resistance(self.left(radius))) > cutoff

        if over(self.voids.nucleus):
            return self.voids.nucleus
        if not over(half):
            return half
        low, high = self.voids.nucleus, half
        for _ in range(_HALVINGS):
            middle = 0.5 * (low + high)
            low, high = (low, middle) if over(middle) else (middle, high)
        return high


_HALVINGS = 50
_LEAST = 1e-12


def metal_pairs(stack: Stack, present: Sequence[str]) -> tuple[Pair, ...]:
    """Pairs of a metal and an electrolyte among neighbours, bottom to top."""

    def metal_on_electrolyte(pair: Pair) -> bool:
        layers = [stack.layer(name) for name in pair]
        return any(one.metal for one in layers) and any(one.electrolyte for one in layers)

    return tuple(filter(metal_on_electrolyte, neighbours(present)))


def face_over(
    stack: Stack, pair: Pair, courses: Sequence[Course], *, best: float, ejected: bool
) -> CycledFace | None:
    """A face over the courses of one cycle; None where it does not touch.

    `best` is the contact fraction it had had at its best before; `ejected` whether the die is gone.
    """
    last = courses[-1]
    outcome, found = interface_outcome(stack, pair, last), ohms(stack, pair, last)
    bare = _over(courses, pair, best)
    if found is None or bare.fraction.min() <= 0:
        return None
    metal, carrier = _parts(stack, pair)
    share = _share(stack, last, pair)
    felt, sample = float(last.felt[-1]) * share, float(last.sample[-1])
    assert metal.metal is not None
    voids = voided_face(metal.metal, carrier, outcome, pressure=felt, temperature=sample)
    side = sideways(stack, carrier, ejected=ejected)
    highest = max(float(course.felt.max()) for course in courses) * share
    sigma = layer_conductivity(
        stack, carrier, last.layers[carrier.name][-1:], felt=last.felt[-1:], sample=last.sample[-1:]
    )
    return CycledFace(
        pair=pair,
        metal=metal.name,
        foil=last.layers[metal.name][-1].thickness,
        area=np.pi / 4 * min(last.layers[name][-1].diameter for name in pair) ** 2,
        share=share,
        voids=replace(voids, fraction=bare.mean),
        bare=bare,
        supplies=_supplies(metal, carrier, sample),
        transfer=float(found.transfer[-1]),
        rough=float(found.constriction[-1]),
        conductivity=1.0 if sigma is None else float(sigma[0]),
        depth=last.layers[carrier.name][-1].thickness,
        opening=_opening(carrier, metal.metal, highest, side),
        sideways=side,
        creep_share=creep_brings(
            metal.metal, carrier, pressure=float(courses[0].felt[0]) * share, temperature=sample
        ),
    )


def _over(courses: Sequence[Course], pair: Pair, best: float) -> Bare:
    """Contact fraction of a pair over a cycle, where it had been `best` before."""
    time = np.concatenate([course.time for course in courses])
    seen = np.concatenate([course.touches[pair].fraction[:, -1] for course in courses])
    return Bare(
        time=time - time[0],
        fraction=seen,
        best=np.maximum(np.maximum.accumulate(seen), best),
    )


def _parts(stack: Stack, pair: Pair) -> tuple[Layer, Layer]:
    """Metal and electrolyte."""
    below, above = (stack.layer(name) for name in pair)
    return (below, above) if below.metal is not None else (above, below)


def _share(stack: Stack, course: Course, pair: Pair) -> float:
    """Pressure on a pair over the nominal one."""
    width = min(course.layers[name][-1].diameter for name in pair)
    return (stack.diameter / width) ** 2


def _opening(carrier: Layer, metal: Metal, pressure: float, side: float) -> float | None:
    """Overpotential (V) that opens a flaw, in metal under a pressure (Pa); None where unknown."""
    if carrier.toughness is None:
        return None
    closing = float(closing_pressure(pressure, side))
    needed = opening_pressure(carrier.toughness, FLAW, closing=closing)
    return float(critical_overpotential(needed, metal.molar_volume))


def _supplies(metal: Layer, carrier: Layer, temperature: float) -> dict[View, Supply]:
    found: dict[View, Supply] = {}
    for view in VIEWS:
        law = supply_of(metal.metal, carrier, view) if metal.metal is not None else None
        if law is not None:
            found[view] = lambda p, a, law=law: law(a, p, temperature)
    return found
