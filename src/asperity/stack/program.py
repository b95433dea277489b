"""The whole in SI: what lies in the press, and what is done to it, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

from asperity.materials.card import Quantity
from asperity.stack.layer import Layer
from asperity.stack.tools import Die, Machine
from asperity.topography import Spectrum, TopographyMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """Two layers that touch.

    Attributes:
        below, above: names of the layers
        spectrum: height spectrum of the gap between the untouched faces
        charge_transfer: Ω m² of clean true contact at 298.15 K, None for the card's
        double_layer: F/m² of clean true contact, None for the card's
        film_resistance: of a film that stays between the two, Ω m²
        clean_fraction: share of the true contact that lets current through
        gas: whether the atmosphere is trapped in closed voids
        relief: the measured face, levelled, without holes, periodic, points equally far apart
            along both axes; None where only its bands are known. `spectrum` is its own, with the
            bands that are listed beside it
    """

    below: str
    above: str
    spectrum: Spectrum
    charge_transfer: float | None = None
    double_layer: float | None = None
    film_resistance: float = 0.0
    clean_fraction: float = 1.0
    gas: bool = True
    relief: TopographyMap | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """The layers, bottom first."""
        return self.below, self.above


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step, in SI; None where the recipe keeps what is.

    Attributes:
        name, kind: as in the recipe
        layers: names of the layers in the press during the step, bottom to top
        fresh: whether layers came or went, for which the press was opened
        pressure: nominal, Pa; temperature: of the plates, K; dwell: s
        rate: Pa/s; heating_rate: K/s
        current: A/m²; capacity: of a half cycle, C/m²; fixture; stiffness: N/m
    """

    name: str
    kind: str
    layers: tuple[str, ...]
    fresh: bool = False
    pressure: float | None = None
    temperature: float | None = None
    dwell: float = 0.0
    rate: float | None = None
    heating_rate: float | None = None
    current: float | None = None
    capacity: float | None = None
    fixture: str | None = None
    stiffness: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A recipe in SI.

    Attributes:
        title, digest: of the recipe
        layers: bottom to top, all of them
        interfaces: between neighbours, bottom to top
        steps: in order
        machine, die: what presses; no die, no wall
        diameter: pressed, m: pressure times its area is the force
        guide_friction: pressure lost between the press and the faces, Pa
        atmosphere: pressure of the gas around, Pa
        temperature: of everything at the beginning, K
        used: (card, quantity) of every number taken from a card
        warnings: what was assumed for lack of better
    """

    title: str
    digest: str
    layers: tuple[Layer, ...]
    interfaces: tuple[Interface, ...]
    steps: tuple[Step, ...]
    machine: Machine
    die: Die | None
    diameter: float
    guide_friction: float
    atmosphere: float
    temperature: float
    used: tuple[tuple[str, Quantity], ...]
    warnings: tuple[str, ...] = ()

    @property
    def area(self) -> float:
        """Pressed area, m²."""
        return pi / 4 * self.diameter**2

    def layer(self, name: str) -> Layer:
        """The layer of this name."""
        return next(layer for layer in self.layers if layer.name == name)
