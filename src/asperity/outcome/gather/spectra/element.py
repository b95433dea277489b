"""An element of a cell's circuit: what it answers to an alternating current, and how it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import pi
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from asperity.laws.current.circuit import Branch, arc, conduction, grains, porous_permittivity
from asperity.outcome.gather.layers import grain_share
from asperity.outcome.spectrum.record import Arc, ArcKind, PartKind
from asperity.outcome.step import LayerOutcome
from asperity.process.state import State
from asperity.stack import Layer, Stack

Array = NDArray[np.float64]
Complex = NDArray[np.complex128]
Answer = Callable[[Array], Complex]
Layered = Literal["bulk", "grain-boundary"]
NEGLIGIBLE = 1e-9
"""Share of a resistance below which an arc is not told."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Element:
    """One of the elements of a cell, which lie in series.

    Attributes:
        name, kind, area (m²), resistance (Ω), arcs: as `asperity.outcome.spectrum.Part`
        answer: impedances (F,), Ω, at frequencies (F,), Hz; None of a plain resistance
        resolved: whether a grid answers
    """

    name: str
    kind: PartKind
    area: float | None
    resistance: float
    arcs: tuple[Arc, ...] = ()
    answer: Answer | None = None
    resolved: bool = False

    def at(self, frequency: Array) -> Complex:
        """Impedances, Ω, (F,)."""
        if self.answer is None:
            return np.full(len(frequency), self.resistance, dtype=np.complex128)
        return self.answer(frequency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """An electrolyte as currents of any frequency see it.

    Attributes:
        conductivity: S/m, at zero frequency
        inside, between: its grains and their boundaries, in series
    """

    conductivity: float
    inside: Branch
    between: Branch

    def at(self, frequency: Array) -> Complex:
        """κ, S/m, (F,)."""
        return conduction(frequency, (self.inside, self.between))

    def turned(self, frequency: Array) -> Complex:
        """σ/κ, (F,): what becomes of a resistance within it."""
        return np.asarray(self.conductivity / self.at(frequency))

    @property
    def slower(self) -> Branch:
        """Which of the two takes more of its resistance."""
        return max(self.inside, self.between)


def medium_of(stack: Stack, layer: Layer, told: LayerOutcome, state: State) -> Medium | None:
    """An electrolyte at the end of a step; None of what does not conduct ions."""
    if not layer.electrolyte or layer.dielectric is None or not told.conductivity_s_per_m:
        return None
    kind, now = layer.dielectric, state.layers[layer.name]
    within = grain_share(stack, layer, now, felt=state.felt) * (1 - kind.boundary_share)
    inside, between = grains(
        conductivity=told.conductivity_s_per_m,
        permittivity=porous_permittivity(kind.permittivity, now.relative_density),
        share=1 - within,
        ratio=kind.boundary_ratio,
    )
    return Medium(conductivity=told.conductivity_s_per_m, inside=inside, between=between)


def pellet(told: LayerOutcome, medium: Medium) -> list[Element]:
    """An electrolyte: its grains, and their boundaries where they cost anything."""
    assert told.resistance_ohm is not None
    area = pi / 4 * told.diameter_m**2
    kinds: tuple[Layered, Layered] = ("bulk", "grain-boundary")
    return [
        _layered(told, area, kind, branch, share * told.resistance_ohm)
        for kind, branch in zip(kinds, (medium.inside, medium.between), strict=True)
        if (share := branch[0] * medium.conductivity) > NEGLIGIBLE
    ]


def _layered(
    told: LayerOutcome, area: float, kind: Layered, branch: Branch, resistance: float
) -> Element:
    """Grains or boundaries of a layer, of this resistance (Ω) and the branch's time constant."""
    farads = branch[0] * branch[1] / resistance
    return Element(
        name=told.name,
        kind=kind,
        area=area,
        resistance=resistance,
        arcs=(drawn(kind, resistance, farads),),
        answer=_arc(resistance, farads),
    )


def drawn(kind: ArcKind, resistance: float, capacitance: float) -> Arc:
    """The arc of a resistance (Ω) beside a capacitance (F)."""
    return Arc(
        kind=kind,
        resistance_ohm=resistance,
        capacitance_f=capacitance,
        peak_frequency_hz=1 / (2 * pi * resistance * capacitance),
    )


def _arc(resistance: float, capacitance: float) -> Answer:
    return lambda frequency: arc(frequency, resistance, capacitance)
