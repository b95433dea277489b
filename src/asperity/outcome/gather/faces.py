"""Interfaces of an outcome: where the ohms are, at every moment of a stretch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.laws.current.constriction import constriction, even_spots
from asperity.laws.current.interface import charge_transfer, contact_resistance
from asperity.outcome.gather.layers import layer_conductivity
from asperity.outcome.step import InterfaceOutcome
from asperity.process.course import Course
from asperity.process.faces.face import Touch
from asperity.process.faces.touch import interface
from asperity.process.state import Pair
from asperity.stack import Layer, Stack

Array = NDArray[np.float64]
ALL, LAST = slice(None), slice(-1, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ohms:
    """Area resistance of an interface at T moments, Ω m², by where it comes from, (T,) each."""

    transfer: Array
    constriction: Array

    @property
    def total(self) -> Array:
        """Charge transfer and constriction."""
        return self.transfer + self.constriction


def ohms(stack: Stack, pair: Pair, course: Course, moments: slice = ALL) -> Ohms | None:
    """The resistance of a pair at moments of a course; None where no ions have to cross."""
    layers = [stack.layer(name) for name in pair]
    carrier = next((layer for layer in layers if layer.electrolyte), None)
    if carrier is None:
        return None
    touch, told = course.touches[pair], interface(stack, pair)
    fraction = touch.fraction[moments, -1]
    crowded = crowding(stack, carrier, course, touch, moments)
    return Ohms(
        transfer=contact_resistance(
            fraction,
            transfer=clean_transfer(stack, pair, course.sample[moments]),
            film=told.film_resistance if told else 0.0,
            clean=told.clean_fraction if told else 1.0,
        ),
        constriction=np.where(fraction > 0, crowded, np.inf),
    )


def clean_transfer(stack: Stack, pair: Pair, temperature: Array) -> Array:
    """Charge transfer of clean true contact of an electrolyte at temperatures (K), Ω m²."""
    layers, told = [stack.layer(name) for name in pair], interface(stack, pair)
    carrier, other = layers if layers[0].electrolyte else layers[::-1]
    return charge_transfer(
        _clean(carrier, other, told.charge_transfer if told else None),
        temperature=temperature,
        activation_energy=carrier.transfer_energy,
    )


def _clean(carrier: Layer, other: Layer, own: float | None) -> float:
    """Charge transfer of clean true contact, Ω m²: as written, else the card's, else nothing."""
    if own is not None:
        return own
    gives = other.metal.carrier if other.metal is not None else other.material
    return carrier.transfer.get(gives, 0.0)


def crowding(
    stack: Stack, carrier: Layer, course: Course, touch: Touch, moments: slice = ALL
) -> Array:
    """Constriction of a touch in the layer that carries the ions, at moments of a course, Ω m²."""
    states = course.layers[carrier.name][moments]
    felt, sample = course.felt[moments], course.sample[moments]
    sigma = layer_conductivity(stack, carrier, states, felt=felt, sample=sample)
    conductivity = np.ones(1) if sigma is None else sigma
    thickness = np.array([now.thickness for now in states])
    if touch.variance is None:
        grains = touch.fraction[moments, -1], touch.wavenumber[-1]
        return even_spots(*grains, conductivity=conductivity, thickness=thickness)
    bands = constriction(
        touch.fraction[moments],
        touch.wavenumber,
        touch.variance[moments],
        conductivity=conductivity,
        thickness=thickness,
    )
    return np.asarray((bands if touch.seen is None else bands * touch.seen).sum(axis=-1))


def interface_outcome(stack: Stack, pair: Pair, course: Course) -> InterfaceOutcome:
    """One interface at the end of a course."""
    touch, told = course.touches[pair], interface(stack, pair)
    found = ohms(stack, pair, course, LAST)
    fraction = float(touch.fraction[-1, -1])
    clean = told.clean_fraction if told else 1.0
    gap, gas = float(touch.gap[-1]), float(touch.gas[-1])
    conducts = found is not None and fraction > 0
    return InterfaceOutcome(
        between=pair,
        contact_fraction=fraction,
        clean_fraction=fraction * clean if clean < 1 else None,
        mean_gap_m=gap if np.isfinite(gap) else None,
        gas_pressure_pa=float(np.where(gas > 0, gas + stack.atmosphere, np.nan)),
        charge_transfer_ohm_m2=_last(found.transfer) if found else None,
        constriction_ohm_m2=_last(found.constriction) if found else None,
        resistance_ohm_m2=_last(found.total) if found else None,
        current_focusing=1 / (fraction * clean) if conducts else None,
        embedding_depth_m=None if touch.depth is None else float(touch.depth[-1]),
        pull_off_pa=_pull_off(stack, pair, fraction),
    )


def _pull_off(stack: Stack, pair: Pair, fraction: float) -> float | None:
    """Mean tension (Pa) that pulls a metal off its face; None without a metal.

    True contact holds by the pull-off stress of the metal, which tears before the joint does where
    the foil is clean. Energy asks for more: a film of thickness h lets go at √(2wK/h) (Kendall
    1971), megapascals for any foil, so the stress decides.
    """
    metals = [layer.metal for layer in map(stack.layer, pair) if layer.metal is not None]
    return fraction * min(metal.adhesion for metal in metals) if metals else None


def _last(values: Array) -> float | None:
    value = float(values[-1])
    return value if np.isfinite(value) else None
