"""An interface as an element of a cell's circuit, in the mean field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi

import numpy as np
from numpy.typing import NDArray

from asperity.laws.current.circuit import VACUUM, arc, beside_gap, parallel_gap
from asperity.outcome.gather.spectra.element import NEGLIGIBLE, Element, Medium, drawn
from asperity.outcome.spectrum.record import Arc
from asperity.outcome.step import InterfaceOutcome
from asperity.process.faces.touch import interface
from asperity.process.state import Pair
from asperity.stack import Stack

Array = NDArray[np.float64]
Complex = NDArray[np.complex128]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touching:
    """A face at the end of a step, per nominal area; numbers of which there are none are 0.

    Attributes:
        transfer, constriction: Ω m²
        double_layer: of what touches and is clean, F/m²
        open_share, gap: share that does not touch, and how far it is apart, m: harmonic mean
        medium: what the current spreads in
    """

    transfer: float
    constriction: float
    double_layer: float
    open_share: float
    gap: float
    medium: Medium

    def at(self, frequency: Array) -> Complex:
        """Impedances, Ω m², (F,)."""
        contact = arc(frequency, self.transfer, self.double_layer)
        contact = contact + self.constriction * self.medium.turned(frequency)
        return beside_gap(frequency, contact, open_share=self.open_share, gap=self.gap)

    def arcs(self, area: float) -> tuple[Arc, ...]:
        """What it draws on an area (m²): charge transfer, and constriction with the electrolyte."""
        found: list[Arc] = []
        least = NEGLIGIBLE * (self.transfer + self.constriction)
        if self.transfer > least:
            beside = VACUUM * self.open_share / self.gap if self.open_share > 0 else 0.0
            farads = (self.double_layer + beside) * area
            found.append(drawn("charge-transfer", self.transfer / area, farads))
        if self.constriction > least:
            resistivity, permittivity = self.medium.slower
            ohms = self.constriction / area
            found.append(drawn("constriction", ohms, resistivity * permittivity / ohms))
        return tuple(found)


def touching(stack: Stack, face: InterfaceOutcome, medium: Medium) -> Touching:
    """A face of an electrolyte at the end of a step."""
    open_share = 1.0 - face.contact_fraction
    gap = face.mean_gap_m
    clean = face.contact_fraction if face.clean_fraction is None else face.clean_fraction
    return Touching(
        transfer=face.charge_transfer_ohm_m2 or 0.0,
        constriction=face.constriction_ohm_m2 or 0.0,
        double_layer=double_layer(stack, face.between) * clean,
        open_share=open_share if gap else 0.0,
        gap=open_gap(gap, face.contact_fraction) if gap and open_share > 0 else 0.0,
        medium=medium,
    )


def open_gap(gap: float, fraction: float) -> float:
    """Harmonic mean gap of what does not touch, m; `gap` (m) is the mean over all of the face."""
    return parallel_gap(gap / (1 - fraction), fraction=fraction)


def double_layer(stack: Stack, pair: Pair) -> float:
    """Capacitance of clean true contact, F/m²: as written, else the electrolyte's card's."""
    told = interface(stack, pair)
    if told is not None and told.double_layer is not None:
        return told.double_layer
    layers = (stack.layer(name) for name in pair)
    return next(
        layer.dielectric.double_layer
        for layer in layers
        if layer.electrolyte and layer.dielectric is not None
    )


def mean_field(stack: Stack, face: InterfaceOutcome, medium: Medium, width: float) -> Element:
    """A face of this width (m) as an element."""
    now, area = touching(stack, face, medium), pi / 4 * width**2
    return Element(
        name=face.name,
        kind="interface",
        area=area,
        resistance=(face.resistance_ohm_m2 or 0.0) / area,
        arcs=now.arcs(area),
        answer=lambda frequency: now.at(frequency) / area,
    )


def width_of(face: InterfaceOutcome, widths: Sequence[tuple[str, float]]) -> float:
    """The smaller of the diameters (m) that meet in it."""
    return min(width for name, width in widths if name in face.between)
